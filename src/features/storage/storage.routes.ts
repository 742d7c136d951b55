/** Serves what media links stand for. */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import { defineStream, RequestRefused, type Route } from '../api/api.ts';
import { contentDisposition, servedType } from './content-disposition.ts';
import { findLinkedBlob } from './media-link.queries.ts';
import { linkSearch, type MediaLinks } from './media-link.ts';
import { objectResponse } from './media-response.ts';
import { blobName, type Storage } from './store-blob.ts';

export type StorageDeps = Storage & { readonly links: MediaLinks; readonly clock: Clock };

/** A store's own link is given out for each request anew; it needs to last no longer than a player that pauses. */
const redirectMs = 5 * 60_000;

/**
 * What comes from here was made by strangers: nothing in it may run, embed or be taken for something else. Other sites may show it: who has
 * the link may see it.
 */
const guards = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
} as const;

/** `GET /media/{sha256}`: the bytes behind a link. */
export const storageRoutes = ({ database, objects, links, clock }: StorageDeps): Route[] => [
  defineStream({
    ...{ method: 'get', path: '/media/{sha256}', tag: 'media', access: { who: 'anyone' } },
    summary: 'Fetches the bytes behind a link',
    isUncounted: true,
    description:
      'Links come with assets and results. They need no sign-in, live for minutes, and end when what they stand for is deleted. Range, If-Range and If-None-Match are honoured.',
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    search: linkSearch,
    gives: 'application/octet-stream',
    refuses: ['forbidden', 'gone', 'media-corrupt', 'unavailable'],
    handle: async ({ params, search }, request) => {
      const file = links.read(params.sha256, search);
      const blob = await database.asStudio((query) => findLinkedBlob(query, file.subject));
      if (blob?.hash !== params.sha256) throw new RequestRefused('gone', 'What this link stood for was deleted.');
      if (blob.isDamaged)
        throw new WorkprintError(
          'media-corrupt',
          'The stored bytes of this file are damaged. Upload it again, or have it made again.',
        );
      const remainingMs = file.expiresMs - clock.now();
      const disposition = contentDisposition(file.name, file.mediaType, file.isDownload === true);
      const mediaType = servedType(file.mediaType);
      const name = blobName(params.sha256);
      const elsewhere =
        request.method === 'GET'
          ? await objects.signedUrl(name, { lifetimeMs: Math.min(redirectMs, remainingMs), disposition, mediaType })
          : undefined;
      if (elsewhere !== undefined)
        return new Response(null, {
          status: 302,
          headers: { ...guards, location: elsewhere, 'cache-control': 'no-store' },
        });
      const headers = {
        ...guards,
        'content-type': mediaType,
        'content-disposition': disposition,
        'cache-control': `private, max-age=${Math.floor(remainingMs / 1000)}, immutable`,
      };
      return objectResponse(objects, { name, bytes: blob.bytes, tag: `"${params.sha256}"`, headers }, request);
    },
  }),
];
