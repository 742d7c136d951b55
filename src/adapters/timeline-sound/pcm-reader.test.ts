/** Samples of a decoder that ends before all of them were asked for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PcmReader } from './pcm-reader.ts';

test('TSN-7 what a decoder wrote before it ended is all there, however late it is asked for', async () => {
  const bytes = 60_000;
  const program = `process.stdout.write(Buffer.alloc(${bytes}, 7))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const reader = new PcmReader(child.stdout);
  const first = await reader.take(1000);
  await (child.exitCode === null ? once(child, 'exit') : undefined);
  // Node tidies up after the child in the turns that follow.
  for (let turns = 0; turns < 20; turns++) await setImmediate();
  const rest = await reader.take(bytes);
  expect([first.length, rest.length]).toEqual([1000, bytes - 1000]);
});
