/** A seat for a figure that sits where the set has none: a chair indoors, a plank or a boulder outdoors. */
import { smoothCurve } from '../ink/ink.ts';
import { chair } from './furniture.ts';
import type { Draw, Piece } from './place.types.ts';

/** A boulder with a flat top: nothing that needs a reason to lie there. */
const boulder: Draw = (b) => {
  b.part(0, 0.2, 0.1);
  b.sprite(0, 0, 0.05, (at, depth) => {
    const outline = [
      at(-0.5, -0.02),
      at(-0.53, 0.14),
      at(-0.42, 0.36),
      at(-0.3, 0.47),
      at(0.28, 0.47),
      at(0.45, 0.34),
      at(0.52, 0.1),
      at(0.47, -0.03),
    ];
    b.shape(smoothCurve(outline, true, 3), depth, '#8f877c', { drift: 0.3 });
    b.shape([at(-0.4, 0.37), at(-0.29, 0.46), at(0.27, 0.46), at(0.4, 0.36), at(0.1, 0.33)], depth, '#aaa294', {
      ink: 0.4,
    });
    b.shape([at(0.12, 0.32), at(0.4, 0.34), at(0.5, 0.1), at(0.3, 0.02)], depth, '#7c746c', { ink: 0.3, alpha: 0.6 });
  });
};

/** A plank on two feet, of which any town has one. */
const plank: Draw = (b) => {
  for (const x of [-0.34, 0.34]) b.box(x - 0.05, 0, -0.18, x + 0.05, 0.42, 0.18, '#4a4a50');
  for (const z of [-0.22, -0.06, 0.1]) b.box(-0.5, 0.42, z, 0.5, 0.47, z + 0.13, '#8a6444');
};

/** The front seat of a car: a rounded back and a headrest on two rods. Eyes of who sits in it are at 1.6 m. */
const carSeat: Draw = (b) =>
  b.sprite(0, 0, 0.22, (at, depth) => {
    const back = [
      at(-0.34, 0.3),
      at(-0.35, 0.9),
      at(-0.3, 1.32),
      at(-0.16, 1.42),
      at(0.16, 1.42),
      at(0.3, 1.32),
      at(0.35, 0.9),
      at(0.34, 0.3),
    ];
    b.shape(smoothCurve(back, true, 4), depth, '#6e5a54', { drift: 0.2 });
    for (const x of [-0.08, 0.08])
      b.shape([at(x - 0.015, 1.38), at(x - 0.015, 1.54), at(x + 0.015, 1.54), at(x + 0.015, 1.38)], depth, '#3a3840', {
        ink: 0,
      });
    const rest = [at(-0.14, 1.53), at(-0.15, 1.66), at(-0.11, 1.77), at(0.11, 1.77), at(0.15, 1.66), at(0.14, 1.53)];
    b.shape(smoothCurve(rest, true, 4), depth, '#7c665e', { drift: 0.2 });
    for (const x of [-0.2, 0.2])
      b.shape(
        [at(x - 0.012, 0.4), at(x * 0.9 - 0.012, 1.3), at(x * 0.9 + 0.012, 1.3), at(x + 0.012, 0.4)],
        depth,
        '#4a3c3a',
        { ink: 0, alpha: 0.6 },
      );
  });

export type SeatKind = 'chair' | 'plank' | 'boulder' | 'car seat';
const seats: Readonly<Record<SeatKind, Draw>> = { chair: chair('#7a5a40'), plank, boulder, 'car seat': carSeat };

/** @param turnDeg where its front looks, as for all pieces; @param heightM of who sits on it */
export const seatPiece = (x: number, z: number, turnDeg: number, kind: SeatKind, heightM: number): Piece => ({
  x,
  y: (heightM / 1.72 - 1) * 0.4,
  z,
  turnDeg,
  draw: seats[kind],
  height: 0.9,
  bias: 0.1,
  structure: false,
});
