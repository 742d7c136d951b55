/** How much a person may keep (A11). What is claimed is counted by the database in the same transaction, so two claims never both fit the last place. */
import type { Query } from '../../ports/database.ts';
import { RequestRefused } from '../api/api.ts';
import { type StorageStanding, storageStanding } from './assets/keep.queries.ts';

const words = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
};

const overQuota = (limit: number, used: number): RequestRefused =>
  new RequestRefused(
    'quota-exceeded',
    `This does not fit: of your ${words(limit)} of storage ${words(Math.max(0, limit - used))} are left. Delete files for good, or ask whoever runs this studio for more.`,
  );

export type Usage = { readonly usedBytes: number; readonly limitBytes: number | undefined };

const usageOf = (standing: StorageStanding, storageBytes: number | undefined): Usage => ({
  usedBytes: standing.usedBytes,
  limitBytes: standing.ownLimitBytes ?? storageBytes,
});

/** What a person keeps and may keep; for `/me/usage`. */
export const storageUsage = async (query: Query, personId: string, storageBytes: number | undefined): Promise<Usage> =>
  usageOf(await storageStanding(query, personId), storageBytes);

/** After the claim was written: throws `quota-exceeded`, and the transaction takes the claim back. */
export const checkClaim = async (
  query: Query,
  personId: string,
  claimedBytes: number,
  storageBytes: number | undefined,
): Promise<void> => {
  const { usedBytes, limitBytes } = await storageUsage(query, personId, storageBytes);
  if (limitBytes !== undefined && usedBytes > limitBytes) throw overQuota(limitBytes, usedBytes - claimedBytes);
};

/** Before a byte is read: throws `quota-exceeded` where so many bytes plainly would not fit. No promise that they will. */
export const checkAhead = async (
  query: Query,
  personId: string,
  bytes: number,
  storageBytes: number | undefined,
): Promise<void> => {
  const { usedBytes, limitBytes } = await storageUsage(query, personId, storageBytes);
  if (limitBytes !== undefined && usedBytes + bytes > limitBytes) throw overQuota(limitBytes, usedBytes);
};
