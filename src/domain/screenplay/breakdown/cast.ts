/**
 * Who is in the script: speakers by their cues, others by their introductions in capitals. One person written in several
 * ways (`MARA`, `MARA VOSS`, `DR. RAMAN`) is one; a person at another age (`YOUNG MARA`) is another.
 */
import type { SourceLines } from '../breakdown.types.ts';
import { unaccented } from '../words/accents.ts';
import { genderOfName } from '../words/given-names.ts';
import { ageStates, genderByNoun, genericPersonNouns, personNouns, titles } from '../words/people.ts';
import { readSpecialLine } from './camera-lines.ts';
import { type CapitalRun, titleCase } from './capitals.ts';
import { isCrowdName, isMachineName } from './cues.ts';
import { hasAgeBehind, introducesPerson, roleBeforeName, rolesBehindName } from './introductions.ts';
import { type Looks, readLooks } from './looks.ts';
import { groupNames, type NameForm, nameForm, namingScore } from './name-forms.ts';
import { NameIndex } from './name-index.ts';
import { isStory, type Paragraph, type RawScene, type RawSpeech } from './paragraphs.ts';
import { functionWords, slugOf, type Token } from './tokens.ts';

export type Gender = 'female' | 'male' | 'unknown';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly fullName: string | undefined;
  readonly roles: readonly string[];
  readonly looks: Looks;
  readonly gender: Gender;
  readonly isThing: boolean;
  readonly isCrowd: boolean;
  /** Where the action introduces them; undefined for people who only speak. */
  readonly introduction: SourceLines | undefined;
};

export type Cast = {
  /** Speakers in order of their first cue, then people who never speak. */
  readonly people: readonly Person[];
  readonly byId: ReadonlyMap<string, Person>;
  readonly index: NameIndex;
  /** Person id of a cue's name. */
  readonly idOfCue: (name: string) => string;
};

type Draft = {
  readonly id: string;
  readonly name: string;
  /** Every full wording, the cue's first. */
  readonly forms: NameForm[];
  /** The fullest wording of an introduction. */
  runName: NameForm | undefined;
  introduction: { after: string; readonly lines: SourceLines } | undefined;
  readonly roles: Set<string>;
  /** Positive is female, negative male. */
  genderScore: number;
};

const upper = (name: string): string => name.toUpperCase();
const namesOf = (draft: Draft): string[] => draft.forms.map(({ name }) => name);
const signOf = (gender: 'female' | 'male' | undefined): number =>
  gender === undefined ? 0 : gender === 'female' ? 1 : -1;

/** An introduction longer than this is about something else. */
const longestIntroduction = 600;

/** For each run, where the next introduced person begins: what is said after that is not about this one. */
const nextAgedStarts = (text: string, runs: readonly CapitalRun[]): (number | undefined)[] => {
  const starts: (number | undefined)[] = [];
  let next: number | undefined;
  for (let at = runs.length - 1; at >= 0; at--) {
    const run = runs[at] as CapitalRun;
    starts[at] = next;
    if (hasAgeBehind(text.slice(run.end, run.end + 80))) next = run.start;
  }
  return starts;
};

class CastReader {
  readonly #drafts: Draft[] = [];
  readonly #byId = new Map<string, Draft>();
  readonly #byWord = new Map<string, Set<Draft>>();
  readonly #idOfCue = new Map<string, string>();
  /** People already recognised by the capitals that named them. */
  readonly #byRun = new Map<string, Draft>();
  readonly #scenes: readonly RawScene[];
  readonly #paragraphs: readonly Paragraph[];

  constructor(scenes: readonly RawScene[]) {
    this.#scenes = scenes;
    const paragraphs = scenes.flatMap((scene) =>
      scene.items.flatMap((item) => (item.kind === 'action' ? [item.paragraph] : [])),
    );
    this.#paragraphs = paragraphs;
  }

  read(): Cast {
    this.#readCues();
    for (const paragraph of this.#paragraphs) this.#readCapitals(paragraph);
    if (isStory(this.#scenes)) for (const paragraph of this.#paragraphs) this.#readStoryNames(paragraph);
    const rough = this.#index(() => []);
    for (const paragraph of this.#paragraphs) this.#readMentions(paragraph, rough);
    this.#readSpeeches();
    const finished = new Map(this.#drafts.map((draft) => [draft, finish(draft, this.#ofOtherAge(draft))]));
    const people = [...finished.values()];
    const index = this.#index((draft) => (finished.get(draft) as Person).roles);
    const idOfCue = (name: string): string => this.#idOfCue.get(upper(name)) ?? slugOf(name);
    return { people, byId: new Map(people.map((person) => [person.id, person])), index, idOfCue };
  }

  /** `YOUNG MARA` is of Mara's gender. */
  #ofOtherAge(draft: Draft): Draft | undefined {
    const form = draft.forms[0] as NameForm;
    if (!form.isAged) return undefined;
    const word = form.words.find((one) => !ageStates.has(one) && !titles.has(one));
    return word === undefined
      ? undefined
      : [...(this.#byWord.get(unaccented(word)) ?? [])].find((other) => other.forms.every(({ isAged }) => !isAged));
  }

  #index(rolesOf: (draft: Draft) => readonly string[]): NameIndex {
    return new NameIndex(this.#drafts.map((draft) => ({ id: draft.id, names: draft.forms, roles: rolesOf(draft) })));
  }

  #add(names: readonly string[], isRun: boolean): Draft {
    const name = names[0] as string;
    const slug = slugOf(name) || 'speaker';
    let id = slug;
    for (let copy = 2; this.#byId.has(id); copy++) id = `${slug}-${copy}`;
    const draft: Draft = {
      id,
      name,
      forms: [],
      runName: isRun ? nameForm(name) : undefined,
      introduction: undefined,
      roles: new Set(),
      genderScore: 0,
    };
    this.#drafts.push(draft);
    this.#byId.set(id, draft);
    for (const wording of names) this.#addForm(draft, nameForm(wording));
    return draft;
  }

  #addForm(draft: Draft, form: NameForm): void {
    if (draft.forms.some((known) => upper(known.name) === upper(form.name))) return;
    draft.forms.push(form);
    for (const word of form.core.map(unaccented))
      this.#byWord.set(word, (this.#byWord.get(word) ?? new Set()).add(draft));
  }

  #readCues(): void {
    const names = new Map<string, string>();
    for (const speech of this.#speeches())
      if (!names.has(upper(speech.cue.name))) names.set(upper(speech.cue.name), speech.cue.name);
    for (const group of groupNames([...names.keys()])) {
      const { id } = this.#add(
        group.map((key) => names.get(key) as string),
        false,
      );
      for (const key of group) this.#idOfCue.set(key, id);
    }
  }

  *#speeches(): Generator<RawSpeech> {
    for (const scene of this.#scenes) for (const item of scene.items) if (item.kind === 'speech') yield item.speech;
  }

  #readCapitals({ text, runs, lines }: Paragraph): void {
    if (readSpecialLine(text) !== undefined) return;
    const nextAged = nextAgedStarts(text, runs);
    for (const [at, run] of runs.entries()) {
      const known = this.#byRun.get(run.text);
      if (known?.introduction !== undefined && hasAgeBehind(known.introduction.after)) continue;
      const form = nameForm(run.text);
      if (form.words.length === 0) continue;
      const draft =
        known ??
        this.#draftNamed(form) ??
        (introducesPerson(form, text.slice(run.end)) ? this.#add([run.text], true) : undefined);
      if (draft === undefined) continue;
      this.#byRun.set(run.text, draft);
      const role = roleBeforeName(text.slice(0, run.start));
      this.#introduce(draft, form, text.slice(run.end, nextAged[at]), role, lines);
    }
  }

  /** Stories introduce people without capitals: a given name anywhere is somebody. */
  #readStoryNames({ text, tokens }: Paragraph): void {
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      if (!token.isCapital || genderOfName(token.lower) === undefined || this.#byWord.has(unaccented(token.lower)))
        continue;
      const past = surnameEnd(tokens, at + 1);
      this.#add([text.slice(token.start, (tokens[past - 1] as Token).end)], false);
      at = past - 1;
    }
  }

  #draftNamed(form: NameForm): Draft | undefined {
    let best: { draft: Draft; score: number } | undefined;
    for (const draft of new Set(form.words.flatMap((word) => [...(this.#byWord.get(unaccented(word)) ?? [])]))) {
      const score = Math.max(...draft.forms.map((known) => namingScore(form, known)));
      if (score > 0 && (best === undefined || score > best.score)) best = { draft, score };
    }
    return best?.draft;
  }

  /** The first time counts, and a later one only if it gives the age that the first did not. */
  #introduce(draft: Draft, form: NameForm, after: string, role: string | undefined, lines: SourceLines): void {
    const isFuller =
      draft.introduction === undefined || (!hasAgeBehind(draft.introduction.after) && hasAgeBehind(after));
    if (!isFuller) return;
    draft.introduction = { after: after.slice(0, longestIntroduction), lines };
    if (draft.runName === undefined || form.core.length > draft.runName.core.length) draft.runName = form;
    this.#addForm(draft, form);
    for (const noun of role === undefined
      ? rolesBehindName(after.slice(0, longestIntroduction))
      : [role, ...rolesBehindName(after.slice(0, longestIntroduction))])
      draft.roles.add(noun);
    draft.genderScore += 4 * signOf(role === undefined ? undefined : genderByNoun.get(role));
  }

  /** First mentions of people whom no capitals introduce, and pronouns that can only be one person's. */
  #readMentions(paragraph: Paragraph, index: NameIndex): void {
    const { tokens } = paragraph;
    const seen = new Set<Draft>();
    let current: Draft | undefined;
    let score = 0;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      const mention = token.isCapital ? index.mentionAt(tokens, at) : undefined;
      if (mention !== undefined) {
        const past = surnameEnd(tokens, mention.past);
        if (current !== undefined && current.id !== mention.personId) cutIntroduction(current, paragraph, token.start);
        current = this.#byId.get(mention.personId) as Draft;
        if (!seen.has(current))
          this.#readFirstMention(current, paragraph, mention.from, mention.past, past, mention.isPossessive);
        seen.add(current);
        at = mention.past - 1;
      } else if (seen.size === 1) score += pronounSign(tokens, at);
    }
    if (current === undefined || seen.size !== 1) return;
    const weight = current.introduction?.lines.first === paragraph.lines.first ? 2 : 0.7;
    current.genderScore += Math.max(-4, Math.min(4, score * weight));
  }

  /** `Zoë Müller-Østergård, the stationmaster, stamps her boots`. */
  #readFirstMention(
    draft: Draft,
    { text, tokens, lines }: Paragraph,
    from: number,
    past: number,
    surnamePast: number,
    isPossessive: boolean,
  ): void {
    if (draft.introduction !== undefined || isPossessive) return;
    const { start } = tokens[from] as Token;
    const { end } = tokens[surnamePast - 1] as Token;
    const form = surnamePast > past ? nameForm(text.slice(start, end)) : (draft.forms[0] as NameForm);
    this.#introduce(draft, form, text.slice(end), roleBeforeName(text.slice(0, start)), lines);
  }

  /** `(to himself)` under a cue; `a man's voice` right before somebody is only heard. */
  #readSpeeches(): void {
    for (const scene of this.#scenes) {
      for (const [at, item] of scene.items.entries()) {
        if (item.kind !== 'speech') continue;
        const draft = this.#byId.get(this.#idOfCue.get(upper(item.speech.cue.name)) as string) as Draft;
        for (const { kind, text } of item.speech.body) {
          if (kind !== 'parenthetical') continue;
          if (/\bherself\b/.test(text)) draft.genderScore += 3;
          if (/\bhimself\b/.test(text)) draft.genderScore -= 3;
        }
        const before = scene.items[at - 1];
        if (draft.introduction === undefined && before?.kind === 'action')
          draft.genderScore += voiceSign(before.paragraph.text);
      }
    }
  }
}

/** What follows the next person's name is no longer about this one. */
const cutIntroduction = ({ introduction }: Draft, { text, lines }: Paragraph, until: number): void => {
  if (introduction === undefined || introduction.lines !== lines) return;
  const from = text.indexOf(introduction.after);
  if (from >= 0 && until > from) introduction.after = introduction.after.slice(0, until - from);
};

const voiceSign = (text: string): number => {
  const noun =
    /\b([a-z]+)['’]s (?:[a-z]+ )?voice\b/i.exec(text)?.[1]?.toLowerCase() ??
    /\b(male|female) voice\b/i.exec(text)?.[1]?.toLowerCase();
  if (noun === 'male' || noun === 'female') return noun === 'female' ? 4 : -4;
  return noun === undefined ? 0 : 4 * signOf(genderByNoun.get(noun));
};

const pronounSigns: ReadonlyMap<string, number> = new Map([
  ['she', 1],
  ['her', 1],
  ['herself', 1],
  ['he', -1],
  ['his', -1],
  ['himself', -1],
]);

/** `him` and an object `her` are mostly somebody else. */
const pronounSign = (tokens: readonly Token[], at: number): number => {
  const { lower } = tokens[at] as Token;
  if (lower !== 'her') return pronounSigns.get(lower) ?? 0;
  const next = tokens[at + 1];
  return next?.gap === ' ' && !functionWords.has(next.lower) ? 1 : 0;
};

/** Capitalised words right behind a first name belong to it. */
const surnameEnd = (tokens: readonly Token[], past: number): number => {
  let end = past;
  while (end < tokens.length && end - past < 3) {
    const token = tokens[end] as Token;
    if (token.gap !== ' ' || !token.isCapital || token.isUpper || token.isPossessive || token.text.length < 2) break;
    if (!/\p{Lu}/u.test(token.text)) break;
    end++;
  }
  return end;
};

/** Nouns by which `the ...` can mean this person; nouns that fit half the cast are left to the reader's memory. */
const roleNouns = (draft: Draft): string[] => {
  const roles = new Set(draft.roles);
  for (const { words } of draft.forms) {
    for (const word of words) {
      if (word === 'dr') roles.add('doctor');
      else if ((titles.has(word) || personNouns.has(word)) && word.length > 3) roles.add(word);
    }
  }
  return [...roles].filter((role) => !genericPersonNouns.has(role));
};

/** The first name of the fullest wording tells most. */
const nameScore = (forms: readonly NameForm[]): number => {
  for (const { core } of forms.toSorted((a, b) => b.core.length - a.core.length)) {
    for (const word of core) {
      const gender = genderOfName(word) ?? genderOfName(word.split('-')[0] as string);
      if (gender !== undefined) return gender === 'female' ? 1.5 : -1.5;
    }
  }
  return 0;
};

const scoreOf = (draft: Draft, looks: Looks): number => looks.genderScore + draft.genderScore + nameScore(draft.forms);

const looksOf = (draft: Draft): Looks => readLooks(namesOf(draft).join(' '), draft.introduction?.after ?? '');

/** `STRANGER` is no fuller a name than `THE STRANGER`, `ZOE` none than `ZOË`. */
const isNoFuller = ({ forms: [first], runName }: Draft): boolean => {
  const [cue, run] = [first?.words.join(' ') ?? '', runName?.words.join(' ') ?? ''];
  return unaccented(cue) === unaccented(run) && (cue !== run || first?.article !== runName?.article);
};

const finish = (draft: Draft, otherAge: Draft | undefined): Person => {
  const isCrowd = isCrowdName(draft.name);
  const isThing = isCrowd || isMachineName(draft.name);
  const looks = looksOf(draft);
  const inherited = otherAge === undefined ? 0 : scoreOf(otherAge, looksOf(otherAge)) / 2;
  const score = isThing ? 0 : scoreOf(draft, looks) + inherited;
  const run = isNoFuller(draft) ? undefined : draft.runName?.name;
  return {
    id: draft.id,
    name: draft.name,
    aliases: namesOf(draft).filter((name) => name !== draft.name),
    fullName:
      run === undefined || upper(run) === upper(draft.name) ? undefined : run === upper(run) ? titleCase(run) : run,
    roles: isThing ? [] : roleNouns(draft),
    looks: isThing ? { ...looks, age: undefined } : looks,
    gender: score > 0.9 ? 'female' : score < -0.9 ? 'male' : 'unknown',
    isThing,
    isCrowd,
    introduction: draft.introduction?.lines,
  };
};

/** Reads the whole cast once; scenes are read with it afterwards. */
export const readCast = (scenes: readonly RawScene[]): Cast => new CastReader(scenes).read();
