/**
 * Broken contracts throw one class; expected outcomes are values (rule 8 of the house).
 * The table fixes, for every code, whose fault it is, whether trying again helps and the exit code of the command line.
 * Each code that a person can meet has a page of the same name in docs/errors/.
 */

type Fault = 'caller' | 'service' | 'studio';
type Retry = 'never' | 'later' | 'same-key';
type ErrorFacts = { readonly fault: Fault; readonly retry: Retry; readonly exitCode: number };

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
  'disk-full': { fault: 'caller', retry: 'later', exitCode: 7 },
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
  'media-too-large': { fault: 'caller', retry: 'never', exitCode: 2 },
  'media-changed': { fault: 'caller', retry: 'later', exitCode: 12 },
  'media-timeout': { fault: 'caller', retry: 'never', exitCode: 12 },
  'font-refused': { fault: 'caller', retry: 'never', exitCode: 2 },
  'import-failed': { fault: 'caller', retry: 'never', exitCode: 2 },
  'import-lossy': { fault: 'caller', retry: 'never', exitCode: 2 },
  'sandbox-missing': { fault: 'studio', retry: 'never', exitCode: 13 },
  internal: { fault: 'studio', retry: 'never', exitCode: 70 },
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
