/**
 * Limits that hold across servers (B10): each bucket's requests are counted in PostgreSQL. A server takes a few at a time on lease, so
 * that a busy person does not cost a write for every request, and what it took counts as used: the limit is never passed.
 */
import type { Database } from '../../ports/database.ts';
import { type Grant, takeFromWindow } from './rate-limit.queries.ts';

export type Allowance = {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until there is room again, or until the window is empty. */
  readonly resetsMs: number;
};

export type RateLimiter = {
  /** Takes one of the `most` requests that a bucket has in any 60 seconds. */
  take(bucket: string, most: number): Promise<Allowance>;
};

type Lease = {
  /** On this server, unused. */
  left: number;
  /** Of the last grant. */
  size: number;
  endsAt: number;
  remaining: number;
  resetsAt: number;
  /** A grant that is being fetched; all who came meanwhile wait for it. */
  fetching: Promise<void> | undefined;
  wanting: number;
};

/** More are looked through for those that ended, now and then. */
const mostBuckets = 10_000;
const sweepEveryMs = 1_000;
/** A refusal is remembered this long, then asked again: others may have given up their turn. */
const refusalMs = 250;

const begin = (): Lease => ({
  left: 0,
  size: 0,
  endsAt: 0,
  remaining: 0,
  resetsAt: 0,
  fetching: undefined,
  wanting: 0,
});

/** A limiter on the database that all servers share. `now` in milliseconds, only for differences. */
export const createRateLimiter = (database: Database, now: () => number = () => performance.now()): RateLimiter => {
  const leases = new Map<string, Lease>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  const leaseOf = (bucket: string): Lease => {
    const known = leases.get(bucket);
    if (known) return known;
    if (leases.size >= mostBuckets && now() - sweptAt > sweepEveryMs) {
      sweptAt = now();
      for (const [name, lease] of leases) if (lease.endsAt < now() && !lease.fetching) leases.delete(name);
    }
    const made = begin();
    leases.set(bucket, made);
    return made;
  };

  /** Doubles while it is used up within its time; never more than a tenth of the limit, so that little is lost unused. */
  const fetchLease = async (bucket: string, most: number, lease: Lease): Promise<void> => {
    const isBusy = now() < lease.endsAt;
    const size = Math.min(
      isBusy ? lease.size * 2 : 1,
      Math.max(1, Math.floor(Math.min(most / 10, lease.remaining / 4))),
    );
    const wanted = Math.max(1, size, Math.min(lease.wanting, most));
    const grant: Grant = await database.asStudio((query) => takeFromWindow(query, bucket, most, wanted));
    const at = now();
    lease.left = grant.granted;
    lease.size = wanted;
    lease.remaining = grant.remaining;
    lease.resetsAt = at + grant.resetsMs;
    lease.endsAt = at + (grant.granted > 0 ? grant.leaseMs : Math.min(refusalMs, grant.resetsMs));
  };

  const answer = (lease: Lease, isAllowed: boolean, limit: number): Allowance => ({
    isAllowed,
    limit,
    remaining: lease.left + lease.remaining,
    resetsMs: Math.max(1, lease.resetsAt - now()),
  });

  return {
    take: async (bucket, most) => {
      const lease = leaseOf(bucket);
      lease.wanting++;
      try {
        for (;;) {
          if (now() < lease.endsAt) {
            if (lease.left > 0) {
              lease.left--;
              return answer(lease, true, most);
            }
            if (lease.remaining === 0) return answer(lease, false, most);
          }
          lease.fetching ??= fetchLease(bucket, most, lease).finally(() => {
            lease.fetching = undefined;
          });
          await lease.fetching;
        }
      } finally {
        lease.wanting--;
      }
    },
  };
};

/** The address whose requests are counted together: of IPv6 a home's network, since each home has 2^64 addresses to spend. */
export const bucketOfAddress = (ipAddress: string): string => {
  if (!ipAddress.includes(':')) return ipAddress;
  const [bare = ''] = ipAddress.split('%');
  const [head = '', tail] = bare.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const filled =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
};

/** The headers that tell a caller how they stand (draft-ietf-httpapi-ratelimit-headers-06). */
export const limitHeaders = ({ limit, remaining, resetsMs }: Allowance): Readonly<Record<string, string>> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(Math.max(0, remaining)),
  'ratelimit-reset': String(Math.ceil(resetsMs / 1000)),
  'ratelimit-policy': `${limit};w=60`,
});
