import type { LayerImage } from '../compile/layer-image.ts';
import type { TextStyle } from '../domain/timeline/timeline.types.ts';

/** A text and the frame it is for. */
export type TextRequest = {
  readonly text: string;
  readonly style: TextStyle;
  readonly frameWidth: number;
  readonly frameHeight: number;
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
  /** Characters of a text that no font at hand can draw, each once, in order: to say so before anything is rendered. */
  missingCharacters(text: string): readonly string[];
}
