/**
 * What age, gender and build do to a head, as a smooth bend of the plane: the same bend moves the drawn head, its hair,
 * nose, eyes and mouth, so nothing comes apart. All heads share one frame: crown 215, eye line 520, mouth 672, chin 825.
 */

import type { AgeBand, CharacterLook } from '../../../domain/performance/performance.types.ts';
import { hash32 } from '../../../domain/random.ts';
import type { Point } from '../ink/ink.ts';

export const crownY = 215;
export const eyeLineY = 520;
export const chinY = 825;
/** Crown to chin of the unbent head, in art units. */
export const headUnits = chinY - crownY;

export type FaceShape = {
  /** Width of the whole head. */
  readonly wide: number;
  /** Length above and below the eye line. */
  readonly upper: number;
  readonly lower: number;
  /** Width at the chin relative to the temples. */
  readonly jaw: number;
  readonly neck: number;
  /** Eyes relative to the drawn ones. */
  readonly eyes: number;
  /** How far the jaw line sags, in art units. */
  readonly jowl: number;
};

type Proportions = Omit<FaceShape, never>;

const women: Readonly<Record<AgeBand, Proportions>> = {
  child: { wide: 1.01, upper: 1.07, lower: 0.82, jaw: 0.8, neck: 0.68, eyes: 1.08, jowl: 0 },
  teen: { wide: 0.96, upper: 1.01, lower: 0.95, jaw: 0.82, neck: 0.78, eyes: 0.98, jowl: 0 },
  young: { wide: 0.94, upper: 0.98, lower: 1.02, jaw: 0.8, neck: 0.8, eyes: 0.9, jowl: 0 },
  adult: { wide: 0.93, upper: 0.97, lower: 1.06, jaw: 0.82, neck: 0.82, eyes: 0.83, jowl: 0 },
  middle: { wide: 0.95, upper: 0.97, lower: 1.07, jaw: 0.89, neck: 0.88, eyes: 0.78, jowl: 6 },
  old: { wide: 0.94, upper: 0.97, lower: 1.05, jaw: 0.9, neck: 0.84, eyes: 0.72, jowl: 14 },
};

const men: Readonly<Record<AgeBand, Proportions>> = {
  child: { wide: 1.02, upper: 1.06, lower: 0.83, jaw: 0.84, neck: 0.7, eyes: 1.04, jowl: 0 },
  teen: { wide: 0.96, upper: 1, lower: 0.98, jaw: 0.9, neck: 0.88, eyes: 0.88, jowl: 0 },
  young: { wide: 0.95, upper: 0.97, lower: 1.06, jaw: 0.95, neck: 1.04, eyes: 0.78, jowl: 0 },
  adult: { wide: 0.95, upper: 0.96, lower: 1.11, jaw: 0.98, neck: 1.1, eyes: 0.73, jowl: 0 },
  middle: { wide: 0.98, upper: 0.96, lower: 1.11, jaw: 1.04, neck: 1.16, eyes: 0.7, jowl: 6 },
  old: { wide: 0.95, upper: 0.97, lower: 1.1, jaw: 0.98, neck: 0.98, eyes: 0.66, jowl: 14 },
};

/** -1..1, a fixed property of the person. */
const trait = (look: CharacterLook, name: string): number =>
  (hash32(`${look.characterId}/${name}`) / 0xffffffff) * 2 - 1;

/** The proportions of one person: the mean of age and gender, a little of their own, and their build. */
export const faceShape = (look: CharacterLook): FaceShape => {
  const mean = (look.gender === 'male' ? men : women)[look.ageBand];
  const stout = look.build - 1;
  return {
    wide: mean.wide + trait(look, 'wide') * 0.025 + stout * 0.2,
    upper: mean.upper,
    lower: mean.lower + trait(look, 'lower') * 0.03,
    jaw: mean.jaw + trait(look, 'jaw') * 0.035 + stout * 0.25,
    neck: mean.neck * (1 + stout * 0.35),
    eyes: mean.eyes * (look.eyeSize || 1),
    jowl: mean.jowl + Math.max(0, stout) * 30,
  };
};

/** 0 below 0, 1 above 1, smooth between. */
export const smooth = (t: number): number => {
  const clamped = Math.max(0, Math.min(1, t));
  return clamped * clamped * (3 - 2 * clamped);
};

/** Where the middles of skull, chin and neck lie in a view. */
type Axes = { readonly skull: number; readonly chin: number; readonly neck: number };
export const threeQuarterAxes: Axes = { skull: 500, chin: 548, neck: 525 };
export const frontAxes: Axes = { skull: 490, chin: 490, neck: 490 };

/** The bend of the plane for a view. */
export const bendOf = (shape: FaceShape, axes: Axes): ((x: number, y: number) => Point) => {
  const drop = (shape.lower - 1) * headUnits * 0.5;
  return (x, y) => {
    const jaw = smooth((y - 580) / 235) * (1 - smooth((y - 850) / 60));
    const neck = smooth((y - 820) / 70);
    const sag =
      shape.jowl *
      Math.exp(-(((y - 765) / 60) ** 2)) *
      Math.sign(x - axes.chin) *
      smooth(Math.abs(x - axes.chin) / 120 - 0.3);
    let bentX = axes.skull + (x - axes.skull) * shape.wide;
    bentX = axes.chin + (bentX - axes.chin) * (1 - (1 - shape.jaw) * jaw);
    bentX = axes.neck + (bentX - axes.neck) * (1 - (1 - shape.neck) * neck) + sag;
    const below = (y - eyeLineY) * shape.lower;
    const bentY = y < eyeLineY ? eyeLineY - (eyeLineY - y) * shape.upper : y <= chinY ? eyeLineY + below : y + drop;
    return [bentX, bentY];
  };
};
