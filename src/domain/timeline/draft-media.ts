/** The files that decide how long the clips of a draft are, with their places in the source. */
import type { DraftTimeline, DraftTrack } from './draft.types.ts';
import { pathOf } from './schema/place.ts';
import type { MediaReference } from './timeline.types.ts';

/** A file and the place of the clip that names it: `tracks[1].clips[0].media`. */
export type NamedMedia = { readonly media: MediaReference; readonly place: string };

const inTracks = (tracks: readonly DraftTrack[]): readonly NamedMedia[] =>
  tracks.flatMap(({ items }) =>
    items.flatMap((item): readonly NamedMedia[] => {
      if (item.what !== 'clip') return [];
      if (item.nested) return inTracks(item.nested);
      return 'media' in item.clip ? [{ media: item.clip.media, place: `${pathOf(item.place)}.media` }] : [];
    }),
  );

/** The files of every video, image and audio clip, nested ones included, in the order of the document. */
export const draftMedia = (draft: DraftTimeline): readonly NamedMedia[] => inTracks(draft.tracks);
