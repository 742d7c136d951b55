/** What a described action asks to be seen, sentence by sentence. Reads words only; sets no camera. */
import type { ActionBeat, Pose } from '../../domain/screenplay/breakdown.types.ts';
import { handledThings, isAboutThing, namesMany, revealedThing, thingsIn, wholeThings } from './action-things.ts';
import { feelingSaid } from './feelings.ts';
import { countWords, splitSentences, wordsOf } from './sentences.ts';
import { postureOf } from './stage.ts';
import { type ActionReading, namedIn, subjectsOf } from './who-acts.ts';

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
  /\b(smiles?|smiling|eyes?|stares?|nods?|blinks?|tears?|frowns?|swallows?|freezes?|stops|listens?|grins?|breath(?:es)?|sighs?|lips?|face|gaze|glances?|looks? (?:at|up|down|away|back)|watches|winces?|weeps?|cries|shuts|moustache|eyebrows?|cheeks?|blushes|laughs?)\b/iu;
const wholeBody =
  /\b(stands?|kneels?|falls?|climbs?|dances?|jumps?|crawls?|lies|collapses?|carries|pushes|drags?|hurries|enters?|arrives?|rises?|bows?|stumbles?|slides?|steps?|walks?|runs?|moves)\b/iu;
/** Tears run, but nobody does. */
const plainFace = /\b(tears?|(?:his|her|their) (?:face|eyes|lips|mouth))\b/iu;
const travels =
  /\b(?:walk|run|hurr(?:y|ies)|rush|stride|march|wander|stroll|pace|dash|sprint|race|chase|follow|cross|climb|step|head|approach|come|go|enter|leave|move|carr(?:y|ies)|push|drag|stumble|stagger|float|pull|crawl|skip|jog|dart|bolt|tiptoe|limp|shuffle|drift|swim)(?:s|es|d|ed|ing)?\b/iu;
/** Whoever carries something somewhere walks. */
const carriesAway =
  /\bcarr(?:y|ies|ying)\b.*\b(?:to|into|onto|across|up|down|over|through|along|ashore|away|home|out|off|past|inside|outside|upstairs|downstairs)\b/iu;
/** `takes one step back` takes nothing in the hand. */
const takesNothing = /\btakes? (?:\w+ ){0,2}(?:steps?|breath|seat|moment|look|bow|turn|walk|while)\b/iu;
const farOff = /\b(there|then|below|beyond|ahead|in the distance|across|on the water|nothing but|emptiness)\b/iu;

const thingFirst = (text: string, things: readonly string[]): ActionView | undefined => {
  const hero = things.find((thing) => !namesMany(text, thing));
  if (hero === undefined) return undefined;
  return { see: 'thing', text, props: [hero, ...things.filter((thing) => thing !== hero)] };
};

const viewWithoutPeople = (
  text: string,
  last: string | undefined,
  things: readonly string[],
  reading: ActionReading,
): ActionView => {
  const thing = thingFirst(text, things);
  if (thing !== undefined) return thing;
  const owner = last ?? reading.seenBefore.at(-1);
  return owner !== undefined && farOff.test(text) && reading.stage.onSet.has(owner)
    ? {
        see: 'viewpoint',
        text,
        owner,
        props: thingsIn(text, [...new Set([...reading.beat.props, ...reading.dressing])]),
      }
    : { see: 'place', text };
};

/** What each of them does; where somebody runs up and stops, the running is what is seen. */
const posesIn = (text: string, beat: ActionBeat, who: readonly string[]): Map<string, Pose> => {
  const poses = new Map<string, Pose>();
  for (const { characterId, pose } of beat.doing) {
    const before = poses.get(characterId);
    const isTold =
      pose === 'walk' || pose === 'run' ? travels.test(text) : pose !== 'reach' || !takesNothing.test(text);
    if (who.includes(characterId) && isTold && before !== 'walk' && before !== 'run')
      poses.set(characterId, pose === 'reach' && carriesAway.test(text) ? 'walk' : postureOf(beat, pose));
  }
  return poses;
};

const viewOf = (text: string, last: string | undefined, reading: ActionReading): ActionView => {
  const { beat, stage } = reading;
  const words = wordsOf(text);
  const who = subjectsOf(text, last, reading);
  const first = who[0];
  const things = wholeThings(text, first ?? last, reading);
  const isNamed = namedIn(words, reading).length > 0;
  if (first === undefined) return viewWithoutPeople(text, last, things, reading);
  if (!isNamed && things[0] !== undefined && isAboutThing(text, things[0]))
    return thingFirst(text, things) ?? { see: 'place', text };
  const poses = posesIn(text, beat, who);
  const pose = poses.get(first);
  if (who.length > 1) return { see: 'people', text, who, poses };
  const isMoving = (pose === 'walk' || pose === 'run') && wholeBody.test(text);
  const handled =
    isMoving || wholeBody.test(text) || words.length > 10 ? [] : handledThings(text, first, things, stage);
  if (handled.length > 0) return { see: 'thing', text, props: handled };
  if (faceWords.test(text) && words.length <= 9 && (!wholeBody.test(text) || plainFace.test(text)))
    return { see: 'face', text, who: first };
  return { see: 'body', text, who: first, ...(pose === undefined ? {} : { pose }) };
};

const keyOf = (view: ActionView): string =>
  view.see === 'face' || view.see === 'body'
    ? `person ${view.who}`
    : view.see === 'people'
      ? `people ${[...view.who].sort().join()}`
      : view.see;

/** `She smiles. She cries.` is two pictures of one face. */
const changesFace = (a: ActionView, b: ActionView): boolean => {
  const [before, after] = [feelingSaid(a.text)?.emotion, feelingSaid(b.text)?.emotion];
  return (a.see === 'face' || a.see === 'body') && before !== undefined && after !== undefined && before !== after;
};

/** Sentences that want the same view share it; a face after a body of the same person is kept when it ends the action. */
const joined = (a: ActionView, b: ActionView): ActionView | undefined => {
  const text = `${a.text} ${b.text}`;
  if (keyOf(a) === keyOf(b)) {
    if (a.see === 'thing' && b.see === 'thing') return { ...a, text, props: [...new Set([...a.props, ...b.props])] };
    if (a.see === 'body' && b.see === 'face' && wordsOf(a.text).length > 5) return undefined;
    if (changesFace(a, b)) return undefined;
    if (a.see === 'face' && b.see === 'body') return { ...b, text };
    if (a.see === 'place' && countWords(text) > 28) return undefined;
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

const isOfPeople = (view: ActionView): boolean => view.see === 'people' || view.see === 'body' || view.see === 'face';

/** Views of an action in order, at most four: a longer description is seen in fewer, longer looks. */
export const viewsOf = (reading: ActionReading): ActionView[] => {
  const { beat } = reading;
  let last: string | undefined;
  const views: ActionView[] = [];
  for (const sentence of splitSentences(beat.text)) {
    const view = viewOf(sentence, last, reading);
    last = subjectsOf(sentence, last, reading)[0] ?? last;
    const previous = views.at(-1);
    const merged = previous === undefined ? undefined : joined(previous, view);
    if (merged === undefined) views.push(view);
    else views[views.length - 1] = merged;
    const revealed = view.see === 'thing' ? undefined : revealedThing(sentence, wholeThings(sentence, last, reading));
    if (revealed !== undefined) views.push({ see: 'thing', text: `The ${revealed}.`, props: [revealed] });
  }
  while (views.length > 4) {
    const weights = views
      .slice(0, -1)
      .map((view, index) => view.text.length + (views[index + 1] as ActionView).text.length);
    const at = weights.indexOf(Math.min(...weights));
    const [a, b] = [views[at] as ActionView, views[at + 1] as ActionView];
    const kept = isOfPeople(b) && !isOfPeople(a) ? b : a;
    views.splice(at, 2, { ...kept, text: `${a.text} ${b.text}` });
  }
  if (views.length === 0) views.push({ see: 'place', text: beat.text });
  return views;
};
