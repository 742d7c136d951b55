/** Names taken apart once, and the rules by which two wordings are one person. */
import { unaccented } from '../words/accents.ts';
import { ageStates, genderByNoun, personNouns, titles } from '../words/people.ts';
import { isCrowdName, isMachineName } from './cues.ts';
import { tokensOf } from './tokens.ts';

export type NameForm = {
  readonly name: string;
  /** Lower-case words of the whole name without an article before it: `THE STRANGER` and `STRANGER` are one. */
  readonly words: readonly string[];
  /** `the` of `THE STRANGER`. */
  readonly article: string | undefined;
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

const leadingArticle = /^(?:(?:THE|A)\s+(?=[\p{L}\p{N}])|AN\s+(?=[AEIOU]))/iu;

export const nameForm = (name: string): NameForm => {
  const article = leadingArticle.exec(name)?.[0];
  const words = tokensOf(name.slice(article?.length ?? 0)).map((token) => token.lower);
  const telling = words.filter((word) => !titles.has(word));
  const core = telling.length > 0 ? telling : words;
  const title = words.find((word) => titles.has(word) && genderByNoun.has(word));
  return {
    name,
    words,
    article: article?.trim().toLowerCase(),
    core,
    isAged: words.some((word) => ageStates.has(word)),
    titleGender: title === undefined ? undefined : genderByNoun.get(title),
    isGeneric: core.every(isCommon),
  };
};

const titlesDiffer = (a: NameForm, b: NameForm): boolean =>
  a.titleGender !== undefined && b.titleGender !== undefined && a.titleGender !== b.titleGender;

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, at) => unaccented(word) === unaccented(b[at] as string));

/** Two people may share a surname (`MR. MARSH`, `MRS. MARSH`): then a title belongs to the name. */
const identity = (form: NameForm, isShared: boolean): string =>
  unaccented(isShared ? `${form.titleGender ?? ''} ${form.core.join(' ')}` : form.core.join(' '));

const pushTo = <K, V>(map: Map<K, Set<V>>, key: K, value: V): void => {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
};

/** Core names that occur with titles of both genders. */
const sharedCores = (forms: readonly NameForm[]): ReadonlySet<string> => {
  const genders = new Map<string, Set<string>>();
  for (const form of forms) if (form.titleGender !== undefined) pushTo(genders, form.core.join(' '), form.titleGender);
  return new Set([...genders].filter(([, found]) => found.size > 1).map(([core]) => core));
};

/** For a word, the identities of longer names that begin or end with it: one means that the word alone can stand for it. */
const longerNames = (forms: readonly NameForm[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const longer = new Map<string, Set<string>>();
  for (const { core, isAged, isGeneric } of forms) {
    if (core.length < 2 || isAged || isGeneric) continue;
    pushTo(longer, core[0] as string, core.join(' '));
    pushTo(longer, core.at(-1) as string, core.join(' '));
  }
  return longer;
};

/**
 * Groups of cue names that are one person. `MARA` stands for `MARA VOSS` when no other longer name claims it. The
 * shortest wording leads each group, because it is what the script mostly says.
 */
export const groupNames = (names: readonly string[]): string[][] => {
  const people = names.filter((name) => !isCrowdName(name) && !isMachineName(name)).map(nameForm);
  const forms = people.toSorted((a, b) => a.core.length - b.core.length || a.name.length - b.name.length);
  const shared = sharedCores(forms);
  const longer = longerNames(forms);
  const leaders = new Map<string, string>();
  const leaderOf = new Map<string, string>();
  /** Follows a name to whoever leads its group now; only leaders are ever put under another, so there are no circles. */
  const leading = (name: string): string => {
    let leader = name;
    for (let next = leaderOf.get(leader); next !== undefined; next = leaderOf.get(leader)) leader = next;
    return leader;
  };
  for (const form of forms) {
    const key = identity(form, shared.has(form.core.join(' ')));
    const ends =
      form.core.length > 1 && !form.isAged && !form.isGeneric
        ? [form.core[0] as string, form.core.at(-1) as string]
        : [];
    const shorts = ends.filter((word) => longer.get(word)?.size === 1 && leaders.has(word) && !shared.has(word));
    const known = [key, ...shorts]
      .map((word) => leaders.get(word))
      .filter((one) => one !== undefined)
      .map(leading);
    const leader = known[0] ?? form.name;
    leaders.set(key, leader);
    for (const other of [form.name, ...known]) if (other !== leader) leaderOf.set(other, leader);
  }
  const groups = new Map<string, Set<string>>();
  for (const name of names) {
    const leader = leading(name);
    if (!groups.has(leader)) groups.set(leader, new Set([leader]));
    groups.get(leader)?.add(name);
  }
  return [...groups.values()].map((group) => [...group]);
};

/** How well a run of capitals in the action names somebody known as `known`: telling words in common, 0 for not at all. */
export const namingScore = (run: NameForm, known: NameForm): number => {
  const isWhole = isSame(run.words, known.words);
  if (isWhole) return known.core.length + 1;
  if (run.isAged || (known.isAged && !known.isGeneric) || known.isGeneric || titlesDiffer(run, known)) return 0;
  const said = new Set(run.words.map(unaccented));
  return known.core.every((word) => said.has(unaccented(word))) ? known.core.length : 0;
};
