import { expect, test } from 'vitest';
import { inChromium, requireChromium } from '../../../test/kit/chromium.ts';
import { recipeFingerprints, recipeMemoryBytes } from '../../../test/kit/filter-recipes.ts';
import { caseMemory, fingerprints, kernelCases } from '../../../test/kit/kernel-cases.ts';
import { instantiateKernels } from '../../adapters/kernels/kernels.ts';
import { plainKernels } from './plain/plain.ts';

const chromium = requireChromium();
const [seed, rounds] = [7, 12];

/** In the page: the repository's own modules over the committed WebAssembly. */
const runInPage = `async () => {
  const { caseMemory, fingerprints, kernelCases } = await import('/test/kit/kernel-cases.ts');
  const { recipeFingerprints, recipeMemoryBytes } = await import('/test/kit/filter-recipes.ts');
  const wasm = await (await fetch('/src/compile/kernels/kernels.wasm')).arrayBuffer();
  const run = async (bytes, work) => {
    const memory = new WebAssembly.Memory({ initial: bytes / 65536 });
    const { instance } = await WebAssembly.instantiate(wasm, { env: { memory } });
    return work(instance.exports, new Uint8Array(memory.buffer));
  };
  return {
    cases: await run(caseMemory.bytes, (kernels, memory) => fingerprints(kernels, memory, kernelCases(${seed}, ${rounds}))),
    recipes: await run(recipeMemoryBytes, recipeFingerprints),
  };
}`;

const recipesHere = (): ReturnType<typeof recipeFingerprints> => {
  const { kernels, bytes } = instantiateKernels(recipeMemoryBytes);
  return recipeFingerprints(kernels, bytes());
};

test.skipIf(chromium === undefined)(
  'KRN-2 KRN-25 Chromium gives the bytes of Node for every kernel, filter, mix and blend (seed 7)',
  async () => {
    const { kernels, bytes } = instantiateKernels(caseMemory.bytes);
    const here = { cases: fingerprints(kernels, bytes(), kernelCases(seed, rounds)), recipes: recipesHere() };
    expect(await inChromium(chromium!, {}, (page) => page.evaluate(`(${runInPage})()`))).toEqual(here);
    expect(here.cases.length).toBeGreaterThan(100);
  },
);

test('KRN-25 the plain kernels give the bytes of WebAssembly for every filter, mix and blend', () => {
  const memory = new Uint8Array(recipeMemoryBytes);
  const plain = recipeFingerprints(plainKernels(memory), memory);
  expect(plain).toEqual(recipesHere());
  expect(new Set(plain.map(([, fingerprint]) => fingerprint)).size).toBe(plain.length);
});
