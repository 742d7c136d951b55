/** What the first bytes say a picture is. */

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((letter, offset) => bytes[at + offset] === letter.charCodeAt(0));

/** Undefined: none of the formats that models make. */
export const pictureTypeOf = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  return startsWith(bytes, 'GIF8') ? 'image/gif' : undefined;
};
