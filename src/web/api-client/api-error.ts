/** What the API refused, as an error with everything it said. */
import type { ApiCode } from './api.types.ts';

type Facts = {
  readonly status: number;
  readonly code: ApiCode;
  readonly message: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
  readonly requestId?: string;
  readonly retryAfterMs?: number;
};

/** `code` never changes its meaning; `message` is for people. Every code has a page at `/api/errors/{code}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiCode;
  /** Each wrong field, by its path from the body. */
  readonly details: readonly { readonly path: string; readonly message: string }[];
  /** Names the request in the studio's log. */
  readonly requestId: string | undefined;
  /** When trying again makes sense; undefined: the API did not say. */
  readonly retryAfterMs: number | undefined;

  constructor({ status, code, message, details = [], requestId, retryAfterMs }: Facts) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/** The error in an answer; a proxy's own page becomes one too. */
export const errorOf = (response: Response, envelope: unknown): ApiError => {
  const error = field(envelope, 'error');
  const [code, message, details] = [field(error, 'code'), field(error, 'message'), field(error, 'details')];
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError({
    status: response.status,
    code: typeof code === 'string' ? (code as ApiCode) : response.status >= 500 ? 'unavailable' : 'internal',
    message: typeof message === 'string' ? message : `The studio answered ${response.status} without saying why.`,
    ...(Array.isArray(details) && { details }),
    requestId: response.headers.get('x-request-id') ?? '',
    ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
  });
};
