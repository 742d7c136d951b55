/**
 * What happens in a paragraph of action: who is in it (by name, role or pronoun), and the pose their plain verbs leave
 * them in. Reads left to right with a short memory of who was last meant; no grammar beyond that is assumed.
 */
import type { Pose } from '../breakdown.types.ts';
import { actionVerbs, type KnownVerb } from '../words/action-verbs.ts';
import type { Cast } from './cast.ts';
import type { Paragraph } from './paragraphs.ts';
import { type Meant, PersonMemory } from './person-memory.ts';
import { determiners, prepositions, type Token } from './tokens.ts';
import { isNounHere, poseHere, takesInfinitive } from './verb-places.ts';

export type Doing = { readonly characterId: string; readonly verb: string; readonly pose: Pose };
export type ReadAction = {
  /** Everybody named or meant, in order. */
  readonly characters: readonly string[];
  readonly doing: readonly Doing[];
  /** People whom the action shows, not only names (a name on a letter, somebody's father). */
  readonly seen: readonly string[];
  readonly isName: (tokenIndex: number) => boolean;
  /** Who is meant by the pronoun that opens a sentence, by token index. */
  readonly openers: ReadonlyMap<number, string>;
};

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
const sentenceEnd = /[.!?;:…]/;

/** A verb that came before its subject: `By the window lies Mr. Abernathy`. */
type Orphan = { readonly verb: string; readonly pose: Pose; readonly at: number };

const openings = new Set('here there up down back next now then far alone'.split(' '));

/** One paragraph's reading; a class because the loop has this much to remember. */
class ParagraphReading {
  readonly characters: string[] = [];
  readonly doing: Doing[] = [];
  readonly seen = new Set<string>();
  readonly named = new Set<number>();
  readonly openers = new Map<number, string>();
  readonly #tokens: readonly Token[];
  readonly #memory: PersonMemory;
  readonly #isStory: boolean;
  #subject: readonly string[] = [];
  #orphan: Orphan | undefined;
  #lastMeant: { readonly ids: readonly string[]; readonly past: number } | undefined;
  #hasActed = false;
  #sentenceStart = 0;

  constructor(paragraph: Paragraph, memory: PersonMemory, isStory: boolean) {
    this.#tokens = paragraph.tokens;
    this.#memory = memory;
    this.#isStory = isStory;
  }

  read(): void {
    for (let at = 0; at < this.#tokens.length; at++) {
      const isStart = at === 0 || sentenceEnd.test((this.#tokens[at] as Token).gap);
      if (isStart) this.#startSentence(at);
      else if (this.#startsOtherClause(at)) this.#subject = [];
      const meant = this.#memory.meantAt(this.#tokens, at, this.#sentenceStart, this.#subject);
      if (meant === undefined) this.#readVerb(at, isStart);
      else {
        this.#readPerson(at, meant);
        at = meant.past - 1;
      }
    }
    for (const { characterId } of this.doing) this.seen.add(characterId);
  }

  #startSentence(at: number): void {
    this.#memory.endSentence(this.#tokens, this.#sentenceStart, at);
    this.#sentenceStart = at;
    this.#subject = [];
    this.#orphan = undefined;
    this.#lastMeant = undefined;
    this.#hasActed = false;
  }

  /** `Mara stops as the lamp falls`, and after a verb also `and the lamp falls`. */
  #startsOtherClause(at: number): boolean {
    const before = this.#tokens[at - 1]?.lower ?? '';
    if (!clauseWords.has(before) || !determiners.has((this.#tokens[at] as Token).lower)) return false;
    return before !== 'and' || this.#hasActed;
  }

  #readPerson(at: number, meant: Meant): void {
    for (const id of meant.ids) if (!this.characters.includes(id)) this.characters.push(id);
    if (at === this.#sentenceStart && !meant.isNamed && meant.ids.length === 1)
      this.openers.set(at, meant.ids[0] as string);
    if (meant.isNamed) for (let index = at; index < meant.past; index++) this.named.add(index);
    for (const id of meant.ids.toReversed()) this.#memory.remember(id);
    this.#lastMeant = { ids: meant.ids, past: meant.past };
    if (!meant.isPossessive) for (const id of meant.ids) this.seen.add(id);
    const orphan = this.#orphan;
    if (orphan !== undefined && at - orphan.at <= 4 && !meant.isPossessive) {
      for (const characterId of meant.ids) this.doing.push({ characterId, verb: orphan.verb, pose: orphan.pose });
      this.#orphan = undefined;
      this.#subject = meant.ids;
    } else if (meant.isSubject && !meant.isPossessive) this.#setSubject(at, meant.ids);
    else if (meant.isPossessive && meant.isNamed) this.#subject = [];
  }

  /** `Vance and Solveig look`: two names joined are one subject. */
  #setSubject(at: number, ids: readonly string[]): void {
    const isJoined = this.#tokens[at - 1]?.lower === 'and' && this.#subject.length > 0 && !this.#hasActed;
    this.#subject = isJoined ? [...this.#subject, ...ids] : ids;
    if (!isJoined) this.#hasActed = false;
    if (isJoined) this.#memory.group = this.#subject;
  }

  #readVerb(at: number, isStart: boolean): void {
    const token = this.#tokens[at] as Token;
    const verb = actionVerbs.get(token.lower);
    if (verb === undefined || (token.isCapital && !token.isUpper && !isStart) || isNounHere(this.#tokens, at)) return;
    const doers = this.#doers(verb, at, isStart);
    const pose = poseHere(this.#tokens, at, verb.pose);
    for (const characterId of doers) this.#push({ characterId, verb: verb.base, pose });
    if (doers.length > 0) this.#hasActed = true;
    else if (verb.form === 'third' && this.#subject.length === 0 && this.#isInverted())
      this.#orphan = { verb: verb.base, pose, at };
  }

  /** Only behind an opening place or direction does the verb come first: `By the window lies`, `Up jumps`. */
  #isInverted(): boolean {
    const first = (this.#tokens[this.#sentenceStart] as Token).lower;
    return prepositions.has(first) || openings.has(first);
  }

  #push(one: Doing): void {
    const last = this.doing.findLast(({ characterId }) => characterId === one.characterId);
    if (last?.verb !== one.verb) this.doing.push(one);
  }

  #doers(verb: KnownVerb, at: number, isStart: boolean): readonly string[] {
    if (verb.form === 'third' || (verb.form === 'past' && this.#isStory)) return this.#subject;
    if (verb.form === 'past') return [];
    if (verb.form === 'base') return this.#subject.length > 1 || takesInfinitive(this.#tokens, at) ? this.#subject : [];
    if (isStart) return [];
    const before = (this.#tokens[at - 1] as Token).lower;
    if (this.#lastMeant?.past === at) return this.#lastMeant.ids;
    if ((this.#tokens[at] as Token).gap.includes(',') || continuing.has(before))
      return this.#subject.length > 0 ? this.#subject : (this.#lastMeant?.ids ?? []);
    return [];
  }
}

const continuing = new Set(
  'is are stands stand sits sit lies lie starts start begins begin keeps keep comes come goes go still slowly quietly also'.split(
    ' ',
  ),
);

/** Reads the paragraphs of a script in order, because a pronoun may mean somebody from the paragraph before. */
export class ActionReader {
  readonly #memory: PersonMemory;
  readonly #isStory: boolean;

  /** `isStory`: told in the past tense. */
  constructor(cast: Cast, isStory: boolean) {
    this.#isStory = isStory;
    this.#memory = new PersonMemory(cast);
  }

  /** Somebody in the room spoke, maybe to somebody by name: a pronoun may mean either now. */
  hear(speakerId: string, words: readonly Token[]): void {
    this.#memory.hear(speakerId, words);
  }

  startScene(): void {
    this.#memory.startScene();
  }

  read(paragraph: Paragraph): ReadAction {
    const reading = new ParagraphReading(paragraph, this.#memory, this.#isStory);
    reading.read();
    const { characters, doing, seen, named, openers } = reading;
    return { characters, doing, seen: [...seen], isName: (index) => named.has(index), openers };
  }
}
