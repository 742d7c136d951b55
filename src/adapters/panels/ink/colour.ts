/** Colours as `#rrggbb`: everything in a panel is mixed from a few of them, so the arithmetic lives in one place. */

export type Colour = string;
export type Channels = readonly [red: number, green: number, blue: number];

const parsed = new Map<Colour, Channels>();

/** Channels 0..255 of `#rgb` or `#rrggbb`. Anything else reads as mid grey: a panel must not fail over a colour. */
export const channelsOf = (colour: Colour): Channels => {
  const known = parsed.get(colour);
  if (known !== undefined) return known;
  const digits = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour.slice(1) : '808080';
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const channels: Channels = [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Channels;
  if (parsed.size > 4096) parsed.clear();
  parsed.set(colour, channels);
  return channels;
};

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

export const colourOf = (channels: Channels): Colour =>
  `#${channels.map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;

/** `from` at 0, `to` at 1. */
export const mixColour = (from: Colour, to: Colour, amount: number): Colour => {
  const a = channelsOf(from);
  const b = channelsOf(to);
  const t = Math.max(0, Math.min(1, amount));
  return colourOf([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]);
};

/** Light on pigment: each channel multiplied, 255 leaves it as it is. */
export const multiplyColour = (pigment: Colour, light: Colour): Colour => {
  const a = channelsOf(pigment);
  const b = channelsOf(light);
  return colourOf([(a[0] * b[0]) / 255, (a[1] * b[1]) / 255, (a[2] * b[2]) / 255]);
};

/** The colour as a canvas style with `alpha` 0..1. */
export const withAlpha = (colour: Colour, alpha: number): string => {
  const [red, green, blue] = channelsOf(colour);
  return `rgba(${red},${green},${blue},${Math.max(0, Math.min(1, alpha)).toFixed(4)})`;
};

/** 0..255, BT.709 weights. */
export const luminanceOf = (colour: Colour): number => {
  const [red, green, blue] = channelsOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Toward the grey of the same luminance; 1 is grey. */
export const desaturate = (colour: Colour, amount: number): Colour => {
  const grey = luminanceOf(colour);
  return mixColour(colour, colourOf([grey, grey, grey]), amount);
};
