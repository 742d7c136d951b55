/** What one frame shows, in drawing order: the truth that the preview and the renderer share. No frame numbers in it. */
import type { MediaReference, TextStyle } from '../domain/timeline/timeline.types.ts';

/** Covers the frame with a colour; weight 256 hides what was there, less lets it through. */
export type FillDraw = { readonly kind: 'fill'; readonly colour: string; readonly weight: number };

export type PatchDraw = { readonly image: MediaReference; readonly x: number; readonly y: number };

/** A picture, moved, scaled and turned about its anchor. Units as in `Transform`. */
export type LayerDraw = {
  readonly kind: 'layer';
  readonly image: MediaReference;
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  readonly tile: boolean;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly rotationDeg: number;
  readonly anchorX: number;
  readonly anchorY: number;
  /** 0..256. */
  readonly opacity: number;
  /** Laid over the layer, in its pixels, before it moves. */
  readonly patches: readonly PatchDraw[];
};

/** Which unit of a text is drawn: the others are laid out with it but not drawn, so that each keeps its place. */
export type TextPart = { readonly unit: 'letter' | 'word' | 'line'; readonly index: number };

export type TextDraw = {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  /** 0..256. */
  readonly opacity: number;
};

/** What is drawn so far continues twice, once with each list; the two are mixed: weight 0 shows `from`, 256 `to`. */
export type MixDraw = {
  readonly kind: 'mix';
  readonly from: readonly PlainDraw[];
  readonly to: readonly PlainDraw[];
  readonly weight: number;
};

/** Mixes do not nest: one frame of memory is set aside for them. */
export type PlainDraw = FillDraw | LayerDraw | TextDraw;
export type Draw = PlainDraw | MixDraw;
export type DisplayList = readonly Draw[];
