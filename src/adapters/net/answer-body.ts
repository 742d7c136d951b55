/** The body of an answer: unfolded, counted, watched, and cut where it breaks a limit. No more is read than somebody asks for and a buffer. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { WorkprintError } from '../../domain/errors.ts';
import { type ExchangeClock, RateWatch } from './exchange-clock.ts';

export type BodyLimits = {
  readonly mostBytes: number;
  readonly leastBytesPerSecond: number;
  readonly rateWindowMs: number;
  /** An answer to HEAD speaks of bytes that do not follow. */
  readonly isHead: boolean;
};

/** Encodings we ask for. One layer only: the others exist to unfold into more than anybody sent. */
const decoders: ReadonlyMap<string, () => ReturnType<typeof createGunzip>> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** A packed answer may be this much longer than what was packed. */
const packingBytes = 64 * 1024;

const tooLarge = (host: string, mostBytes: number): WorkprintError =>
  new WorkprintError('url-too-large', `“${host}” sends more than the ${mostBytes} bytes that are taken.`);

/** Throws `url-too-large` when the answer itself says that it is, `url-unreachable` when it is packed as nobody asked. */
const checkAnnounced = (answer: IncomingMessage, host: string, mostBytes: number): void => {
  const encoding = encodingOf(answer);
  if (encoding !== '' && !decoders.has(encoding))
    throw new WorkprintError('url-unreachable', `“${host}” packs its answer in a way that nobody asked for.`);
  const announced = Number(answer.headers['content-length'] ?? 0);
  if (announced > mostBytes) throw tooLarge(host, mostBytes);
};

const encodingOf = (answer: IncomingMessage): string => {
  const text = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  return text === 'identity' ? '' : text;
};

/** What arrives on the wire, each wait for it watched; packed bytes count too, since some unfold into nothing. */
async function* watched(
  answer: Readable,
  watch: RateWatch,
  host: string,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]();
  try {
    for (let bytes = 0; ; ) {
      watch.wait();
      const next = await chunks.next();
      watch.came(next.done ? 0 : next.value.byteLength);
      if (next.done) return;
      bytes += next.value.byteLength;
      if (bytes > mostBytes + packingBytes) throw tooLarge(host, mostBytes);
      yield next.value;
    }
  } finally {
    watch.stop();
    answer.destroy();
  }
}

/** The status is known whatever becomes of this: the stream errors with `url-too-large`, `url-too-slow`, `url-unreachable` (it broke off) or `cancelled`; cancelling it ends the exchange. */
export const bodyOf = (
  answer: IncomingMessage,
  host: string,
  { mostBytes, leastBytesPerSecond, rateWindowMs, isHead }: BodyLimits,
  clock: ExchangeClock,
): ReadableStream<Uint8Array> => {
  let failure: WorkprintError | undefined;
  const end = (error?: WorkprintError): void => {
    failure ??= error;
    clock.stop();
    clock.signal.removeEventListener('abort', onAbort);
    answer.destroy(failure);
    // A body that stands behind a decoder ends with it.
    if (source !== answer) source.destroy(failure);
  };
  const onAbort = (): void => end(clock.signal.reason as WorkprintError);
  const tooSlowWords =
    leastBytesPerSecond < 1
      ? `sends nothing for ${Math.round(rateWindowMs / 100) / 10} s`
      : `sends less than ${leastBytesPerSecond} bytes a second`;
  const watch = new RateWatch(leastBytesPerSecond, rateWindowMs, () =>
    end(new WorkprintError('url-too-slow', `“${host}” ${tooSlowWords}.`)),
  );
  const decoder = decoders.get(encodingOf(answer));
  const raw = watched(answer, watch, host, mostBytes);
  // What goes wrong in the pipe is told by its last stream, which is read below.
  const source: Readable = decoder ? pipeline(raw, decoder(), () => undefined) : answer;
  const chunks: AsyncIterator<Uint8Array> = decoder ? source[Symbol.asyncIterator]() : raw;
  clock.signal.addEventListener('abort', onAbort, { once: true });
  if (clock.signal.aborted) onAbort();

  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        try {
          if (bytes === 0 && !isHead) checkAnnounced(answer, host, mostBytes);
          const next = await chunks.next();
          if (failure) throw failure;
          if (next.done) {
            end();
            stream.close();
            return;
          }
          bytes += next.value.byteLength;
          if (bytes > mostBytes) throw tooLarge(host, mostBytes);
          stream.enqueue(next.value);
        } catch (error) {
          end(asBroken(error, host));
          stream.error(failure);
        }
      },
      cancel: () => end(),
    },
    { highWaterMark: 0 },
  );
};

const asBroken = (error: unknown, host: string): WorkprintError =>
  error instanceof WorkprintError
    ? error
    : new WorkprintError('url-unreachable', `The answer of “${host}” broke off before it was whole.`, { cause: error });
