import { expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { Arena } from './arena.ts';

test('RND-8 allocations never overlap and all memory comes back (seed 42)', () => {
  const random = seededRandom('42');
  const arena = new Arena(1000, 1000 + 65536);
  const live = new Map<number, number>();
  for (let i = 0; i < 2000; i++) {
    const [oldest] = live.keys();
    if (random() < 0.5 && oldest !== undefined) {
      arena.free(oldest);
      live.delete(oldest);
      continue;
    }
    const size = 1 + Math.floor(random() * 9000);
    const at = arena.allocate(size);
    if (at === undefined) continue;
    for (const [other, length] of live) expect(at + size <= other || other + length <= at).toBe(true);
    live.set(at, size);
  }
  for (const at of live.keys()) arena.free(at);
  expect(arena.allocate(65000)).toBeDefined();
  expect(() => arena.free(3)).toThrow('not the address');
});
