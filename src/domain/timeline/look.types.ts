/** How a picture lies in the frame and what is done to it before it is drawn. */
import type { Animated } from './animated.types.ts';
import type { MediaReference } from './media-reference.types.ts';

/** Position is in frame pixels, of the anchor; scale 1 = the image's own pixels; rotation in degrees clockwise about the anchor. */
export type Transform = {
  readonly x: Animated;
  readonly y: Animated;
  readonly scale: Animated;
  readonly rotation: Animated;
  /** Point of the image, in its own pixels, that position, scale and rotation refer to. */
  readonly anchorX: number;
  readonly anchorY: number;
};

export type Fit = 'contain' | 'cover' | 'stretch' | 'none';

/** A rectangle of the frame, in its pixels. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What is cut away at each side, as a part 0..1 of the picture's width or height; default 0. */
export type Crop = {
  readonly left?: Animated;
  readonly top?: Animated;
  readonly right?: Animated;
  readonly bottom?: Animated;
};

/**
 * How a picture lies in the frame: cropped, fitted into a box, then moved, scaled and turned about its anchor.
 * `none` shows it at its own size in the middle of the box. `cover` cuts off what stands out of the box.
 */
export type Placement = {
  /** Default `contain`; of a shape `none`, of a solid `stretch`. */
  readonly fit?: Fit;
  /** Default: the whole frame. */
  readonly box?: Box;
  /** Where in the box the fitted picture lies: 0 left or top, 0.5 in the middle (default), 1 right or bottom. */
  readonly alignX?: number;
  readonly alignY?: number;
  readonly crop?: Crop;
  /** Moves the anchor from where the fit put it, in frame pixels; default 0. */
  readonly x?: Animated;
  readonly y?: Animated;
  /** Relative to the fitted size; default 1. */
  readonly scaleX?: Animated;
  readonly scaleY?: Animated;
  /** Degrees clockwise; default 0. */
  readonly rotation?: Animated;
  /** Point of the cropped picture, 0..1 of its size, that scale and rotation leave where it is; default 0.5. */
  readonly anchorX?: number;
  readonly anchorY?: number;
  /** Mirrored left to right, or top to bottom; default false. */
  readonly flipX?: boolean;
  readonly flipY?: boolean;
};

export const blendModes = [
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'add',
  'subtract',
  'difference',
  'exclusion',
  'soft-light',
  'hard-light',
  'colour-dodge',
  'colour-burn',
] as const;
/** W3C Compositing and Blending Level 1, on BT.709 R'G'B' as coded (not linear light). */
export type BlendMode = (typeof blendModes)[number];

/** Applied in order to the picture before it is placed. Every number may move. */
export type Filter =
  /**
   * brightness -1..1 added (0), contrast 0..4 about middle grey (1), saturation 0..4 (1), hue in degrees (0), temperature -1 cold
   * .. 1 warm (0), exposure in stops -4..4 (0), gamma 0.1..10 (1).
   */
  | {
      readonly kind: 'colour';
      readonly brightness?: Animated;
      readonly contrast?: Animated;
      readonly saturation?: Animated;
      readonly hue?: Animated;
      readonly temperature?: Animated;
      readonly exposure?: Animated;
      readonly gamma?: Animated;
    }
  | { readonly kind: 'sepia'; readonly amount?: Animated }
  | { readonly kind: 'invert'; readonly amount?: Animated }
  /** Standard deviation of a Gaussian in frame pixels, 0..200. */
  | { readonly kind: 'blur'; readonly radiusPx: Animated }
  | { readonly kind: 'sharpen'; readonly amount: Animated }
  /** Similarity and softness 0..1: distance in chroma that is fully out, and the width of the way to fully in; spill 0..1. */
  | {
      readonly kind: 'chroma-key';
      readonly colour: string;
      readonly similarity?: Animated;
      readonly softness?: Animated;
      readonly spill?: Animated;
    }
  /** A .cube file; amount 0..1 (1). */
  | { readonly kind: 'lut'; readonly media: MediaReference; readonly amount?: Animated }
  /** Darkens towards the corners; amount 0..1, size 0..1 of the half diagonal where it begins (0.5), softness 0..1 (0.5). */
  | {
      readonly kind: 'vignette';
      readonly amount: Animated;
      readonly size?: Animated;
      readonly softness?: Animated;
    };

/** What every clip with a picture can have. */
export type Look = {
  readonly placement?: Placement;
  /** 0..1; default 1. */
  readonly opacity?: Animated;
  /** Default `normal`. */
  readonly blend?: BlendMode;
  readonly filters?: readonly Filter[];
};
