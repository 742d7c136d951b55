/**
 * Who is in the room, on which side, in what posture, holding what: the 180-degree line as data.
 * A person keeps a slot (negative = screen left) for the whole scene until the action moves them.
 */
import { hash32 } from '../../domain/random.ts';
import type { ActionBeat, Beat, Breakdown, Pose, Scene } from '../../domain/screenplay/breakdown.types.ts';
import { thingsIn } from './action-things.ts';
import { type Going, goingIn, type Heading } from './going.ts';
import { entering, leaversIn } from './leaving.ts';
import { splitSentences, wordsOf } from './sentences.ts';

export type Stage = {
  /** Everyone seen in the scene at some time, in slot order. */
  readonly people: readonly string[];
  /** -1 far left .. 1 far right as the camera of the master sees them. */
  readonly slots: ReadonlyMap<string, number>;
  readonly onSet: ReadonlySet<string>;
  readonly postures: ReadonlyMap<string, Pose>;
  readonly holds: ReadonlyMap<string, string>;
  /** Two people stand close: the action brought them together and has not parted them. */
  readonly isClose: boolean;
  /** The way everybody goes who is on the way, in the whole film. */
  readonly heading: Heading;
  readonly going: Going | undefined;
};

/** What the planner knows of the people of the whole film. */
export type People = {
  /** Words by which prose names somebody, lower case. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Speakers that are no person one could draw: devices, crowds, voices without a face. */
  readonly faceless: ReadonlySet<string>;
  /** Names as a reader would write them. */
  readonly called: ReadonlyMap<string, string>;
  readonly genders: ReadonlyMap<string, 'female' | 'male' | 'unknown'>;
};

const titles = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'miss',
  'sir',
  'the',
  'a',
  'of',
  'old',
  'young',
  'chef',
  'captain',
  'little',
  'st',
]);

/** `DR. RAMAN` to `Dr. Raman`; names that are not all capitals are left alone. */
const titleCase = (name: string): string =>
  name === name.toUpperCase()
    ? name.toLowerCase().replace(/(^|[\s\-('’.])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase())
    : name;

export const peopleOf = (breakdown: Breakdown): People => ({
  names: new Map(
    breakdown.characters.map((character) => [
      character.id,
      new Set(
        [character.name, character.fullName ?? '', ...character.aliases]
          .flatMap(wordsOf)
          .filter((word) => !titles.has(word)),
      ),
    ]),
  ),
  called: new Map(breakdown.characters.map(({ id, name }) => [id, titleCase(name)])),
  genders: new Map(breakdown.characters.map(({ id, gender }) => [id, gender])),
  faceless: new Set(
    breakdown.characters
      .filter((character) => character.isThing || character.isVoiceOnly)
      .map((character) => character.id),
  ),
});

const seated =
  /\b(car|taxi|cab|van|truck|cockpit|bus|train|carriage|plane|cabin|booth|diner|restaurant|café|cafe|courtroom|cinema)\b/iu;
const crossing =
  /\b(crosses|circles|changes places|swaps (?:places|sides)|walks? (?:around|past)|moves? (?:around|past|to the other))\b/iu;
const taking =
  /\b(holds?|holding|lifts?|carries|carrying|grips?|picks? up|takes?|clutch(?:es)?|raises?|pulls? out|draws?|opens?|reads?|grabs?|with (?:an?|the|his|her|their)|in (?:his|her|their) hands?|produces)\b/iu;
const releasing =
  /\b(drops?|puts? (?:it |the \w+ )?(?:down|away)|sets? (?:it |the \w+ )?down|throws?|hurls?|lets? go|hands? (?:it|the|him|her)|gives?|hangs? up)\b/iu;

/** The people of a beat in the order they are named; a speaker counts unless the voice comes from elsewhere. */
export const seenIn = (beat: Beat, people: People): readonly string[] => {
  if (beat.kind === 'card') return [];
  if (beat.kind !== 'speech') return beat.characters.filter((id) => !people.faceless.has(id));
  return beat.channel === 'direct' && !people.faceless.has(beat.characterId) ? [beat.characterId] : [];
};

/** Evenly spread from left to right; one person alone stands a little off the middle. */
const slotsFor = (order: readonly string[], seed: string): Map<string, number> =>
  new Map(
    order.map((id, index) => [
      id,
      order.length === 1 ? (hash32(`${seed}/side/${id}`) % 2 === 0 ? -1 : 1) : -1 + (2 * index) / (order.length - 1),
    ]),
  );

const onTheFloor = /\b(floor|ground|grass|snow|sand|mud|deck|street|road|rug|carpet)\b/iu;

/** How the words leave somebody. Whoever lies in a bed is staged sitting up: a body flat on a bed hides its own face. */
export const postureOf = (beat: ActionBeat, pose: Pose): Pose =>
  pose === 'lie' && !onTheFloor.test(beat.text) ? 'sit' : pose;

/** The posture in which somebody is first met: who is described lying or sitting did so before we came. */
const settledIn = (beat: Beat | undefined, id: string): Pose | undefined => {
  if (beat?.kind !== 'action') return undefined;
  const pose = beat.doing.find(({ characterId }) => characterId === id)?.pose;
  return pose === 'sit' || pose === 'lie' || pose === 'kneel' || pose === 'lean' ? postureOf(beat, pose) : undefined;
};

export const openStage = (scene: Scene, people: People, seed: string): Stage => {
  const first = new Map<string, Beat>();
  for (const beat of scene.beats) for (const id of seenIn(beat, people)) if (!first.has(id)) first.set(id, beat);
  const everyone = new Set([...scene.present.filter((id) => !people.faceless.has(id)), ...first.keys()]);
  const order = [...everyone].sort((a, b) => hash32(`${seed}/${a}`) - hash32(`${seed}/${b}`) || (a < b ? -1 : 1));
  const arrivesLater = (id: string): boolean => {
    const beat = first.get(id);
    return beat?.kind === 'action' && beat !== scene.beats[0] && entering.test(beat.text);
  };
  const posture: Pose = seated.test(scene.heading) ? 'sit' : 'stand';
  return {
    people: order,
    slots: slotsFor(order, seed),
    onSet: new Set(order.filter((id) => !arrivesLater(id))),
    postures: new Map(order.map((id) => [id, settledIn(first.get(id), id) ?? posture])),
    holds: new Map(),
    isClose: false,
    heading: hash32(`${seed}/heading`) % 2 === 0 ? 'left' : 'right',
    going: undefined,
  };
};

const swapped = (stage: Stage, mover: string): ReadonlyMap<string, number> => {
  const from = stage.slots.get(mover) ?? 0;
  const others = stage.people.filter((id) => id !== mover && stage.onSet.has(id));
  const other = others.find((id) => Math.sign(stage.slots.get(id) ?? 0) !== Math.sign(from));
  const slots = new Map(stage.slots);
  if (other !== undefined) {
    slots.set(mover, stage.slots.get(other) ?? -from);
    slots.set(other, from);
  } else if (others.length === 0) {
    slots.set(mover, -from);
  }
  return slots;
};

const joining =
  /\b(beside (?:him|her|them|each other)|next to (?:him|her)|closer|(?:moves?|sits?|steps?|comes?|kneels?|leans?) (?:\w+ ){0,2}(?:beside|next to|against|close)|hugs?|embraces?|kiss(?:es)?|arm in arm|hand in hand|shoulder to shoulder|side by side|holds? (?:him|her)|takes? (?:his|her) (?:hand|arm))\b/iu;
const parting =
  /\b(steps? (?:back|away)|walks? (?:away|off|out)|pulls? (?:back|away)|backs? away|lets? go|apart|turns? away|pushes|leaves?)\b/iu;

const lasting: ReadonlySet<Pose> = new Set<Pose>(['sit', 'kneel', 'lie', 'stand', 'lean', 'pockets']);

const afterAction = (stage: Stage, beat: ActionBeat, people: People): Stage => {
  const postures = new Map(stage.postures);
  for (const { characterId, pose } of beat.doing) {
    if (lasting.has(pose)) postures.set(characterId, postureOf(beat, pose));
    else if (pose === 'walk' || pose === 'run') postures.set(characterId, 'stand');
  }
  const holds = new Map(stage.holds);
  let holder = beat.characters[0];
  for (const sentence of splitSentences(beat.text)) {
    const words = wordsOf(sentence);
    holder = beat.characters.find((id) => words.some((word) => people.names.get(id)?.has(word))) ?? holder;
    const held = thingsIn(sentence, beat.props)[0];
    if (holder === undefined) break;
    if (releasing.test(sentence)) holds.delete(holder);
    else if (held !== undefined && taking.test(sentence)) {
      for (const [id, thing] of holds) if (thing === held) holds.delete(id);
      holds.set(holder, held);
    }
  }
  const mover = crossing.test(beat.text) ? beat.characters[0] : undefined;
  const isClose = joining.test(beat.text) || (stage.isClose && !parting.test(beat.text));
  const going = goingIn(beat, stage.heading) ?? (beat.characters.length === 0 ? stage.going : undefined);
  return {
    ...stage,
    postures,
    holds,
    isClose,
    going,
    slots: mover === undefined ? stage.slots : swapped(stage, mover),
  };
};

/** The stage while a beat plays: whoever acts or speaks has come in, moves and takes what the words say. */
export const during = (stage: Stage, beat: Beat, people: People): Stage => {
  const arrived: Stage = { ...stage, onSet: new Set([...stage.onSet, ...seenIn(beat, people)]) };
  return beat.kind === 'action' ? afterAction(arrived, beat, people) : arrived;
};

/** The stage once these words of a beat have happened: whoever plainly left is gone. */
export const leftAfter = (stage: Stage, beat: ActionBeat, text: string, people: People): Stage => {
  const gone = leaversIn(beat, text, people);
  if (gone.size === 0) return stage;
  return { ...stage, onSet: new Set([...stage.onSet].filter((id) => !gone.has(id))) };
};

/** The stage after a beat: who left is gone, who arrived stands. */
export const after = (stage: Stage, beat: Beat, people: People): Stage => {
  if (beat.kind !== 'action') return stage;
  const left = leftAfter(stage, beat, beat.text, people);
  return left.going?.isUnderWay === false ? { ...left, going: undefined } : left;
};

export const slotOf = (stage: Stage, id: string): number => stage.slots.get(id) ?? 0;

/** Everyone in the room now, from left to right. */
export const onSetNow = (stage: Stage): readonly string[] =>
  stage.people.filter((id) => stage.onSet.has(id)).sort((a, b) => slotOf(stage, a) - slotOf(stage, b));

export const sideOfSlot = (slot: number): -1 | 1 => (slot <= 0 ? -1 : 1);
