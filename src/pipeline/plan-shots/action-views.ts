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
  /\b(smiles?|smiling|eyes?|stares?|nods?|blinks?|tears?|frowns?|swallows?|freezes?|listens?|grins?|breath(?:es)?|sighs?|lips?|face|gaze|glances?|looks? (?:at|up|down|away|back)|watches|winces?|weeps?|cries|shuts|moustache|eyebrows?|cheeks?|blushes)\b/iu;
const handWords = /\b(hands?|thumbs?|fingers?|fingertips?|palms?|knuckles?|wrists?|needle|knob|trigger|button|key)\b/iu;
const lookWords = /\b(looks?|stares?|sees|watches|peers?|turns?|points?|gazes?|spots|nothing but|runs? to)\b/iu;
const wholeBody =
  /\b(stands?|kneels?|falls?|climbs?|dances?|jumps?|crawls?|lies|collapses?|carries|pushes|drags?|hurries|enters?|arrives?|rises?|bows?|stumbles?|slides?)\b/iu;

/** Things too large to lie on a table: they are seen in the place, not as an insert. */
const tooLarge = new Set(
  (
    'boat ship ferry car truck van bus train tram house building tree forest mountain river lake sea table door window bed desk ' +
    'chair bench wall floor road street bridge horse lighthouse lamp lantern fire stove counter curtain rail ramp deck roof stall ' +
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

const startsWithThing = (text: string, thing: string): boolean => {
  const words = wordsOf(text).slice(0, 5);
  const at = words.findIndex((word) => word === thing.split(/\s+/u).at(-1));
  return at >= 0 && at <= 3 && /^(the|a|an|his|her|its|their|one|two|only|in|on)$/iu.test(words[0] ?? '');
};

type Reading = {
  readonly beat: ActionBeat;
  readonly stage: Stage;
  readonly people: People;
  readonly seenBefore: readonly string[];
};

const viewOf = (text: string, last: string | undefined, reading: Reading): ActionView => {
  const { beat, stage, people } = reading;
  const words = wordsOf(text);
  const named = namedIn(words, beat, people);
  const seen = beat.characters.filter((id) => !people.faceless.has(id));
  const isPlural = words.some((word) => ['they', 'both', 'together', 'everyone', 'everybody', 'all'].includes(word));
  const isSingular = words.some((word) =>
    ['he', 'she', 'his', 'her', 'him', 'hers', 'himself', 'herself'].includes(word),
  );
  const who =
    named.length > 0
      ? named
      : isPlural && seen.length > 1
        ? seen
        : isSingular
          ? [last ?? seen[0]].filter((id) => id !== undefined)
          : [];
  const poses = new Map(
    beat.doing.filter(({ characterId }) => who.includes(characterId)).map((act) => [act.characterId, act.pose]),
  );
  const things = thingsIn(text, beat.props).filter(isSmall);
  const first = who[0];
  const isMoving = first !== undefined && ['walk', 'run'].includes(poses.get(first) ?? '');
  if (first !== undefined && handWords.test(text) && who.length === 1 && !isMoving && words.length <= 14) {
    const held = stage.holds.get(first);
    const hero = [held, ...things].filter((thing) => thing !== undefined && isSmall(thing)) as string[];
    if (hero.length > 0 && !/\b(head in (?:his|her)|with both hands|behind (?:his|her) hand)\b/iu.test(text)) {
      return { see: 'thing', text, props: [...new Set(hero)] };
    }
  }
  const hero = things[0];
  if (hero !== undefined && startsWithThing(text, hero) && (who.length === 0 || !wholeBody.test(text)))
    return { see: 'thing', text, props: things };
  if (who.length === 0 || first === undefined) {
    const owner = last ?? reading.seenBefore.at(-1);
    const sees = /\b(there|then|below|beyond|ahead|out there|in the distance|across|on the water)\b/iu.test(text);
    return owner !== undefined && sees && stage.onSet.has(owner)
      ? { see: 'viewpoint', text, owner, props: thingsIn(text, beat.props) }
      : { see: 'place', text };
  }
  if (who.length > 1) return { see: 'people', text, who, poses };
  const pose = poses.get(first);
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
  if (a.see !== 'thing' && b.see === 'place' && wordsOf(b.text).length < 4) return { ...a, text };
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
