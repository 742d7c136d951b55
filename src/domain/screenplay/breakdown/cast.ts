/**
 * Who is in the script: speakers by their cues, others by their introductions in capitals. One person written in several
 * ways (`MARA`, `MARA VOSS`, `DR. RAMAN`) is one; a person at another age (`YOUNG MARA`) is another.
 */
import type { SourceLines } from '../breakdown.types.ts';
import { genderByName } from '../words/given-names.ts';
import { ageStates, crowdCues, genderByNoun, personNouns, titles } from '../words/people.ts';
import { propNouns, soundWords } from '../words/things.ts';
import { type CapitalRun, capitalRuns, titleCase } from './capitals.ts';
import { isCrowdName, isMachineName, readCue } from './cues.ts';
import { type Looks, readLooks } from './looks.ts';
import { coreWords, NameIndex } from './name-index.ts';
import type { Paragraph, RawScene } from './paragraphs.ts';
import { readSpecialLine } from './camera-lines.ts';
import { knownSingular, slugOf, type Token, tokensOf } from './tokens.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly fullName: string | undefined;
  readonly roles: readonly string[];
  readonly looks: Looks;
  readonly gender: 'female' | 'male' | 'unknown';
  readonly isThing: boolean;
  readonly isCrowd: boolean;
  /** Where the action introduces them; undefined for people who only speak. */
  readonly introduction: SourceLines | undefined;
};

export type Cast = {
  /** In order of first appearance in the file. */
  readonly people: readonly Person[];
  readonly byId: ReadonlyMap<string, Person>;
  readonly index: NameIndex;
  /** Person id of a cue's name. */
  readonly idOfCue: (name: string) => string;
};

type Draft = {
  id: string;
  name: string;
  /** Every full wording, cue first. */
  names: string[];
  runName: string | undefined;
  introduction: { after: string; lines: SourceLines } | undefined;
  genderScore: number;
};

const upper = (name: string): string => name.toUpperCase();
const isAged = (words: readonly string[]): boolean => words.some((word) => ageStates.has(word));
const genderOfTitle = (name: string): 'female' | 'male' | undefined => {
  for (const { lower } of tokensOf(name))
    if (titles.has(lower) && genderByNoun.has(lower)) return genderByNoun.get(lower);
  return undefined;
};

/** Whether the short way of writing a name can stand for the long one. */
const isShortFor = (short: string, long: string): boolean => {
  const shortCore = coreWords(short);
  const longCore = coreWords(long);
  const [a, b] = [genderOfTitle(short), genderOfTitle(long)];
  if (a !== undefined && b !== undefined && a !== b) return false;
  if (isAged(tokensOf(short).map((token) => token.lower)) !== isAged(tokensOf(long).map((token) => token.lower)))
    return false;
  if (shortCore.join(' ') === longCore.join(' ')) return true;
  if (shortCore.every((word) => personNouns.has(word) || /^\d+$/.test(word))) return false;
  return shortCore.length === 1 && (longCore[0] === shortCore[0] || longCore.at(-1) === shortCore[0]);
};

/** Groups of cue names that are one person; the shortest wording leads, because it is what the script mostly says. */
const groupCues = (cues: readonly string[]): string[][] => {
  const byLength = cues.toSorted((a, b) => coreWords(a).length - coreWords(b).length || a.length - b.length);
  const leaderOf = new Map<string, string>();
  const singles = new Map<string, string[]>();
  for (const cue of byLength) {
    if (isCrowdName(cue) || isMachineName(cue)) continue;
    for (const word of new Set(coreWords(cue))) singles.set(word, [...(singles.get(word) ?? []), cue]);
  }
  for (const cue of byLength) {
    if (isCrowdName(cue) || isMachineName(cue)) continue;
    const related = new Set(coreWords(cue).flatMap((word) => singles.get(word) ?? []));
    const leaders = [...related].filter(
      (other) =>
        other !== cue &&
        !leaderOf.has(other) &&
        isShortFor(other, cue) &&
        byLength.indexOf(other) < byLength.indexOf(cue),
    );
    const leader = leaders[0];
    if (leader === undefined) continue;
    const rivals = [...related].filter(
      (other) =>
        other !== leader &&
        other !== cue &&
        isShortFor(leader, other) &&
        !isShortFor(cue, other) &&
        !isShortFor(other, cue),
    );
    if (rivals.length === 0 || coreWords(leader).join(' ') === coreWords(cue).join(' ')) leaderOf.set(cue, leader);
  }
  const groups = new Map<string, string[]>();
  for (const cue of cues) {
    const leader = leaderOf.get(cue) ?? cue;
    groups.set(leader, [...(groups.get(leader) ?? [leader]), cue]);
  }
  return [...groups.values()].map((group) => [...new Set(group)]);
};

const ageBehind =
  /^["”]?\s*(?:[([,]\s*(?:aged?\s+|about\s+|around\s+)?\d{1,3}(?:['’]?s)?\s*[)\],.;]|[([,]\s*(?:(?:early|mid|late)[\s-]*)(?:\d0['’]?s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)|[([]\s*(?:\d0['’]?s|teens?\b|child|old\b|young\b|elderly|ageless|twenties|thirties|forties|fifties|sixties|seventies|eighties)|,\s*(?:\d0['’]?s|twenties|thirties|forties|fifties|sixties|seventies|eighties|teens)\b)/i;
const describedBehind = /^,\s+(?:an?|the|our|her|his)\s+(?:[\p{L}-]+\s+){0,4}?([\p{L}-]+)/u;

/** Whether a run of capitals that no cue knows introduces a person. */
const introducesPerson = (run: CapitalRun, after: string): boolean => {
  const words = tokensOf(run.text).map((token) => token.lower);
  const last = words.at(-1) as string;
  if (ageBehind.test(after)) return true;
  if (words.every((word) => soundWords.has(word) || knownSingular(word, propNouns) !== undefined)) return false;
  if (crowdCues.has(last)) return false;
  if (
    personNouns.has(last) ||
    (words.length > 1 &&
      titles.has(words[0] as string) &&
      !personNouns.has(words[0] as string) &&
      !crowdCues.has(last) &&
      knownSingular(last, propNouns) === undefined)
  )
    return true;
  const described = describedBehind.exec(after);
  if (
    described !== null &&
    new RegExp(`\\b(?:${'man|woman|boy|girl|child|kid|father|mother|son|daughter'})\\b`).test(described[0])
  )
    return true;
  return (
    genderByName.has(words[0] as string) &&
    words.length <= 3 &&
    knownSingular(last, propNouns) === undefined &&
    /^(?:,|\s+\p{Ll})/u.test(after)
  );
};

/** The run names this person when every telling word of one of the names is in it. */
const runNames = (run: CapitalRun, draft: Draft): number => {
  const words = tokensOf(run.text).map((token) => token.lower);
  let best = 0;
  for (const name of draft.names) {
    const core = coreWords(name);
    const all = tokensOf(name).map((token) => token.lower);
    if (isAged(words) !== isAged(all) && !(words.length > all.length && !isAged(words))) continue;
    if (isAged(words) && all.join(' ') !== words.join(' ')) continue;
    if (core.every((word) => personNouns.has(word)) && all.join(' ') !== words.join(' ')) continue;
    const [a, b] = [genderOfTitle(run.text), genderOfTitle(name)];
    if (a !== undefined && b !== undefined && a !== b) continue;
    if (core.every((word) => words.includes(word))) best = Math.max(best, core.length);
  }
  return best;
};

class CastReader {
  readonly #drafts: Draft[] = [];
  readonly #idOfCue = new Map<string, string>();
  readonly #scenes: readonly RawScene[];

  constructor(scenes: readonly RawScene[]) {
    this.#scenes = scenes;
  }

  read(): Cast {
    this.#readCues();
    for (const paragraph of this.#paragraphs()) this.#readCapitals(paragraph);
    const rough = new NameIndex(this.#drafts.map((draft) => ({ id: draft.id, names: draft.names, roles: [] })));
    for (const paragraph of this.#paragraphs()) this.#readFirstMentions(paragraph, rough);
    for (const paragraph of this.#paragraphs()) this.#countPronouns(paragraph, rough);
    this.#countDirections();
    const people = this.#drafts.map((draft) => finish(draft));
    const index = new NameIndex(
      people.map((person, at) => ({ id: person.id, names: (this.#drafts[at] as Draft).names, roles: person.roles })),
    );
    const idOfCue = (name: string): string => this.#idOfCue.get(upper(name)) ?? slugOf(name);
    return { people, byId: new Map(people.map((person) => [person.id, person])), index, idOfCue };
  }

  *#paragraphs(): Generator<Paragraph> {
    for (const scene of this.#scenes) for (const item of scene.items) if (item.kind === 'action') yield item.paragraph;
  }

  #readCues(): void {
    const names = new Map<string, string>();
    for (const scene of this.#scenes) {
      for (const item of scene.items) {
        if (item.kind !== 'speech') continue;
        const { name } = readCue(item.speech.cue.text);
        if (!names.has(upper(name))) names.set(upper(name), name);
      }
    }
    for (const group of groupCues([...names.keys()])) {
      const leader = group[0] as string;
      const id = slugOf(leader) || 'speaker';
      this.#drafts.push({
        id,
        name: names.get(leader) as string,
        names: group.map((key) => names.get(key) as string),
        runName: undefined,
        introduction: undefined,
        genderScore: 0,
      });
      for (const key of group) this.#idOfCue.set(key, id);
    }
  }

  #readCapitals(paragraph: Paragraph): void {
    if (readSpecialLine(paragraph.text) !== undefined) return;
    const runs = capitalRuns(paragraph.text);
    for (const [at, run] of runs.entries()) {
      const after = paragraph.text.slice(run.end);
      const matches = this.#drafts
        .map((draft) => ({ draft, score: runNames(run, draft) }))
        .filter(({ score }) => score > 0);
      const best = matches.toSorted((a, b) => b.score - a.score)[0]?.draft;
      const draft = best ?? (introducesPerson(run, after) ? this.#addExtra(run.text) : undefined);
      if (draft === undefined) continue;
      const next = runs.slice(at + 1).find((later) => ageBehind.test(paragraph.text.slice(later.end)));
      this.#introduce(draft, run.text, paragraph.text.slice(run.end, next?.start), paragraph.lines);
    }
  }

  #addExtra(name: string): Draft {
    const draft: Draft = {
      id: slugOf(name),
      name,
      names: [name],
      runName: name,
      introduction: undefined,
      genderScore: 0,
    };
    this.#drafts.push(draft);
    return draft;
  }

  /** The first time counts, and a later one only if it gives the age that the first did not. */
  #introduce(draft: Draft, name: string, after: string, lines: SourceLines): void {
    const isFuller =
      draft.introduction === undefined || (!ageBehind.test(draft.introduction.after) && ageBehind.test(after));
    if (!isFuller) return;
    draft.introduction = { after, lines };
    if (draft.runName === undefined || coreWords(name).length > coreWords(draft.runName).length) draft.runName = name;
    if (!draft.names.some((known) => upper(known) === upper(name))) draft.names.push(name);
  }

  /** People whom no capitals introduce: `Zoë Müller-Østergård, the stationmaster, stamps her boots`. */
  #readFirstMentions(paragraph: Paragraph, index: NameIndex): void {
    for (let at = 0; at < paragraph.tokens.length; at++) {
      const mention = index.mentionAt(paragraph.tokens, at);
      if (mention === undefined) continue;
      const draft = this.#drafts.find(({ id }) => id === mention.personId);
      at = mention.past - 1;
      if (draft === undefined || draft.introduction !== undefined || mention.isPossessive) continue;
      const past = surnameEnd(paragraph.tokens, mention.past);
      const last = paragraph.tokens[past - 1] as Token;
      const name = paragraph.text.slice((paragraph.tokens[mention.from] as Token).start, last.end);
      this.#introduce(draft, past > mention.past ? name : draft.name, paragraph.text.slice(last.end), paragraph.lines);
      at = past - 1;
    }
  }

  /** `she` and `his` behind the only person of a paragraph are that person's. */
  #countPronouns(paragraph: Paragraph, index: NameIndex): void {
    let current: string | undefined;
    const seen = new Set<string>();
    const score = new Map<string, number>();
    for (let at = 0; at < paragraph.tokens.length; at++) {
      const mention = index.mentionAt(paragraph.tokens, at);
      if (mention !== undefined) {
        current = mention.personId;
        seen.add(current);
        at = mention.past - 1;
        continue;
      }
      const sign = pronounSigns.get((paragraph.tokens[at] as Token).lower);
      if (sign !== undefined && current !== undefined && seen.size === 1)
        score.set(current, (score.get(current) ?? 0) + sign);
    }
    for (const draft of this.#drafts) {
      const found = score.get(draft.id) ?? 0;
      const weight = draft.introduction?.lines.first === paragraph.lines.first ? 2 : 0.7;
      draft.genderScore += Math.max(-4, Math.min(4, found * weight));
    }
  }

  /** `(to himself)` under a cue. */
  #countDirections(): void {
    for (const scene of this.#scenes) {
      for (const item of scene.items) {
        if (item.kind !== 'speech') continue;
        const draft = this.#drafts.find(
          ({ id }) => id === this.#idOfCue.get(upper(readCue(item.speech.cue.text).name)),
        );
        for (const element of item.speech.body) {
          if (element.kind !== 'parenthetical' || draft === undefined) continue;
          if (/\bherself\b/.test(element.text)) draft.genderScore += 3;
          if (/\bhimself\b/.test(element.text)) draft.genderScore -= 3;
        }
      }
    }
  }
}

const pronounSigns: ReadonlyMap<string, number> = new Map([
  ['she', 1],
  ['her', 1],
  ['hers', 1],
  ['herself', 1],
  ['he', -1],
  ['his', -1],
  ['him', -1],
  ['himself', -1],
]);

/** Capitalised words right behind a first name belong to it. */
const surnameEnd = (tokens: readonly Token[], past: number): number => {
  let end = past;
  while (end < tokens.length && end - past < 3) {
    const token = tokens[end] as Token;
    if (token.gap !== ' ' || !token.isCapital || token.isUpper || token.isPossessive || token.text.length < 2) break;
    end++;
  }
  return end;
};

const roleNouns = (draft: Draft): string[] => {
  const roles = new Set<string>();
  for (const name of draft.names) {
    for (const { lower } of tokensOf(name)) {
      if (lower === 'dr') roles.add('doctor');
      else if ((titles.has(lower) || personNouns.has(lower)) && lower.length > 3) roles.add(lower);
    }
  }
  const appositive = /^[^.!?]*/.exec(draft.introduction?.after.replace(/^\s*[([][^)\]]*[)\]]/, '') ?? '')?.[0] ?? '';
  for (const [, noun = ''] of appositive.matchAll(
    /(?:^|,)\s+(?:an?|the)\s+(?:[\p{L}-]+\s+){0,3}?([\p{L}-]+)(?=[ ,]|$)/gu,
  )) {
    if (personNouns.has(noun.toLowerCase())) roles.add(noun.toLowerCase());
  }
  for (const generic of [
    'woman',
    'man',
    'girl',
    'boy',
    'lady',
    'miss',
    'child',
    'kid',
    'person',
    'figure',
    'stranger',
    'baby',
  ])
    roles.delete(generic);
  return [...roles];
};

const nameScore = (names: readonly string[]): number => {
  for (const name of names) {
    for (const word of coreWords(name)) {
      const gender = genderByName.get(word) ?? genderByName.get(word.split('-')[0] as string);
      if (gender !== undefined) return gender === 'female' ? 1.5 : -1.5;
    }
  }
  return 0;
};

const finish = (draft: Draft): Person => {
  const isCrowd = isCrowdName(draft.name);
  const isThing = isCrowd || isMachineName(draft.name);
  const looks = readLooks(draft.names.join(' '), draft.introduction?.after ?? '');
  const score = isThing ? 0 : looks.genderScore + draft.genderScore + nameScore(draft.names);
  const fullName =
    draft.runName !== undefined && upper(draft.runName) !== upper(draft.name) ? fullNameOf(draft.runName) : undefined;
  return {
    id: draft.id,
    name: draft.name,
    aliases: draft.names.filter((name) => name !== draft.name),
    fullName,
    roles: isThing ? [] : roleNouns(draft),
    looks: isThing ? { ...looks, age: undefined } : looks,
    gender: score > 0.9 ? 'female' : score < -0.9 ? 'male' : 'unknown',
    isThing,
    isCrowd,
    introduction: draft.introduction?.lines,
  };
};

const fullNameOf = (run: string): string => (run === upper(run) ? titleCase(run) : run);

/** Reads the whole cast once; scenes are read with it afterwards. */
export const readCast = (scenes: readonly RawScene[]): Cast => new CastReader(scenes).read();
