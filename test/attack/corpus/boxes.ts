/** Chunks of the common containers, just enough to build broken ones: ISO boxes, RIFF chunks, PNG chunks, EBML elements. */
import { crc32 } from 'node:zlib';

type Part = Uint8Array | string;

const joined = (parts: readonly Part[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

/** Unsigned integers, big endian. */
export const be32 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number >>> 0, at * 4);
  return bytes;
};
export const be16 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [at, number] of numbers.entries()) bytes.writeUInt16BE(number & 0xffff, at * 2);
  return bytes;
};
/** Unsigned integers, little endian. */
export const le32 = (...numbers: readonly number[]): Buffer => be32(...numbers).swap32();
export const le16 = (...numbers: readonly number[]): Buffer => be16(...numbers).swap16();

/** A box of MP4 and QuickTime. */
export const box = (type: string, ...parts: readonly Part[]): Buffer => {
  const body = joined(parts);
  return joined([be32(body.length + 8), type, body]);
};
/** A box with version 0 and flags. */
export const fullBox = (type: string, flags: number, ...parts: readonly Part[]): Buffer =>
  box(type, be32(flags), ...parts);

/** A chunk of RIFF (WAV, AVI, WebP), padded to an even length. */
export const riffChunk = (type: string, ...parts: readonly Part[]): Buffer => {
  const body = joined(parts);
  return joined([type, le32(body.length), body, Buffer.alloc(body.length % 2)]);
};

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
/** A chunk of PNG with its check sum. */
export const pngChunk = (type: string, ...parts: readonly Part[]): Buffer => {
  const body = joined(parts);
  const checked = joined([type, body]);
  return joined([be32(body.length), checked, be32(crc32(checked))]);
};

/** An EBML element of Matroska; `id` in hexadecimal, the size in eight bytes. */
export const ebml = (id: string, ...parts: readonly Part[]): Buffer => {
  const body = joined(parts);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return joined([Buffer.from(id, 'hex'), size, body]);
};

/** A Matroska cluster with one small block of the first track: without one FFmpeg sees no file at all. */
export const matroskaCluster = (): Buffer =>
  ebml('1f43b675', ebml('e7', Buffer.from([0])), ebml('a3', Buffer.from('81000080', 'hex'), Buffer.alloc(40, 1)));

/** Parts one after the other; texts as Latin-1. */
export const concat = (...parts: readonly Part[]): Buffer => joined(parts);
