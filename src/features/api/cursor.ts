/**
 * Where the next page of a list begins: the sort values of the last row, opaque to those who pass them on. A list that grows or shrinks
 * meanwhile shows nothing twice and leaves nothing out.
 */
import { z } from 'zod';
import { RequestRefused } from './problem.ts';

/** The fields of every paged list. */
export const pageFields = {
  cursor: z.string().max(1000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** The cursor after a row with these sort values. */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

const refused = (): RequestRefused => {
  const message = 'is no cursor of this list; take it from `next` of the page before, or leave it out';
  return new RequestRefused('request-invalid', `cursor: ${message}.`, { problems: [{ path: 'cursor', message }] });
};

/** The sort values in a cursor, read by the schema of its list; throws `request-invalid`. No cursor: the first page. */
export const readCursor = <T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined => {
  if (cursor === undefined) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refused();
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw refused();
  return parsed.data;
};

/** A page out of `limit` + 1 rows: what is shown, and the cursor after it when there is more. */
export const pageOf = <Row>(
  rows: readonly Row[],
  limit: number,
  valuesOf: (row: Row) => readonly (string | number)[],
): { readonly shown: readonly Row[]; readonly next: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: rows.length > limit && last !== undefined ? writeCursor(valuesOf(last)) : null };
};
