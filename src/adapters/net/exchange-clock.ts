/** The two clocks of an exchange: its whole time, and the least rate at which bytes must come while we wait for them. */
import { WorkprintError } from '../../domain/errors.ts';

export type ExchangeClock = {
  /** Aborts with the error to throw: `url-too-slow` at the end of the time, `cancelled` when the caller's signal aborts. */
  readonly signal: AbortSignal;
  /** From now on until the returned function is called, the other side has this long to move. */
  waitAtMost(ms: number, what: string): () => void;
  /** Ends the clock; it never fires again. */
  stop(): void;
};

/** `host` is named in the errors. */
export const startClock = (host: string, timeoutMs: number, caller: AbortSignal | undefined): ExchangeClock => {
  const controller = new AbortController();
  const tooSlow = (words: string): void => controller.abort(new WorkprintError('url-too-slow', `“${host}” ${words}.`));
  const onCancel = (): void =>
    controller.abort(
      new WorkprintError('cancelled', `The request to “${host}” was cancelled.`, { cause: caller?.reason }),
    );
  const whole = setTimeout(() => tooSlow(`did not finish within ${shownSeconds(timeoutMs)}`), timeoutMs);
  if (caller?.aborted) onCancel();
  else caller?.addEventListener('abort', onCancel, { once: true });
  return {
    signal: controller.signal,
    waitAtMost: (ms, what) => {
      const timer = setTimeout(() => tooSlow(`did not ${what} within ${shownSeconds(ms)}`), ms);
      return () => clearTimeout(timer);
    },
    stop: () => {
      clearTimeout(whole);
      caller?.removeEventListener('abort', onCancel);
    },
  };
};

const shownSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Counts bytes against the time spent waiting for them; time in which nobody asked for any is not held against the other side. */
export class RateWatch {
  readonly #leastBytesPerSecond: number;
  readonly #windowMs: number;
  readonly #onTooSlow: () => void;
  #bytes = 0;
  #waitedMs = 0;
  #waitingSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(leastBytesPerSecond: number, windowMs: number, onTooSlow: () => void) {
    this.#leastBytesPerSecond = leastBytesPerSecond;
    this.#windowMs = windowMs;
    this.#onTooSlow = onTooSlow;
  }

  /** Somebody asks for bytes. */
  wait(): void {
    this.#waitingSince = performance.now();
    this.#timer = setTimeout(() => this.#judge(), Math.max(0, this.#windowMs - this.#waitedMs));
  }

  /** They came. */
  came(bytes: number): void {
    clearTimeout(this.#timer);
    if (this.#waitingSince !== undefined) this.#waitedMs += performance.now() - this.#waitingSince;
    this.#waitingSince = undefined;
    this.#bytes += bytes;
    if (this.#waitedMs >= this.#windowMs) this.#judge();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #judge(): void {
    const isTooSlow = this.#bytes < (this.#leastBytesPerSecond * this.#windowMs) / 1000;
    this.#bytes = 0;
    this.#waitedMs = 0;
    if (isTooSlow) return this.#onTooSlow();
    if (this.#waitingSince !== undefined) this.wait();
  }
}
