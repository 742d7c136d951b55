/** A pose fitted to a person: shoulders, hips and head placed for age, gender and build, in pixels on the ground. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import type { Point } from '../ink/ink.ts';
import type { FigurePose, Joint } from './poses.ts';

export type Chain = readonly [Point, Point, Point];
export type Skeleton = {
  /** Standing height in pixels; widths are fractions of it. */
  readonly height: number;
  readonly hip: Point;
  readonly neck: Point;
  /** A point of the torso: `along` 0 hip .. 1 neck, `across` in standing heights to the right of the drawing. */
  readonly torso: (along: number, across: number) => Point;
  readonly nearArm: Chain;
  readonly farArm: Chain;
  readonly nearLeg: Chain;
  readonly farLeg: Chain;
  readonly shoulderHalf: number;
  readonly waistHalf: number;
  readonly hipHalf: number;
  /** Thickness of limbs relative to an average adult's. */
  readonly girth: number;
  /** Crown to chin, pixels. */
  readonly headPx: number;
  /** Lean of the spine and head from upright, radians clockwise. */
  readonly headAngle: number;
};

/** Head (crown to chin) as a part of the standing height. */
const headShare = { child: 0.198, teen: 0.158, young: 0.148, adult: 0.146, middle: 0.147, old: 0.149 } as const;
const adultNeck = 0.826;

type Widths = { readonly shoulder: number; readonly waist: number; readonly hip: number };
const widthsOf = (look: CharacterLook): Widths => {
  if (look.ageBand === 'child') return { shoulder: 0.084, waist: 0.07, hip: 0.068 };
  if (look.gender === 'male') return { shoulder: 0.103, waist: 0.076, hip: 0.07 };
  return { shoulder: 0.086, waist: 0.062, hip: 0.075 };
};

/** How far the sole of a foot lies below its ankle, in standing heights; the same numbers as the shoe in `limbs.ts`. */
const soleBelow = (toes: number, seenFromSide: boolean): number => {
  if (!seenFromSide) return 0.048;
  const corners: readonly Joint[] = [
    [0.084, -0.036],
    [-0.028, -0.036],
    [-0.034, -0.014],
    [0.088, -0.022],
  ];
  return Math.max(...corners.map(([forward, up]) => -(forward * Math.sin(toes) + up * Math.cos(toes))));
};

/** How far the lowest foot or knee of a pose hovers over the ground (negative: is under it), in standing heights. */
const hoverOf = (pose: FigurePose, shrink: number, seenFromSide: boolean): number => {
  // Who lies rests on the whole body.
  if (Math.abs(pose.neck[1] - pose.hip[1]) < 0.1) return 0;
  const legs = [pose.nearLeg, pose.farLeg].flatMap(([knee, ankle, toes], i) => [
    ankle[1] * shrink - soleBelow(toes - (i === 0 && seenFromSide ? 0.1 : 0), seenFromSide),
    knee[1] * shrink - 0.04,
  ]);
  return Math.min(...legs);
};

/** `seenFromSide`: feet show their length, as in the three-quarter view. */
export const skeletonOf = (look: CharacterLook, pose: FigurePose, height: number, seenFromSide: boolean): Skeleton => {
  const share = headShare[look.ageBand];
  // The neck of a child lies lower; every joint moves down with it.
  const shrink = (1 - share - 0.036) / adultNeck;
  // Somebody always touches the ground: the lowest foot stands on it, whatever the stride.
  const hover = hoverOf(pose, shrink, seenFromSide);
  const at = ([x, y]: Joint): Point => [x * height * (0.4 + 0.6 * shrink), -(y * shrink - hover) * height];
  const widths = widthsOf(look);
  const build = 0.3 + 0.7 * look.build;
  const [hip, neck] = [at(pose.hip), at(pose.neck)];
  const [axisX, axisY] = [neck[0] - hip[0], neck[1] - hip[1]];
  const length = Math.hypot(axisX, axisY) || 1;
  // Across is the axis turned a quarter to the right of the drawing.
  const [acrossX, acrossY] = [-axisY / length, axisX / length];
  const torso = (along: number, across: number): Point => {
    const tilt = along > 0.6 ? pose.shoulderTilt : along < 0.3 ? pose.hipTilt : 0;
    const sink = -across * tilt * height;
    return [
      hip[0] + axisX * along + acrossX * across * height - (axisX / length) * sink,
      hip[1] + axisY * along + acrossY * across * height - (axisY / length) * sink,
    ];
  };
  const shoulderHalf = widths.shoulder * build;
  const hipHalf = widths.hip * (0.5 + 0.5 * build);
  const arm = (side: -1 | 1, [elbow, wrist]: FigurePose['nearArm']): Chain => {
    const wide = (shoulderHalf - 0.098) * side;
    const widen = ([x, y]: Joint, share2: number): Joint => [x + wide * share2, y];
    return [torso(0.87, side * (shoulderHalf - 0.024)), at(widen(elbow, 0.8)), at(widen(wrist, 0.5))];
  };
  const leg = (side: -1 | 1, [knee, ankle]: FigurePose['nearLeg']): Chain => [
    torso(0.02, side * hipHalf * 0.44),
    at(knee),
    at(ankle),
  ];
  return {
    height,
    hip,
    neck,
    torso,
    nearArm: arm(-1, pose.nearArm),
    farArm: arm(1, pose.farArm),
    nearLeg: leg(-1, pose.nearLeg),
    farLeg: leg(1, pose.farLeg),
    shoulderHalf,
    waistHalf: widths.waist * build * build,
    hipHalf,
    girth: (0.35 + 0.65 * look.build) * (look.ageBand === 'child' ? 1.08 : look.gender === 'male' ? 1.05 : 0.92),
    headPx: share * height,
    headAngle: Math.atan2(axisX, -axisY) * (Math.abs(axisX) > Math.abs(axisY) ? 0.94 : 0.5) + pose.headLean,
  };
};
