/** Things in sentences of action: which of them could fill a frame, and which thing a needle or a button belongs to. */
import { wordsOf } from './sentences.ts';
import type { Stage } from './stage.ts';
import type { ActionReading } from './who-acts.ts';

/** Parts of things: an insert shows the thing they belong to. */
const parts = new Set(['needle', 'dial', 'knob', 'button', 'trigger', 'screen', 'page', 'lid', 'hinge', 'handle']);

/** Things that have such parts, so that a part may stand for them. */
const haveParts =
  /\b(compass|watch|clock|radio|recorder|phone|telephone|camera|gun|pistol|rifle|revolver|typewriter|microphone|book|notebook|diary|letter|computer|laptop|tablet|box|case|gauge|machine|transmitter|walkie-talkie|television|lock|safe|jar|instrument)\b/iu;

/** Things too large to lie on a table, or too many-faced to be named by a noun alone: they are seen in the place. */
const tooLarge = new Set(
  (
    'boat ship ferry car truck van bus train tram house building tree forest mountain river lake sea table door window bed desk ' +
    'chair bench wall floor road street bridge horse lighthouse lamp lantern fire stove counter curtain rail ramp deck roof stall ' +
    'wheelchair bucket elevator lift plane rocket volcano star moon sun sky water rain snow blackboard board console monitor piano ' +
    'sofa couch glass'
  ).split(' '),
);

const lastWord = (thing: string): string => thing.split(/\s+/u).at(-1) ?? thing;

export const isPart = (thing: string): boolean => parts.has(lastWord(thing));

export const isSmall = (thing: string): boolean => !thing.split(/\s+/u).some((word) => tooLarge.has(word));

const placeIn = (words: readonly string[], thing: string): number => {
  const last = lastWord(thing);
  const at = words.findIndex((word) => word === last || word === `${last}s` || word === `${last}es`);
  // `pale as bone`, `thin like a wire`: no bone and no wire is there to be seen.
  const isCompared = ['as', 'like'].includes(words[at - 1] ?? '') || words[at - 2] === 'like';
  return isCompared ? -1 : at;
};

/** Things a sentence names, in the order it names them. */
export const thingsIn = (text: string, things: readonly string[]): string[] => {
  const words = wordsOf(text);
  return things.filter((thing) => placeIn(words, thing) >= 0).sort((a, b) => placeIn(words, a) - placeIn(words, b));
};

/** `PANS hang over the counter` is a view of the place, not of one thing. */
export const namesMany = (text: string, thing: string): boolean => {
  const last = lastWord(thing);
  return !last.endsWith('s') && wordsOf(text).some((word) => word === `${last}s` || word === `${last}es`);
};

/** Small things a sentence names; a part stands for what is held, for what this action named, or for what was seen last. */
export const wholeThings = (text: string, who: string | undefined, reading: ActionReading): string[] => {
  const { beat, stage, things } = reading;
  const named = thingsIn(text, beat.props).filter((thing) => isSmall(thing) && !isPart(thing));
  if (!wordsOf(text).some((word) => parts.has(word))) return named;
  const held = who === undefined ? undefined : stage.holds.get(who);
  const whole = [held, ...[...beat.props].reverse(), ...[...things].reverse()].find(
    (thing) => thing !== undefined && haveParts.test(thing) && !isPart(thing),
  );
  return whole === undefined ? named : [whole, ...named.filter((thing) => thing !== whole)];
};

const revealing =
  /\b(holds? (?:out|up)|shows?|reveals?|produces?|draws?|pulls? out|unfolds?|unwraps?|lifts?|picks? up|finds?|strikes?|(?:takes?|pulls?) (?:\S+ ){0,6}(?:from|out of)|(?:puts?|sets?|lays?|places?|slides?) (?:\S+ ){0,6}(?:on|onto|across|down)|hands? (?:him|her|\S+) )/iu;

/** The thing a script writes in capitals where somebody brings it out: it wants to be seen for itself. */
export const revealedThing = (text: string, things: readonly string[]): string | undefined =>
  revealing.test(text)
    ? things.find((thing) => new RegExp(`\\b${escaped(lastWord(thing).toUpperCase())}S?\\b`, 'u').test(text))
    : undefined;

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

const handWords = /\b(hands?|thumbs?|fingers?|fingertips?|palms?|knuckles?|wrists?)\b/iu;
const pressing = /\b(press(?:es)?|turns?|finds?|pulls?|pushes|squeezes|touches|twists?|taps?|flicks?)\b/iu;
const notOnThings = /\b(head in (?:his|her)|with both hands|behind (?:his|her) hand|(?:his|her) eyes)\b/iu;

/** A hand on a thing, close: the thing that is held, else the one the sentence names. */
export const handledThings = (
  text: string,
  who: string,
  things: readonly string[],
  stage: Stage,
): readonly string[] => {
  const isOnPart = pressing.test(text) && wordsOf(text).some((word) => parts.has(word));
  if ((!handWords.test(text) && !isOnPart) || notOnThings.test(text)) return [];
  const held = stage.holds.get(who);
  return held !== undefined && isSmall(held) ? [held] : things;
};

/** `On the wall hangs a PHOTOGRAPH of a woman with flour on her nose`: the thing comes first, the pronoun belongs to it. */
export const isAboutThing = (text: string, thing: string): boolean => {
  const words = wordsOf(text);
  const at = placeIn(words, thing);
  const pronoun = words.findIndex((word) => /^(?:he|she|they|his|her|their|him|them)$/u.test(word));
  return (
    at >= 0 &&
    (pronoun < 0 || at < pronoun) &&
    /^(?:the|an?|on|in|under|beside|behind|at|between|from|one|only)\b/iu.test(text)
  );
};
