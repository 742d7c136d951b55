/** What a clip is called when nobody named it. */
import type { MediaReference } from '../media-reference.types.ts';

/** The last part of a path or address without its query. */
const lastPart = (path: string): string =>
  path
    .replace(/[?#].*$/, '')
    .split(/[\\/]/)
    .at(-1)
    ?.slice(0, 200) ?? '';

/** The file's own name, or the asset's id. */
export const mediaName = (media: MediaReference): string => {
  switch (media.kind) {
    case 'file':
      return lastPart(media.path);
    case 'url':
      return lastPart(media.url);
    case 'asset':
      return media.id;
    case 'missing':
      return media.name;
    case 'blob':
      return '';
  }
};
