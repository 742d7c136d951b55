/** Shapes of single values: numbers, texts, words of a fixed set, yes and no. Each may be given as a merge field. */
import { hasMergeField, mergeFieldPattern } from '../merge/merge-field.ts';
import type { Place } from './place.ts';
import type { Reading } from './reading.ts';
import { type Shape, type Wrong, wrong } from './shape.ts';
import { nearest, orList, said, saidNumber } from './words.ts';

type NumberRange = {
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean;
  /** What is said of a number below `from`; default `too small`. */
  readonly below?: string;
};

const rangeWords = ({ from, to, whole }: NumberRange): string => {
  const kind = whole ? 'a whole number' : 'a number';
  if (from !== undefined && to !== undefined) return `${kind} from ${saidNumber(from)} to ${saidNumber(to)}`;
  if (from !== undefined) return `${kind}, ${saidNumber(from)} or more`;
  return to === undefined ? kind : `${kind}, ${saidNumber(to)} or less`;
};

const decimal = /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/;

/** The number that was meant: a merge field alone may stand for one. */
const numberFrom = (value: unknown, place: Place, reading: Reading, takes: string): number | Wrong => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !hasMergeField(value)) {
    const hint = typeof value === 'string' && decimal.test(value) ? ' without quotes' : '';
    return reading.tell(place, `${said(value)} is no number; use ${takes}${hint}`);
  }
  const filled = reading.fill(value, place);
  if (filled === wrong) return wrong;
  return decimal.test(filled)
    ? Number(filled)
    : reading.tell(place, `${said(value)} gives ${said(filled)}, which is no number; use ${takes}`);
};

/** A finite number within a range, ends included. */
export const numberShape = (range: NumberRange = {}): Shape<number> => {
  const takes = rangeWords(range);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = range;
  return {
    takes,
    read: (value, place, reading) => {
      const number = numberFrom(value, place, reading, takes);
      if (number === wrong) return wrong;
      if (!Number.isFinite(number)) return reading.tell(place, `${said(number)} is no number; use ${takes}`);
      if (range.whole && !Number.isSafeInteger(number))
        return reading.tell(place, `${said(number)} is not a whole number; use ${takes}`);
      if (number < from) return reading.tell(place, `${said(number)} is ${range.below ?? 'too small'}; use ${takes}`);
      if (number > to) return reading.tell(place, `${said(number)} is too large; use ${takes}`);
      return number === 0 ? 0 : number;
    },
    schema: () => ({
      type: [range.whole ? 'integer' : 'number', 'string'],
      ...(range.from !== undefined && { minimum: range.from }),
      ...(range.to !== undefined && { maximum: range.to }),
      pattern: mergeFieldPattern,
    }),
  };
};

type TextRule = {
  readonly longest: number;
  /** Default 1: an empty text is an error. */
  readonly shortest?: number;
  /** Whether line breaks and tabs may stand in it. */
  readonly lines?: boolean;
  readonly takes: string;
};

const controls = /[\u0000-\u001f\u007f-\u009f]/;
const controlsButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** A text with its merge fields filled in. Control characters and broken Unicode are refused. */
export const textShape = ({ longest, shortest = 1, lines = false, takes }: TextRule): Shape<string> => ({
  takes,
  read: (value, place, reading) => {
    if (typeof value !== 'string') return reading.tell(place, `${said(value)} is no text; use ${takes} in quotes`);
    const text = reading.fill(value, place);
    if (text === wrong) return wrong;
    if (text.length < shortest) return reading.tell(place, `the text is empty; use ${takes}`);
    if (text.length > longest)
      return reading.tell(
        place,
        `the text has ${saidNumber(text.length)} characters; use ${saidNumber(longest)} at most`,
      );
    if (!text.isWellFormed())
      return reading.tell(place, `${said(text.toWellFormed())} holds half a character; write it as UTF-8`);
    if ((lines ? controlsButBreaks : controls).test(text))
      return reading.tell(place, `${said(text.replace(controls, '�'))} holds a control character; take it out`);
    return text;
  },
  schema: () => ({ type: 'string', minLength: shortest, ...(longest < 1e6 && { maxLength: longest }) }),
});

/** One word of a fixed set; `aliases` are other spellings of them. */
export const wordShape = <Word extends string>(
  words: readonly Word[],
  aliases: Readonly<Record<string, Word>> = {},
): Shape<Word> => {
  const known = new Map<string, Word>([...Object.entries(aliases), ...words.map((word) => [word, word] as const)]);
  const takes = orList(words.map((word) => `“${word}”`));
  return {
    takes,
    read: (value, place, reading) => {
      if (typeof value !== 'string') return reading.tell(place, `${said(value)} is no word; use ${takes}`);
      const filled = reading.fill(value, place);
      if (filled === wrong) return wrong;
      const word = known.get(filled);
      if (word !== undefined) return word;
      return reading.tell(place, () => {
        const near = nearest(filled, [...known.keys()]);
        return `${said(filled)} is not known; ${near ? `did you mean “${near}”? Use` : 'use'} ${takes}`;
      });
    },
    schema: () => ({ anyOf: [{ enum: [...known.keys()] }, { type: 'string', pattern: mergeFieldPattern }] }),
  };
};

/** Yes or no. */
export const flagShape: Shape<boolean> = {
  takes: 'true or false',
  read: (value, place, reading) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string' && hasMergeField(value)) {
      const filled = reading.fill(value, place);
      if (filled === wrong) return wrong;
      if (filled === 'true' || filled === 'false') return filled === 'true';
    }
    return reading.tell(place, `${said(value)} is neither; use true or false`);
  },
  schema: () => ({ type: ['boolean', 'string'], pattern: mergeFieldPattern }),
};

/** Exactly one word: the field by which an object is told apart. It was looked at before, so that only its type is left to say. */
export const literalShape = <Word extends string>(word: Word, aliases: readonly string[] = []): Shape<Word> => ({
  takes: `“${word}”`,
  read: () => word,
  schema: () => (aliases.length === 0 ? { const: word } : { enum: [word, ...aliases] }),
});
