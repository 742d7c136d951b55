/** Foreign names of media to ours: addresses, file URLs, plain paths; and what a name says about the kind of picture. */
import type { MediaReference } from '../../timeline/timeline.types.ts';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % in a path that was never encoded
  }
};

/** `https://…` and `data:` stay addresses, `asset:x` an asset, `file://…` and everything else become a path; nothing is missing. */
export const mediaFromLocation = (location: string, name = ''): MediaReference => {
  const text = location.trim();
  if (text === '') return { kind: 'missing', name: name === '' ? 'unnamed' : name };
  if (/^https?:\/\//iu.test(text) || /^data:/iu.test(text)) return { kind: 'url', url: text };
  if (/^asset:/iu.test(text)) return { kind: 'asset', id: text.slice('asset:'.length) };
  const file = /^file:(?:\/\/(?:localhost)?)?(\/?.*)$/iu.exec(text);
  if (file !== null) {
    const path = decoded(file[1] as string);
    // file:///C:/x is C:/x
    return { kind: 'file', path: /^\/[A-Za-z]:/u.test(path) ? path.slice(1) : path };
  }
  return { kind: 'file', path: text };
};

/**
 * The same of a format that names files by URLs: there a relative one is written in percent code, as an absolute one is. What does not
 * decode to a plain path (`%04d` of a picture sequence) is one already.
 */
export const mediaFromUrl = (url: string, name = ''): MediaReference => {
  const text = url.trim();
  if (/^[a-z][a-z0-9+.-]*:/iu.test(text) || !/%[0-9a-f]{2}/iu.test(text)) return mediaFromLocation(text, name);
  const path = decoded(text);
  return /\p{Cc}/u.test(path) || path.trim() === '' ? mediaFromLocation(text, name) : { kind: 'file', path };
};

const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');

/** The inverse, as a URL or a relative path; undefined for what has no place of its own. */
export const locationOfMedia = (media: MediaReference): string | undefined => {
  switch (media.kind) {
    case 'url':
      return media.url;
    case 'asset':
      return `asset:${media.id}`;
    case 'file':
      if (/^[A-Za-z]:[\\/]/u.test(media.path)) return `file:///${encodedPath(media.path.replaceAll('\\', '/'))}`;
      return media.path.startsWith('/')
        ? `file://${encodedPath(media.path)}`
        : media.path.replace(/%(?=[0-9a-f]{2})/giu, '%25');
    case 'blob':
    case 'missing':
      return undefined;
  }
};

/** Last part of a name, for people. */
export const nameOfMedia = (media: MediaReference): string => {
  if (media.kind === 'missing') return media.name;
  if (media.kind === 'blob') return media.blob.sha256.slice(0, 12);
  const whole = media.kind === 'file' ? media.path : media.kind === 'url' ? media.url.split(/[?#]/u)[0] : media.id;
  if (whole?.startsWith('data:')) return 'embedded';
  return whole?.split(/[\\/]/u).findLast((part) => part !== '') ?? 'unnamed';
};

const endingOf = (media: MediaReference): string =>
  /\.([a-z0-9]{1,5})$/iu.exec(nameOfMedia(media))?.[1]?.toLowerCase() ?? '';

/** By its name: a picture that stands still. */
export const looksLikeStill = (media: MediaReference): boolean =>
  ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'webp', 'avif', 'heic', 'svg', 'exr', 'dpx', 'tga', 'psd'].includes(
    endingOf(media),
  ) ||
  (media.kind === 'url' && /^data:image\/(?:png|jpeg|webp|bmp|svg)/iu.test(media.url));

/** By its name: sound alone. */
export const looksLikeSound = (media: MediaReference): boolean =>
  ['wav', 'mp3', 'aac', 'm4a', 'flac', 'aif', 'aiff', 'ogg', 'oga', 'opus', 'wma'].includes(endingOf(media));
