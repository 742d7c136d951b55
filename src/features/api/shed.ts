/**
 * Refuses before anything is made of a request. In a flood most of the work of a server is to say no, and each no must cost so little that
 * those who are let in do not feel it (PF2).
 */
import { randomBytes } from 'node:crypto';
import { errorBody, RequestRefused } from './problem.ts';
import type { Ground } from './serve-request.ts';

/** An answer as a listener can send it without more ado. */
export type Refusal = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What is known of a request before it is one. */
export type Glimpse = { readonly method: string; readonly path: string; readonly origin: string | undefined };

const sentence = 'The studio is full of work just now; try again in a second.';

/** The refusal of everything that does not fit at this moment, the same wherever it is said. */
export const fullOfWork = (): RequestRefused =>
  new RequestRefused('unavailable', sentence, { headers: { 'retry-after': '1' } });

const isOfTheGate = (path: string): boolean =>
  path.startsWith('/api/') && !/^\/api\/(?:reference|errors|auth|v1\/auth|openapi|v1\/openapi)/.test(path);

/**
 * Undefined: let it come. What the gate does not guard (health, pages, sign-in) always comes; so does what a page of another site asks, since
 * its answer needs headers of its own.
 */
export const createShedder =
  ({ gate, events }: Pick<Ground, 'gate' | 'events'>): ((glimpse: Glimpse) => Refusal | undefined) =>
  ({ method, path, origin }) => {
    if (!gate.isFull || origin !== undefined || !isOfTheGate(path)) return undefined;
    const requestId = randomBytes(16).toString('hex');
    const { status, body, headers } = errorBody(fullOfWork(), requestId);
    events.requestShed();
    events.errorAnswered({ code: body.error.code, route: '(shed)' });
    events.requestEnded({ route: '(shed)', method, status, tookMs: 0 });
    return {
      status,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-request-id': requestId,
      },
      body: JSON.stringify(body),
    };
  };
