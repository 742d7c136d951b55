/**
 * Layers as blobs: packed by the WebAssembly kernel, compressed with zstd level 1 (half the bytes in a few milliseconds).
 * Media type of the blob: `layerMediaType` of compile/layer-image.
 */
import { zstdCompressSync, zstdDecompressSync, constants } from 'node:zlib';
import {
  type LayerImage,
  layerPlaneBytes,
  packLayer,
  type RgbaPacker,
  readLayer as parseLayer,
} from '../../compile/layer-image.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { instantiateKernels, type LoadedKernels } from '../kernels/kernels.ts';

let loaded: LoadedKernels | undefined;

/** The WebAssembly packer; its memory grows to the largest picture it has seen. */
export const packWithKernels: RgbaPacker = (rgba, width, height) => {
  const n = width * height;
  const planeBytes = layerPlaneBytes(width, height, false);
  const needed = rgba.length + planeBytes + 64;
  loaded ??= instantiateKernels(needed);
  loaded.ensureBytes(needed);
  const at = rgba.length;
  loaded.bytes().set(rgba, 0);
  const opaque = loaded.kernels.packRgba(0, width, height, at, at + n, at + n * 1.25, at + n * 1.5, at + n * 2.5) === 1;
  return { planes: loaded.bytes().subarray(at, at + planeBytes), opaque };
};

/** Packs and compresses premultiplied RGBA (even width and height): the bytes to put into the blob store. */
export const writeLayer = (
  rgbaPremultiplied: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): Uint8Array => {
  const packed = packLayer(rgbaPremultiplied, width, height, packWithKernels);
  return zstdCompressSync(packed, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
};

/** Far above any layer of the longest side allowed; a bomb stops here. */
const largestLayerBytes = 512 * 1024 * 1024;

/** Decompresses and parses a layer blob. Throws `media-corrupt`. */
export const readLayer = (blob: Uint8Array): LayerImage => {
  let bytes: Uint8Array;
  try {
    bytes = zstdDecompressSync(blob, { maxOutputLength: largestLayerBytes });
  } catch (cause) {
    throw new WorkprintError('media-corrupt', 'The layer picture cannot be decompressed.', { cause });
  }
  return parseLayer(bytes);
};
