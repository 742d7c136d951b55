/** What one frame shows, in drawing order: the truth that the preview and the renderer share. No frame numbers in it. */
import type { BlendMode, MediaReference, Shape, TextStyle, WordHighlight } from '../domain/timeline/timeline.types.ts';

/** Covers the frame with a colour; weight 256 hides what was there, less lets it through. */
export type FillDraw = {
  readonly kind: 'fill';
  readonly colour: string;
  readonly weight: number;
  /** Colours only what was drawn before it, as far as that covers anything: in a group. */
  readonly inside?: true;
};

export type PatchDraw = { readonly image: MediaReference; readonly x: number; readonly y: number };

/** Where the pixels of a layer come from. */
export type PictureSource =
  /** A painted layer or a still. */
  | { readonly kind: 'image'; readonly media: MediaReference }
  /** The frame of a video that is shown at this time: the last one that begins at or before `timeUs` + 1 ms (the first, if none). */
  | {
      readonly kind: 'video';
      readonly media: MediaReference;
      readonly timeUs: number;
      /** Names the clip within its timeline: two clips of one file are read apart. The same in every frame of the clip. */
      readonly reader: string;
    }
  | {
      readonly kind: 'shape';
      readonly shape: Shape;
      readonly fill?: string;
      readonly stroke?: { readonly colour: string; readonly widthPx: number };
    }
  /** A nested stack, drawn alone on a transparent frame. */
  | { readonly kind: 'group'; readonly draws: readonly Draw[] };

/** A filter with its numbers at this frame; units as in the document's `Filter`, every default filled in. */
export type DrawnFilter =
  | {
      readonly kind: 'colour';
      readonly brightness: number;
      readonly contrast: number;
      readonly saturation: number;
      readonly hue: number;
      readonly temperature: number;
      readonly exposure: number;
      readonly gamma: number;
    }
  | { readonly kind: 'sepia'; readonly amount: number }
  | { readonly kind: 'invert'; readonly amount: number }
  /** In pixels of the picture it is applied to. */
  | { readonly kind: 'blur'; readonly radiusPx: number }
  | { readonly kind: 'sharpen'; readonly amount: number }
  | {
      readonly kind: 'chroma-key';
      readonly colour: string;
      readonly similarity: number;
      readonly softness: number;
      readonly spill: number;
    }
  | { readonly kind: 'lut'; readonly media: MediaReference; readonly amount: number }
  | { readonly kind: 'vignette'; readonly amount: number; readonly size: number; readonly softness: number };

/** A picture, filtered, cropped, moved, scaled and turned about its anchor. */
export type LayerDraw = {
  readonly kind: 'layer';
  readonly source: PictureSource;
  /** Size the picture is delivered in, even pixels: its own, or smaller when it is never shown larger (see `delivery.ts`). */
  readonly width: number;
  readonly height: number;
  /** The delivered picture has no alpha (a filter or a crop may still give it some). */
  readonly opaque: boolean;
  readonly tile: boolean;
  /** Where the anchor lies in the frame. */
  readonly x: number;
  readonly y: number;
  /** Frame pixels per delivered pixel; positive. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly rotationDeg: number;
  /** In delivered pixels. */
  readonly anchorX: number;
  readonly anchorY: number;
  /** Part of the picture that shows, in delivered pixels, not rounded; none: all of it. */
  readonly crop?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Mirrors what shows in its place, within the crop; the anchor is a point of the mirrored picture. */
  readonly flipX: boolean;
  readonly flipY: boolean;
  /** 0..256. */
  readonly opacity: number;
  readonly blend: BlendMode;
  readonly filters: readonly DrawnFilter[];
  /** Laid over the layer, in its pixels, before it moves. */
  readonly patches: readonly PatchDraw[];
};

/**
 * Which unit of a text is drawn: the others are laid out with it but not drawn, so that each keeps its place. A unit comes without the
 * style's background; `index` -1 is the background alone, as it lies behind the whole text.
 */
export type TextPart = { readonly unit: 'letter' | 'word' | 'line'; readonly index: number };

export type TextDraw = {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly part?: TextPart;
  /** Word `word` (from 0) is the one being spoken; -1: none yet. */
  readonly highlight?: WordHighlight & { readonly word: number };
  /** 0..256. */
  readonly opacity: number;
  readonly blend: BlendMode;
  /** Moves the finished picture: offset in frame pixels, scale and rotation about (anchorX, anchorY) of the frame, or its own middle. */
  readonly move?: {
    readonly x: number;
    readonly y: number;
    readonly scaleX: number;
    readonly scaleY: number;
    readonly rotationDeg: number;
    readonly anchorX?: number;
    readonly anchorY?: number;
  };
};

/** How two pictures are joined. `weight` and `progress`: 0 shows `from` only, 256 and 1 show `to` only. */
export type MixHow =
  | { readonly kind: 'dissolve'; readonly weight: number }
  | {
      readonly kind: 'wipe';
      readonly direction: 'left' | 'right' | 'up' | 'down';
      readonly progress: number;
      readonly softness: number;
    }
  | { readonly kind: 'iris'; readonly progress: number; readonly softness: number }
  | { readonly kind: 'clock'; readonly progress: number; readonly softness: number };

/** What is drawn so far continues twice, once with each list; the two are mixed. */
export type MixDraw = {
  readonly kind: 'mix';
  readonly from: readonly PlainDraw[];
  readonly to: readonly PlainDraw[];
  readonly how: MixHow;
};

/** Mixes do not nest on the frame: one frame of memory is set aside for them. Inside a group there may be another. */
export type PlainDraw = FillDraw | LayerDraw | TextDraw;
export type Draw = PlainDraw | MixDraw;
export type DisplayList = readonly Draw[];
