/** Files in fal's results: each is `{url, content_type, …}`, as an address or with its bytes inside. */
import { z } from 'zod';
import type { MadeFile } from '../../ports/provider.ts';
import { amount, bytesOfDataUrl, speakerOf, unreadable, type VendorLine } from '../wire/wire.ts';

export const fileSchema = z.object({
  url: z.string().min(1).max(50_000_000),
  content_type: z.string().max(200).nullish().catch(undefined),
  ...{ width: amount.nullish(), height: amount.nullish(), duration: amount.nullish() },
});
export type FalFile = z.infer<typeof fileSchema>;

/** A file of this kind. Its name for the type is taken only where it fits: a clip is often called `application/octet-stream`. */
export const madeFile = (
  line: VendorLine,
  { url, content_type }: FalFile,
  kind: 'image' | 'video' | 'audio',
): MadeFile => {
  if (url.startsWith('data:')) {
    const file = bytesOfDataUrl(url);
    if (!file) throw unreadable(speakerOf(line), 'look', 'It holds a file that cannot be read.');
    return { kind: 'bytes', ...file };
  }
  const mediaType = content_type?.split(';')[0]?.trim().toLowerCase();
  return { kind: 'url', url, ...(mediaType?.startsWith(`${kind}/`) && { mediaType }) };
};

/** What a maker kept of its request for its result: notes for people. */
export const keptNotes = z.object({ notes: z.array(z.string().max(1000)).max(50).catch([]) }).catch({ notes: [] });
