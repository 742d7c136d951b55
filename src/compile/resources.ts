/** What drawing a display list needs from outside, and how each thing is named in the compositor's memory. */
import type { MediaReference } from '../domain/timeline/timeline.types.ts';
import type { DisplayList, Draw, LayerDraw, PictureSource, TextDraw } from './display-list.types.ts';
import { preparationOf } from './layer-edges.ts';
import type { Edge } from './placed-layer.ts';
import type { Size } from './scene.types.ts';

/** As it is drawn, or tight: as it came, for filters, flips and cuts to work on. */
export type Form = Edge | 'tight';

type Of<Kind extends PictureSource['kind']> = Extract<PictureSource, { kind: Kind }>;

export type ImageResource = {
  readonly kind: 'image';
  readonly key: string;
  readonly image: MediaReference;
  /** In this size; a painted layer has its own, and it is the same. */
  readonly width: number;
  readonly height: number;
  readonly form: Form;
};
export type TextResource = {
  readonly kind: 'text';
  readonly key: string;
  readonly draw: TextDraw;
  readonly form: Form;
};
export type ShapeResource = {
  readonly kind: 'shape';
  readonly key: string;
  readonly source: Of<'shape'>;
  readonly form: Form;
};
export type VideoResource = {
  readonly kind: 'video';
  readonly key: string;
  readonly source: Of<'video'>;
  readonly width: number;
  readonly height: number;
  /** Read as straight RGBA; otherwise as yuv420p, BT.709 limited. */
  readonly alpha: boolean;
};
export type LutResource = { readonly kind: 'lut'; readonly key: string; readonly media: MediaReference };

/** Something to fetch before a frame can be composed. */
export type Resource = ImageResource | TextResource | ShapeResource | VideoResource | LutResource;

/** The name of a picture's content. */
export const imageKey = (image: MediaReference): string =>
  image.kind === 'blob' ? image.blob.sha256 : image.kind === 'file' ? `file:${image.path}` : JSON.stringify(image);

/** What is done to a tight picture before it is drawn; the name of it, empty when it is drawn as it came. */
export const variantOf = (draw: LayerDraw, frame: Size): string => {
  const { filters, flipX, flipY, crop } = draw;
  const { edge, isCut } = preparationOf(draw, frame);
  if (filters.length === 0 && !flipX && !flipY && !isCut) return '';
  return JSON.stringify([edge, filters, flipX, flipY, isCut && crop]);
};

export const imageResource = (image: MediaReference, { width, height }: Size, form: Form): ImageResource => ({
  ...{ kind: 'image', key: `${imageKey(image)} ${width}x${height} ${form}` },
  ...{ image, width, height, form },
});

/** Everything but how the finished picture is laid down. */
export const textResource = (draw: TextDraw): TextResource => {
  const { text, style, part, highlight, move } = draw;
  const form = move && (move.scaleX < 0 || move.scaleY < 0) ? 'tight' : 'clear';
  return { kind: 'text', key: JSON.stringify([text, style, part, highlight, form, move !== undefined]), draw, form };
};

/** The resource a layer's picture is made of; none for a group, which is drawn here. */
export const layerResource = (
  draw: LayerDraw,
  frame: Size,
): ImageResource | ShapeResource | VideoResource | undefined => {
  const { source, width, height } = draw;
  const form = (): Form => (variantOf(draw, frame) === '' ? preparationOf(draw, frame).edge : 'tight');
  switch (source.kind) {
    case 'image':
      return imageResource(source.media, draw, form());
    case 'video': {
      const key = `video ${source.reader} ${imageKey(source.media)} ${width}x${height}`;
      return { kind: 'video', key, source, width, height, alpha: !draw.opaque };
    }
    case 'shape': {
      const { shape, fill, stroke } = source;
      const shaped = form();
      return { kind: 'shape', key: JSON.stringify([shape, fill, stroke, shaped]), source, form: shaped };
    }
    case 'group':
      return undefined;
  }
};

const lutsOf = ({ filters }: LayerDraw): readonly LutResource[] =>
  filters.flatMap((filter) =>
    filter.kind === 'lut' ? [{ kind: 'lut', key: lutKey(filter.media), media: filter.media } as const] : [],
  );

export const lutKey = (media: MediaReference): string => `lut ${imageKey(media)}`;

const resourcesOfDraw = (draw: Draw, frame: Size): readonly Resource[] => {
  switch (draw.kind) {
    case 'fill':
      return [];
    case 'text':
      return [textResource(draw)];
    case 'mix':
      return [...resourcesOf(draw.from, frame), ...resourcesOf(draw.to, frame)];
    case 'layer': {
      if (draw.source.kind === 'group') return [...resourcesOf(draw.source.draws, frame), ...lutsOf(draw)];
      const own = layerResource(draw, frame);
      const patches = draw.patches.map((patch) => patchResource(patch.image));
      return [...(own ? [own] : []), ...patches, ...lutsOf(draw)];
    }
  }
};

/** A patch is as large as its picture says. */
export const patchResource = (image: MediaReference): ImageResource =>
  imageResource(image, { width: 0, height: 0 }, 'clear');

/** Everything a list needs, in drawing order; some of it perhaps twice. */
export const resourcesOf = (list: DisplayList, frame: Size): readonly Resource[] =>
  list.flatMap((draw) => resourcesOfDraw(draw, frame));
