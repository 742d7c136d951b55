/** What a described action asks to be seen, sentence by sentence. Reads words only; sets no camera. */
import type { ActionBeat, Pose } from '../../domain/screenplay/breakdown.types.ts';
import { splitSentences, wordsOf } from './sentences.ts';
import type { People, Stage } from './stage.ts';

export type ActionView =
  | { readonly see: 'place'; readonly text: string }
  | { readonly see: 'viewpoint'; readonly text: string; readonly owner: string; readonly props: readonly string[] }
  | { readonly see: 'thing'; readonly text: string; readonly props: readonly string[] }
  | { readonly see: 'face'; readonly text: string; readonly who: string }
  | { readonly see: 'body'; readonly text: string; readonly who: string; readonly pose?: Pose }
  | {
      readonly see: 'people';
      readonly text: string;
      readonly who: readonly string[];
      readonly poses: ReadonlyMap<string, Pose>;
    };

const faceWords =
  /\b(smiles?|smiling|eyes?|stares?|nods?|blinks?|tears?|frowns?|swallows?|freezes?|stops|listens?|grins?|breath(?:es)?|sighs?|lips?|face|gaze|glances?|looks? (?:at|up|down|away|back)|watches|winces?|weeps?|cries|shuts|moustache|eyebrows?|cheeks?|blushes)\b/iu;
const handWords = /\b(hands?|thumbs?|fingers?|fingertips?|palms?|knuckles?|wrists?|needle|knob|trigger|button|key)\b/iu;
const lookWords = /\b(looks?|stares?|sees|watches|peers?|turns?|points?|gazes?|spots|nothing but|runs? to)\b/iu;
const wholeBody =
  /\b(stands?|kneels?|falls?|climbs?|dances?|jumps?|crawls?|lies|collapses?|carries|pushes|drags?|hurries|enters?|arrives?|rises?|bows?|stumbles?|slides?)\b/iu;

/** Parts of things: an insert shows the thing they belong to. */
const partOfThing = new Set([
  'needle',
  'dial',
  'knob',
  'button',
  'key',
  'trigger',
  'screen',
  'page',
  'lid',
  'hinge',
  'handle',
]);

/** Things too large to lie on a table: they are seen in the place, not as an insert. */
const tooLarge = new Set(
  (
    'boat ship ferry car truck van bus train tram house building tree forest mountain river lake sea table door window bed desk ' +
    'chair bench wall floor road street bridge horse lighthouse lamp lantern fire stove counter curtain rail ramp deck roof stall glass ' +
    'wheelchair bucket elevator lift plane rocket volcano star moon sun sky water rain snow blackboard board console monitor piano sofa couch'
  ).split(' '),
);

export const isSmall = (prop: string): boolean => !prop.split(/\s+/u).some((word) => tooLarge.has(word));

const namedIn = (words: readonly string[], beat: ActionBeat, people: People): string[] => {
  const found = beat.characters
    .filter((id) => !people.faceless.has(id))
    .map((id) => ({ id, at: words.findIndex((word) => people.names.get(id)?.has(word)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found.map(({ id }) => id);
};

/** Things a sentence names, in the order it names them. */
export const thingsIn = (text: string, props: readonly string[]): string[] => {
  const words = wordsOf(text);
  const at = (prop: string): number => {
    const last = prop.split(/\s+/u).at(-1) ?? prop;
    return words.findIndex((word) => word === last || word === `${last}s` || word === `${last}es`);
  };
  return props.filter((prop) => at(prop) >= 0).sort((a, b) => at(a) - at(b));
};

/** `PANS hang over the counter` is a view of the place, not of one thing. */
const namesMany = (text: string, thing: string): boolean => {
  const last = thing.split(/\s+/u).at(-1) ?? thing;
  return !last.endsWith('s') && wordsOf(text).some((word) => word === `${last}s` || word === `${last}es`);
};

/** Small things a sentence names; a needle or a dial stands for what is held, or for what was seen last. */
const wholeThings = (text: string, who: string | undefined, reading: Reading): string[] => {
  const named = thingsIn(text, reading.beat.props).filter(isSmall);
  const held = who === undefined ? undefined : reading.stage.holds.get(who);
  const whole = [held, ...[...reading.things].reverse()].find(
    (thing) => thing !== undefined && isSmall(thing) && !partOfThing.has(thing),
  );
  return [...new Set(named.flatMap((thing) => (partOfThing.has(thing) ? (whole ?? []) : thing)))];
};

type Reading = {
  readonly beat: ActionBeat;
  readonly stage: Stage;
  readonly people: People;
  readonly seenBefore: readonly string[];
  /** Things shown before in the scene, most recent last. */
  readonly things: readonly string[];
};

const includesAny = (words: readonly string[], wanted: readonly string[]): boolean =>
  words.some((word) => wanted.includes(word));

/** Who a sentence is about: the named, else whom a pronoun means. */
const subjectsOf = (
  words: readonly string[],
  last: string | undefined,
  { beat, people }: Reading,
): readonly string[] => {
  const named = namedIn(words, beat, people);
  if (named.length > 0) return named;
  const seen = beat.characters.filter((id) => !people.faceless.has(id));
  if (seen.length > 1 && includesAny(words, ['they', 'both', 'together', 'everyone', 'everybody', 'all'])) return seen;
  const meant = includesAny(words, ['he', 'she', 'his', 'her', 'him', 'hers', 'himself', 'herself'])
    ? (last ?? seen[0])
    : undefined;
  return meant === undefined ? [] : [meant];
};

/** A hand on a thing, close: the thing that is held, else the one the sentence names. */
const handledThings = (text: string, who: string, things: readonly string[], stage: Stage): readonly string[] => {
  if (!handWords.test(text) || /\b(head in (?:his|her)|with both hands|behind (?:his|her) hand)\b/iu.test(text))
    return [];
  const held = stage.holds.get(who);
  return held !== undefined && isSmall(held) ? [held] : things;
};

const viewWithoutPeople = (
  text: string,
  last: string | undefined,
  things: readonly string[],
  reading: Reading,
): ActionView => {
  const hero = things.find((thing) => !namesMany(text, thing));
  if (hero !== undefined) return { see: 'thing', text, props: [hero, ...things.filter((thing) => thing !== hero)] };
  const owner = last ?? reading.seenBefore.at(-1);
  const isSeen = /\b(there|then|below|beyond|ahead|in the distance|across|on the water|nothing but|emptiness)\b/iu.test(
    text,
  );
  return owner !== undefined && isSeen && reading.stage.onSet.has(owner)
    ? { see: 'viewpoint', text, owner, props: thingsIn(text, reading.beat.props) }
    : { see: 'place', text };
};

const viewOf = (text: string, last: string | undefined, reading: Reading): ActionView => {
  const { beat, stage } = reading;
  const words = wordsOf(text);
  const who = subjectsOf(words, last, reading);
  const first = who[0];
  const things = wholeThings(text, first ?? last, reading);
  if (first === undefined) return viewWithoutPeople(text, last, things, reading);
  const poses = new Map(
    beat.doing.filter(({ characterId }) => who.includes(characterId)).map((act) => [act.characterId, act.pose]),
  );
  const pose = poses.get(first);
  if (who.length > 1) return { see: 'people', text, who, poses };
  const isMoving = (pose === 'walk' || pose === 'run') && !faceWords.test(text);
  const handled = isMoving || words.length > 14 ? [] : handledThings(text, first, things, stage);
  if (handled.length > 0) return { see: 'thing', text, props: handled };
  if (faceWords.test(text) && words.length <= 9 && !isMoving && !wholeBody.test(text))
    return { see: 'face', text, who: first };
  return { see: 'body', text, who: first, ...(pose === undefined ? {} : { pose }) };
};

const keyOf = (view: ActionView): string =>
  view.see === 'face' || view.see === 'body'
    ? `person ${view.who}`
    : view.see === 'people'
      ? `people ${[...view.who].sort().join()}`
      : view.see;

/** Sentences that want the same view share it; a face after a body of the same person is kept when it ends the action. */
const joined = (a: ActionView, b: ActionView): ActionView | undefined => {
  const text = `${a.text} ${b.text}`;
  if (keyOf(a) === keyOf(b)) {
    if (a.see === 'thing' && b.see === 'thing') return { ...a, text, props: [...new Set([...a.props, ...b.props])] };
    if (a.see === 'body' && b.see === 'face' && wordsOf(a.text).length > 5) return undefined;
    if (a.see === 'face' && b.see === 'body') return { ...b, text };
    return { ...a, text };
  }
  if (
    a.see === 'people' &&
    (b.see === 'body' || b.see === 'face') &&
    a.who.includes(b.who) &&
    wordsOf(b.text).length < 4
  )
    return { ...a, text };
  if (b.see === 'place' && wordsOf(b.text).length < 4) return { ...a, text };
  if (a.see === 'place' && wordsOf(a.text).length < 3) return { ...b, text };
  return undefined;
};

/** Views of an action in order, at most four: a longer description is seen in fewer, longer looks. */
export const viewsOf = (reading: Reading): ActionView[] => {
  const { beat, people } = reading;
  let last: string | undefined;
  const views: ActionView[] = [];
  for (const sentence of splitSentences(beat.text)) {
    const view = viewOf(sentence, last, reading);
    last = namedIn(wordsOf(sentence), beat, people)[0] ?? last;
    const previous = views.at(-1);
    const merged = previous === undefined ? undefined : joined(previous, view);
    if (merged === undefined) views.push(view);
    else views[views.length - 1] = merged;
  }
  while (views.length > 4) {
    const weights = views
      .slice(0, -1)
      .map((view, index) => view.text.length + (views[index + 1] as ActionView).text.length);
    const at = weights.indexOf(Math.min(...weights));
    const [a, b] = [views[at] as ActionView, views[at + 1] as ActionView];
    const kept = a.see === 'place' ? b : a;
    views.splice(at, 2, { ...kept, text: `${a.text} ${b.text}` });
  }
  if (views.length === 0) views.push({ see: 'place', text: beat.text });
  return views;
};

export const looksSomewhere = (text: string): boolean => lookWords.test(text);
