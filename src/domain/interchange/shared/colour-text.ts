/** Colours as other formats write them, to #rrggbb or #rrggbbaa: hexadecimal, CSS names, rgb() and hsl(), `transparent`. */
import { colourFromText } from '../../timeline/values/colour.ts';

const byte = (value: number): string =>
  Math.min(255, Math.max(0, Math.round(value)))
    .toString(16)
    .padStart(2, '0');

/** From parts 0..255 and alpha 0..1. */
export const colourOfParts = (red: number, green: number, blue: number, alpha = 1): string =>
  `#${byte(red)}${byte(green)}${byte(blue)}${alpha >= 1 ? '' : byte(alpha * 255)}`;

const partOf = (text: string, whole: number): number =>
  text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * whole : Number(text);

const ofHsl = (hue: number, saturation: number, lightness: number, alpha: number): string => {
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    const amount = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return colourOfParts(channel(0), channel(8), channel(4), alpha);
};

/** Undefined when the text is no colour. */
export const readColour = (text: string): string | undefined => {
  const word = text.trim().toLowerCase();
  if (word === 'transparent') return '#00000000';
  const call = /^(rgb|hsl)a?\(([^()]{1,80})\)$/u.exec(word);
  if (call === null) return colourFromText(word) ?? colourFromText(`#${word}`);
  const parts = (call[2] as string).split(/[\s,/]+/u).filter((part) => part !== '');
  if (parts.length < 3) return undefined;
  const alpha = parts[3] === undefined ? 1 : partOf(parts[3], 1);
  const [a, b, c] = parts as [string, string, string];
  const isHsl = call[1] === 'hsl';
  const colour = isHsl
    ? ofHsl(((Number.parseFloat(a) % 360) + 360) % 360, partOf(b, 1), partOf(c, 1), alpha)
    : colourOfParts(partOf(a, 255), partOf(b, 255), partOf(c, 255), alpha);
  return colour.includes('n') ? undefined : colourFromText(colour);
};

/** The same colour, letting `opacity` times as much through. */
export const withOpacity = (colour: string, opacity: number): string => {
  const alpha = colour.length === 9 ? Number.parseInt(colour.slice(7), 16) / 255 : 1;
  const all = Math.min(1, Math.max(0, alpha * opacity));
  return all >= 1 ? colour.slice(0, 7) : `${colour.slice(0, 7)}${byte(all * 255)}`;
};

/** Whether nothing of it shows. */
export const isClear = (colour: string): boolean => colour.length === 9 && colour.endsWith('00');
