/** The silhouette of figures per garment, and the collar that closes it round the neck; marks on the cloth: figure-marks.ts. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Colour, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { type FigureBrush, figureLine, figureShape } from './figure-brush.ts';
import type { FigurePose } from './poses.ts';
import type { Skeleton } from './skeleton.ts';
import type { Turn } from './torso.ts';

/** How far below the hip the cloth hangs (standing heights), how wide its hem is, how much it hides the waist. */
type Cut = { readonly hem: number; readonly flare: number; readonly waist: number; readonly bulk: number };
const cuts: Readonly<Record<CharacterLook['garment'], Cut>> = {
  raincoat: { hem: 0.15, flare: 1.3, waist: 1.14, bulk: 1.06 },
  peacoat: { hem: 0.08, flare: 1.12, waist: 1.1, bulk: 1.06 },
  jacket: { hem: 0.02, flare: 0.98, waist: 1.1, bulk: 1.04 },
  suit: { hem: 0.045, flare: 1.04, waist: 1, bulk: 1.02 },
  sweater: { hem: 0.012, flare: 1.02, waist: 1.12, bulk: 1.02 },
  shirt: { hem: 0.004, flare: 1.02, waist: 1, bulk: 0.98 },
  dress: { hem: 0.24, flare: 1.62, waist: 0.92, bulk: 0.94 },
  hoodie: { hem: 0.016, flare: 1.04, waist: 1.16, bulk: 1.06 },
  apron: { hem: 0.004, flare: 1.02, waist: 1, bulk: 0.98 },
  dungarees: { hem: 0.004, flare: 1.02, waist: 1.06, bulk: 0.98 },
  uniform: { hem: 0.004, flare: 1.02, waist: 1, bulk: 1 },
};

export const clothOf = (look: CharacterLook): Colour =>
  look.garment === 'apron' || look.garment === 'dungarees' ? look.inner : look.coat;
/** How wide the cloth is at waist and hip, in standing heights to each side. */
export const clothWidths = ({ garment }: CharacterLook, { waistHalf, hipHalf }: Skeleton) => ({
  waist: waistHalf * cuts[garment].waist,
  hip: hipHalf * (0.6 + 0.4 * cuts[garment].bulk),
});
export const isLong = (look: CharacterLook): boolean => cuts[look.garment].hem > 0.07;
export const wearsSkirt = (look: CharacterLook): boolean => look.garment === 'dress';

/** The cloth over the torso, hanging free to its hem unless the person sits on it. */
export const paintTorso = (brush: FigureBrush, look: CharacterLook, bones: Skeleton, pose: FigurePose): void => {
  const cut = cuts[look.garment];
  const { torso, shoulderHalf, waistHalf, hipHalf, height } = bones;
  const [s, w, h] = [shoulderHalf * cut.bulk, waistHalf * cut.waist, hipHalf * (0.6 + 0.4 * cut.bulk)];
  const side = (d: -1 | 1): Point[] => [
    torso(1.05, d * 0.026),
    torso(0.99, d * 0.046),
    torso(0.94, d * s * 0.76),
    torso(0.85, d * s * 0.98),
    torso(0.7, d * (s * 0.88)),
    torso(0.36, d * w),
    torso(0.08, d * h),
  ];
  const hem = hemOf(cut, bones, pose, h);
  figureShape(brush, smoothCurve([...side(-1), ...hem, ...side(1).reverse()], true, 6), clothOf(look));
  if (brush.height < 150) return;
  figureLine(brush, smoothCurve([torso(0.42, -w * 0.95), torso(0.38, -w * 0.5), torso(0.4, -w * 0.2)]), 0.45);
  figureLine(brush, smoothCurve([torso(0.4, w * 0.95), torso(0.35, w * 0.55), torso(0.36, w * 0.3)]), 0.45);
  figureLine(brush, smoothCurve([torso(0.72, -s * 0.74), torso(0.66, -s * 0.5), torso(0.62, -s * 0.44)]), 0.4);
  if (cut.hem > 0.03 && !pose.lapped) {
    const low = hem[Math.floor(hem.length / 2)] as Point;
    figureLine(
      brush,
      smoothCurve([
        torso(0.14, -h * 0.5),
        [low[0] - height * 0.03, (torso(0, 0)[1] + low[1]) / 2],
        [low[0] - height * 0.04, low[1] - height * 0.006],
      ]),
      0.45,
    );
  }
};

/** Hem points from left to right; a long cloth follows the knees. */
const hemOf = (cut: Cut, bones: Skeleton, pose: FigurePose, hipHalf: number): Point[] => {
  const { torso, height, hip, nearLeg, farLeg } = bones;
  if (pose.lapped || cut.hem <= 0.03) {
    const along = pose.lapped ? -0.08 : -cut.hem / 0.31;
    const half = hipHalf * (pose.lapped ? 0.94 : cut.flare);
    return [torso(along, -half), torso(along - 0.03, 0), torso(along, half)];
  }
  const [left, right] = [Math.min(nearLeg[1][0], farLeg[1][0]), Math.max(nearLeg[1][0], farLeg[1][0])];
  const reach = Math.min(1, cut.hem / 0.24);
  const half = hipHalf * height * cut.flare;
  const y = hip[1] + cut.hem * height;
  const middle = hip[0] + ((left + right) / 2 - hip[0]) * reach;
  const from = Math.min(middle - half, hip[0] + (left - hip[0]) * reach - height * 0.046);
  const to = Math.max(middle + half, hip[0] + (right - hip[0]) * reach + height * 0.046);
  return [
    [from, y - height * 0.008],
    [from + (to - from) * 0.28, y + height * 0.008],
    [middle, y + height * 0.01],
    [to - (to - from) * 0.26, y + height * 0.002],
    [to, y - height * 0.014],
  ];
};

const darker = (colour: Colour, amount: number): Colour => mixColour(colour, '#1a1430', amount);
const lighter = (colour: Colour, amount: number): Colour => mixColour(colour, '#fff4dc', amount);

/** Collar, hood or scarf: painted after the head, so that the neck goes into it. */
export const paintNeckline = (brush: FigureBrush, look: CharacterLook, { torso }: Skeleton, turn: Turn): void => {
  const shift = turn === 'three-quarter' ? 0.008 : 0;
  const ring = (colour: Colour, high: number, low: number, half: number): void =>
    figureShape(
      brush,
      smoothCurve(
        [
          torso(high, -half * 0.84),
          torso((high + low) / 2, -half),
          torso(low, -half * 0.4 + shift),
          torso(low - 0.012, shift),
          torso(low, half * 0.4 + shift),
          torso((high + low) / 2, half),
          torso(high, half * 0.84),
          torso(high - 0.055, half * 0.2 + shift),
          torso(high - 0.055, -half * 0.2 + shift),
        ],
        true,
        5,
      ),
      colour,
      0.8,
    );
  const flaps = (colour: Colour): void => {
    for (const d of [-1, 1]) {
      const flap = [
        torso(1.07, d * 0.036),
        torso(0.99, d * 0.05),
        torso(0.91, d * 0.034 + shift),
        torso(0.94, d * 0.004 + shift),
        torso(1.0, d * 0.022 + shift),
      ];
      figureShape(brush, smoothCurve(flap, true, 5), colour, 0.7);
    }
  };
  if (look.scarf) {
    ring(look.accent, 1.1, 0.955, 0.056);
    if (turn !== 'back')
      figureShape(
        brush,
        smoothCurve(
          [torso(0.97, 0.0 + shift), torso(0.97, 0.034 + shift), torso(0.66, 0.04 + shift), torso(0.65, 0.006 + shift)],
          true,
          4,
        ),
        darker(look.accent, 0.14),
        0.8,
      );
    return;
  }
  switch (look.garment) {
    case 'raincoat':
    case 'hoodie':
      return turn === 'back' ? undefined : ring(lighter(look.coat, 0.1), 1.075, 0.93, 0.062);
    case 'dungarees':
      return ring(lighter(look.inner, 0.14), 1.07, 0.985, 0.046);
    case 'sweater':
      return ring(lighter(look.coat, 0.1), 1.07, 0.985, 0.046);
    case 'jacket':
      return ring(lighter(look.coat, 0.08), 1.065, 0.96, 0.05);
    case 'shirt':
    case 'uniform':
      return turn === 'back' ? ring(lighter(look.coat, 0.14), 1.06, 0.97, 0.046) : flaps(lighter(look.coat, 0.16));
    case 'apron':
      return turn === 'back' ? ring(lighter(look.inner, 0.2), 1.06, 0.97, 0.046) : flaps(lighter(look.inner, 0.25));
    case 'suit':
    case 'peacoat':
      return turn === 'back' ? ring(lighter(look.coat, 0.05), 1.06, 0.965, 0.05) : flaps(lighter(look.inner, 0.35));
    case 'dress':
      return;
  }
};
