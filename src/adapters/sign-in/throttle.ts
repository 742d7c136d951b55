/**
 * Guessing is slow: ten attempts a minute from one address, and thirty a minute at one account wherever they come from (a botnet has many
 * addresses, but whoever knows an e-mail must not lock its owner out with ten requests).
 */
import { createHash } from 'node:crypto';

export const mostFromOneAddress = 10;
export const mostAtOneAccount = 30;

/** Counts for all servers together; the API's own limiter is one. */
export type Attempts = {
  /** Takes one of the `most` attempts that a bucket has in a minute. */
  take(bucket: string, most: number): Promise<{ readonly isAllowed: boolean; readonly resetsMs: number }>;
  /** Addresses that are counted together, since they cost their owner no more than one. */
  bucketOf(ipAddress: string): string;
};

export type Attempt = { readonly kind: string; readonly ipAddress: string; readonly email: string | undefined };

/** Counts an attempt; gives the seconds to wait when it is one too many, else undefined. */
export const secondsToWait = async (
  attempts: Attempts,
  { kind, ipAddress, email }: Attempt,
): Promise<number | undefined> => {
  const byAddress = await attempts.take(`auth-${kind}-from:${attempts.bucketOf(ipAddress)}`, mostFromOneAddress);
  if (!byAddress.isAllowed) return Math.ceil(byAddress.resetsMs / 1000);
  if (email === undefined) return undefined;
  // Where attempts are counted there need be no list of people's e-mails.
  const account = createHash('sha256').update(email.toLowerCase()).digest('base64url');
  const byAccount = await attempts.take(`auth-${kind}-at:${account}`, mostAtOneAccount);
  return byAccount.isAllowed ? undefined : Math.ceil(byAccount.resetsMs / 1000);
};
