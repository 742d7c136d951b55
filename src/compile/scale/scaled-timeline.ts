/**
 * The same timeline at another size: every length in frame pixels is scaled, so text is set and pictures are resampled at the size
 * they will be seen, instead of scaling finished frames.
 */
import type {
  Animated,
  AudioTrack,
  CompositionLayer,
  Filter,
  Look,
  Placement,
  Shape,
  TextStyle,
  Timeline,
  VideoItem,
  VideoTrack,
} from '../../domain/timeline/timeline.types.ts';

/** The timeline at `height` pixels (even), its width in proportion and even. */
export const scaledTimeline = (timeline: Timeline, height: number): Timeline => {
  if (height === timeline.height) return timeline;
  const by = height / timeline.height;
  const width = Math.max(2, 2 * Math.round((timeline.width * by) / 2));
  return { ...timeline, width, height, tracks: timeline.tracks.map((track) => scaledTrack(track, by)) };
};

const scaledTrack = <Track extends VideoTrack | AudioTrack>(track: Track, by: number): Track =>
  track.kind === 'video' ? { ...track, items: track.items.map((item) => scaledItem(item, by)) } : track;

const times = (animated: Animated, by: number): Animated =>
  typeof animated === 'number' ? animated * by : animated.map((key) => ({ ...key, value: key.value * by }));

const scaledItem = (item: VideoItem, by: number): VideoItem => {
  switch (item.kind) {
    case 'gap':
    case 'transition':
      return item;
    case 'video':
    case 'image':
      return withOwnSize({ ...item, ...scaledLook(item, by) }, by);
    case 'solid':
      return { ...item, ...scaledLook(item, by) };
    case 'shape':
      return {
        ...{ ...item, ...scaledLook(item, by), shape: scaledShape(item.shape, by) },
        ...(item.stroke && { stroke: { ...item.stroke, widthPx: item.stroke.widthPx * by } }),
      };
    case 'text':
      return { ...item, ...scaledLook(item, by), style: scaledStyle(item.style, by) };
    case 'captions': {
      const box = item.highlight?.background;
      return {
        ...{ ...item, style: scaledStyle(item.style, by) },
        ...(item.highlight && box && { highlight: { ...item.highlight, background: scaledBackground(box, by) } }),
      };
    }
    case 'composition':
      return {
        ...{ ...item, ...scaledLook(item, by), layers: item.layers.map((layer) => scaledLayer(layer, by)) },
        ...(item.tracks && { tracks: item.tracks.map((track) => scaledTrack(track, by)) }),
      };
  }
};

const scaledLook = ({ placement, filters }: Look, by: number): Pick<Look, 'placement' | 'filters'> => ({
  ...(placement && { placement: scaledPlacement(placement, by) }),
  ...(filters && { filters: filters.map((filter) => scaledFilter(filter, by)) }),
});

const scaledFilter = (filter: Filter, by: number): Filter =>
  filter.kind === 'blur' ? { ...filter, radiusPx: times(filter.radiusPx, by) } : filter;

/** A file shown at its own size does not know of the frame: its placement is what makes it smaller. */
const withOwnSize = <Clip extends Look>(clip: Clip, by: number): Clip => {
  const { placement } = clip;
  if (placement?.fit !== 'none') return clip;
  const scale = { scaleX: times(placement.scaleX ?? 1, by), scaleY: times(placement.scaleY ?? 1, by) };
  return { ...clip, placement: { ...placement, ...scale } };
};

const scaledPlacement = (placement: Placement, by: number): Placement => {
  const { box, x, y } = placement;
  return {
    ...placement,
    ...(box && { box: { x: box.x * by, y: box.y * by, width: box.width * by, height: box.height * by } }),
    ...(x !== undefined && { x: times(x, by) }),
    ...(y !== undefined && { y: times(y, by) }),
  };
};

const scaledShape = (shape: Shape, by: number): Shape => {
  switch (shape.kind) {
    case 'rectangle':
      return {
        ...{ ...shape, width: shape.width * by, height: shape.height * by },
        ...(shape.radiusPx !== undefined && { radiusPx: shape.radiusPx * by }),
      };
    case 'ellipse':
      return { ...shape, width: shape.width * by, height: shape.height * by };
    case 'polygon':
    case 'line':
      return { ...shape, points: shape.points.map(([x, y]) => [x * by, y * by] as const) };
  }
};

const scaledBackground = <Box extends { readonly paddingPx: number; readonly radiusPx: number }>(
  box: Box,
  by: number,
): Box => ({ ...box, paddingPx: box.paddingPx * by, radiusPx: box.radiusPx * by });

/** A text style with all its lengths and its box multiplied. */
export const scaledStyle = (style: TextStyle, by: number): TextStyle => ({
  ...style,
  ...{ sizePx: style.sizePx * by, letterSpacingPx: style.letterSpacingPx * by },
  ...{ boxX: style.boxX * by, boxY: style.boxY * by },
  ...{ boxWidth: style.boxWidth * by, boxHeight: style.boxHeight * by },
  ...(style.outline && { outline: { ...style.outline, widthPx: style.outline.widthPx * by } }),
  ...(style.background && { background: scaledBackground(style.background, by) }),
  ...(style.shadow && {
    shadow: {
      ...{ ...style.shadow, blurPx: style.shadow.blurPx * by, offsetY: style.shadow.offsetY * by },
      ...(style.shadow.offsetX !== undefined && { offsetX: style.shadow.offsetX * by }),
    },
  }),
});

const scaledLayer = (layer: CompositionLayer, by: number): CompositionLayer => {
  const { transform } = layer;
  const scaled = { x: times(transform.x, by), y: times(transform.y, by), scale: times(transform.scale, by) };
  return { ...layer, transform: { ...transform, ...scaled } };
};
