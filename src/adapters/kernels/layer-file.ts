/**
 * Layers as blobs: packed by the WebAssembly kernel, compressed with zstd level 1 (half the bytes in a few milliseconds).
 * Media type of the blob: `layerMediaType` of compile/layer-image.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type LayerImage, packLayer, readLayer as parseLayer } from '../../compile/layer-image.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { packWithKernels } from './instantiate.ts';

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
