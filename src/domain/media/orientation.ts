/** How a camera was held: a matrix of a film or a number of a photograph, as mirroring and a turn. */

export type Orientation = {
  /** Mirrored left to right, before turning. */
  readonly mirrored: boolean;
  /** Degrees clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
};

export const upright: Orientation = { mirrored: false, rotation: 0 };

/**
 * Of the upper left four numbers of a display matrix (ISO/IEC 14496-12, 8.3.2): a point (x, y) goes to (ax + cy, bx + dy). Turns
 * between quarters go to the nearest; a matrix of zeros turns nothing.
 */
export const orientationOfMatrix = (a: number, b: number, c: number, d: number): Orientation => {
  const mirrored = a * d - b * c < 0;
  // Mirroring first changes the sign of the first row; without it what is left is a turn.
  const [cos, sin] = mirrored ? [-a, -b] : [a, b];
  if (cos === 0 && sin === 0) return upright;
  const quarters = Math.round(Math.atan2(sin, cos) / (Math.PI / 2));
  return { mirrored, rotation: ([0, 90, 180, 270] as const)[(quarters + 4) % 4]! };
};

const ofCameras: readonly Orientation[] = [
  upright,
  { mirrored: true, rotation: 0 },
  { mirrored: false, rotation: 180 },
  { mirrored: true, rotation: 180 },
  { mirrored: true, rotation: 270 },
  { mirrored: false, rotation: 90 },
  { mirrored: true, rotation: 90 },
  { mirrored: false, rotation: 270 },
];

/** Of EXIF's `Orientation`, 1 to 8; anything else turns nothing. */
export const orientationOfExif = (value: number): Orientation => ofCameras[value - 1] ?? upright;
