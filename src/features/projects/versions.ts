/** Two people who change the same thing: the second one hears of it instead of undoing the first one's work (409). */
import { RequestRefused } from '../api/api.ts';

/** The version a writer read: from the body, or the header `If-Match: "3"`. Undefined: they did not say. Throws `request-invalid`. */
export const versionRead = (body: number | undefined, ifMatch: string | undefined): number | undefined => {
  if (body !== undefined || ifMatch === undefined || ifMatch.trim() === '*') return body;
  const digits = /^\s*(?:W\/)?"?v?(\d{1,9})"?\s*$/.exec(ifMatch)?.[1];
  if (digits === undefined)
    throw new RequestRefused('request-invalid', 'The header If-Match takes the version of what you read, such as "3".');
  return Number(digits);
};

/** The refusal of a change to what has another version by now. */
export const stale = (what: string, read: number, now: number): RequestRefused =>
  new RequestRefused(
    'stale-version',
    `This ${what} was changed meanwhile: you read version ${read}, it is at version ${now}. Read it again and repeat your change.`,
  );
