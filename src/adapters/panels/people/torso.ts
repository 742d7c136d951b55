/**
 * The upper body as a turning cylinder: clothes are written once, as seen from the front, and projected for each view.
 * Front coordinates: x from the middle of the body, y in the head's art units (chin 825, shoulders about 1000).
 */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import type { Point } from '../ink/ink.ts';
import { faceShape, headUnits, smooth } from './face-shape.ts';

export type Turn = 'three-quarter' | 'front' | 'back';
export type Torso = {
  readonly turn: Turn;
  /** Front coordinates to art units. */
  readonly place: (x: number, y: number) => Point;
  /** Middle of the body in art units. */
  readonly middle: number;
};

const ageWidth = { child: 0.66, teen: 0.86, young: 0.98, adult: 1, middle: 1.02, old: 0.96 } as const;

/** Shoulder width relative to the drawn torso. */
export const shoulderFactor = (look: CharacterLook): number =>
  ageWidth[look.ageBand] *
  (look.gender === 'male' ? 1.03 : look.ageBand === 'child' ? 1 : 0.84) *
  (0.35 + 0.65 * look.build);

/** How far the chin lies below or above that of the unbent head. */
export const chinDrop = (look: CharacterLook): number => (faceShape(look).lower - 1) * headUnits * 0.5;

const halfWidths: readonly (readonly [y: number, half: number])[] = [
  [780, 130],
  [850, 150],
  [925, 250],
  [1000, 330],
  [1100, 370],
  [2400, 400],
];
const halfWidthAt = (y: number): number => {
  for (let i = 1; i < halfWidths.length; i++) {
    const [y1, w1] = halfWidths[i] as readonly [number, number];
    const [y0, w0] = halfWidths[i - 1] as readonly [number, number];
    if (y <= y1) return w0 + (w1 - w0) * Math.max(0, (y - y0) / (y1 - y0));
  }
  return 400;
};

export const torsoOf = (look: CharacterLook, turn: Turn): Torso => {
  const neck = 0.35 + 0.65 * faceShape(look).neck;
  const shoulders = shoulderFactor(look);
  const drop = chinDrop(look);
  const turned = turn === 'three-quarter';
  const middle = turned ? 485 : 490;
  const [across, toward] = turned ? [0.95, 0.27] : [1, 0];
  return {
    turn,
    middle,
    place: (x, y) => {
      const width = neck + (shoulders - neck) * smooth((y - 850) / 190);
      const half = halfWidthAt(y);
      const front = toward * Math.sqrt(Math.max(0, half * half - x * x));
      // Short people's shoulders start as near to the chin as everybody's: only what lies below them shrinks.
      return [
        middle + (x * across + front) * width,
        drop + (y > 1000 ? 1000 + (y - 1000) * (0.45 + 0.55 * Math.min(1, shoulders + 0.1)) : y),
      ];
    },
  };
};
