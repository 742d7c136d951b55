/** What people are told of files that a timeline names: their names, why they cannot be had, and why they cannot be what they are used as. */
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { Intake } from './intake.types.ts';
import type { MediaUse } from './media-of.ts';

/** What may be taken in; a blob is one of this cache of which nobody knows what it is. */
export type Takeable = MediaReference & { readonly kind: 'file' | 'asset' | 'url' | 'blob' };

/** `https://host/a%20b.mp4?x=1` ends in `a b.mp4`. */
export const lastPartOf = (url: string): string => {
  const part =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a per cent sign that stands for itself
  }
};

/** The same without quotation marks. */
export const plainName = (media: MediaReference): string => shownName(media).replace(/^“|”$/g, '');

/** As a person wrote it; of an address without what may be secret in its query. */
export const shownName = (media: MediaReference): string => {
  switch (media.kind) {
    case 'file':
      return `“${media.path}”`;
    case 'asset':
      return `“asset:${media.id}”`;
    case 'url':
      return `“${media.url.replace(/[?#].*$/, '')}”`;
    case 'missing':
      return `“${media.name}”`;
    case 'blob':
      return 'the file';
  }
};

/** A sentence when this intake cannot have such a reference at all. */
export const unreachable = (media: MediaReference, { resolve, obtain }: Intake): string | undefined => {
  switch (media.kind) {
    case 'blob':
      return undefined;
    case 'file':
      return resolve
        ? undefined
        : `${shownName(media)} is a file of one machine; upload it and use "asset:ID", or use "https://…"`;
    case 'url':
      return obtain
        ? undefined
        : `the command line fetches nothing from the network; download ${media.url} into a folder and name that with --media`;
    case 'asset':
      return obtain ? undefined : `“asset:${media.id}” is in the library of a server; on the command line name a file`;
    case 'missing':
      return obtain
        ? `“${media.name}” was missing already where the timeline came from; upload it and use "asset:ID"`
        : `“${media.name}” was missing already where the timeline came from; name a file, or the folder it lies in with --media`;
  }
};

/** A sentence when a file cannot be what it is used as. */
export const misuse = (media: MediaReference, use: MediaUse): string | undefined => {
  if (media.kind !== 'blob' || !media.facts) return undefined;
  if (use === 'picture' && !media.facts.picture) return 'has no picture; put it on an audio track';
  if (use === 'sound' && media.facts.sounds.length === 0)
    return 'has no sound; put it on a video track, or name another file';
  return undefined;
};
