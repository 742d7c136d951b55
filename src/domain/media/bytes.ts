/** Reading numbers and signatures out of a stranger's bytes. What lies beyond the end reads as -1 or as no match, never as an error. */

/** One byte, or -1. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? -1;

/** A big-endian number of 1 to 6 bytes, or -1. */
export const bigEndian = (bytes: Uint8Array, at: number, count: number): number => {
  if (at < 0 || at + count > bytes.length) return -1;
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + bytes[at + i]!;
  return value;
};

/** A little-endian number of 1 to 6 bytes, or -1. */
export const littleEndian = (bytes: Uint8Array, at: number, count: number): number => {
  if (at < 0 || at + count > bytes.length) return -1;
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
};

/** Latin-1 characters; shorter at the end. */
export const latin1 = (bytes: Uint8Array, at: number, count: number): string => {
  let text = '';
  for (let i = Math.max(0, at); i < Math.min(at + count, bytes.length); i++) text += String.fromCharCode(bytes[i]!);
  return text;
};

/** Whether the characters of `signature` (Latin-1) stand at `at`. */
export const hasAt = (bytes: Uint8Array, at: number, signature: string): boolean => {
  if (at < 0 || at + signature.length > bytes.length) return false;
  for (let i = 0; i < signature.length; i++) if (bytes[at + i] !== signature.charCodeAt(i)) return false;
  return true;
};

/** Where `signature` first stands at or after `from` and before `to`, or -1. */
export const findIn = (bytes: Uint8Array, signature: string, from = 0, to = bytes.length): number => {
  const first = signature.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0 && at < to; at = bytes.indexOf(first, at + 1))
    if (hasAt(bytes, at, signature)) return at;
  return -1;
};
