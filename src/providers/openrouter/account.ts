/** Whether a key is good and what is left of its own limit: `GET /key`. Source: npm @openrouter/sdk 1.3.19 (GetCurrentKeyData), read 2026-11-20. */
import { z } from 'zod';
import { dollarsText } from '../../domain/money.ts';
import type { KeyVerdict } from '../../ports/provider.ts';
import { askJson, microsOfBill, tryKey, type VendorLine } from '../wire/wire.ts';

const keySchema = z.object({
  data: z.object({
    limit: z.number().nullish().catch(undefined),
    limit_remaining: z.number().nullish().catch(undefined),
    is_free_tier: z.boolean().nullish().catch(undefined),
  }),
});

/** The credit of the account itself is told by no free request of a plain key. */
export const testKey = async (line: VendorLine, signal: AbortSignal): Promise<KeyVerdict> => {
  let isUsedUp = false;
  const verdict = await tryKey(async () => {
    const { data } = await askJson(line, { path: '/key', stake: 'free', signal }, keySchema);
    const [limit, left] = [microsOfBill(data.limit), microsOfBill(Math.max(0, data.limit_remaining ?? 0))];
    if (limit === undefined || left === undefined || typeof data.limit_remaining !== 'number')
      return data.is_free_tier ? 'Only free models: no credit was ever bought.' : 'The key has no limit of its own.';
    isUsedUp = left === 0;
    return `${dollarsText(left)} of the key’s own limit of ${dollarsText(limit)} are left.`;
  });
  return verdict.state === 'works' && isUsedUp
    ? { state: 'no-credit', says: verdict.says ?? 'Its limit is reached.' }
    : verdict;
};
