/** The version of this program, from its package.json. */
import { readFileSync } from 'node:fs';

export const ownVersion = (): string => {
  const facts: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String((facts as { readonly version?: unknown }).version);
};
