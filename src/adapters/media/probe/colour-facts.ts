/** FFmpeg's many names of colour become the few that are treated differently. */
import type { ColourFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { StreamReport } from './report.types.ts';

const matrices: Readonly<Record<string, ColourFacts['matrix']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  fcc: 'bt601',
  smpte240m: 'bt709',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
  gbr: 'rgb',
};
const primaries: Readonly<Record<string, ColourFacts['primaries']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  bt470m: 'bt601',
  smpte240m: 'bt601',
  bt2020: 'bt2020',
  smpte431: 'p3',
  smpte432: 'p3',
};
const transfers: Readonly<Record<string, ColourFacts['transfer']>> = {
  bt709: 'bt709',
  smpte170m: 'bt709',
  gamma22: 'bt709',
  gamma28: 'bt709',
  bt470m: 'bt709',
  bt470bg: 'bt709',
  'bt2020-10': 'bt709',
  'bt2020-12': 'bt709',
  'iec61966-2-1': 'srgb',
  smpte2084: 'pq',
  'arib-std-b67': 'hlg',
  linear: 'linear',
};
const chromaSites: Readonly<Record<string, NonNullable<ColourFacts['chroma']>>> = {
  center: 'centre',
  topleft: 'topleft',
};

/** Whether samples are red, green and blue, or a palette of them; grey counts as YUV. */
export const isRgbFormat = (pixelFormat: string): boolean =>
  /^(?:(?:rgb|bgr|argb|abgr|0rgb|0bgr|rgb0|bgr0|rgba|bgra|gbrp|gbrap|x2rgb|x2bgr)(?:$|[\df])|pal8|mono[bw]|bayer)/.test(
    pixelFormat,
  );

/** Colour as coded. RGB is full range whatever it says; JPEG's `yuvj` formats say their range by their name. */
export const colourFactsOf = (stream: StreamReport, peakNits: number | undefined): ColourFacts => {
  const isRgb = isRgbFormat(stream.pixelFormat);
  const chroma = stream.pixelFormat.includes('420') ? chromaSites[stream.chromaLocation] : undefined;
  const isFull = isRgb || stream.colourRange === 'pc' || stream.pixelFormat.startsWith('yuvj');
  return {
    matrix: isRgb ? 'rgb' : (matrices[stream.colourSpace] ?? 'unknown'),
    primaries: primaries[stream.colourPrimaries] ?? 'unknown',
    transfer: transfers[stream.colourTransfer] ?? 'unknown',
    range: isFull ? 'full' : 'limited',
    ...(chroma ? { chroma } : {}),
    ...(peakNits === undefined ? {} : { peakNits }),
  };
};

/** Bits of a sample, by the name of the format. */
export const bitDepthOf = (pixelFormat: string, bitsPerRawSample: number): number => {
  const named = /(?:p|gray|x2rgb|x2bgr|y2)(9|10|12|14|16)(?:le|be)?$/.exec(pixelFormat)?.[1];
  if (named !== undefined) return Number(named);
  if (/^(?:rgb48|bgr48|rgba64|bgra64|ya16)/.test(pixelFormat)) return 16;
  if (/f32(?:le|be)?$/.test(pixelFormat)) return 32;
  return bitsPerRawSample > 8 && bitsPerRawSample <= 16 ? bitsPerRawSample : 8;
};

/** Whether the format has a channel for transparency. */
export const formatHasAlpha = (pixelFormat: string): boolean =>
  /^(?:yuva|gbrap|rgba|bgra|argb|abgr|ya8|ya16)/.test(pixelFormat);
