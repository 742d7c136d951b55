/** The one way an import fails: a sentence with the file, the place and what would be right. */
import { WorkprintError } from '../../errors.ts';
import { shownLine } from './shown-line.ts';

/** `import-failed`, with its parts for programs. */
export class ImportFailed extends WorkprintError {
  /** A line and column, or a path in the source; empty for the document as a whole. */
  readonly place: string;
  /** What is wrong and what would be right, ending in a full stop. */
  readonly why: string;
  /** The line it stands in with a mark below the place; empty where there is none to show. */
  readonly shown: string;

  constructor(name: string, place: string, why: string, cause?: unknown, shown: string = '') {
    const sentence = `${why}${why.endsWith('.') ? '' : '.'}`;
    super(
      'import-failed',
      `${name}: ${place === '' ? '' : `${place}: `}${sentence}${shown === '' ? '' : `\n${shown}`}`,
      cause === undefined ? {} : { cause },
    );
    this.place = place;
    this.why = sentence;
    this.shown = shown;
  }
}

/** `place` is a line and column or a path in the source; `why` says what is wrong and what would be right. */
export const importFailed = (name: string, place: string, why: string, cause?: unknown): ImportFailed =>
  new ImportFailed(name, place, why, cause);

/** The same at an offset into the text of the document, whose line is shown. */
export const importFailedAt = (
  name: string,
  text: string,
  offset: number,
  why: string,
  cause?: unknown,
): ImportFailed => new ImportFailed(name, placeAt(text, offset), why, cause, shownLine(text, offset));

/** `line 3, column 7` of an offset into a text. */
export const placeAt = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/u);
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
};

/** The most an import reads; larger is refused before anything is parsed. */
export const importLimits = {
  /** UTF-16 units. A feature film's FCPXML is about 20 million. */
  textUnits: 64 * 1024 * 1024,
  /** Nesting of a document; real ones stay under 40. */
  depth: 200,
  /** Values in one document. */
  values: 4_000_000,
  /** Clips, cues and gaps together. */
  items: 200_000,
  /** A day at 120 frames a second, ten times over: nothing on a timeline is later. */
  frames: 100_000_000,
} as const;
