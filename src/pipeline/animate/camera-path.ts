/**
 * A camera move over a painted panel: how far the view is shifted and enlarged over the length of a shot.
 * Values are shares of the frame, so that they hold at any size. Layers follow by depth: offset x depth, 1 + zoom x depth.
 */
import { seededRandom } from '../../domain/random.ts';
import type { Movement } from '../../domain/shot/shot.types.ts';
import type { Easing } from '../../domain/timeline/timeline.types.ts';

export type CameraKey = {
  readonly frame: number;
  /** Share of the frame's width the view has travelled to the right. */
  readonly dx: number;
  /** Share of the frame's height the view has travelled down. */
  readonly dy: number;
  /** Enlargement at depth 1: 0.1 = 10 %. */
  readonly zoom: number;
  readonly easing: Easing;
};

/**
 * Largest travel and zoom a panel painted at 112 % allows for its nearest layer (depth 1.6):
 * 1.6 x 0.034 = 5.4 % of travel stays inside the 6 % margin; zooming in only ever needs less.
 */
const largest = { travel: 0.034, zoom: 0.12 } as const;

const still = { dx: 0, dy: 0, zoom: 0 } as const;

/** Handheld: a slow drift through seeded points, about two a second, never leaving a quarter of the allowed travel. */
const handheld = (amount: number, durationFrames: number, framesPerSecond: number, seed: string): CameraKey[] => {
  const random = seededRandom(seed, 'handheld');
  const step = Math.max(6, Math.round(framesPerSecond * 0.45));
  const reach = largest.travel * (0.1 + 0.2 * amount);
  const keys: CameraKey[] = [];
  for (let frame = 0; frame < durationFrames + step; frame += step) {
    keys.push({
      frame,
      dx: (random() * 2 - 1) * reach,
      dy: (random() * 2 - 1) * reach,
      zoom: 0.025,
      easing: 'ease-in-out',
    });
  }
  return keys;
};

const ends = (
  movement: Movement,
): { from: Omit<CameraKey, 'frame' | 'easing'>; to: Omit<CameraKey, 'frame' | 'easing'> } => {
  const travel = largest.travel * movement.amount;
  const zoom = largest.zoom * movement.amount;
  const sign = movement.direction === 'left' || movement.direction === 'up' ? -1 : 1;
  switch (movement.kind) {
    case 'push-in':
      return { from: still, to: { ...still, zoom } };
    case 'pull-out':
      return { from: { ...still, zoom }, to: still };
    case 'pan':
    case 'truck':
      return { from: { ...still, dx: -sign * travel }, to: { ...still, dx: sign * travel } };
    case 'tilt':
      return { from: { ...still, dy: -sign * travel }, to: { ...still, dy: sign * travel } };
    case 'crane':
      return { from: { dx: 0, dy: -sign * travel, zoom: zoom * 0.6 }, to: { dx: 0, dy: sign * travel, zoom: 0 } };
    case 'static':
    case 'handheld':
      return { from: still, to: still };
  }
};

/** Keys of the move over `durationFrames`; at least one. Seeded only for handheld. */
export const cameraPath = (
  movement: Movement,
  durationFrames: number,
  framesPerSecond: number,
  seed: string,
): CameraKey[] => {
  if (movement.kind === 'handheld') return handheld(movement.amount, durationFrames, framesPerSecond, seed);
  if (movement.kind === 'static' || movement.amount === 0) return [{ frame: 0, ...still, easing: 'linear' }];
  const { from, to } = ends(movement);
  return [
    { frame: 0, ...from, easing: 'ease-in-out' },
    { frame: Math.max(1, durationFrames - 1), ...to, easing: 'linear' },
  ];
};
