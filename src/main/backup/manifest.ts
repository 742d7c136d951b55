/** What a backup says of itself: at its beginning what it holds, at its end that it is whole. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** The first entry. */
const beginning = z.object({
  format: z.literal(1),
  program: z.string().max(40),
  madeAt: z.iso.datetime(),
  tables: z.array(z.object({ name: identifier, columns: z.array(identifier).min(1).max(500) })).max(500),
});

/** The last entry, whose name holds its hash: without it the backup is cut off. */
const ending = z.object({
  /** SHA-256 of the entries that are not named by theirs. */
  entries: z.record(z.string().max(99), hash),
  objects: z.number().int().nonnegative(),
  objectBytes: z.number().int().nonnegative(),
  /** Blobs that a row names and whose stored bytes were already damaged or gone when the backup was made. */
  damaged: z.array(hash),
});

export type BackupBeginning = z.output<typeof beginning>;
export type BackupEnding = z.output<typeof ending>;

export const entryNames = {
  beginning: 'workprint-backup.json',
  keys: 'keys.json',
  ending: (bytes: Uint8Array): string => `end-${createHash('sha256').update(bytes).digest('hex')}.json`,
} as const;

const parse = <T>(schema: z.ZodType<T>, bytes: Buffer): T => {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new WorkprintError('media-corrupt', 'This is not a backup that this version of Workprint can read.', {
      cause: error,
    });
  }
};

export const parseBeginning = (bytes: Buffer): BackupBeginning => parse(beginning, bytes);
export const parseEnding = (bytes: Buffer): BackupEnding => parse(ending, bytes);
