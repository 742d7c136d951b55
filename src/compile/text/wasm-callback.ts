/** JavaScript functions that WebAssembly can call through its table: each is wrapped in a module of one function. */
import type { HarfBuzzExports } from './harfbuzz-exports.types.ts';
import type { WebAssemblyInterface } from './web-assembly.types.ts';

/** A WebAssembly function of a signature (`i` int, `f` float parameters, no result) that calls a JavaScript one. */
const wrapped = (wasm: WebAssemblyInterface, callback: (...values: number[]) => void, signature: string): unknown => {
  const types = [...signature].map((letter) => (letter === 'i' ? 0x7f : 0x7d));
  const typeSection = [1, types.length + 4, 1, 0x60, types.length, ...types, 0];
  const bytes = [
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...typeSection,
    2,
    7,
    1,
    1,
    0x65,
    1,
    0x66,
    0,
    0,
    7,
    5,
    1,
    1,
    0x66,
    0,
    0,
  ];
  const instance = new wasm.Instance(new wasm.Module(Uint8Array.from(bytes)), { e: { f: callback } });
  return (instance.exports as { f: unknown }).f;
};

/** Puts a callback into the table and gives its place there, which is its address. */
export const addCallback = (
  { __indirect_function_table: table }: HarfBuzzExports,
  wasm: WebAssemblyInterface,
  signature: string,
  callback: (...values: number[]) => void,
): number => {
  const index = table.grow(1);
  table.set(index, wrapped(wasm, callback, signature));
  return index;
};
