/** The driver's connection, which knows since when it waits for an answer: what a half-open socket is found by. */
import pg from 'pg';

export class WatchedClient extends pg.Client {
  /** `performance.now()` when the wait began; 0: it waits for nothing. */
  waitingSince = 0;
  /** Raised by every query, so that two looks know whether they saw the same wait. */
  asked = 0;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A lost connection fails the query under way; without a listener it would end the process as well.
    this.on('error', () => undefined);
    this.on('drain', () => {
      this.waitingSince = 0;
    });
    this.once('end', () => {
      this.waitingSince = 0;
    });
  }
}

// The driver's `query` has eleven overloads; all of them pass through here.
const ask = WatchedClient.prototype.query as (...given: unknown[]) => unknown;
Object.defineProperty(WatchedClient.prototype, 'query', {
  value(this: WatchedClient, ...given: unknown[]): unknown {
    this.asked++;
    if (this.waitingSince === 0) this.waitingSince = performance.now();
    return ask.apply(this, given);
  },
});
