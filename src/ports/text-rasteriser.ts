import type { TextPart } from '../compile/display-list.types.ts';
import type { LayerImage } from '../compile/layer-image.ts';
import type { Shape, TextStyle, WordHighlight } from '../domain/timeline/timeline.types.ts';

/** A text and the frame it is for. */
export type TextRequest = {
  readonly text: string;
  readonly style: TextStyle;
  readonly frameWidth: number;
  readonly frameHeight: number;
  /** For a text that is moved afterwards: keeps what lies outside of the frame, as far as `textReach` says. Default: it is cut. */
  readonly beyondFrame?: boolean;
  /**
   * Draws this unit only; the rest is laid out with it, so that it stands where it would in the whole. The background of the style is no
   * part of any unit: index -1 is the background alone.
   */
  readonly part?: TextPart;
  /** `word` counts from 0 over the words of the text; -1: none is spoken yet. */
  readonly highlight?: WordHighlight & { readonly word: number };
};

/** A shape as a picture of its own, just large enough for it and its stroke; even sides. */
export type ShapeRequest = {
  readonly shape: Shape;
  readonly fill?: string;
  readonly stroke?: { readonly colour: string; readonly widthPx: number };
};

/** A font of the person's own: bytes that passed `vetFont`. */
export type LoadedFont = {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly bytes: Uint8Array;
};

/** A text as a picture. */
export type RasterisedText = {
  /** Place of the picture's top left pixel in the frame; even numbers. */
  readonly x: number;
  readonly y: number;
  /** None when nothing shows: empty text, or a box outside the frame. */
  readonly layer: LayerImage | undefined;
  /** Characters that no font at hand can draw, each once, in order. They are left out of the picture. */
  readonly missingCharacters: readonly string[];
};

/** Draws wrapped, aligned, shaped text of any script once, as a layer. The same request gives the same bytes. */
export interface TextRasteriser {
  /** Part of the cache key: version and fonts. */
  readonly id: string;
  rasterise(request: TextRequest): RasterisedText;
  /** A shape as a layer of the size that `shapeBounds` tells. Throws `timeline-invalid` for a bad colour. */
  rasteriseShape(request: ShapeRequest): LayerImage;
  /** Fonts that the following requests may name, beside the shipped ones; replaces those given before. */
  useFonts(fonts: readonly LoadedFont[]): void;
  /** How many units a text has: what `part` may name. Words and letters as a reader counts them, in reading order. */
  countUnits(text: string, style: TextStyle, unit: TextPart['unit']): number;
  /** Whether texts can be drawn in a family: shipped, installed, or one of the person's own. */
  knowsFamily(family: string): boolean;
  /** Characters of a text that no font at hand can draw, each once, in order: to say so before anything is rendered. */
  missingCharacters(text: string): readonly string[];
}
