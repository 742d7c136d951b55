/** The error of a document of which a single file is wrong: it keeps the code, and so the page, of what is wrong with that file. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Problem, SourceOf } from '../../domain/timeline/timeline.ts';

/** One file that cannot be used, under its own code; `problem` names its place in the document. */
export class MediaUnusable extends WorkprintError {
  readonly problem: Problem;

  constructor(reason: WorkprintError, problem: Problem) {
    super(reason.code, `${problem.path}: ${problem.message}`, { cause: reason });
    this.problem = problem;
  }

  /** The same with its place in the source. */
  at(sourceOf: SourceOf): MediaUnusable {
    const path = this.problem.path.split(', ').map(sourceOf).join(', ');
    return new MediaUnusable(this, { ...this.problem, path });
  }
}
