import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { caseMemory, kernelCases, namesCalled, runCase, startingMemory } from '../../../test/kit/kernel-cases.ts';
import { instantiateKernels } from '../../adapters/kernels/kernels.ts';
import { plainKernels } from './plain/plain.ts';

const cases = kernelCases(42);
const start = startingMemory();

test('RND-2 every kernel is among the cases', () => {
  expect([...namesCalled(cases)].sort()).toEqual(Object.keys(plainKernels(new Uint8Array(0))).sort());
});

test('RND-2 KRN-1 every kernel equals its plain twin byte for byte (seed 42)', () => {
  const wasm = instantiateKernels(caseMemory.bytes);
  const plain = new Uint8Array(caseMemory.bytes);
  const twins = plainKernels(plain);
  const wrong = cases.flatMap((one) => {
    plain.set(start);
    wasm.bytes().set(start);
    runCase(twins, one);
    runCase(wasm.kernels, one);
    const got = wasm.bytes();
    for (let i = 0; i < caseMemory.scratch; i++)
      if (got[i] !== plain[i])
        return [`${one.name}: byte ${i} is ${got[i]}, plain ${plain[i]}; ${JSON.stringify(one.calls)}`];
    return [];
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

test('RND-3 the committed module is what its source builds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    const built = join(folder, 'kernels.wasm');
    const compiler = fileURLToPath(new URL('../../../node_modules/assemblyscript/bin/asc.js', import.meta.url));
    const room = fileURLToPath(new URL('.', import.meta.url));
    const config = join(room, 'asconfig.json');
    execFileSync(process.execPath, [compiler, join(room, 'assembly/index.as.ts'), '--config', config, '-o', built]);
    expect(readFileSync(built).equals(readFileSync(join(room, 'kernels.wasm')))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
