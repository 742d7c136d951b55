/** Bad weather at the paid vendor: seven ways in which an answer goes wrong, the same for the same seed, request and try. */
import { pick, seededRandom } from '../../../src/domain/random.ts';

/**
 * `busy`: 429 with Retry-After; `broken`: 500; `cut`: the connection ends in the middle of the body; `html`: 200 with a page of a proxy;
 * `silence`: nothing comes; `malformed`: JSON that is none; `wrong-length`: more bytes promised than sent. The first two are told before anything is
 * done; after the others the work was done and is billed.
 */
export const weathers = ['busy', 'broken', 'cut', 'html', 'silence', 'malformed', 'wrong-length'] as const;
export type Weather = (typeof weathers)[number];

export type WeatherFacts = {
  readonly what: 'submit' | 'look' | 'file';
  /** Submit key, id of work or name of the file. */
  readonly name: string;
  /** 1 for the first request of this kind with this name. */
  readonly attempt: number;
};

/** Undefined: fair. */
export type Sky = (facts: WeatherFacts) => Weather | undefined;

export const fairSky: Sky = () => undefined;

/** `share` (0…1) of all requests go wrong, in all ways alike. */
export const badSky =
  (seed: number, share: number, ways: readonly Weather[] = weathers): Sky =>
  ({ what, name, attempt }) => {
    const random = seededRandom('sky', seed, what, name, attempt);
    return random() < share ? pick(random, ways) : undefined;
  };
