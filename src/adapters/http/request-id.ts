/** The id of a request: a trusted proxy's, so that its log and ours can be laid side by side, or one of our own. */
import { randomBytes } from 'node:crypto';

const acceptable = /^[A-Za-z0-9._-]{8,64}$/;
const traceparent = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;
const noTrace = '0'.repeat(32);

/** `given`: what the request says, undefined where it is not trusted. Ours are 32 hexadecimal digits, a trace id of W3C Trace Context. */
export const requestIdOf = (given?: {
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
}): string => {
  const trace = traceparent.exec(given?.traceparent ?? '')?.[1];
  if (trace !== undefined && trace !== noTrace) return trace;
  if (given?.requestId !== undefined && acceptable.test(given.requestId)) return given.requestId;
  return randomBytes(16).toString('hex');
};
