/**
 * What happens in a paragraph of action: who is in it (by name, role or pronoun), and the pose their plain verbs leave
 * them in. Reads left to right with a short memory of who was last meant; no grammar beyond that is assumed.
 */
import type { Pose } from '../breakdown.types.ts';
import { actionVerbs } from '../words/action-verbs.ts';
import { genderByNoun, personNouns, yearsByNoun } from '../words/people.ts';
import type { Cast, Person } from './cast.ts';
import type { Paragraph } from './paragraphs.ts';
import { determiners, prepositions, type Token } from './tokens.ts';

export type Doing = { readonly characterId: string; readonly verb: string; readonly pose: Pose };
export type ReadAction = {
  readonly characters: readonly string[];
  readonly doing: readonly Doing[];
  /** People whom the action shows, not only names (somebody's father, a name on a letter). */
  readonly seen: readonly string[];
  readonly isName: (tokenIndex: number) => boolean;
};

const pronouns: ReadonlyMap<string, { gender: 'female' | 'male'; isSubject: boolean }> = new Map([
  ['she', { gender: 'female', isSubject: true }],
  ['he', { gender: 'male', isSubject: true }],
  ['her', { gender: 'female', isSubject: false }],
  ['him', { gender: 'male', isSubject: false }],
  ['his', { gender: 'male', isSubject: false }],
  ['herself', { gender: 'female', isSubject: false }],
  ['himself', { gender: 'male', isSubject: false }],
]);
const plurals = new Set(['they', 'them', 'both', 'their']);
const clauseWords = new Set([
  'as',
  'while',
  'when',
  'where',
  'that',
  'which',
  'until',
  'because',
  'and',
  'then',
  'but',
]);

/** Somebody meant at tokens [from, past). */
type Meant = {
  readonly ids: readonly string[];
  readonly past: number;
  readonly isSubject: boolean;
  readonly isPossessive: boolean;
  readonly isNamed: boolean;
};

export class ActionReader {
  readonly #cast: Cast;
  /** Most recent first. */
  #recent: string[] = [];

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** Somebody spoke: a pronoun may mean them now. */
  remember(personId: string): void {
    this.#recent = [personId, ...this.#recent.filter((id) => id !== personId)].slice(0, 8);
  }

  read(paragraph: Paragraph): ReadAction {
    const { tokens } = paragraph;
    const characters: string[] = [];
    const seen = new Set<string>();
    const doing: Doing[] = [];
    const named = new Set<number>();
    let subject: readonly string[] = [];
    let orphan: { verb: string; pose: Pose; at: number } | undefined;
    let lastMeant: readonly string[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      const isNewSentence = at === 0 || /[.!?;:]["”')]*\s/.test(token.gap) || /^\s*[.!?…]/.test(token.gap);
      if (isNewSentence) {
        subject = [];
        orphan = undefined;
      } else if (
        clauseWords.has(tokens[at - 1]?.lower ?? '') &&
        determiners.has(token.lower) &&
        !this.#isRole(tokens, at)
      )
        subject = [];
      const meant = this.#meantAt(tokens, at);
      if (meant !== undefined) {
        for (const id of meant.ids) if (!characters.includes(id)) characters.push(id);
        if (meant.isNamed) for (let index = at; index < meant.past; index++) named.add(index);
        for (const id of meant.ids.toReversed()) this.remember(id);
        lastMeant = meant.ids;
        if (!meant.isPossessive) for (const id of meant.ids) seen.add(id);
        if (orphan !== undefined && at - orphan.at <= 4 && !meant.isPossessive) {
          for (const id of meant.ids) doing.push({ characterId: id, verb: orphan.verb, pose: orphan.pose });
          orphan = undefined;
          subject = meant.ids;
        } else if (meant.isSubject && !meant.isPossessive) subject = meant.ids;
        else if (meant.isPossessive && meant.isNamed) subject = [];
        at = meant.past - 1;
        continue;
      }
      const verb = actionVerbs.get(token.lower);
      if (verb === undefined || (token.isCapital && !isNewSentence) || isNounHere(tokens, at)) continue;
      const isPlural = subject.length > 1;
      const doers =
        verb.form === 'third' || (verb.form === 'base' && (isPlural || followsTo(tokens, at)))
          ? subject
          : verb.form === 'participle' && !isNewSentence
            ? subject.length > 0 && lastMeant === subject
              ? subject
              : lastMeant
            : [];
      if (doers.length > 0)
        for (const id of doers) doing.push({ characterId: id, verb: verb.base, pose: poseHere(tokens, at, verb.pose) });
      else if (verb.form === 'third' && subject.length === 0) orphan = { verb: verb.base, pose: verb.pose, at };
    }
    for (const { characterId } of doing) seen.add(characterId);
    return { characters, doing: dropRepeats(doing), seen: [...seen], isName: (index) => named.has(index) };
  }

  #isRole(tokens: readonly Token[], at: number): boolean {
    return this.#roleAt(tokens, at) !== undefined;
  }

  #meantAt(tokens: readonly Token[], at: number): Meant | undefined {
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
    const token = tokens[at] as Token;
    const pronoun = pronouns.get(token.lower);
    if (pronoun !== undefined) {
      const id = this.#recent.find((candidate) => this.#fits(candidate, pronoun.gender));
      if (id === undefined) return undefined;
      const isPossessive = token.lower === 'his' || (token.lower === 'her' && (tokens[at + 1]?.gap ?? '.') === ' ');
      return { ids: [id], past: at + 1, isSubject: pronoun.isSubject, isPossessive, isNamed: false };
    }
    if (plurals.has(token.lower) && this.#recent.length >= 2) {
      const isPossessive = token.lower === 'their';
      return {
        ids: this.#recent.slice(0, 2).toReversed(),
        past: at + 1,
        isSubject: token.lower === 'they' || token.lower === 'both',
        isPossessive,
        isNamed: false,
      };
    }
    return this.#roleAt(tokens, at);
  }

  /** A pronoun's gender matches, or the person's is not known. */
  #fits(id: string, gender: 'female' | 'male'): boolean {
    const person = this.#cast.byId.get(id);
    return person !== undefined && !person.isThing && (person.gender === gender || person.gender === 'unknown');
  }

  /** `the judge`, `the old woman`: by role, else the last person whom the noun fits. */
  #roleAt(tokens: readonly Token[], at: number): Meant | undefined {
    const token = tokens[at] as Token;
    if (token.lower !== 'the') return undefined;
    for (let next = at + 1; next <= Math.min(at + 3, tokens.length - 1); next++) {
      const noun = tokens[next] as Token;
      if (noun.gap !== ' ' || noun.isUpper) return undefined;
      const id =
        this.#cast.index.withRole(noun.lower) ??
        (personNouns.has(noun.lower) ? this.#byNoun(noun.lower, tokens.slice(at + 1, next)) : undefined);
      if (id !== undefined)
        return {
          ids: [id],
          past: next + 1,
          isSubject: isSubjectPlace(tokens, at),
          isPossessive: noun.isPossessive,
          isNamed: false,
        };
      if (personNouns.has(noun.lower)) return undefined;
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
      const person = this.#cast.byId.get(id) as Person;
      const age = person.looks.age;
      if (person.isThing || (gender !== undefined && person.gender !== gender && person.gender !== 'unknown'))
        return false;
      if (years !== undefined && years < 18) return age === undefined || age < 18;
      if (age !== undefined && age < 15 && gender !== undefined) return false;
      return !(isOld && age !== undefined && age < 55) && !(isYoung && age !== undefined && age > 40);
    });
  }
}

/** A surname the index does not know alone still belongs to the name before it. */
const nameEnd = (tokens: readonly Token[], past: number, person: Person | undefined): number => {
  let end = past;
  const full = person?.fullName?.toLowerCase() ?? '';
  while (
    full !== '' &&
    end < tokens.length &&
    tokens[end]?.gap.trim() === '' &&
    full.includes((tokens[end] as Token).lower) &&
    tokens[end]?.isCapital
  )
    end++;
  return end;
};

/** Not behind a preposition or a verb's object place: `to Mara`, `beside old Mara`. */
const isSubjectPlace = (tokens: readonly Token[], at: number): boolean => {
  const gap = (tokens[at] as Token).gap;
  if (at === 0 || /[.!?;:,—–]/.test(gap)) return !(gap.includes(',') && prepositions.has(tokens[at - 1]?.lower ?? ''));
  const before = (tokens[at - 1] as Token).lower;
  if (prepositions.has(before)) return false;
  const verb = actionVerbs.get(before);
  return verb === undefined || verb.form === 'base';
};

/** `her hands`, `the porch steps`, `two points`: a noun that looks like a verb. */
const isNounHere = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at] as Token;
  const before = tokens[at - 1];
  if (before === undefined || token.gap !== ' ') return false;
  if (determiners.has(before.lower) || before.isPossessive) return true;
  if (prepositions.has(before.lower) && before.lower !== 'like')
    return actionVerbs.get(token.lower)?.form !== 'participle';
  const beforeThat = tokens[at - 2];
  const adjective =
    !before.isCapital &&
    !before.lower.endsWith('ly') &&
    before.gap === ' ' &&
    beforeThat !== undefined &&
    determiners.has(beforeThat.lower);
  return (
    adjective &&
    !personNouns.has(before.lower) &&
    actionVerbs.get(token.lower)?.form === 'third' &&
    determiners.has(beforeThat.lower) &&
    isNounLike(token.lower)
  );
};

const isNounLike = (lower: string): boolean =>
  new Set([
    'hands',
    'steps',
    'turns',
    'points',
    'looks',
    'watches',
    'falls',
    'rests',
    'runs',
    'walks',
    'lights',
    'rows',
    'counts',
    'stares',
    'ties',
    'cuts',
    'sets',
    'smiles',
    'tears',
    'plays',
    'leaves',
    'touches',
    'heads',
    'dances',
    'drinks',
    'crosses',
    'faces',
    'waves',
    'floats',
    'packs',
    'drops',
    'kisses',
    'bites',
    'strikes',
    'knocks',
  ]).has(lower);

/** `begins to rise`, `starts to run`. */
const followsTo = (tokens: readonly Token[], at: number): boolean => {
  const starts = ['begins', 'begin', 'starts', 'start', 'tries', 'try', 'continues', 'turns', 'rushes', 'goes'];
  return tokens[at - 1]?.lower === 'to' && starts.includes(tokens[at - 2]?.lower ?? '');
};

/** A few verbs whose next word changes the pose: `sits up`, `falls silent`, `hands in his pockets`. */
const poseHere = (tokens: readonly Token[], at: number, pose: Pose): Pose => {
  const next = tokens[at + 1]?.lower ?? '';
  const lower = (tokens[at] as Token).lower;
  if (
    /^(?:fall|die|drop)/.test(lower) &&
    ['silent', 'quiet', 'still', 'asleep', 'in', 'for', 'back', 'away'].includes(next)
  )
    return next === 'asleep' ? 'lie' : 'stand';
  if (
    /^(?:put|stick|shove|bur)/.test(lower) &&
    tokens.slice(at, at + 7).some((token) => token.lower.startsWith('pocket'))
  )
    return 'pockets';
  if (
    /^(?:turn|hold|rest|set|pass|slide|settle)/.test(lower) &&
    ['back', 'away', 'round', 'around', 'to', 'still'].includes(next)
  )
    return 'stand';
  if (/^slid/.test(lower) && next === 'down') return 'sit';
  if (/^(?:pick|come|get|help)/.test(lower) && next === 'up' && pose === 'walk') return 'walk';
  if (/^head/.test(lower) && next !== '' && !prepositions.has(next) && !['back', 'out', 'home'].includes(next))
    return 'stand';
  return pose;
};

const dropRepeats = (doing: readonly Doing[]): Doing[] =>
  doing.filter(
    (one, at) => at === 0 || !(doing[at - 1]?.characterId === one.characterId && doing[at - 1]?.verb === one.verb),
  );
