/**
 * Links to stored bytes that work without signing in, for minutes. A link says which row it stands for; when that row goes, so does the link.
 * Everything a link says is under its signature.
 */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { RequestRefused } from '../api/api.ts';
import { plainFileName } from './content-disposition.ts';

/** The row that lets a link live: an asset, one of its derivatives, a result of a job. */
export type LinkSubject =
  | { readonly of: 'asset'; readonly id: string }
  | { readonly of: 'derivative'; readonly id: string; readonly kind: string }
  | { readonly of: 'result'; readonly id: string; readonly kind: string };

export type LinkedFile = {
  readonly subject: LinkSubject;
  readonly sha256: string;
  /** A person's words: what the file is called when it is saved. */
  readonly name: string;
  readonly mediaType: string;
  /** Saved also where it could be shown. */
  readonly isDownload?: boolean;
};

export type MediaLinks = {
  /** The address, without scheme and host. Lives at least two thirds of `lifetimeMs` (default 15 minutes) and at most all of it; never more than an hour. */
  linkTo(file: LinkedFile, lifetimeMs?: number): string;
  /** What a link stands for; throws `forbidden` (not one of ours), `gone` (too old). */
  read(sha256: string, search: LinkSearch): LinkedFile & { readonly expiresMs: number };
};

/** The query of a link. */
export const linkSearch = z.object({
  for: z.string().regex(/^(?:asset|derivative|result):[0-9a-f-]{36}(?::[a-z0-9-]{1,40})?$/),
  name: z.string().min(1).max(200),
  type: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,100}$/),
  download: z.literal('1').optional(),
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string().regex(/^[\w-]{16,200}$/),
});
export type LinkSearch = z.output<typeof linkSearch>;

const minuteMs = 60_000;
const usualLifetimeMs = 15 * minuteMs;
const longestLifetimeMs = 60 * minuteMs;
/** Servers' clocks differ a little. */
const skewMs = minuteMs;

const subjectText = (subject: LinkSubject): string =>
  subject.of === 'asset' ? `asset:${subject.id}` : `${subject.of}:${subject.id}:${subject.kind}`;

const parseSubject = (text: string): LinkSubject | undefined => {
  const [of, id = '', kind] = text.split(':');
  if (of === 'asset') return kind === undefined ? { of, id } : undefined;
  return (of === 'derivative' || of === 'result') && kind !== undefined ? { of, id, kind } : undefined;
};

type Unsigned = Omit<LinkSearch, 'signature'>;

/** As JSON, so that no two links can be written the same way. Method and purpose stand in front. */
const signedText = (sha256: string, link: Unsigned): string =>
  JSON.stringify(['GET', sha256, link.for, link.name, link.type, link.download ?? '0', link.expires]);

/** Signs and reads links with the studio's own key. `base` stands in front of every link, as in `/api/v1`. */
export const createMediaLinks = (parts: {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly base: string;
}): MediaLinks => {
  const { secrets, clock, base } = parts;
  return {
    linkTo: ({ subject, sha256, name, mediaType, isDownload }, lifetimeMs = usualLifetimeMs) => {
      const livesMs = Math.min(lifetimeMs, longestLifetimeMs);
      // In steps, so that a list asked for again gives the same links, and the browser's cache knows them.
      const stepMs = Math.max(1000, Math.floor(livesMs / 3));
      const expiresMs = Math.floor((clock.now() + livesMs) / stepMs) * stepMs;
      const link: Unsigned = {
        ...{ for: subjectText(subject), name: plainFileName(name), type: mediaType },
        ...(isDownload && { download: '1' as const }),
        expires: String(Math.floor(expiresMs / 1000)),
      };
      const { download, ...always } = link;
      const signature = secrets.sign('media-link', signedText(sha256, link));
      const search = new URLSearchParams({ ...always, ...(download && { download }), signature });
      return `${base}/media/${sha256}?${search.toString()}`;
    },
    read: (sha256, { signature, ...link }) => {
      if (!secrets.verify('media-link', signedText(sha256, link), signature))
        throw new RequestRefused(
          'forbidden',
          'This link was changed or is not one of this studio’s. Ask for a new one.',
        );
      const expiresMs = Number(link.expires) * 1000;
      const subject = parseSubject(link.for);
      if (expiresMs > clock.now() + longestLifetimeMs + skewMs || !subject)
        throw new RequestRefused('forbidden', 'This link is not one that this studio gives. Ask for a new one.');
      if (expiresMs <= clock.now()) throw new RequestRefused('gone', 'This link is too old. Ask for a new one.');
      return { subject, sha256, expiresMs, name: link.name, mediaType: link.type, isDownload: link.download === '1' };
    },
  };
};
