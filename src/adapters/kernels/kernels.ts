/** The door of the room: the WebAssembly kernels on this machine, and layer pictures packed by them. */
export { instantiateKernels, type LoadedKernels, packWithKernels } from './instantiate.ts';
export { readLayer, writeLayer } from './layer-file.ts';
