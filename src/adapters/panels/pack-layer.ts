/** Painted pixels to the bytes of a layer blob: planes by the WebAssembly packer, then a light compression. */
import { constants, zstdCompressSync } from 'node:zlib';
import { layerPlaneBytes, packLayer, type RgbaPacker } from '../../compile/layer-image.ts';
import { instantiateKernels, type LoadedKernels } from '../kernels/kernels.ts';

let loaded: LoadedKernels | undefined;

const packer: RgbaPacker = (rgba, width, height) => {
  const pixels = width * height;
  const planeBytes = layerPlaneBytes(width, height, false);
  const needed = rgba.length + planeBytes + 64;
  loaded ??= instantiateKernels(needed);
  loaded.ensureBytes(needed);
  const at = rgba.length;
  loaded.bytes().set(rgba, 0);
  const [u, v, alpha, halfAlpha] = [at + pixels, at + pixels * 1.25, at + pixels * 1.5, at + pixels * 2.5];
  const opaque = loaded.kernels.packRgba(0, width, height, at, u, v, alpha, halfAlpha) === 1;
  return { planes: loaded.bytes().subarray(at, at + planeBytes), opaque };
};

/** @param rgba premultiplied; width and height even */
export const packPixels = (rgba: Uint8Array, width: number, height: number): Uint8Array =>
  zstdCompressSync(packLayer(rgba, width, height, packer), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
