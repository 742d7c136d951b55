import { expect, test } from 'vitest';
import { inChromium, requireChromium } from '../../../test/kit/chromium.ts';
import { caseMemory, fingerprints, kernelCases } from '../../../test/kit/kernel-cases.ts';
import { instantiateKernels } from '../../adapters/kernels/kernels.ts';

const chromium = requireChromium();
const [seed, rounds] = [7, 12];

/** Runs the cases in the page, by the repository's own modules and the committed WebAssembly. */
const runInPage = `async () => {
  const { caseMemory, fingerprints, kernelCases } = await import('/test/kit/kernel-cases.ts');
  const memory = new WebAssembly.Memory({ initial: caseMemory.bytes / 65536 });
  const response = await fetch('/src/compile/kernels/kernels.wasm');
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), { env: { memory } });
  return fingerprints(instance.exports, new Uint8Array(memory.buffer), kernelCases(${seed}, ${rounds}));
}`;

test.skipIf(chromium === undefined)('KRN-2 Chromium gives the bytes of Node for every kernel (seed 7)', async () => {
  const { kernels, bytes } = instantiateKernels(caseMemory.bytes);
  const here = fingerprints(kernels, bytes(), kernelCases(seed, rounds));
  const there = await inChromium(chromium!, {}, (page) => page.evaluate(`(${runInPage})()`));
  expect(there).toEqual(here);
  expect(here.length).toBeGreaterThan(100);
});
