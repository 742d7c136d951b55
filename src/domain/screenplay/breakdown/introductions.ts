/** How a script introduces people: an age or a description right behind a name in capitals, a role right before it. */
import { actionVerbs } from '../words/action-verbs.ts';
import { genderOfName } from '../words/given-names.ts';
import { crowdCues, personNouns, titles } from '../words/people.ts';
import { propNouns, soundWords } from '../words/things.ts';
import type { NameForm } from './name-forms.ts';
import { knownSingular } from './tokens.ts';

const decadeWords = 'teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties';
const agePatterns = [
  /^["”]?\s*[([,]\s*(?:aged?\s+|about\s+|around\s+|nearly\s+)?\d{1,3}(?:['’]?s)?\s*[)\],.;/]/i,
  new RegExp(
    `^["”]?\\s*[([,]\\s*(?:in (?:his|her|their) )?(?:early|mid|late)[\\s-]*(?:to[\\s-]late[\\s-]*)?(?:\\d0['’]?s|${decadeWords})`,
    'i',
  ),
  new RegExp(
    `^["”]?\\s*[([]\\s*(?:\\d0['’]?s|teens?\\b|teenage|child|old\\b|young\\b|elderly|ageless|middle-aged|${decadeWords})`,
    'i',
  ),
  new RegExp(`^,\\s*(?:\\d0['’]?s|${decadeWords})\\b`, 'i'),
];

/** Whether the text behind a name starts with an age. */
export const hasAgeBehind = (after: string): boolean => agePatterns.some((pattern) => pattern.test(after.slice(0, 60)));

const describedBehind =
  /^,\s+(?:an?|the|our|her|his)\s+(?:[\p{L}-]+\s+){0,4}?(?:man|woman|boy|girl|child|kid|father|mother|son|daughter|lady|guy)\b/iu;

/** Whether a run of capitals that no cue knows introduces a person. */
export const introducesPerson = ({ words }: NameForm, after: string): boolean => {
  const first = words[0] as string;
  const last = words.at(-1) as string;
  if (hasAgeBehind(after)) return true;
  const isThing = knownSingular(last, propNouns) !== undefined;
  if (
    words.every((word) => soundWords.has(word) || knownSingular(word, propNouns) !== undefined) ||
    crowdCues.has(last)
  )
    return false;
  if (personNouns.has(last)) return true;
  if (words.length > 1 && titles.has(first) && !isThing) return true;
  if (describedBehind.test(after)) return true;
  const next = /^\s+(\p{Ll}+)/u.exec(after)?.[1] ?? '';
  const acts = /^,/.test(after) || actionVerbs.get(next)?.form === 'third' || next === 'and' || next === 'is';
  return genderOfName(first) !== undefined && words.length <= 3 && !isThing && acts;
};

const roleBefore = /(?:^|[\s"“])(?:an?|the|his|her|their|our)\s+(?:[\p{L}-]+\s+){0,3}?([\p{L}-]+),?\s*$/iu;
const roleBehind = /(?:^|,)\s+(?:an?|the|his|her|their)\s+(?:[\p{L}-]+\s+){0,3}?([\p{L}-]+)(?=[ ,.]|$)/giu;

/** `the driver, HAKIM`: the noun before the name, when it is one for a person. */
export const roleBeforeName = (before: string): string | undefined => {
  const noun = roleBefore.exec(before.slice(-60))?.[1]?.toLowerCase();
  return noun !== undefined && personNouns.has(noun) ? noun : undefined;
};

/** `TOBIAS (68), the deckhand`: nouns for the person behind the name, up to the sentence's end. */
export const rolesBehindName = (after: string): string[] => {
  const clause = /^[^.!?]*/.exec(after.replace(/^\s*[([][^)\]]*[)\]]/, ''))?.[0] ?? '';
  return [...clause.matchAll(roleBehind)]
    .map(([, noun = '']) => noun.toLowerCase())
    .filter((noun) => personNouns.has(noun));
};
