/** One plain sentence for a scene and one for the whole script, taken from the script's own words. */
import { actionVerbs } from '../words/action-verbs.ts';
import { plainText } from '../emphasis.ts';
import { type Screenplay, titleValue } from '../screenplay.types.ts';
import { titleCase } from './capitals.ts';
import { foldBlanks } from './paragraphs.ts';
import { sentenceTexts } from './sentences.ts';
import { tokensOf } from './tokens.ts';

/** A sentence of action offered as a summary, with the names of those who are in it. */
export type SummarySource = { readonly text: string; readonly peopleCount: number; readonly position: number };

/** Higher is better: somebody does something, in a length that can be read at a glance. */
const worth = (sentence: string, peopleCount: number, position: number): number => {
  const tokens = tokensOf(sentence);
  const verbs = tokens.filter((token) => actionVerbs.get(token.lower)?.form === 'third').length;
  const length = sentence.length;
  const tooLong = length > 160 ? (length - 160) / 20 : 0;
  const tooShort = length < 28 ? (28 - length) / 8 : 0;
  const introduction = /[([]\d|\p{Lu}{3,} \p{Lu}{3,}/u.test(sentence) ? 1.6 : 0;
  const pronoun = /^(?:He|She|They|It|Her|His|Their|Then|Behind|Beside)\b/.test(sentence) ? 2 : 0;
  return (
    Math.min(2, peopleCount) * 1.5 + Math.min(2, verbs) - tooLong - tooShort - introduction - pronoun + position * 0.6
  );
};

/** The sentence of the action that tells most; whole, never cut. Undefined where a scene has no action. */
export const bestSentence = (sources: readonly SummarySource[]): string | undefined => {
  let best: { text: string; worth: number } | undefined;
  for (const source of sources) {
    const candidate = worth(source.text, source.peopleCount, source.position);
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
