/**
 * The layer picture `application/x-workprint-layer`: what the painter delivers and the compositor draws.
 * Planes in the order Y, U, V, A, AC: BT.709 limited range, 4:2:0, premultiplied by alpha (black of limited range
 * included), alpha at full and at half size. Chroma is sited left, as H.264 does. An opaque layer has no alpha planes.
 *
 * Header, 16 bytes, little-endian: `WPLY`, version (u8, 1), flags (u8, bit 0 opaque), two zero bytes, width u32, height u32.
 * On disk the whole is compressed (adapters/kernels).
 */
import { WorkprintError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { packRgba } from './kernels/plain/pack.ts';

export const layerMediaType = 'application/x-workprint-layer';

export type LayerImage = {
  readonly width: number;
  readonly height: number;
  /** Every pixel is opaque; `a` and `ac` are empty. */
  readonly opaque: boolean;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly a: Uint8Array;
  readonly ac: Uint8Array;
};

/** Converts RGBA to the five planes, one after the other in the result, and tells whether all of it is opaque. */
export type RgbaPacker = (rgba: Uint8Array, width: number, height: number) => { planes: Uint8Array; opaque: boolean };

const headerBytes = 16;
const magic = [0x57, 0x50, 0x4c, 0x59] as const;
/** A painted canvas is wider than the frame; twice the longest frame side is far beyond any of them. */
const longestSidePx = limits.frameSidePx * 2;

/** Bytes of the five planes (three when opaque). */
export const layerPlaneBytes = (width: number, height: number, opaque: boolean): number =>
  opaque ? (width * height * 3) / 2 : (width * height * 11) / 4;

const requireSize = (width: number, height: number): void => {
  for (const [name, side] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!Number.isInteger(side) || side < 2 || side % 2 !== 0 || side > longestSidePx)
      throw new RangeError(`The ${name} of a layer is ${side}; it must be an even number from 2 to ${longestSidePx}.`);
  }
};

const packPlain: RgbaPacker = (rgba, width, height) => {
  const n = width * height;
  const memory = new Uint8Array(rgba.length + layerPlaneBytes(width, height, false));
  memory.set(rgba);
  const at = rgba.length;
  const opaque = packRgba(memory, 0, width, height, at, at + n, at + n * 1.25, at + n * 1.5, at + n * 2.5) === 1;
  return { planes: memory.subarray(at), opaque };
};

/**
 * Packs premultiplied RGBA (as a canvas holds it; even width and height) into an uncompressed layer.
 * `pack` may be the WebAssembly packer; the plain one gives the same bytes.
 */
export const packLayer = (
  rgbaPremultiplied: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  pack: RgbaPacker = packPlain,
): Uint8Array => {
  requireSize(width, height);
  if (rgbaPremultiplied.length !== width * height * 4)
    throw new RangeError(`${rgbaPremultiplied.length} bytes are not ${width} x ${height} RGBA pixels.`);
  const rgba = new Uint8Array(
    rgbaPremultiplied.buffer as ArrayBuffer,
    rgbaPremultiplied.byteOffset,
    rgbaPremultiplied.length,
  );
  const { planes, opaque } = pack(rgba, width, height);
  const kept = layerPlaneBytes(width, height, opaque);
  const bytes = new Uint8Array(headerBytes + kept);
  bytes.set(magic);
  bytes[4] = 1;
  bytes[5] = opaque ? 1 : 0;
  const view = new DataView(bytes.buffer);
  view.setUint32(8, width, true);
  view.setUint32(12, height, true);
  bytes.set(planes.subarray(0, kept), headerBytes);
  return bytes;
};

const corrupt = (what: string): WorkprintError => new WorkprintError('media-corrupt', `The layer picture ${what}.`);

/** Parses an uncompressed layer; the planes are views into `bytes`. Throws `media-corrupt` naming what is wrong. */
export const readLayer = (bytes: Uint8Array): LayerImage => {
  if (bytes.length < headerBytes) throw corrupt(`has ${bytes.length} bytes, fewer than its header of ${headerBytes}`);
  if (magic.some((byte, i) => bytes[i] !== byte)) throw corrupt('does not begin with WPLY');
  if (bytes[4] !== 1) throw corrupt(`is of version ${bytes[4]}; this version of Workprint reads version 1`);
  const flags = bytes[5]!;
  if (flags > 1 || bytes[6] !== 0 || bytes[7] !== 0) throw corrupt('has unknown flags');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const width = view.getUint32(8, true);
  const height = view.getUint32(12, true);
  if (![width, height].every((side) => side >= 2 && side % 2 === 0 && side <= longestSidePx))
    throw corrupt(`says it is ${width} x ${height}; sides are even numbers from 2 to ${longestSidePx}`);
  const opaque = flags === 1;
  const expected = headerBytes + layerPlaneBytes(width, height, opaque);
  if (bytes.length !== expected)
    throw corrupt(`of ${width} x ${height} has ${bytes.length} bytes and should have ${expected}`);
  const n = width * height;
  const plane = (from: number, length: number): Uint8Array =>
    bytes.subarray(headerBytes + from, headerBytes + from + length);
  const none = new Uint8Array(0);
  return {
    width,
    height,
    opaque,
    y: plane(0, n),
    u: plane(n, n / 4),
    v: plane(n * 1.25, n / 4),
    a: opaque ? none : plane(n * 1.5, n),
    ac: opaque ? none : plane(n * 2.5, n / 4),
  };
};

const clampByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** Premultiplied RGBA of a layer, for looking at it. Chroma is repeated, not interpolated. */
export const layerToRgba = (layer: LayerImage): Uint8Array => {
  const { width, height } = layer;
  const rgba = new Uint8Array(width * height * 4);
  for (let j = 0, i = 0; j < height; j++) {
    for (let x = 0; x < width; x++, i++) {
      const c = (j >> 1) * (width >> 1) + (x >> 1);
      const alpha = layer.opaque ? 255 : layer.a[i]!;
      const half = layer.opaque ? 255 : layer.ac[c]!;
      const luma = 1.164384 * (layer.y[i]! - (16 * alpha) / 255);
      const u = layer.u[c]! - (128 * half) / 255;
      const v = layer.v[c]! - (128 * half) / 255;
      rgba[i * 4] = Math.min(alpha, clampByte(luma + 1.792741 * v));
      rgba[i * 4 + 1] = Math.min(alpha, clampByte(luma - 0.213249 * u - 0.532909 * v));
      rgba[i * 4 + 2] = Math.min(alpha, clampByte(luma + 2.112402 * u));
      rgba[i * 4 + 3] = alpha;
    }
  }
  return rgba;
};
