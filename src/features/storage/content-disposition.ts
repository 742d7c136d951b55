/** How a file is handed to a browser: shown where that is harmless, saved under its name otherwise. */

/** Types that a browser shows without running anything in them. All else is saved, whatever a link says. */
const shownTypes = new Set([
  ...['video/mp4', 'video/webm', 'video/quicktime', 'video/x-matroska', 'video/ogg'],
  ...['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/x-wav', 'audio/flac', 'audio/webm'],
  ...['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/bmp', 'image/tiff'],
  ...['text/vtt', 'text/plain', 'application/json', 'font/ttf', 'font/otf', 'font/woff', 'font/woff2'],
]);

const isShown = (mediaType: string): boolean => shownTypes.has(mediaType);

/** The type to serve bytes as: their own where it is harmless, else no type at all. Text is UTF-8 and says so. */
export const servedType = (mediaType: string): string =>
  !isShown(mediaType)
    ? 'application/octet-stream'
    : mediaType.startsWith('text/')
      ? `${mediaType}; charset=utf-8`
      : mediaType;

// Control characters, and marks that turn the direction of text: a name must not look like another.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A name for a saved file: a person's words without what a file system or a reader could stumble over. Never empty. */
export const plainFileName = (name: string): string => {
  const plain = name
    .replace(hidden, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 150)
    // Half of a character at the cut: a link would carry another name than the one that was signed.
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return plain === '' ? 'file' : plain;
};

/** RFC 6266 with the name twice: in ASCII for old readers, in UTF-8 by RFC 8187. */
export const contentDisposition = (name: string, mediaType: string, isDownload: boolean): string => {
  const plain = plainFileName(name);
  const ascii = plain.replace(/[^A-Za-z0-9 ._()-]/g, '_');
  const encoded = encodeURIComponent(plain).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isDownload || !isShown(mediaType) ? 'attachment' : 'inline'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};
