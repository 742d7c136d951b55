/** Bytes on their way into requests and out of answers. */
import { Buffer } from 'node:buffer';

/** As JSON carries bytes. */
export const base64Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** `data:image/png;base64,…`. */
export const dataUrlOf = (bytes: Uint8Array, mediaType: string): string =>
  `data:${mediaType};base64,${base64Of(bytes)}`;

/** Undefined when it is no Base64: what is only half right is not made into other bytes. Line breaks are taken. */
export const bytesOfBase64 = (text: string): Uint8Array | undefined => {
  const plain = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  const letters = plain.replace(/={1,2}$/, '').length;
  // One letter alone carries six bits: no byte.
  if (letters === 0 || letters % 4 === 1 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(plain)) return undefined;
  const bytes = Buffer.from(plain, 'base64');
  return bytes.byteLength === Math.floor((letters * 3) / 4)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : undefined;
};

/** Undefined when it is no data address with Base64. */
export const bytesOfDataUrl = (
  text: string,
): { readonly bytes: Uint8Array; readonly mediaType: string } | undefined => {
  const match = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w.+=-]+)*;base64,/.exec(text.slice(0, 300));
  const bytes = match && bytesOfBase64(text.slice(match[0].length));
  return bytes ? { bytes, mediaType: match?.[1] as string } : undefined;
};

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
};

/** The ending vendors know a kind of file by: `png`, `mp3`. */
export const endingOf = (mediaType: string): string =>
  endings[mediaType] ?? /^\w+\/(?:x-)?([a-z\d]+)/.exec(mediaType)?.[1] ?? 'bin';

/** A file of a form; its name is ours, and tells only what it is. */
export const fileOf = (bytes: Uint8Array, mediaType: string, name: string): File =>
  new File([bytes as Uint8Array<ArrayBuffer>], `${name}.${endingOf(mediaType)}`, { type: mediaType });
