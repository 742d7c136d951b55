/** How words look and how they come and go. */
import type { Easing } from './animated.types.ts';

export type TextStyle = {
  readonly fontFamily: string;
  readonly fontWeight: 100 | 200 | 300 | 400 | 500 | 600 | 700 | 800 | 900;
  readonly italic?: boolean;
  /** Pixels of the frame. */
  readonly sizePx: number;
  readonly lineHeight: number;
  readonly letterSpacingPx: number;
  readonly colour: string;
  readonly align: 'left' | 'centre' | 'right';
  /** Box the text is wrapped into and aligned in, frame pixels. */
  readonly boxX: number;
  readonly boxY: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly verticalAlign: 'top' | 'middle' | 'bottom';
  readonly outline?: { readonly colour: string; readonly widthPx: number };
  readonly shadow?: {
    readonly colour: string;
    readonly blurPx: number;
    readonly offsetX?: number;
    readonly offsetY: number;
  };
  readonly background?: { readonly colour: string; readonly paddingPx: number; readonly radiusPx: number };
};

export const textMotions = [
  'fade',
  'rise',
  'fall',
  'slide-left',
  'slide-right',
  'pop',
  'zoom',
  'typewriter',
  'spin',
] as const;
/**
 * How text comes or goes: by the letter, the word, the line or as a whole, each a little after the one before. What takes longer than
 * its clip is hurried to fit into it.
 */
export type TextMotion = {
  readonly unit: 'letter' | 'word' | 'line' | 'block';
  readonly kind: (typeof textMotions)[number];
  /** Frames of the whole motion; with `staggerFrames` those that each unit takes. */
  readonly frames: number;
  /** Frames between the starts of one unit and the next; without, units begin evenly so that all are done within `frames`. */
  readonly staggerFrames?: number;
  /** Default `ease-out`. */
  readonly easing?: Easing;
};

/** How the word being spoken differs from the others. */
export type WordHighlight = {
  readonly colour?: string;
  readonly background?: { readonly colour: string; readonly paddingPx: number; readonly radiusPx: number };
  /** 1 = no change. */
  readonly scale?: number;
  /** `word`: the word being spoken; `fill`: all words up to it (karaoke); `reveal`: words not yet spoken do not show. */
  readonly mode: 'word' | 'fill' | 'reveal';
};
