/** What a handler throws when its job ends otherwise than its error alone would say. */
import { WorkprintError } from '../../domain/errors.ts';

/**
 * The job cannot go on by itself: it waits for budget or for a person's word, without a worker. People see the reason's code and sentence, nobody is
 * told of an end, and the job starts again when `releaseJob` lets it go.
 */
export class JobHeld extends WorkprintError {
  constructor(reason: WorkprintError) {
    super(reason.code, reason.message, { cause: reason, charged: reason.charged });
    this.name = 'JobHeld';
  }
}

/** The job ends now, although its error is of a kind that may pass: everything that could help was tried. */
export class JobFailed extends WorkprintError {
  constructor(reason: WorkprintError) {
    super(reason.code, reason.message, { cause: reason, charged: reason.charged });
    this.name = 'JobFailed';
  }
}
