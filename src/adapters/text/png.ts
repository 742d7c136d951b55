/**
 * PNG pictures inside fonts (emoji): eight bits a channel, not interlaced, which is what colour fonts hold. Anything else is no picture.
 * Format: W3C PNG Specification, third edition.
 */
import { inflateSync } from 'node:zlib';
import type { Picture } from '../../compile/text/picture.ts';
import { tagAt, viewOf } from './sfnt.ts';

const longestSide = 1024;
/** Colour type (IHDR) to channels: grey, RGB, palette, grey and alpha, RGBA. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const paletteType = 3;

type Chunks = { readonly header: DataView; readonly data: Uint8Array[]; palette?: Uint8Array; alpha?: Uint8Array };

const readChunks = (bytes: Uint8Array): Chunks | undefined => {
  const view = viewOf(bytes);
  let chunks: Chunks | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return undefined;
    const tag = tagAt(view, at + 4);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (tag === 'IHDR' && length === 13) chunks ??= { header: viewOf(content), data: [] };
    if (tag === 'IDAT') chunks?.data.push(content);
    if (tag === 'PLTE' && chunks) chunks.palette = content;
    if (tag === 'tRNS' && chunks) chunks.alpha = content;
    at += 12 + length;
  }
  return chunks;
};

const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Takes back the filter of each row (specification, chapter 9); false when there is no such filter. */
const unfilter = (rows: Uint8Array, rowBytes: number, height: number, step: number): boolean => {
  for (let row = 0; row < height; row++) {
    const at = row * (rowBytes + 1);
    const kind = rows[at]!;
    if (kind > 4) return false;
    for (let i = 1; i <= rowBytes; i++) {
      const left = i > step ? rows[at + i - step]! : 0;
      const up = row > 0 ? rows[at + i - rowBytes - 1]! : 0;
      const corner = i > step && row > 0 ? rows[at + i - rowBytes - 1 - step]! : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind]!;
      rows[at + i] = rows[at + i]! + guess;
    }
  }
  return true;
};

type Rgba = readonly [r: number, g: number, b: number, a: number];

const pixelReader = (type: number, { palette, alpha }: Chunks): ((rows: Uint8Array, at: number) => Rgba) => {
  if (type === paletteType)
    return (rows, at) => {
      const i = rows[at]!;
      return [palette?.[i * 3] ?? 0, palette?.[i * 3 + 1] ?? 0, palette?.[i * 3 + 2] ?? 0, alpha?.[i] ?? 255];
    };
  if (type === 2) return (rows, at) => [rows[at]!, rows[at + 1]!, rows[at + 2]!, 255];
  if (type === 6) return (rows, at) => [rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!];
  return (rows, at) => [rows[at]!, rows[at]!, rows[at]!, type === 4 ? rows[at + 1]! : 255];
};

/** Premultiplied RGBA of a PNG; undefined when it is none that fonts hold. */
export const decodePng = (bytes: Uint8Array): Picture | undefined => {
  const chunks = readChunks(bytes);
  if (!chunks) return undefined;
  const { header } = chunks;
  const [width, height, depth, type] = [
    header.getUint32(0),
    header.getUint32(4),
    header.getUint8(8),
    header.getUint8(9),
  ];
  const channels = channelsOf[type];
  const isInterlaced = header.getUint8(12) !== 0;
  if (channels === undefined || depth !== 8 || isInterlaced) return undefined;
  if (width < 1 || height < 1 || width > longestSide || height > longestSide) return undefined;
  const rowBytes = width * channels;
  const size = (rowBytes + 1) * height;
  let rows: Uint8Array;
  try {
    rows = inflateSync(Buffer.concat(chunks.data), { maxOutputLength: size });
  } catch {
    return undefined;
  }
  if (rows.length !== size || !unfilter(rows, rowBytes, height, channels)) return undefined;
  const pixel = pixelReader(type, chunks);
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const row = Math.floor(i / width);
    const [r, g, b, a] = pixel(rows, row * (rowBytes + 1) + 1 + (i - row * width) * channels);
    rgba.set(
      [r, g, b].map((value) => Math.round((value * a) / 255)),
      i * 4,
    );
    rgba[i * 4 + 3] = a;
  }
  return { area: { left: 0, top: 0, width, height }, rgba };
};
