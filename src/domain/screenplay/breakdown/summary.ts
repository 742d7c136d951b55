/** One plain sentence for a scene and one for the whole script, taken from the script's own words. */

import { plainText } from '../emphasis.ts';
import { type Screenplay, titleValue } from '../screenplay.types.ts';
import { actionVerbs } from '../words/action-verbs.ts';
import type { ReadAction } from './action-reader.ts';
import { type CapitalRun, titleCase } from './capitals.ts';
import type { Cast, Person } from './cast.ts';
import { hasAgeBehind } from './introductions.ts';
import { appositive } from './looks.ts';
import { foldBlanks, type Paragraph } from './paragraphs.ts';
import { sentencesOf, sentenceTexts } from './sentences.ts';
import type { Token } from './tokens.ts';

/** A sentence of action offered as a summary. */
export type SummarySource = {
  readonly text: string;
  readonly peopleCount: number;
  readonly verbCount: number;
  readonly isIntroduction: boolean;
  /** 0 at the scene's first paragraph, 1 at its last. */
  readonly position: number;
};

/** `She takes` becomes `Ada takes`; a sentence that only led into speech ends in a full stop. */
const readable = (sentence: string, opener: Person | undefined): string => {
  const whole = sentence.replace(/[\s:;,–—-]+$/, '').replace(/([^.!?…。！？؟।"”’」』)])$/u, '$1.');
  return opener === undefined ? whole : whole.replace(/^(?:He|She)\b/, titleCase(opener.name));
};

/** An introduction keeps only the name: `MARA VOSS (34), red hair, wipes` becomes `Mara Voss wipes`. */
const withoutLooks = (sentence: string, run: CapitalRun, sentenceStart: number): string => {
  const from = run.start - sentenceStart;
  const behind = sentence.slice(from + run.text.length);
  const brackets = /^(?:\s*[([][^)\]]*[)\]])*/.exec(behind)?.[0] ?? '';
  const looksEnd = brackets.length + appositive(behind.slice(brackets.length)).length;
  const rest = behind.slice(looksEnd).replace(/^[\s,)\]–—-]+/, '');
  if (rest === '' || /^[.!?]/.test(rest)) return sentence;
  const before = sentence.slice(0, from);
  return `${before}${titleCase(run.text)}${/, $/.test(before) ? ',' : ''} ${rest}`;
};

/** `(pregnant)` and what else of small letters stands in brackets right behind a name. */
const describedInBrackets = /^\s*\([^()]*\p{Ll}[^()]*\)/u;

const isIntroduced = (after: string): boolean => hasAgeBehind(after) || describedInBrackets.test(after);

/** Every sentence of a paragraph, with how many people it names and what they do. Tokens, runs and sentences are walked together. */
export const summarySources = (
  paragraph: Paragraph,
  action: ReadAction,
  position: number,
  cast: Cast,
): SummarySource[] => {
  const { text, tokens, runs } = paragraph;
  let at = 0;
  let nextRun = 0;
  return sentencesOf(text).map(({ start, end }) => {
    let peopleCount = 0;
    let verbCount = 0;
    let opener: Person | undefined;
    let introduced: CapitalRun | undefined;
    for (; at < tokens.length && (tokens[at] as Token).end <= end; at++) {
      const id = action.openers.get(at);
      if (id !== undefined) opener = cast.byId.get(id);
      if (id !== undefined || (action.isName(at) && !action.isName(at - 1))) peopleCount++;
      if (actionVerbs.get((tokens[at] as Token).lower)?.form === 'third') verbCount++;
    }
    for (; nextRun < runs.length && (runs[nextRun] as CapitalRun).end <= end; nextRun++) {
      const run = runs[nextRun] as CapitalRun;
      if (introduced === undefined && isIntroduced(text.slice(run.end, run.end + 80))) introduced = run;
    }
    const sentence = text.slice(start, end);
    const bare = introduced === undefined ? sentence : withoutLooks(sentence, introduced, start);
    return {
      text: readable(bare, opener),
      peopleCount,
      verbCount,
      position,
      isIntroduction: introduced !== undefined && bare === sentence,
    };
  });
};

/** Higher is better: somebody does something, in a length that can be read at a glance. */
const worth = ({ text, peopleCount, verbCount, position, isIntroduction }: SummarySource): number => {
  const tooLong = text.length > 150 ? (text.length - 150) / 20 : 0;
  const tooShort = text.length < 30 ? (30 - text.length) / 8 : 0;
  const isDependent = /^(?:He|She|They|It|Her|His|Their|Then|Behind|Beside)\b/.test(text) ? 1.5 : 0;
  const doing =
    peopleCount > 0 ? Math.min(2, peopleCount) * 1.6 + Math.min(2, verbCount) : Math.min(1, verbCount) * 0.5;
  return doing - tooLong - tooShort - (isIntroduction ? 1.5 : 0) - isDependent + position * 0.5;
};

/** The sentence of the action that tells most; whole, never cut. Undefined where a scene has no action. */
export const bestSentence = (sources: readonly SummarySource[]): string | undefined => {
  let best: { text: string; worth: number } | undefined;
  for (const source of sources) {
    const candidate = worth(source);
    if (best === undefined || candidate > best.worth) best = { text: source.text, worth: candidate };
  }
  return best?.text;
};

/** For a scene without action: who talks. */
export const talkSummary = (names: readonly string[], place: string): string => {
  const people = names.map((name) => titleCase(name));
  const where = place === '' ? '' : `, ${place.toLowerCase()}`;
  if (people.length === 0) return place === '' ? 'Nothing is seen.' : `${titleCase(place)}.`;
  if (people.length === 1) return `${people[0]} speaks${where}.`;
  return `${people.slice(0, -1).join(', ')} and ${people.at(-1)} talk${where}.`;
};

/** A title-page note is a logline when it reads like a sentence rather than a remark about the draft. */
const readsAsLogline = (text: string): boolean =>
  text.split(/\s+/).length >= 6 &&
  !/\b(?:draft|revision|rev\.|copyright|confidential|registered|WGA|contact|http)\b/i.test(text);

const oneSentence = (text: string): string => {
  const sentences = sentenceTexts(foldBlanks(plainText(text)));
  const first = sentences[0] ?? '';
  return /[.!?…]["”']?$/.test(first) ? first : `${first}.`;
};

/** The writer's own logline, when a title key or a synopsis line gives one. */
export const writtenLogline = (screenplay: Screenplay): string | undefined => {
  const field = titleValue(screenplay, 'logline', 'synopsis', 'notes', 'note');
  if (field !== undefined && readsAsLogline(field)) return oneSentence(field);
  const synopsis = screenplay.elements.find(({ kind, text }) => kind === 'synopsis' && readsAsLogline(text));
  return synopsis && oneSentence(synopsis.text);
};

/** Leads, place and the turn, in the script's words; empty where any of them is missing. */
export const composedLogline = (leads: readonly string[], place: string, turn: string | undefined): string => {
  if (leads.length === 0 || turn === undefined) return '';
  const people = leads.length === 1 ? leads[0] : `${leads.slice(0, -1).join(', ')} and ${leads.at(-1)}`;
  return `${people}${place === '' ? '' : ` (${titleCase(place)})`}: ${turn}`;
};
