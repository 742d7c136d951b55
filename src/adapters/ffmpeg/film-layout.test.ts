import { expect, it } from 'vitest';
import { layOut } from './film-layout.ts';

it('EXE-10 eight hours at 30 frames a second are laid out', () => {
  const frames = 8 * 3600 * 30;
  // Reordered pictures, so that every frame has a row of its own in the table of shifts.
  const samples = Array.from({ length: frames }, (_, i) => ({
    ...{ segment: 0, offset: i * 5000, size: 5000, isKey: i % 250 === 0 },
    shownAt: i % 3 === 0 ? i : i % 3 === 1 ? Math.min(i + 1, frames - 1) : i - 1,
  }));
  const parts = { segments: [], rate: { num: 30, den: 1 } };
  const entry = { width: 64, height: 36, type: 'avc1', bytes: new Uint8Array(100) };
  const { head, pieces } = layOut(parts, samples, { entry, samples: [] }, undefined);
  expect(pieces.length).toBe(8 * 3600);
  expect(head.reduce((sum, bytes) => sum + bytes.length, 0)).toBeGreaterThan(frames * 12);
});
