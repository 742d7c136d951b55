/** OpenTimelineIO's own references ride in the metadata of clips: when a document goes to another folder, their relative URLs go along. */
import type { Metadata, MetadataValue } from '../../timeline/timeline.types.ts';
import { locationOfMedia, mediaFromUrl } from '../shared/media-from-location.ts';

/** A path of the old folder as one of the new folder. */
export type MovePath = (path: string) => string;

const isObject = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of a reference that hold a URL. */
const urlFields = new Set(['target_url', 'target_url_base']);

const movedUrl = (url: string, move: MovePath): string => {
  const media = mediaFromUrl(url);
  if (media.kind !== 'file' || url.trim() === '') return url;
  const path = move(media.path);
  return path === media.path ? url : (locationOfMedia({ kind: 'file', path }) ?? url);
};

const movedReference = (reference: MetadataValue, move: MovePath): MetadataValue =>
  isObject(reference)
    ? Object.fromEntries(
        Object.entries(reference).map(([key, value]) => [
          key,
          urlFields.has(key) && typeof value === 'string' ? movedUrl(value, move) : value,
        ]),
      )
    : reference;

const movedNotes = (otio: MetadataValue, move: MovePath): MetadataValue => {
  if (!isObject(otio) || !isObject(otio.mediaReferences)) return otio;
  const references = Object.entries(otio.mediaReferences).map(
    ([key, one]) => [key, movedReference(one, move)] as const,
  );
  return { ...otio, mediaReferences: Object.fromEntries(references) };
};

/** A timeline, or any part of one, with the references that its metadata keeps moved. All else is the same. */
export const movedReferences = <Part>(part: Part, move: MovePath): Part => {
  if (Array.isArray(part)) return part.map((entry) => movedReferences(entry, move)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    if (key !== 'metadata') return [key, movedReferences(value, move)] as const;
    return [
      key,
      isObject(value) && value.otio !== undefined ? { ...value, otio: movedNotes(value.otio, move) } : value,
    ] as const;
  });
  return Object.fromEntries(entries) as Part;
};
