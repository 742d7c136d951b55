/** What a key of a vendor must look like, what of it may be shown, what it is sealed to. */
import { z } from 'zod';
import type { ProviderKind } from '../../ports/provider.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import { RequestRefused } from '../api/api.ts';

/** Longer than any vendor's key; tokens in JSON Web form reach 2,000. */
export const mostKeyCharacters = 4096;

/** The secret. Its schema repeats nothing of it. */
export const keyText = z
  .string('must be a text')
  .max(mostKeyCharacters, `must have at most ${mostKeyCharacters} characters`)
  .regex(/^[\x21-\x7e]+$/, 'must be plain letters, digits and signs without blanks or line breaks; copy the key again')
  .describe('the key itself; it is sealed at once and never shown again');

/** What is ever shown of a key: the last four characters, of a short one nothing. */
export const lastFourOf = (key: string): string => (key.length < 8 ? '' : key.slice(-4));

/** What a key is sealed to: it opens in this row of this person, for this vendor, and nowhere else. */
export const keyIdentity = (row: {
  readonly personId: string;
  readonly provider: string;
  readonly id: string;
}): string => `provider_keys:${row.personId}:${row.provider}:${row.id}`;

const namesOf = (shelf: ProviderShelf): string => shelf.kinds.map(({ name }) => name).join(', ');

/** The vendor of this name or alias that takes keys; throws `request-invalid` with those there are. */
export const keyedKind = (shelf: ProviderShelf, name: string): ProviderKind => {
  const kind = shelf.kind(name);
  if (kind && kind.needsKey !== 'none') return kind;
  const message = kind
    ? `${kind.title} needs no key`
    : `there is no provider of this name; there are ${namesOf(shelf) || 'none'}`;
  throw new RequestRefused('request-invalid', `provider: ${message}.`, { problems: [{ path: 'provider', message }] });
};

const refusedUrl = (message: string): RequestRefused =>
  new RequestRefused('request-invalid', `baseUrl: ${message}.`, { problems: [{ path: 'baseUrl', message }] });

/**
 * The address of a server of one's own as it is kept: without a slash at its end. Throws `request-invalid`, and what `vetUrl` throws for an
 * address that must not be reached.
 */
export const ownBaseUrl = (
  kind: ProviderKind,
  given: string | null | undefined,
  vetUrl: (url: string) => void,
): string | null => {
  if (given === null || given === undefined) return null;
  if (kind.needsKey !== 'optional')
    throw refusedUrl(`${kind.title} has one address for all; only servers of one’s own have theirs`);
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) throw refusedUrl('must be an address such as https://models.example/v1');
  if (url.search !== '' || url.hash !== '') throw refusedUrl('has no query and no fragment');
  vetUrl(given);
  return url.href.replace(/\/+$/, '');
};

/** Shorter pieces are common words of any sentence. */
const tellingCharacters = 8;

/**
 * A vendor's words without the key: some repeat what they were sent. Every stretch of eight or more characters of it is taken out, as it was
 * sent and as addresses write it.
 */
export const withoutKey = (text: string, key: string | undefined): string => {
  if (!key) return text;
  const least = Math.min(tellingCharacters, key.length);
  let clean = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (const form of new Set([key, encodeURIComponent(key)]))
      for (let from = form.indexOf(text.slice(at, at + least)); from >= 0 && at + least <= text.length; ) {
        let same = least;
        while (same < form.length - from && text[at + same] === form[from + same]) same++;
        length = Math.max(length, same);
        from = form.indexOf(text.slice(at, at + least), from + 1);
      }
    clean += length > 0 ? '…' : text[at];
    at += Math.max(1, length);
  }
  return clean;
};
