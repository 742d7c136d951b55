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

/** `answered`: what the SDK made of the answer, undefined when it could not read it; `raw`: the answer itself, as JSON. */
export type SdkAnswer<T> = { readonly answered: T | undefined; readonly raw: unknown; readonly wantsMore: boolean };

/**
 * Runs one call of an SDK's model. `judge` may throw for an answer that is a failure although its status is good. Throws like `exchange`, and
 * `provider-rejected` for what the SDK will not even ask.
 */
export const askModel = async <T>(
  line: VendorLine,
  call: (fetch: SdkFetch) => PromiseLike<T>,
  judge: (raw: unknown) => void = () => undefined,
): Promise<SdkAnswer<T>> => {
  let heard: { readonly raw: unknown } | undefined;
  let failed: { readonly error: unknown } | undefined;
  let isAsked = false;
  let wantsMore = false;
  const once: SdkFetch = async (input, init = {}) => {
    if (isAsked) {
      wantsMore = true;
      throw new Error('One request a call.');
    }
    isAsked = true;
    try {
      const answer = await exchange(line, 'submit', input, init);
      const raw = parseHeard(line, 'submit', answer);
      judge(raw);
      heard = { raw };
      return new Response(answer.bytes, { status: answer.status, headers: answer.headers });
    } catch (error) {
      // SDKs wrap what their fetch throws; this is what it was.
      failed = { error };
      throw error;
    }
  };
  try {
    return { answered: await call(once), raw: heard?.raw, wantsMore };
  } catch (error) {
    if (failed) throw failed.error;
    if (heard) return { answered: undefined, raw: heard.raw, wantsMore };
    if (error instanceof WorkprintError) throw error;
    const says = error instanceof Error ? error.message : 'It gave no reason.';
    throw ownFailure('provider-rejected', line, redact(says, line.access.key, 400), { taken: 'no' });
  }
};

/** The same for who needs what the SDK reads. Throws `provider-unreadable` for an answer it cannot read. */
export const runModel = async <T>(
  line: VendorLine,
  call: (fetch: SdkFetch) => PromiseLike<T>,
  judge?: (raw: unknown) => void,
): Promise<{ readonly answered: T; readonly raw: unknown }> => {
  const { answered, raw, wantsMore } = await askModel(line, call, judge);
  if (wantsMore)
    throw ownFailure('provider-failed', line, 'It wants to be asked again for the rest of its answer.', {
      taken: 'yes',
      charged: 'yes',
    });
  if (answered === undefined)
    throw unreadable(speakerOf(line), 'submit', 'It has not the shape that this vendor promises.');
  return { answered, raw };
};
