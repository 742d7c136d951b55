/**
 * Fountain 1.1 to a screenplay, losslessly: each source line goes to exactly one element, which keeps it verbatim.
 * One pass, no backtracking. Where the specification is silent this reader is lenient (see docs/spec/screenplay.md).
 */
import type { ElementKind, Screenplay, ScreenplayElement } from '../screenplay.types.ts';
import {
  isCaselessCue,
  isCue,
  isForcedHeading,
  isHeading,
  isTransition,
  splitSceneNumber,
  startsOwnElement,
} from './line-kinds.ts';
import { readTitlePage } from './title-page.ts';
import { type VisibleLine, visibleLines } from './visible-lines.ts';

/** The fields of an element that its lines do not decide. */
type Facts = { text: string; sceneNumber?: string; dual?: 'left' | 'right'; depth?: number };
/** An element that starts at a given line, and the number of the line after it. */
type Reading = { kind: ElementKind; facts: Facts; past: number };

class FountainReader {
  readonly #text: string;
  readonly #lines: readonly VisibleLine[];
  readonly #firstLine: number;
  readonly #elements: ScreenplayElement[] = [];
  /** Index in #elements of the last cue whose dialogue is complete. */
  #lastCue = -1;
  #at = 0;
  /** Whether the lines before allow a heading, a transition or a cue. */
  #afterBlank = true;
  #afterStructure = false;

  constructor(text: string, from: number, firstLine: number) {
    this.#text = text;
    this.#lines = visibleLines(text, from);
    this.#firstLine = firstLine;
  }

  read(): ScreenplayElement[] {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as VisibleLine;
      if (line.hidden !== undefined) this.#readHidden(line.hidden);
      else if (line.text.trim() === '') this.#readBlank();
      else this.#readVisible(line);
    }
    return this.#elements;
  }

  #emit(kind: ElementKind, past: number, facts: Facts): void {
    const lines = this.#lines.slice(this.#at, past);
    const notes = lines.length === 1 ? (lines[0] as VisibleLine).notes : lines.flatMap((line) => line.notes);
    this.#elements.push({
      kind,
      ...facts,
      lines: { first: this.#firstLine + this.#at, last: this.#firstLine + past - 1 },
      source: this.#text.slice((lines[0] as VisibleLine).start, (lines.at(-1) as VisibleLine).end),
      ...(notes.length > 0 ? { notes } : {}),
    });
    this.#at = past;
  }

  #readHidden(kind: 'note' | 'boneyard'): void {
    let past = this.#at + 1;
    while (this.#lines[past]?.hidden === kind) past++;
    const notes = this.#lines.slice(this.#at, past).flatMap((line) => line.notes);
    this.#emit(kind, past, { text: notes.join('\n') });
  }

  #readBlank(): void {
    let past = this.#at + 1;
    while (past < this.#lines.length && this.#isBlank(past)) past++;
    this.#emit('blank', past, { text: '' });
    this.#afterBlank = true;
  }

  #isBlank(index: number): boolean {
    const line = this.#lines[index];
    return line !== undefined && line.hidden === undefined && line.text.trim() === '';
  }

  /** The next line that is not hidden, or undefined at the end. */
  #nextVisible(index: number): VisibleLine | undefined {
    let next = index + 1;
    while (this.#lines[next]?.hidden !== undefined) next++;
    return this.#lines[next];
  }

  #isFollowedByText(index: number): boolean {
    const next = this.#nextVisible(index);
    return next !== undefined && next.text.trim() !== '';
  }

  #readVisible(line: VisibleLine): void {
    const trimmed = line.text.trim();
    const reading = this.#ownElement(trimmed) ?? this.#capitals(trimmed);
    if (reading === undefined) this.#readAction();
    else this.#emit(reading.kind, reading.past, reading.facts);
    this.#afterBlank = false;
    const kind = reading?.kind;
    this.#afterStructure = kind !== undefined && kind !== 'lyrics' && kind !== 'centered';
    if (kind === 'character') this.#readSpeech();
  }

  /** Readings that a line's first character gives it. */
  #ownElement(line: string): Reading | undefined {
    const past = this.#at + 1;
    const rest = line.slice(1).trim();
    switch (line[0]) {
      case '=':
        if (/^={3,}$/.test(line)) return { kind: 'page-break', facts: { text: '' }, past };
        return { kind: 'synopsis', facts: { text: rest }, past };
      case '#': {
        const depth = (/^#+/.exec(line) as RegExpExecArray)[0].length;
        return { kind: 'section', facts: { text: line.slice(depth).trim(), depth }, past };
      }
      case '>':
        if (line.endsWith('<') && line.length > 1)
          return { kind: 'centered', facts: { text: line.slice(1, -1).trim() }, past };
        return { kind: 'transition', facts: { text: rest }, past };
      case '~':
        return { kind: 'lyrics', facts: { text: rest }, past };
      case '.':
        return isForcedHeading(line) ? { kind: 'heading', facts: splitSceneNumber(rest), past } : undefined;
      case '@':
        return rest !== '' && this.#isFollowedByText(this.#at)
          ? { kind: 'character', facts: cueFacts(rest), past }
          : undefined;
      default:
        return undefined;
    }
  }

  /** Readings that capitals and blank lines give. */
  #capitals(line: string): Reading | undefined {
    if (!this.#afterBlank && !this.#afterStructure) return undefined;
    const past = this.#at + 1;
    if (isHeading(line)) return { kind: 'heading', facts: splitSceneNumber(line), past };
    if (!this.#isFollowedByText(this.#at)) {
      return isTransition(line) ? { kind: 'transition', facts: { text: line }, past } : undefined;
    }
    if (!this.#afterBlank || line.startsWith('!') || !(isCue(line) || isCaselessCue(line))) return undefined;
    return { kind: 'character', facts: cueFacts(line), past };
  }

  #readAction(): void {
    const words: string[] = [];
    let past = this.#at;
    let lastVisible = this.#at;
    for (; past < this.#lines.length && !this.#isBlank(past); past++) {
      const line = this.#lines[past] as VisibleLine;
      if (line.hidden !== undefined) continue;
      const start = line.text.trimStart();
      if (past > this.#at && startsOwnElement(start) && !start.startsWith('!')) break;
      words.push(start.startsWith('!') ? start.slice(1).trimEnd() : line.text.trimEnd());
      lastVisible = past;
    }
    this.#emit('action', lastVisible + 1, { text: words.join('\n') });
  }

  /** Dialogue, parentheticals and lyrics up to a blank line; a line of two blanks keeps the speech going. */
  #readSpeech(): void {
    const cue = this.#elements.length - 1;
    while (this.#at < this.#lines.length && !this.#endsSpeech(this.#at)) {
      const line = this.#lines[this.#at] as VisibleLine;
      const trimmed = line.text.trim();
      if (line.hidden !== undefined) this.#readHidden(line.hidden);
      else if (trimmed.startsWith('(')) this.#readParenthetical(trimmed);
      else if (trimmed.startsWith('~')) this.#emit('lyrics', this.#at + 1, { text: trimmed.slice(1).trim() });
      else this.#readDialogue();
    }
    this.#pairDual(cue);
    this.#lastCue = cue;
    this.#afterStructure = false;
  }

  #endsSpeech(index: number): boolean {
    const line = this.#lines[index];
    if (line === undefined) return true;
    return line.hidden === undefined && line.text.trim() === '' && line.text.length < 2;
  }

  /** `(so\nlong)` may go over lines, but a bracket that closes before the line's end only opens dialogue. */
  #readParenthetical(first: string): void {
    const words = [first];
    let past = this.#at + 1;
    while (!(words.at(-1) as string).endsWith(')') && !this.#endsSpeech(past) && words.length < 6) {
      const line = this.#lines[past] as VisibleLine;
      if (line.hidden !== undefined || words.some((word) => word.includes(')'))) break;
      words.push(line.text.trim());
      past++;
    }
    if (!(words.at(-1) as string).endsWith(')')) this.#readDialogue();
    else this.#emit('parenthetical', past, { text: words.join(' ') });
  }

  #readDialogue(): void {
    const words: string[] = [];
    let past = this.#at;
    for (; !this.#endsSpeech(past); past++) {
      const line = this.#lines[past] as VisibleLine;
      const trimmed = line.text.trim();
      if (line.hidden !== undefined) break;
      if (past > this.#at && (trimmed.startsWith('(') || trimmed.startsWith('~'))) break;
      words.push(trimmed);
    }
    this.#emit('dialogue', past, { text: words.join('\n') });
  }

  /** A caret makes this speech the right side, and the one just before it the left. */
  #pairDual(cue: number): void {
    const right = this.#elements[cue] as ScreenplayElement;
    if (right.dual !== 'right') return;
    const left = this.#elements[this.#lastCue];
    const between = this.#elements.slice(this.#lastCue + 1, cue);
    const isNeighbour = between.every(({ kind }) => kind !== 'action' && kind !== 'heading' && kind !== 'character');
    if (left?.kind === 'character' && left.dual === undefined && isNeighbour) {
      this.#elements[this.#lastCue] = { ...left, dual: 'left' };
    } else {
      this.#elements[cue] = withoutSide(right);
    }
  }
}

const withoutSide = (element: ScreenplayElement): ScreenplayElement =>
  Object.fromEntries(Object.entries(element).filter(([key]) => key !== 'dual')) as ScreenplayElement;

const cueFacts = (line: string): Facts => {
  const caret = /\s*\^\s*$/.exec(line);
  if (caret === null) return { text: line };
  return { text: line.slice(0, caret.index), dual: 'right' };
};

/** Reads any text; nothing is an error in Fountain. `printFountain` gives exactly the same text back. */
export const parseFountain = (text: string): Screenplay => {
  const { preamble, fields, bodyStart, bodyLine } = readTitlePage(text);
  return { preamble, titlePage: fields, elements: new FountainReader(text, bodyStart, bodyLine).read() };
};
