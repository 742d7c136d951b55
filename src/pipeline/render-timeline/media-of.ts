/** Every file a timeline names, and the same timeline with each replaced by what it was taken in as. */
import type {
  AudioItem,
  AudioTrack,
  CompositionLayer,
  Filter,
  MediaReference,
  SwitchedPatch,
  Timeline,
  VideoItem,
  VideoTrack,
} from '../../domain/timeline/timeline.types.ts';

/** What a file is used as decides how it is taken in. */
export type MediaUse = 'picture' | 'sound' | 'layer' | 'font' | 'lut';

/** Called for each reference with its use and its place, e.g. `tracks[0].items[2].media`. */
export type ReplaceMedia = (media: MediaReference, use: MediaUse, path: string) => MediaReference;

/** The timeline with every reference replaced; all else is the same. */
export const replaceMedia = (timeline: Timeline, replace: ReplaceMedia): Timeline => ({
  ...timeline,
  tracks: timeline.tracks.map((track, i) => inTrack(track, replace, `tracks[${i}]`)),
  ...(timeline.fonts && {
    fonts: timeline.fonts.map((font, i) => ({ ...font, media: replace(font.media, 'font', `fonts[${i}].media`) })),
  }),
});

const inTrack = (track: VideoTrack | AudioTrack, replace: ReplaceMedia, path: string): VideoTrack | AudioTrack =>
  track.kind === 'video'
    ? { ...track, items: track.items.map((item, i) => inItem(item, replace, `${path}.items[${i}]`)) }
    : { ...track, items: track.items.map((item, i) => inSound(item, replace, `${path}.items[${i}]`)) };

const inSound = (item: AudioItem, replace: ReplaceMedia, path: string): AudioItem =>
  item.kind === 'audio' ? { ...item, media: replace(item.media, 'sound', `${path}.media`) } : item;

const inItem = (item: VideoItem, replace: ReplaceMedia, path: string): VideoItem => {
  const filters = 'filters' in item && item.filters ? { filters: inFilters(item.filters, replace, path) } : {};
  switch (item.kind) {
    case 'video':
    case 'image':
      return { ...item, ...filters, media: replace(item.media, 'picture', `${path}.media`) };
    case 'composition':
      return {
        ...{ ...item, ...filters },
        layers: item.layers.map((layer, i) => inLayer(layer, replace, `${path}.layers[${i}]`)),
        ...(item.tracks && {
          tracks: item.tracks.map((track, i) => inTrack(track, replace, `${path}.tracks[${i}]`)),
        }),
      };
    default:
      return { ...item, ...filters };
  }
};

const inFilters = (filters: readonly Filter[], replace: ReplaceMedia, path: string): readonly Filter[] =>
  filters.map((filter, i) =>
    filter.kind === 'lut' ? { ...filter, media: replace(filter.media, 'lut', `${path}.filters[${i}].media`) } : filter,
  );

const inPatch = <Name extends string>(
  patch: SwitchedPatch<Name>,
  replace: ReplaceMedia,
  path: string,
): SwitchedPatch<Name> => {
  const images = Object.entries<MediaReference>(patch.images).map(
    ([name, image]) => [name, replace(image, 'layer', `${path}.images.${name}`)] as const,
  );
  return { ...patch, images: Object.fromEntries(images) as SwitchedPatch<Name>['images'] };
};

const inLayer = (layer: CompositionLayer, replace: ReplaceMedia, path: string): CompositionLayer => ({
  ...{ ...layer, image: replace(layer.image, 'layer', `${path}.image`) },
  ...(layer.mouth && { mouth: inPatch(layer.mouth, replace, `${path}.mouth`) }),
  ...(layer.eyes && { eyes: inPatch(layer.eyes, replace, `${path}.eyes`) }),
});
