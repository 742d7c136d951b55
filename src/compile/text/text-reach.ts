/** How far a text's picture can reach: what painting cuts at, and what memory is planned by. */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { TextPart } from '../display-list.types.ts';
import type { Size } from '../scene.types.ts';
import { blurReach } from './blur.ts';
import type { Area } from './coverage.ts';

/** Longest side of a text's picture; credits that roll are the longest that people make. */
const longestSidePx = 15_360;
/** Em that a letter, and the height of a word or line, may take: room for stacked marks and for the widest ligatures. */
const emOfLetter = 8;
const emOfHeight = 5;

/** What outline, shadow, background and overhanging glyphs can add on each side, in pixels. */
const aroundPx = ({ sizePx, outline, shadow, background }: TextStyle): number => {
  const cast = shadow
    ? blurReach(shadow.blurPx) + Math.max(Math.abs(shadow.offsetX ?? 0), Math.abs(shadow.offsetY))
    : 0;
  return Math.ceil(sizePx + (outline?.widthPx ?? 0) + cast + (background?.paddingPx ?? 0)) + 2;
};

const evenUp = (value: number): number => Math.ceil(value / 2) * 2;
const evenDown = (value: number): number => Math.floor(value / 2) * 2;

/**
 * Where a text's pixels are kept: the frame, or, for a text that is moved afterwards, also what lies outside of it in its box and around
 * it. Even numbers.
 */
export const textReach = (style: TextStyle, frame: Size, beyondFrame: boolean): Area => {
  if (!beyondFrame) return { left: 0, top: 0, width: frame.width, height: frame.height };
  const around = aroundPx(style);
  const left = evenDown(Math.min(0, style.boxX - around));
  const top = evenDown(Math.min(0, style.boxY - around));
  const right = evenUp(Math.max(frame.width, style.boxX + style.boxWidth + around));
  const bottom = evenUp(Math.max(frame.height, style.boxY + style.boxHeight + around));
  return { left, top, width: Math.min(right - left, longestSidePx), height: Math.min(bottom - top, longestSidePx) };
};

/** The largest picture that a text, or a part of it, can be; even sides. */
export const largestTextPicture = (
  style: TextStyle,
  frame: Size,
  beyondFrame: boolean,
  part: TextPart | undefined,
): Size => {
  const { width, height } = textReach(style, frame, beyondFrame);
  if (!part || part.index < 0) return { width, height };
  const around = 2 * aroundPx(style);
  const widest = part.unit === 'letter' ? evenUp(emOfLetter * style.sizePx + around) : width;
  return { width: Math.min(width, widest), height: Math.min(height, evenUp(emOfHeight * style.sizePx + around)) };
};
