/** The nine mouth shapes (Rhubarb's A-H and X) as parameters: one function draws them in any view. Units of the head. */
import type { Viseme } from '../../../domain/performance/performance.types.ts';

export type MouthShape = {
  /** Half the width. */
  readonly width: number;
  /** How far the upper lip lifts and the lower drops. */
  readonly lift: number;
  readonly drop: number;
  /** Part of the opening the upper teeth fill, 0..1. */
  readonly teeth: number;
  /** Height of the tongue in the opening, 0..1. */
  readonly tongue: number;
  readonly tongueUp: boolean;
  readonly round: boolean;
  readonly pucker: boolean;
  readonly press: boolean;
  /** Upper teeth on the lower lip. */
  readonly bite: boolean;
};

const closed: MouthShape = {
  width: 72,
  lift: 0,
  drop: 0,
  teeth: 0,
  tongue: 0,
  tongueUp: false,
  round: false,
  pucker: false,
  press: false,
  bite: false,
};

/** The resting mouth of somebody very happy. */
export const grin: MouthShape = { ...closed, width: 76, lift: 3, drop: 17, teeth: 1 };

export const mouthShapes: Readonly<Record<Viseme, MouthShape>> = {
  X: closed,
  A: { ...closed, width: 66, press: true },
  B: { ...closed, width: 74, lift: 5, drop: 15, teeth: 1 },
  C: { ...closed, width: 64, lift: 9, drop: 34, teeth: 0.42, tongue: 0.5 },
  D: { ...closed, width: 62, lift: 13, drop: 58, teeth: 0.24, tongue: 0.5 },
  E: { ...closed, width: 52, lift: 12, drop: 36, teeth: 0.2, tongue: 0.35, round: true },
  F: { ...closed, width: 34, lift: 12, drop: 20, round: true, pucker: true },
  G: { ...closed, width: 66, lift: 7, drop: 13, teeth: 1, bite: true },
  H: { ...closed, width: 68, lift: 11, drop: 40, teeth: 0.3, tongueUp: true },
};
