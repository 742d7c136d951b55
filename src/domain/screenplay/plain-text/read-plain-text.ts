/**
 * Plain text to a screenplay. Three ways of writing are known: the indented layout of a typed screenplay, the stage form
 * `NAME: line`, and prose. Lines keep their numbers; nothing keeps its source, because the result is printed as Fountain.
 */

import { escapeEmphasis } from '../emphasis.ts';
import { isCue, isHeading, isTransition, isUpperCase, splitSceneNumber } from '../fountain/line-kinds.ts';
import type { ElementKind, Screenplay, ScreenplayElement, TitleField } from '../screenplay.types.ts';
import { QuoteReader } from './quoted-speech.ts';
import { type StageForm, stageForm, stageMatch } from './stage-lines.ts';

type Line = { readonly number: number; readonly indent: number; readonly text: string };

const tabWidth = 8;
const indentOf = (line: string): number => {
  let indent = 0;
  for (const character of line) {
    if (character === ' ') indent++;
    else if (character === '\t') indent += tabWidth - (indent % tabWidth);
    else break;
  }
  return indent;
};

const linesOf = (text: string): Line[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r|\f/)
    .map((line, at) => ({ number: at + 1, indent: indentOf(line), text: line.trim() }));

class ElementWriter {
  readonly elements: ScreenplayElement[] = [];

  add(kind: ElementKind, text: string, first: number, last: number): void {
    const heading =
      kind === 'heading'
        ? splitSceneNumber(text.replace(/^\d+[A-Z]?[.)]?\s+/, '').replace(/\s{2,}\d+[A-Z]?[.)]?$/, ''))
        : { text };
    const words = kind === 'heading' ? heading.text : escapeEmphasis(heading.text);
    this.elements.push({ kind, lines: { first, last }, ...heading, text: words });
  }

  /** Adds to the paragraph before when it is of the same kind and nothing stands between. */
  continue(kind: ElementKind, text: string, line: number): boolean {
    const last = this.elements.at(-1);
    if (last === undefined || last.kind !== kind || last.lines.last !== line - 1) return false;
    this.elements[this.elements.length - 1] = {
      ...last,
      text: `${last.text} ${escapeEmphasis(text)}`,
      lines: { first: last.lines.first, last: line },
    };
    return true;
  }

  addLine(kind: ElementKind, text: string, line: number): void {
    if (!this.continue(kind, text, line)) this.add(kind, text, line, line);
  }
}

const numberedHeading = /^\d+[A-Z]?[.)]?\s+(?=(?:INT|EXT|EST|I\/E)[./ ])/;
const isHeadingLine = (text: string): boolean => isHeading(text.replace(numberedHeading, ''));

/** Columns of a typed page: cues and dialogue stand clearly to the right of the action. */
const readIndented = (lines: readonly Line[]): ScreenplayElement[] => {
  const writer = new ElementWriter();
  const base = actionIndent(lines);
  let inSpeech = false;
  for (const [at, { number, indent, text }] of lines.entries()) {
    const next = lines[at + 1];
    const depth = indent - base;
    if (text === '') inSpeech = false;
    else if (/^(?:\d+\.?|\(?(?:MORE|CONTINUED:?|CONT'D)\)?|CONTINUED:.*)$/.test(text)) continue;
    else if (isHeadingLine(text) && depth <= 4) writer.add('heading', text, number, number);
    else if (isTransition(text) || (depth >= 20 && /^[A-Z ]+(?:TO|IN|OUT):?\.?$/.test(text)))
      writer.add('transition', text, number, number);
    else if (!inSpeech && depth >= 8 && isCue(text) && next !== undefined && next.text !== '') {
      writer.add('character', text, number, number);
      inSpeech = true;
    } else if (inSpeech && (text.startsWith('(') || openParenthetical(writer))) addParenthetical(writer, text, number);
    else if (inSpeech) writer.addLine('dialogue', text, number);
    else if (depth >= 16) writer.add('centered', text, number, number);
    else writer.addLine('action', text, number);
  }
  return writer.elements;
};

const openParenthetical = (writer: ElementWriter): boolean => {
  const last = writer.elements.at(-1);
  return last?.kind === 'parenthetical' && !last.text.endsWith(')');
};

const addParenthetical = (writer: ElementWriter, text: string, line: number): void => {
  if (!openParenthetical(writer) || !writer.continue('parenthetical', text, line))
    writer.add('parenthetical', text, line, line);
};

/** Where action stands: the smallest indent of headings, else the most frequent one. */
const actionIndent = (lines: readonly Line[]): number => {
  const headings = lines.filter(({ text }) => isHeadingLine(text)).map(({ indent }) => indent);
  const indents = headings.length > 0 ? headings : lines.filter(({ text }) => text !== '').map(({ indent }) => indent);
  return indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
};

/** A typed page: some lines in capitals stand far right of the rest and are followed by text. */
const isIndentedLayout = (lines: readonly Line[]): boolean => {
  const filled = lines.filter(({ text }) => text !== '');
  if (filled.length < 4) return false;
  const base = actionIndent(lines);
  const cues = lines.filter(
    ({ indent, text }, at) =>
      indent - base >= 8 && isCue(text) && !isTransition(text) && (lines[at + 1]?.text ?? '') !== '',
  );
  return cues.length >= 1 && cues.length * 20 >= filled.length;
};

/** `NAME: line` or `NAME - line` with directions in brackets; other paragraphs are action. */
const readStage = (lines: readonly Line[], form: StageForm): ScreenplayElement[] => {
  const writer = new ElementWriter();
  for (const { number, text } of lines) {
    if (text === '') continue;
    const found = stageMatch(form, text);
    if (found !== null) {
      writer.add('character', (found[1] as string).toUpperCase(), number, number);
      addSpoken(writer, `${found[2] === undefined ? '' : `${found[2]} `}${found[3]}`, number);
    } else if (isHeadingLine(text)) writer.add('heading', text, number, number);
    else if (isTransition(text)) writer.add('transition', text, number, number);
    else if (!writer.continue('dialogue', text, number))
      writer.addLine('action', text.replace(/^\((.*)\)$/, '$1').replace(/^\[(.*)\]$/, '$1'), number);
  }
  return writer.elements;
};

/** A direction that opens a line stands under the name, as Fountain has it. */
const addSpoken = (writer: ElementWriter, words: string, line: number): void => {
  const opening = /^[(（]([^)）]{1,120})[)）]\s*(.*)$/su.exec(words);
  if (opening !== null) writer.add('parenthetical', `(${opening[1]})`, line, line);
  const rest = opening === null ? words : (opening[2] as string);
  if (rest !== '') writer.add('dialogue', rest, line, line);
};

/** Prose and loose scripts: headings and cues in capitals where they are, all else is action. */
const readLoose = (lines: readonly Line[]): ScreenplayElement[] => {
  const writer = new ElementWriter();
  let inSpeech = false;
  for (const [at, { number, text }] of lines.entries()) {
    const isAfterBlank = at === 0 || lines[at - 1]?.text === '';
    if (text === '') inSpeech = false;
    else if (isHeadingLine(text)) writer.add('heading', text, number, number);
    else if (isTransition(text)) writer.add('transition', text, number, number);
    else if (isAfterBlank && isCue(text) && (lines[at + 1]?.text ?? '') !== '') {
      writer.add('character', text, number, number);
      inSpeech = true;
    } else if (inSpeech && (text.startsWith('(') || openParenthetical(writer))) addParenthetical(writer, text, number);
    else writer.addLine(inSpeech ? 'dialogue' : 'action', text, number);
  }
  return writer.elements;
};

/** A story without headings and cues: paragraphs, with what people say in quotation marks taken out as speech. */
const readProse = (paragraphs: readonly ScreenplayElement[]): ScreenplayElement[] => {
  const reader = new QuoteReader();
  return paragraphs.flatMap((paragraph): ScreenplayElement[] =>
    reader.read(paragraph.text).flatMap((piece): ScreenplayElement[] => {
      const { lines } = paragraph;
      if (piece.kind === 'action') return [{ kind: 'action', text: piece.text, lines }];
      const cue: ScreenplayElement = { kind: 'character', text: piece.name.toUpperCase(), lines };
      const spoken: ScreenplayElement = { kind: 'dialogue', text: piece.text, lines };
      return piece.manner === undefined
        ? [cue, spoken]
        : [cue, { kind: 'parenthetical', text: `(${piece.manner})`, lines }, spoken];
    }),
  );
};

/** Loose scripts keep their headings and cues; where there are none the text is a story. */
const readLooseOrProse = (lines: readonly Line[]): ScreenplayElement[] => {
  const elements = readLoose(lines);
  return elements.every(({ kind }) => kind === 'action') ? readProse(elements) : elements;
};

/** `The Clockmaker`: at most seven words, all but the small ones with capitals. */
const isTitleCase = (text: string): boolean => {
  const words = text.split(/\s+/);
  return words.length <= 7 && words.every((word) => smallWords.has(word.toLowerCase()) || /^[\p{Lu}\p{N}]/u.test(word));
};

/** A short opening line alone in its paragraph, without a full stop, is the title; `by` lines after it are the author. */
const takeTitle = (lines: readonly Line[]): { titlePage: TitleField[]; rest: readonly Line[] } => {
  const first = lines.findIndex(({ text }) => text !== '');
  const line = lines[first];
  const isAlone = (lines[first + 1]?.text ?? '') === '';
  if (
    line === undefined ||
    !isAlone ||
    line.text.length > 60 ||
    /[.!?:,;]$/.test(line.text) ||
    isHeadingLine(line.text) ||
    isTransition(line.text)
  )
    return { titlePage: [], rest: lines };
  const isTitle =
    isUpperCase(line.text) || isTitleCase(line.text) || line.indent >= 16 || /^["“”].*["“”]$/.test(line.text);
  if (!isTitle || lines.slice(first + 1).every(({ text }) => text === '')) return { titlePage: [], rest: lines };
  const at = { first: line.number, last: line.number };
  const title: TitleField = { key: 'Title', values: [titleWords(line.text)], lines: at };
  const after = lines.findIndex(({ text }, index) => index > first && text !== '');
  const byline = lines[after];
  const author = byline === undefined ? null : /^(?:written )?by:?\s+(\S.{0,60})$/i.exec(byline.text);
  if (author !== null && byline !== undefined) {
    const field: TitleField = {
      key: 'Author',
      values: [author[1] as string],
      lines: { first: byline.number, last: byline.number },
    };
    return { titlePage: [title, field], rest: lines.slice(after + 1) };
  }
  const credit =
    byline !== undefined &&
    byline.indent >= 16 &&
    byline.text.length < 60 &&
    !isHeadingLine(byline.text) &&
    !isCue(byline.text);
  if (!credit) return { titlePage: [title], rest: lines.slice(first + 1) };
  return {
    titlePage: [title, { key: 'Credit', values: [byline.text], lines: { first: byline.number, last: byline.number } }],
    rest: lines.slice(after + 1),
  };
};

const smallWords = new Set(['of', 'the', 'a', 'an', 'and', 'in', 'on', 'at', 'to', 'for', 'from']);
const titleWords = (text: string): string =>
  text
    .replace(/^["“”]|["“”]$/g, '')
    .toLowerCase()
    .split(' ')
    .map((word, at) => (at > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');

/** How much of a text looks like stage form: used to tell it from Fountain. */
export const countStageLines = (text: string): number => stageForm(linesOf(text)).lineCount;

/** Whether a text is typed in columns. */
export const hasIndentedLayout = (text: string): boolean => isIndentedLayout(linesOf(text));

/** Any text is some screenplay: without headings and names it is one scene of action. */
export const readPlainText = (text: string): Screenplay => {
  const { titlePage, rest } = takeTitle(linesOf(text));
  const form = stageForm(rest);
  const elements = isIndentedLayout(rest)
    ? readIndented(rest)
    : form.lineCount > 0
      ? readStage(rest, form)
      : readLooseOrProse(rest);
  return { preamble: '', titlePage, elements };
};
