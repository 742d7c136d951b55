/**
 * Styles of Advanced SubStation Alpha and of the older SSA: sizes and places in the script's own resolution (`PlayResX`, `PlayResY`),
 * colours as &HAABBGGRR with alpha 0 opaque. `Fontsize` is the height of a line there; a letter's em is about 0.87 of it.
 */
import type { TextStyle } from '../../timeline/timeline.types.ts';
import { colourOfParts } from '../shared/colour-text.ts';

export type AssScript = {
  readonly width: number;
  readonly height: number;
  /** Of the film, in pixels. */
  readonly frame: { readonly width: number; readonly height: number };
  /** Frame pixels of one unit of the script, across and down. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly isOld: boolean;
};

/** A style line by its field names in small letters. */
export type AssFields = ReadonlyMap<string, string>;

/** What a style means, before the place of a line is known. */
export type AssStyle = {
  readonly family: string;
  readonly size: number;
  readonly primary: string;
  readonly secondary: string;
  readonly outlineColour: string;
  readonly backColour: string;
  readonly bold: boolean;
  readonly weight: number | undefined;
  readonly italic: boolean;
  readonly spacing: number;
  readonly isBox: boolean;
  readonly outline: number;
  readonly shadow: number;
  /** As on a number pad, 1 bottom left to 9 top right. */
  readonly alignment: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly marginVertical: number;
};

export const emOfLine = 0.87;

/** &HAABBGGRR, &HBBGGRR& or a decimal number; undefined when it is none. */
export const assColour = (text: string): string | undefined => {
  const hex = /^&?H?([0-9a-f]{1,8})&?$/iu.exec(text.trim());
  const isHex = /^&?H/iu.test(text.trim());
  const value = hex !== null && isHex ? Number.parseInt(hex[1] as string, 16) : Number(text.trim());
  if (!Number.isFinite(value) || text.trim() === '') return undefined;
  const bits = value >>> 0;
  return colourOfParts(bits & 255, (bits >>> 8) & 255, (bits >>> 16) & 255, 1 - (bits >>> 24) / 255);
};

const hex = (value: number): string => Math.round(value).toString(16).toUpperCase().padStart(2, '0');

/** The inverse. */
export const colourForAss = (colour: string): string => {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) || 0;
  const alpha = colour.length === 9 ? 255 - part(7) : 0;
  return `&H${hex(alpha)}${hex(part(5))}${hex(part(3))}${hex(part(1))}`;
};

/** SSA counts 1–3 at the bottom, 5–7 at the top, 9–11 in the middle. */
const alignmentOf = (value: number, isOld: boolean): number => {
  if (!isOld) return value >= 1 && value <= 9 ? value : 2;
  const across = value & 3 || 2;
  return across + ((value & 4) !== 0 ? 6 : (value & 8) !== 0 ? 3 : 0);
};

export const defaultAssStyle: AssStyle = {
  family: 'Arial',
  size: 48,
  primary: '#ffffff',
  secondary: '#ff0000',
  outlineColour: '#000000',
  backColour: '#000000',
  bold: false,
  weight: undefined,
  italic: false,
  spacing: 0,
  isBox: false,
  outline: 2,
  shadow: 0,
  alignment: 2,
  marginLeft: 10,
  marginRight: 10,
  marginVertical: 10,
};

/** A `Style:` line. */
export const readAssStyle = (fields: AssFields, isOld: boolean): AssStyle => {
  const number = (key: string, standard: number): number => {
    const value = Number(fields.get(key) ?? Number.NaN);
    return Number.isFinite(value) ? Math.min(10_000, Math.max(-10_000, value)) : standard;
  };
  const colour = (key: string, standard: string): string => assColour(fields.get(key) ?? '') ?? standard;
  const plain = defaultAssStyle;
  const isBold = number('bold', 0) !== 0;
  return {
    family: fields.get('fontname')?.replace(/^@/u, '').trim() || plain.family,
    size: Math.max(1, number('fontsize', plain.size)),
    primary: colour('primarycolour', plain.primary),
    secondary: colour('secondarycolour', plain.secondary),
    outlineColour: colour(isOld ? 'tertiarycolour' : 'outlinecolour', plain.outlineColour),
    backColour: colour('backcolour', plain.backColour),
    bold: isBold,
    weight: number('bold', 0) > 1 ? number('bold', 0) : undefined,
    italic: number('italic', 0) !== 0,
    spacing: number('spacing', 0),
    isBox: number('borderstyle', 1) === 3,
    outline: Math.max(0, number('outline', plain.outline)),
    shadow: Math.max(0, number('shadow', plain.shadow)),
    alignment: alignmentOf(number('alignment', 2), isOld),
    marginLeft: number('marginl', 10),
    marginRight: number('marginr', 10),
    marginVertical: number('marginv', 10),
  };
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

const boxOf = (style: AssStyle, script: AssScript, at: readonly [x: number, y: number] | undefined) => {
  const column = (style.alignment - 1) % 3;
  const row = Math.floor((style.alignment - 1) / 3);
  const [align, verticalAlign] = [
    (['left', 'centre', 'right'] as const)[column] ?? 'centre',
    (['bottom', 'middle', 'top'] as const)[row] ?? 'bottom',
  ];
  const [frameWidth, frameHeight] = [script.width * script.scaleX, script.height * script.scaleY];
  if (at !== undefined) {
    const [x, y] = [at[0] * script.scaleX, at[1] * script.scaleY];
    const boxX = align === 'left' ? x : align === 'right' ? x - frameWidth : x - frameWidth / 2;
    const boxY = verticalAlign === 'top' ? y : verticalAlign === 'bottom' ? y - frameHeight : y - frameHeight / 2;
    return {
      align,
      verticalAlign,
      boxX: rounded(boxX),
      boxY: rounded(boxY),
      boxWidth: frameWidth,
      boxHeight: frameHeight,
    };
  }
  const [left, right] = [style.marginLeft * script.scaleX, style.marginRight * script.scaleX];
  const vertical = style.marginVertical * script.scaleY;
  return {
    align,
    verticalAlign,
    boxX: rounded(left),
    boxY: rounded(vertical),
    boxWidth: Math.max(1, rounded(frameWidth - left - right)),
    boxHeight: Math.max(1, rounded(frameHeight - 2 * vertical)),
  };
};

/** A style in the renderer's terms; `at` is where `\pos` put it, in the script's units. */
export const textStyleOfAss = (style: AssStyle, script: AssScript, at?: readonly [number, number]): TextStyle => {
  const scale = script.scaleY;
  const weight =
    style.weight === undefined
      ? style.bold
        ? 700
        : 400
      : Math.min(900, Math.max(100, Math.round(style.weight / 100) * 100));
  return {
    fontFamily: style.family,
    fontWeight: weight as TextStyle['fontWeight'],
    ...(style.italic ? { italic: true } : {}),
    sizePx: Math.max(1, rounded(style.size * scale * emOfLine)),
    lineHeight: 1.15,
    letterSpacingPx: rounded(style.spacing * script.scaleX),
    colour: style.primary,
    ...boxOf(style, script, at),
    ...(style.isBox
      ? { background: { colour: style.outlineColour, paddingPx: rounded(style.outline * scale), radiusPx: 0 } }
      : style.outline > 0
        ? { outline: { colour: style.outlineColour, widthPx: rounded(style.outline * scale) } }
        : {}),
    ...(style.shadow > 0 && !style.isBox
      ? {
          shadow: {
            colour: style.backColour,
            blurPx: 0,
            offsetX: rounded(style.shadow * scale),
            offsetY: rounded(style.shadow * scale),
          },
        }
      : {}),
  };
};
