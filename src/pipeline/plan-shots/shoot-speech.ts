/** Shots for a line spoken in the room: master, over the shoulder, singles that come closer, the listener inside long lines. */
import { hash32 } from '../../domain/random.ts';
import type { SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotSize } from '../../domain/shot/shot.types.ts';
import {
  angleFor,
  intensityOf,
  listeningMove,
  otherSize,
  restingMove,
  sizeFor,
  speakingMove,
  still,
} from './camera.ts';
import { type Feeling, quantise, reactionTo, speaking, strongestPart } from './feelings.ts';
import { faceSetup, groupSetup, insertSetup, overShoulderSetup, pairSetup, placeSetup, type Setup } from './setups.ts';
import { wordsOf } from './sentences.ts';
import { coversOf, lengthOf, type Segment, segmentsOf, type Unit, unitsOf } from './speech-segments.ts';
import { onSetNow, slotOf } from './stage.ts';
import { addShot, called, current, type Draft, faces, partnerOf, remember, showsFace, type Walk } from './walk.ts';

/** A line this short is heard over the shot that is already there: cutting to it would only make the eye blink. */
const ridesUnderMs = 1000;

/** Everyone in the frame with whom the line is exchanged, when a wide shot carries it. */
const wideSetup = (walk: Walk, beat: SpeechBeat, partner: string): Setup => {
  const part = strongestPart(beat);
  const feeling = quantise(part.emotion, part.emotionStrength);
  const known = feeling.strength < 1 ? faces(walk) : faces(walk, [beat.characterId, feeling]);
  const here = onSetNow(walk.stage);
  return here.length > 2 && beat.dual === undefined
    ? groupSetup(walk.stage, walk.aspect, here, beat.characterId, known)
    : pairSetup(walk.stage, walk.aspect, beat.characterId, partner, known);
};

/** Whether this turn is played wide: the first exchange, now and then to breathe, more often in comedy. */
const playsWide = (walk: Walk, beat: SpeechBeat, intensity: number): boolean => {
  if (beat.dual !== undefined) return true;
  if (intensity > 0.62) return false;
  const isComic = walk.scene.mood === 'comic' || walk.scene.mood === 'joyful';
  if (walk.turns === 0) return current(walk)?.framing !== 'two_shot' && current(walk)?.framing !== 'group';
  return walk.turns % (isComic ? 4 : 8) === (isComic ? 3 : 7);
};

const singleSize = (walk: Walk, beat: SpeechBeat): ShotSize => {
  const size = sizeFor(
    intensityOf(beat, walk.scene.tension, walk.turns + walk.heat),
    walk.scene.mood,
    walk.turns + walk.heat < 2,
  );
  return walk.aspect === '9:16' && size === 'MS' ? 'MCU' : size;
};

const speakerSetup = (walk: Walk, beat: SpeechBeat, partner: string | undefined): Setup => {
  const intensity = intensityOf(beat, walk.scene.tension, walk.turns + walk.heat);
  const part = strongestPart(beat);
  const known = faces(walk, [beat.characterId, speaking(part, walk.scene.mood)]);
  if (partner !== undefined && playsWide(walk, beat, intensity)) return wideSetup(walk, beat, partner);
  const angle = angleFor(beat, walk.scene.mood, walk.scene.tension);
  const isEarly = walk.turns + walk.heat < 7 || walk.scene.mood === 'comic';
  if (partner !== undefined && walk.aspect !== '9:16' && isEarly && intensity < 0.45 && angle === 'eye') {
    return overShoulderSetup(walk.stage, walk.aspect, beat.characterId, partner, known);
  }
  return faceSetup(walk.stage, walk.aspect, beat.characterId, partner, singleSize(walk, beat), known, { angle });
};

const roleOf = (setup: Setup, name: string): string => {
  if (setup.framing === 'group') return `the room while ${name} speaks`;
  if (setup.framing === 'two_shot') return `${name} speaks, both seen`;
  if (setup.framing === 'ots') return `${name} speaks, over the shoulder`;
  return `${name} speaks`;
};

/** The shot between two of the speaker's: whoever listens, else a thing, another angle or the room. */
const between = (
  walk: Walk,
  beat: SpeechBeat,
  units: readonly Unit[],
  partner: string | undefined,
  nth: number,
): void => {
  const first = units[0] as Unit;
  const anchor = `${first.part.id}/${first.sentence}`;
  if (partner !== undefined) {
    const here = onSetNow(walk.stage).filter((id) => id !== beat.characterId);
    const listener = nth === 0 ? partner : (here[hash32(anchor) % here.length] ?? partner);
    const setup = faceSetup(
      walk.stage,
      walk.aspect,
      listener,
      beat.characterId,
      nth % 2 === 0 ? 'MCU' : 'CU',
      faces(walk, [listener, reactionTo(first.part, walk.scene.mood)]),
      { framing: 'reaction' },
    );
    addShot(
      walk,
      anchor,
      setup,
      listeningMove(first.part, walk.scene.mood),
      `${called(walk, listener)} takes it in`,
      coversOf(beat, units, false),
    );
    return;
  }
  aside(walk, beat, units, anchor, nth);
};

/** Somebody speaks to nobody. What is close to their heart stays close; else the room and the other side are shown. */
const aside = (walk: Walk, beat: SpeechBeat, units: readonly Unit[], anchor: string, nth: number): void => {
  const { part } = units[0] as Unit;
  const who = beat.characterId;
  const known = faces(walk, [who, speaking(part, walk.scene.mood)]);
  const isIntimate = part.delivery === 'soft' || part.delivery === 'whisper' || part.emotionStrength >= 0.5;
  const before = current(walk);
  const thing = walk.things.findLast((name) => before?.framing !== 'insert' || before.props[0] !== name);
  const choice = (nth + hash32(`${beat.id}/aside`)) % 3;
  if (thing !== undefined && (isIntimate || choice === 0)) {
    const setup = insertSetup([thing]);
    addShot(
      walk,
      anchor,
      setup,
      { kind: 'push-in', amount: 0.25 },
      `${thing}, while the voice goes on`,
      coversOf(beat, units, false),
    );
  } else if (!isIntimate && choice === 1) {
    const setup = placeSetup(walk.stage, walk.aspect, known, {
      size: 'WS',
      framing: 'single',
      angle: 'high',
      people: [who],
    });
    addShot(
      walk,
      anchor,
      setup,
      { kind: 'pull-out', amount: 0.3 },
      `${called(walk, who)}, small in the room`,
      coversOf(beat, units, true),
    );
  } else {
    const setup = faceSetup(walk.stage, walk.aspect, who, undefined, isIntimate ? 'CU' : 'MWS', known, {
      offAxis: true,
    });
    addShot(walk, anchor, setup, still, `${called(walk, who)} from the other side`, coversOf(beat, units, true));
  }
};

/** The rest of a long line after its first shot. */
const continueLine = (walk: Walk, beat: SpeechBeat, rest: readonly Segment[], partner: string | undefined): void => {
  let nth = 0;
  const base = singleSize(walk, beat);
  for (const segment of rest) {
    const first = segment.units[0] as Unit;
    if (segment.on === 'other') {
      between(walk, beat, segment.units, partner, nth++);
      continue;
    }
    const before = current(walk);
    const isSame =
      before !== undefined && before.figures.length === 1 && before.figures[0]?.characterId === beat.characterId;
    const size = isSame || nth % 2 === 1 ? otherSize(isSame ? before.size : base) : base;
    const feeling = speaking(first.part, walk.scene.mood);
    addShot(
      walk,
      `${first.part.id}/${first.sentence}`,
      faceSetup(walk.stage, walk.aspect, beat.characterId, partner, size, faces(walk, [beat.characterId, feeling])),
      speakingMove(beat, walk.scene.mood, lengthOf(segment.units)),
      `${called(walk, beat.characterId)} goes on`,
      coversOf(beat, segment.units, true),
    );
  }
};

/** A very short answer is heard over the shot before it, whose speaker we see listening. */
const rides = (walk: Walk, beat: SpeechBeat, partner: string | undefined): boolean => {
  const before = current(walk);
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
  return showsFace(shot, beat.characterId) && quantise(part.emotion, part.emotionStrength).strength < 1;
};

/** Whoever listened and now answers shows what the answer carries. */
const feel = (shot: Draft, who: string, feeling: Feeling): void => {
  shot.figures = shot.figures.map((figure) =>
    figure.characterId === who ? { ...figure, emotion: feeling.emotion, emotionStrength: feeling.strength } : figure,
  );
};

/** A crowd or a thing that speaks in the room. */
const facelessSetup = (walk: Walk, beat: SpeechBeat): Setup => {
  const here = onSetNow(walk.stage);
  const known = faces(walk);
  if (here.length > 2) return groupSetup(walk.stage, walk.aspect, here, undefined, known);
  if (here.length === 2) return pairSetup(walk.stage, walk.aspect, here[0] as string, here[1] as string, known);
  if (here.length === 1) {
    return faceSetup(walk.stage, walk.aspect, here[0] as string, undefined, 'MS', known, { framing: 'reaction' });
  }
  return placeSetup(walk.stage, walk.aspect, known, { size: 'WS', yawDeg: slotOf(walk.stage, beat.characterId) * 20 });
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

export const shootSpeech = (walk: Walk, beat: SpeechBeat): void => {
  if (walk.people.faceless.has(beat.characterId)) {
    addShot(
      walk,
      beat.id,
      facelessSetup(walk, beat),
      still,
      `${called(walk, beat.characterId)} is heard`,
      coversOf(beat, unitsOf(beat), false),
    );
    walk.resting = undefined;
    return;
  }
  const partner = addressed(walk, beat) ?? partnerOf(walk, beat.characterId);
  const isRiding = rides(walk, beat, partner);
  const stays = isRiding || staysOn(walk, beat);
  const [first, ...rest] = segmentsOf(beat, { isAlone: partner === undefined });
  if (first !== undefined) {
    if (stays) {
      const shot = current(walk) as NonNullable<ReturnType<typeof current>>;
      shot.covers.push(...coversOf(beat, first.units, showsFace(shot, beat.characterId)));
      if (!isRiding && beat.dual === undefined)
        feel(shot, beat.characterId, speaking(strongestPart(beat), walk.scene.mood));
      if (!isRiding && beat.dual === undefined && shot.movement.kind === 'static' && walk.scene.mood !== 'comic') {
        shot.movement = { kind: 'push-in', amount: 0.3 };
      }
    } else {
      const setup = speakerSetup(walk, beat, partner);
      addShot(
        walk,
        beat.id,
        setup,
        setup.framing === 'single' || lengthOf(first.units) > 5000
          ? speakingMove(beat, walk.scene.mood, lengthOf(first.units))
          : restingMove(beat.id, walk.scene.mood),
        roleOf(setup, called(walk, beat.characterId)),
        coversOf(beat, first.units, true),
      );
    }
    continueLine(walk, beat, rest, partner);
  }
  walk.resting = {
    who: beat.characterId,
    hasSpoken: true,
    beats: stays && walk.resting?.who === beat.characterId ? walk.resting.beats + 1 : 1,
  };
  walk.turns += 1;
  walk.spoken.add(beat.characterId);
  remember(walk.recent, beat.characterId);
};
