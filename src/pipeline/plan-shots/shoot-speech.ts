/** Shots for a line spoken in the room, and when no new shot is wanted for it. */
import type { SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { Movement } from '../../domain/shot/shot.types.ts';
import { followingMove, listeningMove, restingMove, speakingMove, still } from './camera.ts';
import { type Feeling, quantise, reactionTo, strongestPart } from './feelings.ts';
import { areGoing } from './going.ts';
import { facelessSetup, roleOf, speakerSetup, spokenFeeling } from './line-setups.ts';
import { continueLine } from './long-lines.ts';
import { isBrokenOff } from './pauses.ts';
import { wordsOf } from './sentences.ts';
import { faceSetup, type Setup } from './setups.ts';
import { showUnderVoice } from './shoot-voice.ts';
import { coversOf, evenSegmentsOf, lengthOf, segmentsOf, type Unit, unitsOf } from './speech-segments.ts';
import { onSetNow } from './stage.ts';
import { addShot, called, current, type Draft, faces, partnerOf, remember, showsFace, type Walk } from './walk.ts';

/** A line this short is heard over the shot that is already there: cutting to it would only make the eye blink. */
const ridesUnderMs = 1000;

/** A longer line wants a face. */
const longestOnTheWayMs = 4500;

/** A very short answer is heard over the shot before it, whose speaker we see listening. */
const rides = (walk: Walk, beat: SpeechBeat, partner: string | undefined): boolean => {
  const before = current(walk);
  if (beat.dual !== undefined) return false;
  if (before === undefined || walk.previous?.kind !== 'speech' || walk.previous.channel !== 'direct') return false;
  if (walk.previous.characterId === beat.characterId || partner === undefined || walk.turns % 4 === 0) return false;
  if (!walk.spoken.has(beat.characterId) && !showsFace(before, beat.characterId)) return false;
  const part = strongestPart(beat);
  return lengthOf(unitsOf(beat)) <= ridesUnderMs && quantise(part.emotion, part.emotionStrength).strength === 0;
};

/** Both sides of a dual dialogue, and a reply to a voice that the camera already listens to, stay in the shot that is there. */
const staysOn = (walk: Walk, beat: SpeechBeat): boolean => {
  if (current(walk) === undefined) return false;
  if (beat.dual === 'right' && walk.previous?.kind === 'speech' && walk.previous.dual === 'left') return true;
  const { resting } = walk;
  const shot = current(walk);
  if (resting?.who !== beat.characterId || resting.hasSpoken || resting.beats >= 2 || shot === undefined) return false;
  const part = strongestPart(beat);
  if (beat.parts.some(({ delivery }) => delivery === 'shout')) return false;
  return showsFace(shot, beat.characterId) && quantise(part.emotion, part.emotionStrength).strength < 1;
};

/** What is called out on the way is said in the picture of the way: closer, people who run would seem to stand. */
const saidOnTheWay = (walk: Walk, beat: SpeechBeat): boolean => {
  const shot = current(walk);
  const { going } = walk.stage;
  if (shot === undefined || walk.aspect === '9:16' || walk.previous?.kind !== 'action') return false;
  return (
    shot.size === 'MWS' &&
    shot.figures.length > 1 &&
    areGoing(going, beat.characterId, ...shot.figures.map(({ characterId }) => characterId)) &&
    lengthOf(unitsOf(beat)) <= longestOnTheWayMs
  );
};

/** Whoever listened and now answers shows what the answer carries; calm words do not wipe tears from a face. */
const feel = (shot: Draft, who: string, feeling: Feeling, isCalm: boolean): void => {
  const keeps = (strength: number): boolean => isCalm && strength === 1;
  shot.figures = shot.figures.map((figure) =>
    figure.characterId === who && !keeps(figure.emotionStrength)
      ? { ...figure, emotion: feeling.emotion, emotionStrength: feeling.strength }
      : figure,
  );
};

/** The other voice of a dual dialogue. */
const dualPartner = (walk: Walk, beat: SpeechBeat): string | undefined => {
  const other = beat.dual === 'left' ? walk.next : undefined;
  return other?.kind === 'speech' && other.dual === 'right' && walk.stage.people.includes(other.characterId)
    ? other.characterId
    : undefined;
};

/** Whom the words themselves name: `Seun, call upstairs.` or `It's green, Tobias!` */
const addressed = (walk: Walk, beat: SpeechBeat): string | undefined => {
  const text = beat.parts.map((part) => part.text).join(' ');
  const calls = [...text.matchAll(/(?:^|[.!?…]\s+|,\s+)((?:\p{L}+\.?\s)?\p{Lu}[\p{L}'’-]+)(?=[,.!?…]|$)/gu)].flatMap(
    (found) => wordsOf(found[1] ?? ''),
  );
  return onSetNow(walk.stage).find(
    (id) => id !== beat.characterId && calls.some((word) => walk.people.names.get(id)?.has(word)),
  );
};

/** What is said with full force lands on somebody: we see them before they answer, and they answer in that shot. */
const land = (walk: Walk, beat: SpeechBeat, listener: string): void => {
  const part = beat.parts.at(-1);
  if (part === undefined || beat.dual !== undefined || walk.turns < 2 || walk.scene.mood === 'comic') return;
  if (quantise(part.emotion, part.emotionStrength).strength < 1 || isBrokenOff(part.text)) return;
  const known = faces(walk, [listener, reactionTo(part, walk.scene.mood)]);
  const setup = faceSetup(walk.stage, walk.aspect, listener, beat.characterId, 'MCU', known, { framing: 'reaction' });
  addShot(
    walk,
    `${beat.id}/lands`,
    setup,
    listeningMove(part, walk.scene.mood),
    `it lands on ${called(walk, listener)}`,
    [{ kind: 'hold', holdMs: 900, why: 'reaction', beatId: beat.id }],
  );
  walk.resting = { who: listener, hasSpoken: false, beats: 1 };
};

/** The line goes on in the shot that is there. A rider only speaks into it; whoever stays in it is now what it is about. */
const joinShot = (walk: Walk, beat: SpeechBeat, shot: Draft, units: readonly Unit[], isRiding: boolean): void => {
  shot.covers.push(...coversOf(beat, units, showsFace(shot, beat.characterId)));
  if (isRiding || beat.dual !== undefined) return;
  const { emotion, emotionStrength } = strongestPart(beat);
  feel(shot, beat.characterId, spokenFeeling(walk, beat), quantise(emotion, emotionStrength).strength === 0);
  if (shot.movement.kind === 'static' && walk.scene.mood !== 'comic') shot.movement = { kind: 'push-in', amount: 0.3 };
};

/** The camera goes along with people who are on the way, shakes on whoever runs, and else does what the line asks. */
const moveFor = (walk: Walk, beat: SpeechBeat, setup: Setup, lengthMs: number): Movement => {
  const { mood } = walk.scene;
  const { going } = walk.stage;
  if (going !== undefined && areGoing(going, beat.characterId) && mood !== 'comic') {
    if (setup.figures.length > 1) return followingMove(going.heading, going.pose === 'run');
    if (going.pose === 'run') return { kind: 'handheld', amount: 0.5 };
  }
  const isHeld = setup.framing === 'single' || lengthMs > 5000;
  return isHeld ? speakingMove(beat, mood, lengthMs) : restingMove(beat.id, mood);
};

const openShot = (walk: Walk, beat: SpeechBeat, partner: string | undefined, units: readonly Unit[]): void => {
  const setup = speakerSetup(walk, beat, partner);
  const move = moveFor(walk, beat, setup, lengthOf(units));
  addShot(walk, beat.id, setup, move, roleOf(setup, called(walk, beat.characterId)), coversOf(beat, units, true));
};

/** A voice without a face is heard over one picture no longer than this. */
const longestFacelessMs = 7500;

/** A crowd or a thing speaks: nobody's face is the one to see. */
const shootFaceless = (walk: Walk, beat: SpeechBeat): void => {
  const role = `${called(walk, beat.characterId)} is heard`;
  const isLong = lengthOf(unitsOf(beat)) > longestFacelessMs;
  const [first, ...rest] = isLong ? evenSegmentsOf(beat) : [{ on: 'speaker' as const, units: unitsOf(beat) }];
  addShot(walk, beat.id, facelessSetup(walk, beat), still, role, coversOf(beat, first?.units ?? [], false));
  rest.forEach((segment, index) => {
    showUnderVoice(walk, beat, segment, index + 1);
  });
  walk.resting = undefined;
};

/** Adds the shots of one line spoken in the room, or lets it play in the shot that is there. */
export const shootSpeech = (walk: Walk, beat: SpeechBeat): void => {
  if (walk.people.faceless.has(beat.characterId)) return shootFaceless(walk, beat);
  const partner = dualPartner(walk, beat) ?? addressed(walk, beat) ?? partnerOf(walk, beat.characterId);
  const isRiding = rides(walk, beat, partner);
  const shot = isRiding || staysOn(walk, beat) || saidOnTheWay(walk, beat) ? current(walk) : undefined;
  const [first, ...rest] = segmentsOf(beat, { isAlone: partner === undefined });
  if (first !== undefined) {
    if (shot === undefined) openShot(walk, beat, partner, first.units);
    else joinShot(walk, beat, shot, first.units, isRiding);
    continueLine(walk, beat, rest, partner);
  }
  const heardHere = shot !== undefined && walk.resting?.who === beat.characterId ? walk.resting.beats : 0;
  walk.resting = { who: beat.characterId, hasSpoken: true, beats: heardHere + 1 };
  if (partner !== undefined && !isRiding) land(walk, beat, partner);
  walk.turns += 1;
  walk.spoken.add(beat.characterId);
  remember(walk.recent, beat.characterId);
};
