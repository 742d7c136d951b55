/**
 * A screenplay as written: every line belongs to exactly one element, in order, so that a script read and printed again
 * is the same text. What the words mean is decided later, in the breakdown.
 */
import type { SourceLines } from './breakdown.types.ts';

export type ElementKind =
  | 'heading'
  | 'action'
  | 'character'
  | 'parenthetical'
  | 'dialogue'
  | 'lyrics'
  | 'transition'
  | 'centered'
  | 'section'
  | 'synopsis'
  | 'note'
  | 'boneyard'
  | 'page-break'
  | 'blank';

export type ScreenplayElement = {
  readonly kind: ElementKind;
  /**
   * The words: forcing marks, scene number, notes and boneyard removed; Fountain's emphasis marks kept (see emphasis.ts);
   * lines of a paragraph joined by `\n`. A parenthetical keeps its brackets.
   */
  readonly text: string;
  readonly lines: SourceLines;
  /** Exactly what the Fountain file says, line ends included. Absent where the element was read from another format. */
  readonly source?: string;
  /** `12A` of `#12A#`; headings only. */
  readonly sceneNumber?: string;
  /** Side of a dual dialogue; character elements only. */
  readonly dual?: 'left' | 'right';
  /** Number of `#`; sections only. */
  readonly depth?: number;
  /** Contents of the `[[notes]]` inside this element. */
  readonly notes?: readonly string[];
  /** The paragraph type of a format that has more of them than Fountain, e.g. Final Draft's `Shot`. */
  readonly style?: string;
};

/** `Author: X`; a value may have several lines. */
export type TitleField = {
  readonly key: string;
  readonly values: readonly string[];
  readonly lines: SourceLines;
  readonly source?: string;
};

export type Screenplay = {
  /** What stands before the first field: a byte order mark, blank lines. */
  readonly preamble: string;
  readonly titlePage: readonly TitleField[];
  readonly elements: readonly ScreenplayElement[];
};

/** First value of a title page field by any of its names, emphasis marks included; names are compared without case. */
export const titleValue = (screenplay: Screenplay, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const field = screenplay.titlePage.find((candidate) => candidate.key.toLowerCase() === key);
    const value = field?.values.join(' ').trim();
    if (value) return value;
  }
  return undefined;
};
