/** Colours of the timeline (`#rgb`, `#rrggbb`, `#rrggbbaa`) as BT.709 limited-range code values. */
import { WorkprintError } from '../domain/errors.ts';

export type PlanarColour = {
  readonly y: number;
  readonly u: number;
  readonly v: number;
  /** 0..1. */
  readonly alpha: number;
};

/** Red, green, blue in 0..255 and alpha in 0..1. Throws `timeline-invalid` naming the text that is no colour. */
export const parseColour = (text: string): { r: number; g: number; b: number; alpha: number } => {
  const digits = /^#(?:([0-9a-f]{3})|([0-9a-f]{6})([0-9a-f]{2})?)$/i.exec(text);
  if (!digits)
    throw new WorkprintError('timeline-invalid', `"${text}" is not a colour; write #rgb, #rrggbb or #rrggbbaa.`);
  const six = digits[2] ?? [...digits[1]!].map((digit) => digit + digit).join('');
  const byte = (at: number): number => Number.parseInt(six.slice(at, at + 2), 16);
  return {
    r: byte(0),
    g: byte(2),
    b: byte(4),
    alpha: digits[3] === undefined ? 1 : Number.parseInt(digits[3], 16) / 255,
  };
};

/** What shows of a colour in front of black, as `#rrggbb`; an opaque one as it was written. */
export const onBlack = (text: string): string => {
  const { r, g, b, alpha } = parseColour(text);
  if (alpha === 1) return text;
  return `#${[r, g, b].map((value) => hex(Math.round(value * alpha))).join('')}`;
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** ITU-R BT.709 with limited range, rounded as the packing kernel rounds. */
export const planarColour = (text: string): PlanarColour => {
  const { r, g, b, alpha } = parseColour(text);
  return {
    y: (11966 * r + 40254 * g + 4064 * b + 16 * 65536 + 32768) >> 16,
    u: (-6596 * r - 22189 * g + 28784 * b + 128 * 65536 + 32768) >> 16,
    v: (28784 * r - 26145 * g - 2639 * b + 128 * 65536 + 32768) >> 16,
    alpha,
  };
};
