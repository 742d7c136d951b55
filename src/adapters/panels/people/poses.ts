/**
 * Poses as joints of a standing adult of height 1: x toward the side the person looks to, y up from the ground. Weight
 * rests on one leg, hips and shoulders tilt against each other: a figure that stands straight on both feet is a puppet.
 */
import type { Pose } from '../../../domain/screenplay/breakdown.types.ts';

export type Joint = readonly [x: number, y: number];

export type FigurePose = {
  readonly hip: Joint;
  readonly neck: Joint;
  /** Radians; positive drops the near (left on the drawing) side. */
  readonly hipTilt: number;
  readonly shoulderTilt: number;
  /** Elbow and wrist; near is on the left of the drawing and painted last. */
  readonly nearArm: readonly [elbow: Joint, wrist: Joint];
  readonly farArm: readonly [elbow: Joint, wrist: Joint];
  /** Knee, ankle, and the direction of the toes in radians from the ground, up positive. */
  readonly nearLeg: readonly [knee: Joint, ankle: Joint, toes: number];
  readonly farLeg: readonly [knee: Joint, ankle: Joint, toes: number];
  /** Lean of the head, radians, positive toward the side the person looks to. */
  readonly headLean: number;
  /** Thighs are covered by a long coat instead of its hem hanging free. */
  readonly lapped?: boolean;
  /** Hands in pockets. */
  readonly handsHidden?: boolean;
  /** A stretched index finger on the far hand. */
  readonly pointing?: boolean;
};

const stand: FigurePose = {
  hip: [0.004, 0.512],
  neck: [0, 0.826],
  hipTilt: -0.09,
  shoulderTilt: 0.06,
  nearArm: [
    [-0.121, 0.645],
    [-0.101, 0.507],
  ],
  farArm: [
    [0.112, 0.652],
    [0.122, 0.514],
  ],
  nearLeg: [[-0.03, 0.276], [-0.033, 0.036], 0],
  farLeg: [[0.062, 0.284], [0.076, 0.042], -0.05],
  headLean: 0.02,
};

/** Seen from the side they walk to: three-quarter view. */
export const poses: Readonly<Record<Pose, FigurePose>> = {
  stand,
  pockets: {
    ...stand,
    hip: [-0.004, 0.512],
    neck: [0.006, 0.824],
    hipTilt: 0.08,
    shoulderTilt: -0.05,
    nearArm: [
      [-0.136, 0.648],
      [-0.07, 0.548],
    ],
    farArm: [
      [0.122, 0.652],
      [0.07, 0.55],
    ],
    nearLeg: [[-0.05, 0.284], [-0.066, 0.04], 0],
    farLeg: [[0.036, 0.276], [0.042, 0.036], 0],
    handsHidden: true,
  },
  walk: {
    hip: [0, 0.508],
    neck: [0.028, 0.82],
    hipTilt: 0.05,
    shoulderTilt: -0.07,
    nearArm: [
      [-0.108, 0.66],
      [-0.128, 0.528],
    ],
    farArm: [
      [0.098, 0.662],
      [0.156, 0.548],
    ],
    nearLeg: [[0.078, 0.302], [0.137, 0.05], 0.3],
    farLeg: [[-0.012, 0.276], [-0.136, 0.098], -0.75],
    headLean: 0.03,
  },
  run: {
    hip: [0, 0.488],
    neck: [0.118, 0.782],
    hipTilt: 0.06,
    shoulderTilt: -0.12,
    nearArm: [
      [-0.052, 0.672],
      [-0.056, 0.556],
    ],
    farArm: [
      [0.204, 0.646],
      [0.282, 0.736],
    ],
    nearLeg: [[0.158, 0.336], [0.168, 0.082], 0.05],
    farLeg: [[-0.064, 0.276], [-0.256, 0.3], -1.9],
    headLean: 0.06,
  },
  sit: {
    hip: [-0.02, 0.286],
    neck: [0.004, 0.602],
    hipTilt: 0,
    shoulderTilt: 0.05,
    nearArm: [
      [-0.082, 0.432],
      [0.078, 0.352],
    ],
    farArm: [
      [0.1, 0.436],
      [0.156, 0.345],
    ],
    nearLeg: [[0.186, 0.296], [0.172, 0.036], 0],
    farLeg: [[0.222, 0.29], [0.252, 0.042], 0.05],
    headLean: 0.04,
    lapped: true,
  },
  reach: {
    hip: [0.006, 0.51],
    neck: [0.03, 0.822],
    hipTilt: 0.04,
    shoulderTilt: 0.09,
    nearArm: [
      [-0.088, 0.652],
      [-0.098, 0.522],
    ],
    farArm: [
      [0.138, 0.668],
      [0.252, 0.662],
    ],
    nearLeg: [[-0.034, 0.278], [-0.062, 0.042], -0.12],
    farLeg: [[0.066, 0.288], [0.088, 0.038], 0],
    headLean: 0.05,
  },
  point: {
    hip: [0.002, 0.51],
    neck: [-0.008, 0.825],
    hipTilt: -0.07,
    shoulderTilt: 0.08,
    nearArm: [
      [-0.158, 0.672],
      [-0.074, 0.558],
    ],
    farArm: [
      [0.196, 0.772],
      [0.318, 0.806],
    ],
    nearLeg: [[-0.04, 0.276], [-0.052, 0.036], 0],
    farLeg: [[0.062, 0.284], [0.082, 0.042], 0],
    headLean: 0.02,
    pointing: true,
  },
  lean: {
    hip: [0.03, 0.5],
    neck: [-0.042, 0.808],
    hipTilt: -0.06,
    shoulderTilt: 0.03,
    nearArm: [
      [-0.138, 0.646],
      [0.016, 0.656],
    ],
    farArm: [
      [0.074, 0.648],
      [-0.06, 0.676],
    ],
    nearLeg: [[0.05, 0.276], [0.094, 0.038], 0.05],
    farLeg: [[0.082, 0.27], [0.036, 0.04], 0],
    headLean: 0.08,
    handsHidden: true,
  },
  kneel: {
    hip: [-0.03, 0.312],
    neck: [0.014, 0.622],
    hipTilt: 0.05,
    shoulderTilt: -0.03,
    nearArm: [
      [-0.084, 0.462],
      [0.012, 0.358],
    ],
    farArm: [
      [0.116, 0.456],
      [0.178, 0.352],
    ],
    nearLeg: [[-0.006, 0.072], [-0.2, 0.09], -1.2],
    farLeg: [[0.168, 0.304], [0.156, 0.04], 0],
    headLean: 0.1,
    lapped: true,
  },
  lie: {
    hip: [0.02, 0.078],
    neck: [-0.29, 0.098],
    hipTilt: 0,
    shoulderTilt: 0,
    nearArm: [
      [-0.168, 0.05],
      [-0.03, 0.07],
    ],
    farArm: [
      [-0.16, 0.14],
      [-0.05, 0.13],
    ],
    nearLeg: [[0.236, 0.15], [0.412, 0.036], 1.1],
    farLeg: [[0.25, 0.09], [0.458, 0.05], 1.25],
    headLean: 0,
    lapped: true,
  },
};

/** Seen from before or behind: strides and laps are foreshortened. Poses not listed look the same from every side. */
export const frontPoses: Readonly<Partial<Record<Pose, FigurePose>>> = {
  walk: {
    ...stand,
    neck: [0.006, 0.822],
    hipTilt: -0.08,
    shoulderTilt: 0.08,
    nearArm: [
      [-0.114, 0.65],
      [-0.1, 0.52],
    ],
    farArm: [
      [0.12, 0.66],
      [0.096, 0.55],
    ],
    nearLeg: [[-0.034, 0.272], [-0.024, 0.022], -0.3],
    farLeg: [[0.044, 0.3], [0.036, 0.096], -0.9],
  },
  run: {
    ...stand,
    neck: [0.02, 0.812],
    hipTilt: -0.1,
    shoulderTilt: 0.12,
    nearArm: [
      [-0.152, 0.67],
      [-0.09, 0.756],
    ],
    farArm: [
      [0.158, 0.668],
      [0.124, 0.57],
    ],
    nearLeg: [[-0.04, 0.262], [-0.026, 0.024], -0.3],
    farLeg: [[0.076, 0.33], [0.044, 0.17], -1.1],
  },
  sit: {
    ...poses.sit,
    hip: [0, 0.3],
    neck: [0.004, 0.612],
    nearArm: [
      [-0.118, 0.44],
      [-0.06, 0.318],
    ],
    farArm: [
      [0.118, 0.44],
      [0.066, 0.316],
    ],
    nearLeg: [[-0.074, 0.262], [-0.07, 0.03], -0.3],
    farLeg: [[0.074, 0.262], [0.084, 0.032], -0.3],
  },
  kneel: {
    ...poses.kneel,
    hip: [0, 0.3],
    neck: [0.01, 0.612],
    nearArm: [
      [-0.116, 0.44],
      [-0.056, 0.33],
    ],
    farArm: [
      [0.118, 0.44],
      [0.078, 0.33],
    ],
    nearLeg: [[-0.056, 0.06], [-0.066, 0.03], -0.4],
    farLeg: [[0.084, 0.296], [0.08, 0.036], -0.3],
  },
  lean: {
    ...poses.lean,
    hip: [0.006, 0.508],
    neck: [-0.008, 0.82],
    nearLeg: [[-0.024, 0.276], [-0.02, 0.036], 0],
    farLeg: [[0.05, 0.28], [0.026, 0.04], 0],
  },
};
