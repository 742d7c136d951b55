/**
 * Who a name in the action means. Every person is known by the full name, by parts of it that nobody else has, and by
 * the role (`the judge`) when only one person has it.
 */
import { ageStates, buildWords, personNouns, titles } from '../words/people.ts';
import type { NameForm } from './name-forms.ts';
import type { Token } from './tokens.ts';

export type NamedPerson = {
  readonly id: string;
  /** Every way the script writes the name in full. */
  readonly names: readonly NameForm[];
  /** Lower-case role nouns, e.g. `judge`, `deckhand`. */
  readonly roles: readonly string[];
};

export type Mention = {
  readonly personId: string;
  /** Token indexes [from, past). */
  readonly from: number;
  readonly past: number;
  readonly isPossessive: boolean;
};

type Entry = { readonly words: readonly string[]; readonly personId: string };

const isGeneric = (word: string): boolean =>
  personNouns.has(word) ||
  titles.has(word) ||
  ageStates.has(word) ||
  buildWords.has(word) ||
  functionLike.has(word) ||
  /^\d+$/.test(word);
const functionLike = new Set(
  'the of de van von la le el al bin number first second third head red blue green yellow orange purple grey gray brown pink gold silver mad crazy drunk dead good bad new'.split(
    ' ',
  ),
);

/** Letters with cases separate names from words; other scripts are searched for as they stand. */
const isCased = (name: string): boolean => /[\p{Lu}\p{Ll}]/u.test(name);

const isNameWord = (token: Token | undefined, word: string): boolean =>
  token !== undefined && token.lower === word && (token.isCapital || /^\d/.test(word));

export class NameIndex {
  readonly #byFirstWord = new Map<string, Entry[]>();
  readonly #roles = new Map<string, string>();
  readonly #uncased: { readonly name: string; readonly personId: string }[] = [];

  constructor(people: readonly NamedPerson[]) {
    const owners = new Map<string, Set<string>>();
    for (const person of people) for (const words of wordingsOf(person)) own(owners, words.join(' '), person.id);
    for (const person of people) {
      for (const words of wordingsOf(person)) {
        if ((owners.get(words.join(' ')) as Set<string>).size === 1) this.#add(words, person.id);
      }
      for (const { name } of person.names) if (!isCased(name)) this.#uncased.push({ name, personId: person.id });
    }
    const roleOwners = new Map<string, Set<string>>();
    for (const person of people) for (const role of person.roles) own(roleOwners, role, person.id);
    for (const [role, ids] of roleOwners) if (ids.size === 1) this.#roles.set(role, [...ids][0] as string);
  }

  #add(words: readonly string[], personId: string): void {
    const first = words[0] as string;
    const entries = this.#byFirstWord.get(first) ?? [];
    entries.push({ words, personId });
    this.#byFirstWord.set(
      first,
      entries.toSorted((a, b) => b.words.length - a.words.length),
    );
  }

  /** The one person with this role, e.g. for `the judge`. */
  withRole(role: string): string | undefined {
    return this.#roles.get(role);
  }

  /** Longest name that starts at token `at`, or undefined. Names are written with a capital. */
  mentionAt(tokens: readonly Token[], at: number): Mention | undefined {
    const token = tokens[at] as Token;
    if (!token.isCapital) return undefined;
    const previous = at > 0 ? (tokens[at - 1] as Token).lower : '';
    for (const { words, personId } of this.#byFirstWord.get(token.lower) ?? []) {
      if (!words.every((word, index) => isNameWord(tokens[at + index], word))) continue;
      const isVessel = previous === 'the' && !token.isUpper && words.length === 1 && !isGeneric(words[0] as string);
      if (isVessel) continue;
      const past = at + words.length;
      return { personId, from: at, past, isPossessive: (tokens[past - 1] as Token).isPossessive };
    }
    return this.#uncasedAt(token, at);
  }

  #uncasedAt(token: Token, at: number): Mention | undefined {
    if (this.#uncased.length === 0 || token.text.charCodeAt(0) < 128) return undefined;
    const found = this.#uncased.find(({ name }) => token.text.includes(name));
    return found && { personId: found.personId, from: at, past: at + 1, isPossessive: false };
  }
}

const own = (owners: Map<string, Set<string>>, words: string, id: string): void => {
  const ids = owners.get(words);
  if (ids === undefined) owners.set(words, new Set([id]));
  else ids.add(id);
};

/** All word sequences a person may be called by: whole names, names without titles, single telling words. */
const wordingsOf = (person: NamedPerson): (readonly string[])[] => {
  const wordings = new Map<string, readonly string[]>();
  for (const { words, article, core, isAged } of person.names) {
    const candidates: (readonly string[])[] = article === undefined ? [words] : [[article, ...words], words];
    if (!isAged) {
      const title = words.find((word) => titles.has(word));
      candidates.push(core, ...core.filter((word) => !isGeneric(word)).map((word) => [word]));
      if (title !== undefined) for (const word of core) if (word !== title) candidates.push([title, word]);
    }
    for (const candidate of candidates) {
      const isEmpty =
        candidate.length === 0 || (candidate.length === 1 && isLoneGeneric(candidate[0] as string, words));
      if (!isEmpty) wordings.set(candidate.join(' '), candidate);
    }
  }
  return [...wordings.values()];
};

/** `MAN` names somebody only where the whole cue is `MAN`. */
const isLoneGeneric = (word: string, words: readonly string[]): boolean => isGeneric(word) && words.length > 1;
