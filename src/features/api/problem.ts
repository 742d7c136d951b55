/** Errors of the API: one class of ours becomes one shape on the wire. A status belongs to the code, never to the place that throws. */
import { type ErrorCode, errorTable, WorkprintError } from '../../domain/errors.ts';
import { withoutPaths } from './plain-words.ts';

/** One thing that is wrong with a request. `path` starts at the body: `timeline.tracks[1].clips[0].start`. */
export type Problem = { readonly path: string; readonly message: string };

/** A refused request with the places that are wrong in it. */
export class RequestRefused extends WorkprintError {
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { problems?: readonly Problem[]; headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(code, message, options);
    this.name = 'RequestRefused';
    this.problems = options.problems ?? [];
    this.headers = options.headers ?? {};
  }
}

/** The refusal of everything a person may not know about: it does not exist, for them. */
export const notFound = (what: string): RequestRefused =>
  new RequestRefused('not-found', `There is no such ${what}, or it is not yours to see.`);

/** The HTTP status of a code of the error table. */
export const statusOf = (code: ErrorCode): number => {
  const facts: { readonly fault: string; readonly status?: number } = errorTable[code];
  if (facts.status !== undefined) return facts.status;
  return facts.fault === 'caller' ? 422 : facts.fault === 'service' ? 502 : 500;
};

export type ErrorBody = {
  readonly success: false;
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly details?: readonly Problem[];
    readonly requestId: string;
  };
};

/** What a person sees of an error. One that is not ours says nothing of itself: no stack, path or SQL leaves the studio. */
export const errorBody = (
  error: unknown,
  requestId: string,
): { status: number; body: ErrorBody; headers: Readonly<Record<string, string>> } => {
  const known =
    error instanceof WorkprintError ? error : new WorkprintError('internal', internalSentence, { cause: error });
  const problems = known instanceof RequestRefused ? known.problems : [];
  // What refuses a request was written for who sent it; all else may name a file of this machine.
  const said = known instanceof RequestRefused ? known.message : withoutPaths(known.message);
  const message = known.code === 'internal' ? internalSentence : said;
  return {
    status: statusOf(known.code),
    headers: known instanceof RequestRefused ? known.headers : {},
    body: {
      success: false,
      error: { code: known.code, message, ...(problems.length > 0 && { details: problems }), requestId },
    },
  };
};

const internalSentence =
  'Something in the studio went wrong. It was written to the log under this request id; trying again later may help.';
