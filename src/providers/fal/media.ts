/**
 * Files on their way to fal: small ones go along inside the request, large ones into its storage first, under an address it gives out. That
 * address is a stranger's; the guarded network lets a file go to fal's own hosts alone, and never with the key.
 * Source: npm @fal-ai/client 1.10.1 (storage), read 2026-11-20.
 */
import { z } from 'zod';
import type { Reference } from '../../domain/generation/ask.types.ts';
import type { CallContext } from '../../ports/provider.ts';
import { askJson, dataUrlOf, endingOf, exchange, speakerOf, unreadable, type VendorLine } from '../wire/wire.ts';
import { toStorage } from './places.ts';

const mebibyte = 1024 * 1024;
/** One file, and all of a request together, that still go along inside of it. */
const mostInlineBytes = 3 * mebibyte;
const mostInlineInAll = 8 * mebibyte;

const uploadSchema = z.object({ upload_url: z.string().max(8000), file_url: z.string().max(4000) });

/** Puts a file into fal's storage; the address under which fal finds it. Nothing is billed by it. */
export const upload = async (
  line: VendorLine,
  bytes: Uint8Array,
  mediaType: string,
  signal: AbortSignal,
): Promise<string> => {
  const storage = toStorage(line);
  const json = { content_type: mediaType, file_name: `file.${endingOf(mediaType)}` };
  const query = { storage_type: 'fal-cdn-v3' };
  const question = { path: '/storage/upload/initiate', query, json, stake: 'free', signal } as const;
  const { upload_url, file_url } = await askJson(storage, question, uploadSchema);
  if (!URL.canParse(upload_url) || !/^https?:$/.test(URL.parse(file_url)?.protocol ?? ''))
    throw unreadable(speakerOf(line), 'free', 'Its storage gives out what is no address.');
  await exchange(storage, 'free', upload_url, {
    ...{ method: 'PUT', headers: { 'content-type': mediaType }, body: bytes as Uint8Array<ArrayBuffer>, signal },
  });
  return file_url;
};

/** Addresses of the files of a request, in their order. */
export const addressesOf = async (
  line: VendorLine,
  references: readonly Reference[],
  call: CallContext,
): Promise<readonly string[]> => {
  const inAll = references.reduce((sum, { media }) => sum + media.sizeBytes, 0);
  const addresses: string[] = [];
  // One after the other: a request of thirty pictures is not thirty uploads at once.
  for (const { media } of references) {
    const bytes = await call.read(media);
    const fits = bytes.byteLength <= mostInlineBytes && inAll <= mostInlineInAll;
    addresses.push(fits ? dataUrlOf(bytes, media.mediaType) : await upload(line, bytes, media.mediaType, call.signal));
  }
  return addresses;
};

/** The address of one file. */
export const addressOf = async (line: VendorLine, reference: Reference, call: CallContext): Promise<string> =>
  (await addressesOf(line, [reference], call))[0] as string;
