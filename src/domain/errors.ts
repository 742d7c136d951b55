/**
 * Broken contracts throw one class; expected outcomes are values (rule 8 of the house).
 * The table fixes, for every code, whose fault it is, whether trying again helps, the exit code of the command line and the status of the API.
 * Each code that a person can meet has a page of the same name in docs/errors/.
 */

type Fault = 'caller' | 'service' | 'studio';
type Retry = 'never' | 'later' | 'same-key';
type ErrorFacts = {
  readonly fault: Fault;
  readonly retry: Retry;
  readonly exitCode: number;
  /** HTTP status of the API's answer; default 422 for the caller's faults, 502 for a service's, 500 for ours. */
  readonly status?: number;
};

export const errorTable = {
  usage: { fault: 'caller', retry: 'never', exitCode: 2 },
  'script-not-found': { fault: 'caller', retry: 'never', exitCode: 3 },
  'script-unreadable': { fault: 'caller', retry: 'never', exitCode: 3 },
  'script-empty': { fault: 'caller', retry: 'never', exitCode: 4 },
  'script-not-text': { fault: 'caller', retry: 'never', exitCode: 4 },
  'script-too-large': { fault: 'caller', retry: 'never', exitCode: 4 },
  'script-malformed': { fault: 'caller', retry: 'never', exitCode: 4 },
  'cast-invalid': { fault: 'caller', retry: 'never', exitCode: 5 },
  'timeline-not-found': { fault: 'caller', retry: 'never', exitCode: 3 },
  'timeline-invalid': { fault: 'caller', retry: 'never', exitCode: 2 },
  'output-folder-missing': { fault: 'caller', retry: 'never', exitCode: 6 },
  'output-not-writable': { fault: 'caller', retry: 'never', exitCode: 6 },
  'disk-full': { fault: 'caller', retry: 'later', exitCode: 7, status: 507 },
  'ffmpeg-missing': { fault: 'studio', retry: 'never', exitCode: 8 },
  'ffmpeg-too-old': { fault: 'studio', retry: 'never', exitCode: 8 },
  'ffmpeg-failed': { fault: 'studio', retry: 'later', exitCode: 9 },
  'voice-weights-corrupt': { fault: 'studio', retry: 'never', exitCode: 10 },
  'voice-failed': { fault: 'studio', retry: 'later', exitCode: 10 },
  'no-voice-engine': { fault: 'studio', retry: 'never', exitCode: 10 },
  'panel-failed': { fault: 'studio', retry: 'later', exitCode: 11 },
  'media-corrupt': { fault: 'studio', retry: 'never', exitCode: 12 },
  'media-not-found': { fault: 'caller', retry: 'never', exitCode: 2 },
  'media-refused': { fault: 'caller', retry: 'never', exitCode: 2 },
  'media-too-large': { fault: 'caller', retry: 'never', exitCode: 2, status: 413 },
  'media-changed': { fault: 'caller', retry: 'later', exitCode: 12 },
  'media-timeout': { fault: 'caller', retry: 'never', exitCode: 12 },
  'font-refused': { fault: 'caller', retry: 'never', exitCode: 2 },
  'import-failed': { fault: 'caller', retry: 'never', exitCode: 2 },
  'import-lossy': { fault: 'caller', retry: 'never', exitCode: 2 },
  'sandbox-missing': { fault: 'studio', retry: 'never', exitCode: 13 },
  // What the studio server says to those who ask it.
  'request-invalid': { fault: 'caller', retry: 'never', exitCode: 2, status: 422 },
  'body-too-large': { fault: 'caller', retry: 'never', exitCode: 2, status: 413 },
  'media-type-unsupported': { fault: 'caller', retry: 'never', exitCode: 2, status: 415 },
  'method-not-allowed': { fault: 'caller', retry: 'never', exitCode: 14, status: 405 },
  'request-timeout': { fault: 'caller', retry: 'later', exitCode: 14, status: 408 },
  unauthenticated: { fault: 'caller', retry: 'never', exitCode: 14, status: 401 },
  forbidden: { fault: 'caller', retry: 'never', exitCode: 14, status: 403 },
  'not-found': { fault: 'caller', retry: 'never', exitCode: 14, status: 404 },
  gone: { fault: 'caller', retry: 'never', exitCode: 14, status: 410 },
  conflict: { fault: 'caller', retry: 'never', exitCode: 14, status: 409 },
  'stale-version': { fault: 'caller', retry: 'never', exitCode: 14, status: 409 },
  'idempotency-mismatch': { fault: 'caller', retry: 'never', exitCode: 14, status: 422 },
  'rate-limited': { fault: 'caller', retry: 'later', exitCode: 14, status: 429 },
  'quota-exceeded': { fault: 'caller', retry: 'never', exitCode: 14, status: 429 },
  'asset-in-use': { fault: 'caller', retry: 'never', exitCode: 14, status: 409 },
  // tus 1.0 fixes the numbers of these.
  'upload-malformed': { fault: 'caller', retry: 'never', exitCode: 14, status: 400 },
  'upload-version': { fault: 'caller', retry: 'never', exitCode: 14, status: 412 },
  'upload-locked': { fault: 'caller', retry: 'later', exitCode: 14, status: 423 },
  'checksum-mismatch': { fault: 'caller', retry: 'same-key', exitCode: 14, status: 460 },
  unavailable: { fault: 'service', retry: 'later', exitCode: 15, status: 503 },
  'url-refused': { fault: 'caller', retry: 'never', exitCode: 16, status: 422 },
  'url-unreachable': { fault: 'service', retry: 'later', exitCode: 16, status: 422 },
  'url-too-slow': { fault: 'service', retry: 'later', exitCode: 16, status: 422 },
  'url-too-large': { fault: 'caller', retry: 'never', exitCode: 16, status: 422 },
  // Models, their vendors and their price.
  'models-invalid': { fault: 'caller', retry: 'never', exitCode: 5 },
  'model-unknown': { fault: 'caller', retry: 'never', exitCode: 18, status: 422 },
  'model-retired': { fault: 'caller', retry: 'never', exitCode: 18, status: 422 },
  'ask-illegal': { fault: 'caller', retry: 'never', exitCode: 18, status: 422 },
  'price-unknown': { fault: 'caller', retry: 'never', exitCode: 19, status: 422 },
  'budget-reached': { fault: 'caller', retry: 'never', exitCode: 19, status: 402 },
  'charge-unknown': { fault: 'service', retry: 'never', exitCode: 19, status: 409 },
  'ledger-damaged': { fault: 'studio', retry: 'never', exitCode: 19 },
  'key-missing': { fault: 'caller', retry: 'never', exitCode: 20, status: 422 },
  'provider-key-wrong': { fault: 'caller', retry: 'never', exitCode: 20, status: 422 },
  'provider-key-expired': { fault: 'caller', retry: 'never', exitCode: 20, status: 422 },
  'provider-no-credit': { fault: 'caller', retry: 'never', exitCode: 20, status: 402 },
  'provider-forbidden': { fault: 'caller', retry: 'never', exitCode: 20, status: 422 },
  'provider-rejected': { fault: 'caller', retry: 'never', exitCode: 21, status: 422 },
  'provider-refused': { fault: 'caller', retry: 'never', exitCode: 21, status: 422 },
  'provider-busy': { fault: 'service', retry: 'later', exitCode: 21, status: 503 },
  'provider-failed': { fault: 'service', retry: 'later', exitCode: 21 },
  'provider-unreadable': { fault: 'service', retry: 'never', exitCode: 21 },
  'provider-silent': { fault: 'service', retry: 'never', exitCode: 21 },
  // What an operator meets.
  'configuration-invalid': { fault: 'caller', retry: 'never', exitCode: 2 },
  'database-refused': { fault: 'studio', retry: 'never', exitCode: 15 },
  'secret-unreadable': { fault: 'studio', retry: 'never', exitCode: 17 },
  'job-crashed': { fault: 'studio', retry: 'never', exitCode: 70, status: 500 },
  internal: { fault: 'studio', retry: 'never', exitCode: 70, status: 500 },
  cancelled: { fault: 'caller', retry: 'same-key', exitCode: 130 },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof errorTable;

/** The one error people meet: a code of the table, and a sentence that says what is wrong and what would be right. */
export class WorkprintError extends Error {
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly retry: Retry;
  /** Whether a paid service may already have billed for the failed attempt. */
  readonly charged: 'no' | 'yes' | 'unknown';

  /** `message` is shown to people: a full sentence naming the place and what would be right. */
  constructor(code: ErrorCode, message: string, options: { cause?: unknown; charged?: 'no' | 'yes' | 'unknown' } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WorkprintError';
    this.code = code;
    this.fault = errorTable[code].fault;
    this.retry = errorTable[code].retry;
    this.charged = options.charged ?? 'no';
  }
}
