/** A seat for a figure that sits where the set has none: a chair indoors, a low wall outdoors. */
import { chair } from './furniture.ts';
import type { Draw, Piece } from './place.types.ts';

/** A block of stone or a crate: nothing that needs a reason to stand there. */
const block: Draw = (b) => b.box(-0.34, 0, -0.24, 0.34, 0.47, 0.26, '#8f877c', { top: '#aaa294' });

/** @param turnDeg where its front looks, as for all pieces; @param heightM of who sits on it */
export const seatPiece = (x: number, z: number, turnDeg: number, outdoors: boolean, heightM: number): Piece => ({
  x,
  y: (heightM / 1.72 - 1) * 0.4,
  z,
  turnDeg,
  draw: outdoors ? block : chair('#7a5a40'),
  height: 0.9,
  bias: 0.1,
  structure: false,
});
