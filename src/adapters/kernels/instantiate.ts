/** Instantiates the WebAssembly kernels over a memory of this process. */
import { readFileSync } from 'node:fs';
import type { Kernels } from '../../compile/kernels/kernels.types.ts';
import { layerPlaneBytes, type RgbaPacker } from '../../compile/layer-image.ts';

/** The part of the WebAssembly JavaScript interface used here; the language version we compile against has no types for it. */
type Memory = { readonly buffer: ArrayBuffer; grow(pages: number): number };
type WebAssemblyInterface = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (size: { initial: number }) => Memory;
};

export type LoadedKernels = {
  readonly kernels: Kernels;
  /** A view over the whole memory; made anew after `ensureBytes` has grown it. */
  bytes(): Uint8Array;
  ensureBytes(size: number): void;
};

const pageBytes = 65536;
const { Module, Instance, Memory } = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
let module: object | undefined;

/** A fresh instance with its own memory of at least `sizeBytes`. */
export const instantiateKernels = (sizeBytes: number): LoadedKernels => {
  module ??= new Module(readFileSync(new URL('../../compile/kernels/kernels.wasm', import.meta.url)));
  const memory = new Memory({ initial: Math.max(1, Math.ceil(sizeBytes / pageBytes)) });
  const instance = new Instance(module, { env: { memory } });
  let view = new Uint8Array(memory.buffer);
  return {
    kernels: instance.exports as Kernels,
    bytes: () => view,
    ensureBytes: (size) => {
      if (size <= memory.buffer.byteLength) return;
      memory.grow(Math.ceil((size - memory.buffer.byteLength) / pageBytes));
      view = new Uint8Array(memory.buffer);
    },
  };
};

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
