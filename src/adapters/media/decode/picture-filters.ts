/**
 * From a picture as it is coded to the picture the compositor wants: upright, square pixels, the delivered size, BT.709
 * limited 4:2:0 with chroma sited left, or straight RGBA. What is right already gets no filter.
 *
 * zimg converts within half a code value of a float reference on 400 patches and is five times as fast as swscale with
 * accurate rounding (0.9); swscale is the way out where FFmpeg was built without zimg.
 */
import type { ColourFacts, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import { type Size, swscaleFilters } from './swscale-filters.ts';

/** The library that converts and scales: `zimg` where FFmpeg has it. */
export type Scaler = 'zimg' | 'swscale';
export type RawPixels = 'yuv420p' | 'rgba';

const matrices = { bt709: '709', bt601: '170m', bt2020: '2020_ncl', rgb: 'gbr' } as const;
const transfers = {
  bt709: '709',
  // Shown as coded: a screen's own curve and a camera's differ, but every player takes one for the other.
  srgb: '709',
  unknown: '709',
  pq: 'smpte2084',
  hlg: 'arib-std-b67',
  linear: 'linear',
} as const;
// BT.601 names three sets of primaries close to BT.709's; like every player we take them for BT.709's.
const primaries = { bt709: '709', bt601: '709', unknown: '709', bt2020: '2020', p3: 'smpte432' } as const;
const chromaSites = { left: 'left', centre: 'center', topleft: 'topleft' } as const;

/** The matrix with `unknown` resolved: small pictures are BT.601, large ones BT.709, as players guess. */
export const matrixOf = ({
  colour,
  codedWidth,
  codedHeight,
}: PictureFacts): Exclude<ColourFacts['matrix'], 'unknown'> =>
  colour.matrix !== 'unknown' ? colour.matrix : codedHeight >= 720 || codedWidth >= 1280 ? 'bt709' : 'bt601';

export const isHdr = ({ colour: { transfer } }: PictureFacts): boolean => transfer === 'pq' || transfer === 'hlg';

const isWideGamut = ({ colour }: PictureFacts): boolean => colour.primaries === 'bt2020' || colour.primaries === 'p3';

/** Whether the coded pixels are what the compositor wants but for their size and orientation. */
const isNative = (picture: PictureFacts): boolean =>
  picture.pixelFormat === 'yuv420p' &&
  picture.colour.range === 'limited' &&
  (picture.colour.chroma ?? 'left') === 'left' &&
  matrixOf(picture) === 'bt709' &&
  picture.colour.transfer !== 'linear' &&
  !isHdr(picture) &&
  !isWideGamut(picture);

/**
 * The curve of what comes out. P3 of a phone or a screen has sRGB's: primaries are converted under it, then it is taken for
 * BT.709's like every other.
 */
const targetTransfer = ({ colour: { primaries: from, transfer } }: PictureFacts): string =>
  from === 'p3' && (transfer === 'srgb' || transfer === 'unknown') ? 'iec61966-2-1' : '709';

const sourceTransfer = (picture: PictureFacts): string => {
  const told = transfers[picture.colour.transfer];
  return told === '709' ? targetTransfer(picture) : told;
};

/** What comes in, for zimg: said outright, so that what a stream claims about itself further on changes nothing. */
const zimgInput = (picture: PictureFacts): string[] => {
  const { colour } = picture;
  return [
    `matrixin=${matrices[matrixOf(picture)]}`,
    `transferin=${sourceTransfer(picture)}`,
    `primariesin=${primaries[colour.primaries]}`,
    `rangein=${colour.range}`,
    `chromalin=${chromaSites[colour.chroma ?? 'left']}`,
  ];
};

/** Packed and palette RGB, which zimg does not read, in planes; nothing is lost. */
const toPlanes = (picture: PictureFacts): string[] => {
  if (matrixOf(picture) !== 'rgb' || picture.pixelFormat.startsWith('gbr')) return [];
  const depth = picture.bitDepth > 8 ? '16le' : '';
  return [`format=${picture.alpha ? 'gbrap' : 'gbrp'}${depth}`];
};

const zscale = (options: readonly string[]): string => `zscale=${options.join(':')}`;
const sized = (size: Size | undefined): string[] =>
  size ? [`width=${size.width}`, `height=${size.height}`, 'filter=lanczos'] : [];

/** White on paper in an HDR picture, in cd/m² (ITU-R BT.2408). */
export const paperWhiteNits = 203;

/**
 * HDR to SDR: linear light, BT.709 primaries, brightness bent by a Möbius curve that leaves all below 60 % of paper white
 * alone and brings the brightest part down to white; paper white lands at 90 % of the signal.
 */
const toneMapped = (picture: PictureFacts, size: Size | undefined): string[] => {
  const peak = (picture.colour.peakNits ?? 1000) / paperWhiteNits;
  return [
    zscale([
      ...zimgInput(picture),
      'transfer=linear',
      'matrix=gbr',
      'primaries=709',
      'range=full',
      `npl=${paperWhiteNits}`,
      ...sized(size),
    ]),
    'format=gbrpf32le',
    `tonemap=mobius:param=0.6:desat=0:peak=${Math.max(1, peak).toFixed(3)}`,
  ];
};

const linearInput = ['matrixin=gbr', 'transferin=linear', 'primariesin=709', 'rangein=full'];
const rgbaTarget = (transfer = '709'): string[] => [
  'matrix=gbr',
  `transfer=${transfer}`,
  'primaries=709',
  'range=full',
];
const videoTarget = (transfer = '709'): string[] => [
  ...['matrix=709', `transfer=${transfer}`, 'primaries=709', 'range=limited', 'chromal=left'],
];

/**
 * Straight alpha is multiplied in before scaling and taken out after it, in 16 bits: colour under clear pixels would bleed
 * into the rims.
 */
const zimgRgba = (picture: PictureFacts, size: Size | undefined): string[] => {
  if (isHdr(picture))
    return [...toneMapped(picture, size), zscale([...linearInput, ...rgbaTarget()]), 'format=gbrap', 'format=rgba'];
  const isRgb = matrixOf(picture) === 'rgb' && !isWideGamut(picture) && picture.colour.transfer !== 'linear';
  if (isRgb && !size) return ['format=rgba'];
  const convert = isRgb ? [] : [zscale([...zimgInput(picture), ...rgbaTarget(targetTransfer(picture))])];
  if (!size) return [...toPlanes(picture), ...convert, 'format=gbrap', 'format=rgba'];
  const scale = [
    'format=gbrap16le',
    'premultiply=inplace=1',
    zscale(sized(size)),
    'unpremultiply=inplace=1',
    zscale(['dither=none']),
    'format=gbrap',
  ];
  return [...toPlanes(picture), ...convert, ...scale, 'format=rgba'];
};

const zimgFilters = (picture: PictureFacts, size: Size | undefined, pixels: RawPixels): string[] => {
  if (pixels === 'rgba') return zimgRgba(picture, size);
  if (isNative(picture)) return size ? [zscale(sized(size))] : [];
  if (isHdr(picture)) {
    // Through integers, which end at 0 and 1: colours BT.709 has not would come out in another hue.
    const clipped = [zscale([...linearInput, ...rgbaTarget()]), 'format=gbrp12le'];
    const rgbInput = ['matrixin=gbr', 'transferin=709', 'primariesin=709', 'rangein=full'];
    return [...toneMapped(picture, size), ...clipped, zscale([...rgbInput, ...videoTarget()]), 'format=yuv420p'];
  }
  return [
    ...toPlanes(picture),
    zscale([...zimgInput(picture), ...videoTarget(targetTransfer(picture)), ...sized(size)]),
    'format=yuv420p',
  ];
};

/** Camera orientation: mirrored first, then turned clockwise. */
const uprightFilters = ({ rotation, mirrored }: PictureFacts): string[] => [
  ...(mirrored ? ['hflip'] : []),
  ...{ 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[rotation],
];

/** Codecs that say of each frame whether it is interlaced; of others the file's word counts for all. */
const saysPerFrame = ['h264', 'mpeg2video', 'mpeg4', 'prores', 'dnxhd', 'vc1'];

/** One frame for each frame, made of the first field and what its neighbours tell. */
export const deinterlaceFilters = ({ interlaced, codec }: PictureFacts): string[] =>
  interlaced ? [`bwdif=mode=send_frame:parity=auto:deint=${saysPerFrame.includes(codec) ? 'interlaced' : 'all'}`] : [];

/** Filters that give frames of `delivered`, upright. Scaling comes before turning: it sees the picture as it was coded. */
export const pictureFilters = (picture: PictureFacts, delivered: Size, pixels: RawPixels, scaler: Scaler): string[] => {
  const isSideways = picture.rotation === 90 || picture.rotation === 270;
  const coded = isSideways ? { width: delivered.height, height: delivered.width } : delivered;
  const isRightSize = coded.width === picture.codedWidth && coded.height === picture.codedHeight;
  const size = isRightSize ? undefined : coded;
  const convert =
    scaler === 'zimg'
      ? zimgFilters(picture, size, pixels)
      : isNative(picture) && pixels === 'yuv420p' && !size
        ? []
        : [
            ...(pixels === 'yuv420p' ? toPlanes(picture) : []),
            ...swscaleFilters(picture, matrixOf(picture), size, pixels),
          ];
  return [...convert, ...uprightFilters(picture)];
};
