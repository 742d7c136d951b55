/** Shots the script asks for by name (`INSERT`, `CLOSE ON`, `POV`) and text on screen. */
import type { CameraBeat, CardBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotCover } from '../../domain/shot/shot.types.ts';
import { isPart, isSmall } from './action-things.ts';
import { placeMove } from './camera.ts';
import { feelingInAction } from './feelings.ts';
import { actionMs, countWords, wordsOf } from './sentences.ts';
import { faceSetup, groupSetup, insertSetup, placeSetup, viewpointSetup } from './setups.ts';
import { addShot, called, current, faces, partnerOf, remember, type Walk } from './walk.ts';

const holdFor = (beat: CameraBeat, atLeastMs: number): ShotCover => ({
  kind: 'action',
  beatId: beat.id,
  readingMs: Math.min(3000, Math.max(atLeastMs, actionMs(beat.text))),
});

/** The thing an `INSERT - THE RADIO DIAL` names, when the breakdown knew no prop: its last word. */
const thingsNamed = (beat: CameraBeat): readonly string[] => {
  const whole = beat.props.filter((prop) => !isPart(prop));
  if (whole.length > 0) return whole;
  if (beat.props.length > 0) return beat.props;
  const words = wordsOf(beat.text).filter(
    (word) => !['insert', 'close', 'on', 'the', 'a', 'an', 'of', 'pov', 'angle', 'up', 'shot'].includes(word),
  );
  return words.slice(-1);
};

export const shootCamera = (walk: Walk, beat: CameraBeat): void => {
  const who = beat.characters.find((id) => !walk.people.faceless.has(id));
  const isThing =
    beat.direction === 'insert' || ((beat.direction === 'close' || beat.direction === 'angle') && who === undefined);
  const known = faces(walk, ...beat.characters.map((id) => [id, feelingInAction(beat.text, walk.scene.mood)] as const));
  walk.resting = undefined;
  if (beat.direction === 'pov') {
    const owner = who ?? walk.recent.at(-1);
    const setup = viewpointSetup(walk.stage, walk.aspect, owner, thingsNamed(beat), known, beat.characters);
    addShot(
      walk,
      beat.id,
      setup,
      { kind: 'handheld', amount: 0.3 },
      `what ${owner === undefined ? 'somebody' : called(walk, owner)} sees`,
      [holdFor(beat, 2000)],
    );
  } else if (isThing) {
    const things = thingsNamed(beat);
    addShot(walk, beat.id, insertSetup(things), { kind: 'push-in', amount: 0.3 }, `insert: ${things.join(', ')}`, [
      holdFor(beat, 1500),
    ]);
    remember(walk.things, ...things.filter(isSmall));
  } else if (beat.direction === 'close' && who !== undefined) {
    const setup = faceSetup(walk.stage, walk.aspect, who, partnerOf(walk, who), 'CU', known, { framing: 'reaction' });
    addShot(walk, beat.id, setup, { kind: 'push-in', amount: 0.35 }, `close on ${called(walk, who)}`, [
      holdFor(beat, 1500),
    ]);
    walk.resting = { who, hasSpoken: false, beats: 1 };
    remember(walk.recent, who);
  } else if (beat.direction === 'angle' && who !== undefined) {
    const setup =
      beat.characters.length > 1
        ? groupSetup(walk.stage, walk.aspect, beat.characters, who, known)
        : faceSetup(walk.stage, walk.aspect, who, partnerOf(walk, who), 'MS', known, { offAxis: true });
    addShot(walk, beat.id, setup, { kind: 'static', amount: 0 }, `angle on ${called(walk, who)}`, [
      holdFor(beat, 1500),
    ]);
    remember(walk.recent, who);
  } else {
    addShot(
      walk,
      beat.id,
      placeSetup(walk.stage, walk.aspect, known, { size: 'WS' }),
      placeMove(beat.id, walk.scene.intExt !== 'int'),
      'wide, as the script asks',
      [holdFor(beat, 2200)],
    );
  }
};

/** Long enough to read twice at an easy pace. */
const cardMs = (text: string): number => Math.min(7000, Math.max(2200, 1200 + countWords(text) * 420));

/** Text over the place: on the shot that shows it already when that is empty of speech, else on a view of its own. */
export const shootCard = (walk: Walk, beat: CardBeat): void => {
  const cover: ShotCover = { kind: 'hold', holdMs: cardMs(beat.text), why: 'card', beatId: beat.id };
  const shot = current(walk);
  walk.resting = undefined;
  if (
    shot !== undefined &&
    shot.framing === 'establishing' &&
    shot.card === undefined &&
    shot.covers.every((held) => held.kind !== 'speech')
  ) {
    walk.drafts[walk.drafts.length - 1] = {
      ...shot,
      framing: 'card',
      card: beat.text,
      role: `text: ${beat.text}`,
      covers: [...shot.covers, cover],
    };
    return;
  }
  const size = shot?.size === 'EWS' ? 'WS' : 'EWS';
  const setup = placeSetup(walk.stage, walk.aspect, faces(walk), { size, framing: 'card', people: [] });
  addShot(walk, beat.id, setup, { kind: 'push-in', amount: 0.2 }, `text: ${beat.text}`, [cover]).card = beat.text;
};
