/** The files that a draft names, with their places in the source. */
import type { DraftTimeline, DraftTrack } from './draft.types.ts';
import { pathOf } from './schema/place.ts';
import type { NamedMedia } from './timeline-invalid.ts';

const inTracks = (tracks: readonly DraftTrack[]): readonly NamedMedia[] =>
  tracks.flatMap(({ items }) =>
    items.flatMap((item): readonly NamedMedia[] => {
      if (item.what !== 'clip') return [];
      if (item.nested) return inTracks(item.nested);
      return 'media' in item.clip ? [{ media: item.clip.media, place: `${pathOf(item.place)}.media` }] : [];
    }),
  );

/** The files of every video, image and audio clip, nested ones included, in the order of the document: those that decide lengths. */
export const draftMedia = (draft: DraftTimeline): readonly NamedMedia[] => inTracks(draft.tracks);

const tablesIn = (tracks: readonly DraftTrack[]): readonly NamedMedia[] =>
  tracks.flatMap(({ items }) =>
    items.flatMap((item): readonly NamedMedia[] => {
      if (item.what !== 'clip') return [];
      const filters = ('filters' in item.clip && item.clip.filters) || [];
      const own = filters.flatMap((filter, at) =>
        filter.kind === 'lut' ? [{ media: filter.media, place: `${pathOf(item.place)}.filters[${at}].media` }] : [],
      );
      return [...own, ...(item.nested ? tablesIn(item.nested) : [])];
    }),
  );

/** The fonts and lookup tables of a draft. */
export const draftTools = ({ head, tracks }: DraftTimeline): readonly NamedMedia[] => [
  ...(head.fonts ?? []).map(({ media }, at) => ({ media, place: `fonts[${at}].media` })),
  ...tablesIn(tracks),
];
