/**
 * Models of the AI SDK on our own wire. They write requests and read answers; what goes out, what comes back and what fails is ours: one
 * request a call, no retry, every failure in our words.
 */
import { WorkprintError } from '../../domain/errors.ts';
import { exchange, parseHeard, speakerOf, type VendorLine } from './exchange.ts';
import { ownFailure, unreadable } from './failures.ts';
import { redact } from './redact.ts';

/** What an SDK is given as its `fetch`. */
export type SdkFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** `answered`: what the SDK made of the answer; `raw`: the answer itself, as JSON. */
export type SdkAnswer<T> = { readonly answered: T; readonly raw: unknown };

/**
 * Runs one call of an SDK's model. `judge` may throw for an answer that is a failure although its status is good. Throws like `exchange`;
 * `provider-rejected` for what the SDK will not even ask, `provider-unreadable` for an answer it cannot read.
 */
export const runModel = async <T>(
  line: VendorLine,
  call: (fetch: SdkFetch) => PromiseLike<T>,
  judge: (raw: unknown) => void = () => undefined,
): Promise<SdkAnswer<T>> => {
  let isAsked = false;
  let failed: { readonly error: unknown } | undefined;
  let raw: unknown;
  const once: SdkFetch = async (input, init = {}) => {
    try {
      if (isAsked)
        throw ownFailure('provider-failed', line, 'It wants to be asked again for the rest of its answer.', {
          taken: 'yes',
          charged: 'yes',
        });
      isAsked = true;
      const heard = await exchange(line, 'submit', input, init);
      raw = parseHeard(line, 'submit', heard);
      judge(raw);
      return new Response(heard.bytes, { status: heard.status, headers: heard.headers });
    } catch (error) {
      // SDKs wrap what their fetch throws; this is what it was.
      failed = { error };
      throw error;
    }
  };
  try {
    return { answered: await call(once), raw };
  } catch (error) {
    if (failed) throw failed.error;
    if (error instanceof WorkprintError) throw error;
    const says = error instanceof Error ? error.message : 'It gave no reason.';
    if (!isAsked) throw ownFailure('provider-rejected', line, redact(says, line.access.key, 400), { taken: 'no' });
    throw unreadable(speakerOf(line), 'submit', 'It has not the shape that this vendor promises.');
  }
};
