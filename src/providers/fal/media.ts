/** Files of a request on their way to fal: small ones go along inside of it, large ones and many into its storage first. */
import type { Reference } from '../../domain/generation/ask.types.ts';
import type { CallContext } from '../../ports/provider.ts';
import { dataUrlOf, type VendorLine } from '../wire/wire.ts';
import { upload } from './storage.ts';

const mebibyte = 1024 * 1024;
/** One file, and all of a request together, that still go along inside of it. */
const mostInlineBytes = 3 * mebibyte;
const mostInlineInAll = 8 * mebibyte;

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
    const { mediaType } = media;
    addresses.push(fits ? dataUrlOf(bytes, mediaType) : await upload(line, { bytes, mediaType }, call.signal));
  }
  return addresses;
};

/** The address of one file. */
export const addressOf = async (line: VendorLine, reference: Reference, call: CallContext): Promise<string> =>
  (await addressesOf(line, [reference], call))[0] as string;
