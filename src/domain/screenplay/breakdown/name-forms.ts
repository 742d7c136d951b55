/** Names taken apart once, and the rules by which two wordings are one person. */
import { ageStates, genderByNoun, personNouns, titles } from '../words/people.ts';
import { isCrowdName, isMachineName } from './cues.ts';
import { tokensOf } from './tokens.ts';

export type NameForm = {
  readonly name: string;
  /** Lower-case words of the whole name. */
  readonly words: readonly string[];
  /** Words that tell people apart: no titles, unless the name is nothing else. */
  readonly core: readonly string[];
  /** `YOUNG MARA`, `OLD TOM`: another age of somebody. */
  readonly isAged: boolean;
  /** Gender of `MRS`, `KING`. */
  readonly titleGender: 'female' | 'male' | undefined;
  /** Only nouns and numbers: `OLD WOMAN`, `GUARD 2`. Such a name is nobody's short form. */
  readonly isGeneric: boolean;
};

const isCommon = (word: string): boolean => personNouns.has(word) || ageStates.has(word) || /^\d+$/.test(word);

export const nameForm = (name: string): NameForm => {
  const words = tokensOf(name).map((token) => token.lower);
  const telling = words.filter((word) => !titles.has(word));
  const core = telling.length > 0 ? telling : words;
  const title = words.find((word) => titles.has(word) && genderByNoun.has(word));
  return {
    name,
    words,
    core,
    isAged: words.some((word) => ageStates.has(word)),
    titleGender: title === undefined ? undefined : genderByNoun.get(title),
    isGeneric: core.every(isCommon),
  };
};

const titlesDiffer = (a: NameForm, b: NameForm): boolean =>
  a.titleGender !== undefined && b.titleGender !== undefined && a.titleGender !== b.titleGender;

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, at) => word === b[at]);

/** Whether the short way of writing a name can stand for the long one. */
const isShortFor = (short: NameForm, long: NameForm): boolean => {
  if (titlesDiffer(short, long) || short.isAged !== long.isAged) return false;
  if (isSame(short.core, long.core)) return true;
  if (short.isGeneric || short.isAged) return false;
  return short.core.length === 1 && (long.core[0] === short.core[0] || long.core.at(-1) === short.core[0]);
};

/** Groups of cue names that are one person; the shortest wording leads, because it is what the script mostly says. */
export const groupNames = (names: readonly string[]): string[][] => {
  const forms = names.filter((name) => !isCrowdName(name) && !isMachineName(name)).map(nameForm);
  const byLength = forms.toSorted((a, b) => a.core.length - b.core.length || a.name.length - b.name.length);
  const byWord = new Map<string, NameForm[]>();
  for (const form of byLength)
    for (const word of new Set(form.core)) byWord.set(word, [...(byWord.get(word) ?? []), form]);
  const leaderOf = new Map<string, string>();
  for (const [at, form] of byLength.entries()) {
    const related = new Set(form.core.flatMap((word) => byWord.get(word) as NameForm[]));
    const leader = byLength
      .slice(0, at)
      .find((other) => related.has(other) && !leaderOf.has(other.name) && isShortFor(other, form));
    if (leader === undefined) continue;
    const isRival = (other: NameForm): boolean =>
      other !== leader &&
      other !== form &&
      isShortFor(leader, other) &&
      !isShortFor(form, other) &&
      !isShortFor(other, form);
    if (isSame(leader.core, form.core) || ![...related].some(isRival)) leaderOf.set(form.name, leader.name);
  }
  const groups = new Map<string, Set<string>>();
  for (const name of names) {
    const leader = leaderOf.get(name) ?? name;
    const group = groups.get(leader) ?? new Set([leader]);
    groups.set(leader, group.add(name));
  }
  return [...groups.values()].map((group) => [...group]);
};

/** How well a run of capitals in the action names somebody known as `known`: telling words in common, 0 for not at all. */
export const namingScore = (run: NameForm, known: NameForm): number => {
  const isWhole = isSame(run.words, known.words);
  if (isWhole) return known.core.length + 1;
  if (run.isAged || (known.isAged && !known.isGeneric) || known.isGeneric || titlesDiffer(run, known)) return 0;
  return known.core.every((word) => run.words.includes(word)) ? known.core.length : 0;
};
