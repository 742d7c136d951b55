/** The bytes of a request's body, and what becomes of them when the request is refused halfway. */
import { WorkprintError } from '../../domain/errors.ts';
import { RequestRefused } from '../api/api.ts';

/** Whoever stops before the end leaves the rest unread instead of cancelling it: see `answering`. */
export const requestBytes = (request: Request): AsyncIterable<Uint8Array> =>
  request.body?.values({ preventCancel: true }) ?? nothing();

async function* nothing(): AsyncGenerator<Uint8Array> {}

const mostMs = 1_000;
const mostBytes = 64 * 1024 * 1024;

/** Reads what is left and drops it, for a moment. False: there was more. */
const discardRest = async ({ body }: Request): Promise<boolean> => {
  if (!body) return true;
  if (body.locked) return false;
  const reader = body.getReader();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), mostMs);
  try {
    for (let bytes = 0; bytes <= mostBytes; ) {
      const read = await Promise.race([reader.read(), late.promise]);
      if (read === 'late') return false;
      if (read.done) return true;
      bytes += read.value.byteLength;
    }
    return false;
  } catch {
    return false; // the sender is gone, and with it whoever would read the answer
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Does the work of a request that brings bytes. When it is refused halfway the sender is still sending, and a connection that is simply
 * closed would take the answer with it: so the rest is read for a moment, and where that is not enough the answer says that the connection
 * ends. `headers` stand on every refusal.
 */
export const answering = async (
  request: Request,
  headers: Readonly<Record<string, string>>,
  work: () => Promise<Response>,
): Promise<Response> => {
  try {
    return await work();
  } catch (error) {
    const isRead = await discardRest(request);
    if (!(error instanceof WorkprintError)) throw error;
    const own = error instanceof RequestRefused ? error : { problems: [], headers: {} };
    throw new RequestRefused(error.code, error.message, {
      problems: own.problems,
      headers: { ...own.headers, ...headers, ...(!isRead && { connection: 'close' }) },
      cause: error,
    });
  }
};
