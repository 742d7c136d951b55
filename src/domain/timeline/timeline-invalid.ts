/** The error of a document that cannot be used: every problem at once, each with its place in the source document. */
import { WorkprintError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { MediaReference } from './media-reference.types.ts';

/** `path` is empty for the document as a whole. `message` says what is wrong and what would be right. */
export type Problem = { readonly path: string; readonly message: string };

/** Something a person may like to know though nothing is wrong, such as a time that was rounded to a frame. */
export type Note = { readonly path: string; readonly message: string };

/** A file and the place that names it: `tracks[1].clips[0].media`. */
export type NamedMedia = { readonly media: MediaReference; readonly place: string };

/** `tracks[1].clips[0].start: −3 is before the timeline; use 0 or more`. */
export const problemLine = ({ path, message }: Problem): string => (path === '' ? message : `${path}: ${message}`);

/** `timeline-invalid`, with the list for programs in `problems` and all of it for people in `message`. */
export class TimelineInvalid extends WorkprintError {
  readonly problems: readonly Problem[];
  /** How many there were, kept or not. */
  readonly count: number;
  /** Files that the document names rightly: whether they can be had may be told together with what is wrong. */
  readonly named: readonly NamedMedia[];

  /** `count` is how many there were, when not all were kept. */
  constructor(problems: readonly Problem[], count: number = problems.length, named: readonly NamedMedia[] = []) {
    const shown = problems.slice(0, limits.problemsShown).map(problemLine);
    const hidden = count - shown.length;
    const lines = [...shown, ...(hidden > 0 ? [`… and ${hidden} more`] : [])];
    super(
      'timeline-invalid',
      shown.length === 1 && hidden === 0
        ? `The timeline cannot be used: ${shown[0]}.`
        : `The timeline cannot be used; ${count} things are wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.problems = problems;
    this.count = count;
    this.named = named;
  }

  /** The same with these problems too. */
  with(others: readonly Problem[]): TimelineInvalid {
    return others.length === 0
      ? this
      : new TimelineInvalid([...this.problems, ...others], this.count + others.length, this.named);
  }
}
