/**
 * Hair as seen from the front, one drawing per silhouette family (from behind: hair-behind.ts), in the unbent symmetric frame
 * (middle 490, crown 215, eye line 520, chin 825). The three-quarter view has Lorelei's own drawing for every style.
 */

import { hairFamily } from '../../../domain/performance/look-choices.ts';
import type { Point } from '../ink/ink.ts';
import { arch, flip, outline, symmetric, symmetryX } from './outline.ts';

export type HairOutline = {
  /** Painted before the head. */
  readonly behind: readonly (readonly Point[])[];
  /** Painted over the head. */
  readonly before: readonly (readonly Point[])[];
  /** Where strands end, for the texture. */
  readonly bottom: number;
};

/** A closed outline of bumps round an ellipse: curls seen as a mass. `from`..`to` in turns, 0 = right, clockwise. */
export const bumps = (
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  count: number,
  depth: number,
  from = 0,
  to = 1,
): Point[] =>
  Array.from({ length: count * 2 + 1 }, (_, i): Point => {
    const angle = (from + ((to - from) * i) / (count * 2)) * Math.PI * 2;
    const swell = 1 + (i % 2 === 0 ? depth : -depth);
    return [x + Math.cos(angle) * radiusX * swell, y + Math.sin(angle) * radiusY * swell];
  });

const cap: readonly Point[] = outline('490,196 610,206 698,262 736,360 738,470 722,570');
const pulledBack = arch(cap, outline('490,322 590,332 656,372 692,440 712,560'));
const parted: readonly Point[] = outline(
  '490,198 612,208 706,268 752,380 766,520 760,660 736,640 716,520 690,430 620,380 540,330 496,290 490,276',
);
const partedBoth = [symmetric(parted)];

const short = arch(cap, outline('490,338 600,342 668,374 698,440 714,560'));
const quiff: Point[] = outline(
  '244,560 234,430 262,300 340,214 460,176 590,178 690,130 742,150 756,230 742,330 744,430 736,560 714,470 690,384 590,372 440,352 306,380 266,460',
);
const spikes: Point[] = outline(
  '244,560 226,440 214,330 262,330 270,210 340,240 390,132 450,206 530,112 570,200 672,142 676,236 768,230 724,320 756,420 736,560 708,440 660,400 610,350 560,400 510,344 450,398 400,346 330,400 270,450',
);
const mop: Point[] = outline(
  '240,600 222,470 236,330 320,226 450,186 560,190 680,240 746,340 758,470 740,600 716,520 694,462 660,492 616,440 580,478 520,432 470,474 410,430 370,476 316,440 286,490 264,530',
);
const bob: Point[] = outline(
  '228,660 206,480 236,318 350,220 490,196 630,220 744,318 774,480 752,660 726,530 700,420 650,474 620,392 566,470 530,382 474,478 432,386 370,484 340,400 286,466 256,540',
);
const bobBehind = symmetric(outline('490,205 690,250 776,380 790,540 806,680 822,790 740,822 640,800 600,700'));
const longBehind = symmetric(outline('490,205 690,246 776,380 792,560 806,760 830,960 740,1010 640,980 600,700'));
const waveBehind = symmetric(
  outline('490,200 700,240 800,380 786,500 840,600 812,720 864,830 812,950 740,1010 640,980 600,700'),
);
const sideTail: Point[] = outline('620,260 740,236 816,330 822,500 858,650 812,800 786,680 742,560 690,440');
export const pigtail: Point[] = outline('716,560 790,540 846,620 850,740 816,860 780,880 770,780 730,690');
const shoulderTail: Point[] = outline('640,760 700,790 730,870 716,980 676,1040 640,960 620,860');
const sidePatch: Point[] = outline('700,380 738,400 750,480 742,570 722,620 716,540 696,460');

const front: Readonly<Record<string, HairOutline>> = {
  short: { behind: [], before: [short], bottom: 400 },
  shaved: {
    behind: [],
    before: [
      arch(
        outline('490,208 604,217 688,270 724,360 728,470 718,550'),
        outline('490,322 586,330 652,362 688,430 710,545'),
      ),
    ],
    bottom: 400,
  },
  quiff: { behind: [], before: [quiff], bottom: 390 },
  spiky: { behind: [], before: [spikes], bottom: 400 },
  mop: { behind: [], before: [mop], bottom: 490 },
  'curly-short': {
    behind: [],
    before: [
      [
        ...bumps(490, 330, 264, 150, 9, 0.05, 0.46, 1.04),
        [716, 560],
        [690, 440],
        [640, 376],
        [590, 396],
        [540, 360],
        [490, 390],
        [440, 360],
        [390, 396],
        [340, 376],
        [290, 440],
        [264, 560],
      ],
    ],
    bottom: 400,
  },
  'flat-afro': {
    behind: [],
    before: [
      outline(
        '244,560 226,440 216,300 236,190 300,150 400,136 490,146 580,136 680,150 744,190 764,300 754,440 736,560 704,440 650,372 490,352 330,372 276,440',
      ),
    ],
    bottom: 400,
  },
  afro: {
    behind: [bumps(490, 400, 376, 322, 14, 0.025)],
    before: [
      [
        ...bumps(490, 330, 330, 228, 11, 0.03, 0.5, 1),
        [770, 420],
        [728, 600],
        [700, 440],
        [640, 382],
        [560, 372],
        [490, 384],
        [420, 372],
        [340, 382],
        [280, 440],
        [252, 600],
        [210, 420],
      ],
    ],
    bottom: 420,
  },
  curls: {
    behind: [bumps(490, 540, 350, 350, 14, 0.03)],
    before: [
      [
        ...bumps(490, 360, 290, 176, 9, 0.045, 0.48, 1.02),
        [770, 520],
        [760, 680],
        [716, 600],
        [704, 470],
        [660, 410],
        [600, 430],
        [550, 372],
        [480, 412],
        [420, 372],
        [360, 430],
        [300, 420],
        [272, 500],
        [262, 620],
        [222, 680],
        [206, 520],
      ],
    ],
    bottom: 560,
  },
  bob: { behind: [bobBehind], before: [bob], bottom: 480 },
  long: { behind: [longBehind], before: partedBoth, bottom: 640 },
  'long-waves': { behind: [waveBehind], before: partedBoth, bottom: 640 },
  bun: {
    behind: [symmetric(outline('490,76 560,88 604,140 590,200 540,240'))],
    before: [pulledBack],
    bottom: 330,
  },
  tail: { behind: [sideTail], before: [pulledBack], bottom: 330 },
  'low-tail': { behind: [], before: [...partedBoth, shoulderTail], bottom: 500 },
  pigtails: {
    behind: [pigtail, pigtail.map(flip)],
    before: [bob.map(([x, y]): Point => [symmetryX + (x - symmetryX) * 0.94, y > 560 ? 560 : y])],
    bottom: 470,
  },
  balding: { behind: [], before: [sidePatch, sidePatch.map(flip)], bottom: 600 },
  bald: { behind: [], before: [], bottom: 300 },
};

export const buns = [bumps(290, 190, 96, 88, 7, 0.03), bumps(690, 190, 96, 88, 7, 0.03)];
/** Styles whose silhouette differs from their family's. */
const own: Readonly<Record<string, HairOutline>> = {
  'space-buns': { behind: buns, before: [pulledBack], bottom: 330 },
};

/** What Lorelei's drawing lacks in the three-quarter view to have the silhouette of the other views; painted behind it. */
const mass: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  afro: [bumps(462, 392, 352, 306, 14, 0.025)],
  pigtails: [
    outline('318,560 236,548 158,610 128,720 150,850 196,900 232,880 240,780 286,690'),
    outline('690,600 752,606 798,690 800,800 764,876 738,840 736,750 700,680'),
  ],
};
export const threeQuarterMass = (hair: string): readonly (readonly Point[])[] => mass[hair] ?? [];

const familyOf = (hair: string): string => hairFamily[hair] ?? 'short';
export const frontHair = (hair: string): HairOutline => own[hair] ?? (front[familyOf(hair)] as HairOutline);
