/**
 * The conversion for an FFmpeg without zimg. Within one code value for BT.601, full range and RGB; approximations: primaries
 * are not converted, and HDR is tone-mapped channel by channel with a table instead of in linear light as a whole.
 */
import type { ColourFacts, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';

export type Size = { readonly width: number; readonly height: number };

const matrices = { bt709: 'bt709', bt601: 'bt601', bt2020: 'bt2020', rgb: undefined } as const;
const accurate = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp:sws_dither=none';

/** A PQ or HLG code 0..1 as linear light with paper white at 1 (SMPTE ST 2084, ITU-R BT.2100), in FFmpeg's expressions. */
const linearLight = (transfer: ColourFacts['transfer']): string => {
  const code = 'min(val/maxval,1)'; // the table runs past the largest code
  if (transfer === 'pq') {
    const root = `pow(${code},1/78.84375)`;
    return `(10000/203*pow(max(${root}-0.8359375,0)/(18.8515625-18.6875*${root}),1/0.1593017578125))`;
  }
  const scene = `if(lte(${code},0.5),${code}*${code}/3,(exp((${code}-0.55991073)/0.17883277)+0.28466892)/12)`;
  return `(1000/203*pow(${scene},1.2))`;
};

/** The Möbius curve of `toneMapped` in picture-filters.ts (straight up to 0.6), then the curve of a screen (ITU-R BT.1886), as zimg does. */
const toneTable = (transfer: ColourFacts['transfer'], peakNits: number): string => {
  const [knee, peak] = [0.6, Math.max(1.001, peakNits / 203)];
  const a = (-knee * knee * (peak - 1)) / (knee * knee - 2 * knee + peak);
  const b = (knee * knee - 2 * knee * peak + peak) / (peak - 1);
  const scale = (b * b + 2 * b * knee + knee * knee) / (b - a);
  const bent = `st(0,${linearLight(transfer)});st(1,min(1,if(lte(ld(0),${knee}),ld(0),${scale.toFixed(6)}*(ld(0)+(${a.toFixed(6)}))/(ld(0)+(${b.toFixed(6)})))))`;
  return `${bent};maxval*pow(ld(1),1/2.4)`;
};

/** As `zimgFilters` in picture-filters.ts. `size` is left out when the coded size is right. */
export const swscaleFilters = (
  picture: PictureFacts,
  matrix: keyof typeof matrices,
  size: Size | undefined,
  pixels: 'yuv420p' | 'rgba',
): string[] => {
  const { colour } = picture;
  const from = [
    ...(matrices[matrix] ? [`in_color_matrix=${matrices[matrix]}`] : []),
    `in_range=${colour.range === 'full' ? 'pc' : 'tv'}`,
  ];
  const place = size ? [`w=${size.width}`, `h=${size.height}`] : [];
  const scale = (...options: string[]): string => `scale=${[...options, accurate].join(':')}`;
  const isHdr = colour.transfer === 'pq' || colour.transfer === 'hlg';
  if (isHdr) {
    const table = toneTable(colour.transfer, colour.peakNits ?? 1000);
    const toRgb = [
      scale(...from, 'out_range=pc', ...place),
      'format=gbrp12le',
      `lutrgb=r='${table}':g='${table}':b='${table}'`,
    ];
    if (pixels === 'rgba') return [...toRgb, 'format=rgba'];
    return [...toRgb, scale('in_range=pc', 'out_color_matrix=bt709', 'out_range=tv'), 'format=yuv420p'];
  }
  if (pixels === 'rgba') {
    if (!size) return matrix === 'rgb' ? ['format=rgba'] : [scale(...from, 'out_range=pc'), 'format=rgba'];
    return [
      scale(...from, 'out_range=pc'),
      'format=gbrap16le',
      'premultiply=inplace=1',
      scale(...place),
      'unpremultiply=inplace=1',
      'format=rgba',
    ];
  }
  return [scale(...from, 'out_color_matrix=bt709', 'out_range=tv', ...place), 'format=yuv420p'];
};
