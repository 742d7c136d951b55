/** What is seen while one person goes on speaking: the listener between, another size, a thing, the room. */
import { hash32 } from '../../domain/random.ts';
import type { SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotSize } from '../../domain/shot/shot.types.ts';
import { listeningMove, otherSize, speakingMove, still } from './camera.ts';
import { reactionTo, speaking } from './feelings.ts';
import { singleSize } from './line-setups.ts';
import { faceSetup, insertSetup, placeSetup } from './setups.ts';
import { coversOf, lengthOf, type Segment, type Unit } from './speech-segments.ts';
import { onSetNow } from './stage.ts';
import { addShot, called, current, faces, type Walk } from './walk.ts';

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
    const setup = faceSetup(walk.stage, walk.aspect, who, undefined, isIntimate ? 'CU' : 'MS', known, {
      offAxis: true,
    });
    addShot(walk, anchor, setup, still, `${called(walk, who)} from the other side`, coversOf(beat, units, true));
  }
};

/** A long line comes back to its speaker at another size each time. */
const sizesInTurn = (base: ShotSize): readonly ShotSize[] => [base, otherSize(base), base === 'MCU' ? 'MS' : 'MCU'];

/** The rest of a long line after its first shot. */
export const continueLine = (
  walk: Walk,
  beat: SpeechBeat,
  rest: readonly Segment[],
  partner: string | undefined,
): void => {
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
    const wanted = sizesInTurn(base)[nth % 3] as ShotSize;
    const size = isSame && before.size === wanted ? otherSize(wanted) : wanted;
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
