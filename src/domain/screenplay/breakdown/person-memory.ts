/** Who is meant by a name, a role (`the judge`, `the old woman`) or a pronoun, from a short memory of who was last meant. */
import { actionVerbs } from '../words/action-verbs.ts';
import { genderByNoun, personNouns, yearsByNoun } from '../words/people.ts';
import type { Cast, Person } from './cast.ts';
import { determiners, functionWords, prepositions, type Token } from './tokens.ts';

/** Somebody meant at a token; `past` is the token index behind the words that mean them. */
export type Meant = {
  readonly ids: readonly string[];
  readonly past: number;
  readonly isSubject: boolean;
  readonly isPossessive: boolean;
  readonly isNamed: boolean;
};

type Gender = 'female' | 'male';

const pronouns: ReadonlyMap<string, { readonly gender: Gender; readonly isSubject: boolean }> = new Map([
  ['she', { gender: 'female', isSubject: true }],
  ['he', { gender: 'male', isSubject: true }],
  ['her', { gender: 'female', isSubject: false }],
  ['him', { gender: 'male', isSubject: false }],
  ['his', { gender: 'male', isSubject: false }],
  ['herself', { gender: 'female', isSubject: false }],
  ['himself', { gender: 'male', isSubject: false }],
]);
const plurals = new Set(['they', 'them', 'their']);
/** `the men look at each other`: people already met, together. */
const groupNouns = new Set('men women boys girls two pair couple friends brothers sisters partners lovers'.split(' '));
const mostRemembered = 8;

export class PersonMemory {
  /** People lately meant together: `they` means them again. */
  group: readonly string[] = [];
  readonly #cast: Cast;
  /** Most recent first. */
  #recent: string[] = [];
  /** Met since the scene began; `they` never reaches further back. */
  #here = new Set<string>();
  /** Genders that a pronoun has shown of people whose gender nothing else tells. */
  readonly #shown = new Map<string, Gender>();
  /** The sentence before was about several things: `The fingers open. They tremble.` */
  #pluralThings = false;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  startScene(): void {
    this.group = [];
    this.#here = new Set();
  }

  remember(personId: string): void {
    this.#here.add(personId);
    if (this.#recent[0] === personId) return;
    this.#recent = [personId, ...this.#recent.filter((id) => id !== personId)].slice(0, mostRemembered);
  }

  /** The one spoken to comes to mind, but the speaker first. */
  hear(speakerId: string, words: readonly Token[]): void {
    for (let at = 0; at < words.length; at++) {
      if (!(words[at] as Token).isCapital) continue;
      const mention = this.#cast.index.mentionAt(words, at);
      if (mention === undefined || mention.personId === speakerId || mention.isPossessive) continue;
      const opens = at === 0 || /[.!?,]/.test((words[at] as Token).gap);
      const closes = words[mention.past] === undefined || /^[.!?,]/.test((words[mention.past] as Token).gap);
      if (opens && closes && this.#recent.includes(mention.personId)) this.remember(mention.personId);
    }
    this.remember(speakerId);
  }

  /** Called at the end of each sentence, [from, past). */
  endSentence(tokens: readonly Token[], from: number, past: number): void {
    const second = tokens[from + 1];
    const starts = determiners.has(tokens[from]?.lower ?? '');
    this.#pluralThings =
      past > from &&
      starts &&
      second !== undefined &&
      second.lower.endsWith('s') &&
      !actionVerbs.has(second.lower) &&
      !personNouns.has(second.lower.slice(0, -1));
  }

  /** Whoever is meant at token `at`, or undefined. `subject` is who acts in this sentence. */
  meantAt(tokens: readonly Token[], at: number, sentenceStart: number, subject: readonly string[]): Meant | undefined {
    const token = tokens[at] as Token;
    if (token.isCapital) {
      const mention = this.#cast.index.mentionAt(tokens, at);
      if (mention !== undefined) {
        const past = nameEnd(tokens, mention.past, this.#cast.byId.get(mention.personId));
        return {
          ids: [mention.personId],
          past,
          isSubject: isSubjectPlace(tokens, at),
          isPossessive: mention.isPossessive,
          isNamed: true,
        };
      }
    }
    return (
      this.#pronounAt(tokens, at, subject) ?? this.#pluralAt(tokens, at, sentenceStart) ?? this.#roleAt(tokens, at)
    );
  }

  #pronounAt(tokens: readonly Token[], at: number, subject: readonly string[]): Meant | undefined {
    const token = tokens[at] as Token;
    const pronoun = pronouns.get(token.lower);
    if (pronoun === undefined) return undefined;
    const relative = token.lower === 'his' || token.lower === 'her' ? this.#relativeAt(tokens, at) : undefined;
    if (relative !== undefined) return relative;
    const next = tokens[at + 1];
    const isPossessive =
      token.lower === 'his' || (token.lower === 'her' && next?.gap === ' ' && !functionWords.has(next.lower));
    const isObject = !pronoun.isSubject && !isPossessive && !token.lower.endsWith('self');
    const id = this.#lastOf(pronoun.gender, isObject ? subject : []);
    if (id === undefined) return undefined;
    if (this.#genderOf(id) === undefined) this.#shown.set(id, pronoun.gender);
    return { ids: [id], past: at + 1, isSubject: pronoun.isSubject, isPossessive, isNamed: false };
  }

  /** `her grandmother`: a role in the family that only one person of the cast has. */
  #relativeAt(tokens: readonly Token[], at: number): Meant | undefined {
    const noun = tokens[at + 1];
    const id = noun?.gap === ' ' ? this.#cast.index.withRole(noun.lower) : undefined;
    if (noun === undefined || id === undefined) return undefined;
    return {
      ids: [id],
      past: at + 2,
      isSubject: isSubjectPlace(tokens, at),
      isPossessive: noun.isPossessive,
      isNamed: false,
    };
  }

  /** Known genders first; somebody of unknown gender only when nobody recent is known to fit. */
  #lastOf(gender: Gender, excluded: readonly string[]): string | undefined {
    const people = this.#recent.filter((id) => !this.#cast.byId.get(id)?.isThing && !excluded.includes(id));
    const fitting = people.findIndex((id) => this.#genderOf(id) === gender);
    const unknown = people.findIndex((id) => this.#genderOf(id) === undefined);
    if (fitting >= 0 && (unknown < 0 || fitting < 3)) return people[fitting];
    return people[unknown];
  }

  #genderOf(id: string): Gender | undefined {
    const gender = this.#cast.byId.get(id)?.gender;
    return gender === 'female' || gender === 'male' ? gender : this.#shown.get(id);
  }

  #pluralAt(tokens: readonly Token[], at: number, sentenceStart: number): Meant | undefined {
    const { lower } = tokens[at] as Token;
    const isQuantity = tokens[at - 1]?.lower === 'of';
    const isBoth = lower === 'both' && at === sentenceStart && actionVerbs.has(tokens[at + 1]?.lower ?? '');
    const isGroup = lower === 'the' && groupNouns.has(tokens[at + 1]?.lower ?? '') && tokens[at + 1]?.gap === ' ';
    if ((!plurals.has(lower) && !isBoth && !isGroup) || isQuantity) return undefined;
    if (at === sentenceStart && this.#pluralThings) return undefined;
    const people = this.#recent.filter((id) => this.#here.has(id) && !this.#cast.byId.get(id)?.isThing);
    const last = people[0];
    const ids =
      last !== undefined && this.group.length > 1 && this.group.includes(last)
        ? this.group
        : people.slice(0, 2).toReversed();
    if (ids.length < 2) return undefined;
    if (lower === 'they') this.group = ids;
    return {
      ids,
      past: isGroup ? at + 2 : at + 1,
      isSubject: lower === 'they' || isBoth || (isGroup && isSubjectPlace(tokens, at)),
      isPossessive: lower === 'their' || lower === 'them',
      isNamed: false,
    };
  }

  /** `the judge`, `the old woman`: by role, else the last person whom the noun fits. */
  #roleAt(tokens: readonly Token[], at: number): Meant | undefined {
    if ((tokens[at] as Token).lower !== 'the') return undefined;
    for (let next = at + 1; next <= Math.min(at + 3, tokens.length - 1); next++) {
      const noun = tokens[next] as Token;
      if (noun.gap !== ' ' || noun.isUpper || prepositions.has(noun.lower)) return undefined;
      const isNoun = personNouns.has(noun.lower);
      const id =
        this.#cast.index.withRole(noun.lower) ??
        (isNoun ? this.#byNoun(noun.lower, tokens.slice(at + 1, next)) : undefined);
      if (id !== undefined)
        return {
          ids: [id],
          past: next + 1,
          isSubject: isSubjectPlace(tokens, at),
          isPossessive: noun.isPossessive,
          isNamed: false,
        };
      if (isNoun) return undefined;
    }
    return undefined;
  }

  #byNoun(noun: string, adjectives: readonly Token[]): string | undefined {
    const gender = genderByNoun.get(noun);
    const years = yearsByNoun.get(noun);
    if (gender === undefined && years === undefined) return undefined;
    const isOld = adjectives.some(({ lower }) => lower === 'old' || lower === 'elderly');
    const isYoung = adjectives.some(({ lower }) => lower === 'young' || lower === 'little' || lower === 'small');
    return this.#recent.find((id) => {
      const person = this.#cast.byId.get(id);
      const known = this.#genderOf(id);
      if (person === undefined || person.isThing || (gender !== undefined && known !== undefined && known !== gender))
        return false;
      return fitsAge(person.looks.age, years, gender, isOld, isYoung);
    });
  }
}

const fitsAge = (
  age: number | undefined,
  years: number | undefined,
  gender: Gender | undefined,
  isOld: boolean,
  isYoung: boolean,
): boolean => {
  if (years !== undefined && years < 18) return age === undefined || age < 18;
  if (age !== undefined && age < 15 && gender !== undefined) return false;
  return !(isOld && age !== undefined && age < 55) && !(isYoung && age !== undefined && age > 40);
};

/** A surname the index does not know alone still belongs to the name before it. */
const nameEnd = (tokens: readonly Token[], past: number, person: Person | undefined): number => {
  const full = person?.fullName?.toLowerCase() ?? '';
  let end = past;
  while (
    full !== '' &&
    end < tokens.length &&
    tokens[end]?.gap.trim() === '' &&
    tokens[end]?.isCapital &&
    full.includes((tokens[end] as Token).lower)
  )
    end++;
  return end;
};

/** Not behind a preposition or in a verb's object place: `to Mara`, `grabs Mara`. */
const isSubjectPlace = (tokens: readonly Token[], at: number): boolean => {
  const { gap } = tokens[at] as Token;
  if (at === 0 || /[.!?;:,—–…]/.test(gap)) return true;
  const before = (tokens[at - 1] as Token).lower;
  if (prepositions.has(before)) return false;
  const verb = actionVerbs.get(before);
  return verb === undefined || verb.form === 'base';
};
