/** Counts of a vendor, believed as far as they can be counts. */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';

/** A whole number from 0 to a trillion; anything else is as good as not said. */
export const count = z.number().int().min(0).max(1e12).optional().catch(undefined);
/** The same for what may be a fraction: seconds, megapixels. */
export const amount = z.number().min(0).max(1e9).optional().catch(undefined);

/** Without what was not said, so that nobody takes silence for zero. */
export const usageOf = (counts: { readonly [Name in keyof Usage]?: Usage[Name] | undefined }): Usage =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== undefined)) as Usage;
