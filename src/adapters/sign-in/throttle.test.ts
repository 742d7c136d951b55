import { expect, test } from 'vitest';
import { type Attempts, mostAtOneAccount, mostFromOneAddress, secondsToWait } from './throttle.ts';

/** Counts in memory, in one endless minute of which 30 seconds are left. */
const counting = (): { attempts: Attempts; buckets: Map<string, number> } => {
  const buckets = new Map<string, number>();
  return {
    buckets,
    attempts: {
      bucketOf: (ipAddress) => ipAddress,
      take: async (bucket, most) => {
        const taken = (buckets.get(bucket) ?? 0) + 1;
        buckets.set(bucket, taken);
        return { isAllowed: taken <= most, resetsMs: 29_500 };
      },
    },
  };
};

test('ACC-6 PE7 the eleventh attempt from an address waits, whomever it is for', async () => {
  const { attempts } = counting();
  for (let at = 0; at < mostFromOneAddress; at++)
    expect(
      await secondsToWait(attempts, { kind: 'sign-in', ipAddress: '1.2.3.4', email: `${at}@example.com` }),
    ).toBeUndefined();
  expect(await secondsToWait(attempts, { kind: 'sign-in', ipAddress: '1.2.3.4', email: 'new@example.com' })).toBe(30);
  expect(
    await secondsToWait(attempts, { kind: 'sign-in', ipAddress: '1.2.3.5', email: 'new@example.com' }),
  ).toBeUndefined();
  expect(await secondsToWait(attempts, { kind: 'link', ipAddress: '1.2.3.4', email: undefined })).toBeUndefined();
});

test('ACC-6 the thirty-first attempt at an account waits, wherever it comes from; e-mails are not kept', async () => {
  const { attempts, buckets } = counting();
  for (let at = 0; at < mostAtOneAccount; at++)
    expect(
      await secondsToWait(attempts, { kind: 'sign-in', ipAddress: `1.2.3.${at}`, email: 'ada@example.com' }),
    ).toBeUndefined();
  expect(await secondsToWait(attempts, { kind: 'sign-in', ipAddress: '9.9.9.9', email: 'Ada@Example.com' })).toBe(30);
  expect([...buckets.keys()].some((bucket) => bucket.includes('example'))).toBe(false);
});
