import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutIntoPieces, type Missing, pieceLabel } from './pieces.ts';

const missing = (at: number, durationFrames: number): Missing =>
  ({ at, key: `k${at}`, request: { timeline: { durationFrames } } }) as Missing;
const framesOf = (piece: readonly Missing[]): number =>
  piece.reduce((sum, { request }) => sum + request.timeline.durationFrames, 0);

test('VID-13 pieces are runs of neighbours that together are all that is missing, once, seed 42', () => {
  const gaps = fc.array(fc.record({ skip: fc.nat({ max: 2 }), frames: fc.integer({ min: 1, max: 400 }) }), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 1000 }), (runs, framesInPiece) => {
      let at = -1;
      const all = runs.map(({ skip, frames }) => missing((at += 1 + skip), frames));
      const pieces = cutIntoPieces(all, framesInPiece);
      expect(pieces.flat()).toEqual(all);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(24);
        // The last one may reach beyond: a segment is not cut.
        expect(framesOf(piece.slice(0, -1))).toBeLessThan(framesInPiece);
        piece.forEach((segment, i) => expect(segment.at).toBe((piece[0]?.at ?? 0) + i));
      }
    }),
    { seed: 42, numRuns: 200 },
  );
});

test('VID-13 a piece is named by its frames as people count them', () => {
  expect(pieceLabel([missing(2, 30), missing(3, 45)], (at) => at * 100)).toBe('frames 201–345');
});
