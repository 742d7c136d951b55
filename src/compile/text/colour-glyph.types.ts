/** What a coloured glyph consists of: the instructions of a `COLR` table, in font units with `y` downwards. */
import type { Outline } from './outline.ts';
import type { Picture } from './picture.ts';

/** Straight red, green, blue, alpha, 0..255; undefined: the colour of the text. */
export type GlyphColour = readonly [r: number, g: number, b: number, a: number] | undefined;

export type ColourStop = { readonly offset: number; readonly colour: GlyphColour };

/** Stops in order of their offset; what lies beyond them is held, repeated or mirrored. */
export type ColourLine = { readonly stops: readonly ColourStop[]; readonly extend: 'pad' | 'repeat' | 'reflect' };

export type GlyphPaint =
  | { readonly kind: 'solid'; readonly colour: GlyphColour }
  | { readonly kind: 'linear'; readonly line: ColourLine; readonly points: readonly number[] }
  | { readonly kind: 'radial'; readonly line: ColourLine; readonly circles: readonly number[] }
  /** Angles in radians, as the font has them: against the clock. */
  | {
      readonly kind: 'sweep';
      readonly line: ColourLine;
      readonly x: number;
      readonly y: number;
      readonly angles: readonly [number, number];
    };

/** x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy. */
export type Affine = readonly [xx: number, yx: number, xy: number, yy: number, dx: number, dy: number];

export type PaintStep =
  | { readonly kind: 'push-transform'; readonly matrix: Affine }
  | { readonly kind: 'push-clip'; readonly outline: Outline }
  | { readonly kind: 'fill'; readonly paint: GlyphPaint }
  | { readonly kind: 'push-group' }
  /** `mode` as HarfBuzz counts them (hb_paint_composite_mode_t). */
  | { readonly kind: 'pop-group'; readonly mode: number }
  | { readonly kind: 'pop-transform' }
  | { readonly kind: 'pop-clip' };

/** A glyph that brings its own colours. */
export type ColourGlyph =
  | { readonly kind: 'steps'; readonly steps: readonly PaintStep[] }
  | { readonly kind: 'picture'; readonly picture: Picture };
