/**
 * fal's storage: an address is asked for, the file put there, in parts when it is large. The address is a stranger's; the guarded network lets
 * files go to fal's own hosts alone, and never with the key. What is put there is somebody's film: it expires.
 * Source: npm @fal-ai/client 1.10.1 (storage), read 2026-11-20.
 */
import { z } from 'zod';
import {
  askJson,
  endingOf,
  exchange,
  parseHeard,
  readWith,
  speakerOf,
  unreadable,
  type VendorLine,
} from '../wire/wire.ts';
import { toStorage } from './places.ts';

const mebibyte = 1024 * 1024;
/** Larger files go in parts, each of this size, as fal's own client does it. */
const usualSizes = { mostInOnePiece: 90 * mebibyte, part: 10 * mebibyte } as const;
type Sizes = { readonly mostInOnePiece: number; readonly part: number };
/** Seven days: longer than any queue, one of the spans that fal's own client names. */
const expires = JSON.stringify({ expiration_duration_seconds: 604_800 });

const placeSchema = z.object({ upload_url: z.string().max(8000), file_url: z.string().max(4000) });
const partSchema = z.object({ partNumber: z.number().int().min(1).max(100_000), etag: z.string().min(1).max(1000) });

type File = { readonly bytes: Uint8Array; readonly mediaType: string };

const put = (line: VendorLine, to: string, bytes: Uint8Array, mediaType: string, signal: AbortSignal) =>
  exchange(line, 'free', to, {
    ...{ method: 'PUT', headers: { 'content-type': mediaType }, body: bytes as Uint8Array<ArrayBuffer>, signal },
  });

/** `{address}/{word}?…`: where a part goes, or the word that it was the last one. */
const below = (address: string, word: string): string => {
  const url = new URL(address);
  return `${url.origin}${url.pathname}/${word}${url.search}`;
};

const putInParts = async (
  line: VendorLine,
  to: string,
  { bytes, mediaType }: File,
  partBytes: number,
  signal: AbortSignal,
): Promise<void> => {
  const parts: z.infer<typeof partSchema>[] = [];
  for (let at = 0; at < bytes.byteLength; at += partBytes) {
    const part = bytes.subarray(at, at + partBytes);
    const heard = await put(line, below(to, String(parts.length + 1)), part, mediaType, signal);
    parts.push(readWith(line, 'free', parseHeard(line, 'free', heard), partSchema));
  }
  await exchange(line, 'free', below(to, 'complete'), {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ parts }), signal },
  });
};

/** Puts a file into fal's storage; the address under which fal finds it. Nothing is billed by it. `sizes`: others than fal's own, in bytes. */
export const upload = async (
  line: VendorLine,
  file: File,
  signal: AbortSignal,
  sizes: Sizes = usualSizes,
): Promise<string> => {
  const storage = toStorage(line);
  const isInParts = file.bytes.byteLength > sizes.mostInOnePiece;
  const place = await askJson(
    storage,
    {
      path: `/storage/upload/${isInParts ? 'initiate-multipart' : 'initiate'}`,
      query: { storage_type: 'fal-cdn-v3' },
      headers: { 'x-fal-object-lifecycle': expires },
      json: { content_type: file.mediaType, file_name: `file.${endingOf(file.mediaType)}` },
      ...{ stake: 'free', signal },
    },
    placeSchema,
  );
  const { upload_url: to, file_url: from } = place;
  if (!/^https?:$/.test(URL.parse(to)?.protocol ?? '') || !/^https?:$/.test(URL.parse(from)?.protocol ?? ''))
    throw unreadable(speakerOf(line), 'free', 'Its storage gives out what is no address.');
  if (isInParts) await putInParts(storage, to, file, sizes.part, signal);
  else await put(storage, to, file.bytes, file.mediaType, signal);
  return from;
};
