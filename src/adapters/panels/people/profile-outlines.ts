/** Outlines of the head from the side, looking right, in the unbent frame: face, ear, shadows, folds, beards, hair by family. */
import { hairFamily } from '../../../domain/performance/look-choices.ts';
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import type { Point } from '../ink/ink.ts';
import type { BeardOutlines } from './beard.ts';
import { outline } from './outline.ts';
import type { Fold } from './skin.ts';

/** From the hairline over nose and chin to the corner of the jaw; `nose` moves its tip. */
export const profileLine = (look: CharacterLook): Point[] => {
  const young = look.ageBand === 'child';
  const tip = { strong: 16, straight: 4, fine: -6, small: -8, short: -10, button: -14 }[look.nose] ?? 0;
  const up = young || look.nose === 'button' || look.nose === 'small' ? -10 : look.ageBand === 'old' ? 6 : 0;
  const brow = look.gender === 'male' && !young ? 4 : -4;
  return [
    ...outline('588,227 640,262 682,330 700,400'),
    [704 + brow, 462],
    [691, 508],
    [704, 548],
    [740 + tip, 600 + up],
    [762 + tip, 630 + up],
    [754 + tip, 646 + up],
    ...outline(
      '726,652 714,662 722,680 711,693 721,705 712,722 698,740 708,768 702,800 676,824 628,832 560,806 492,762 446,708',
    ),
  ];
};

/** From the corner of the jaw round the back of the skull to the hairline. */
export const skullLine = outline('420,660 320,690 262,600 234,480 242,360 300,262 400,216 510,208 590,228');
export const profileNeck = outline('612,790 566,836 556,890 590,950 640,1010 220,1010 262,900 296,800 300,640 480,700');
export const profileNeckFront = outline('580,828 560,870 566,916');
export const profileNeckBack = outline('300,690 296,800 262,896');
export const profileEar = outline('416,516 448,496 478,520 474,580 446,634 424,640 412,598');
export const profileEarFold = outline('456,524 436,548 454,574 440,606');

export const profileShadows = {
  neck: outline('430,690 500,772 600,836 600,900 560,960 440,940 380,860 360,700'),
  back: outline('300,260 380,420 400,560 440,700 540,800 480,820 300,720 200,560 200,340'),
  front: outline('720,300 672,420 690,520 664,600 690,660 650,760 700,850 800,840 800,300'),
  cheek: outline('560,560 640,610 660,680 600,760 560,680'),
};

export const profileFolds: readonly Fold[] = [
  { from: 'adult', width: 3, points: outline('606,566 634,572 660,562') },
  { from: 'middle', width: 4.4, points: outline('708,640 678,664 662,706') },
  { from: 'middle', width: 3.2, points: outline('604,580 634,590 660,578') },
  { from: 'middle', width: 3.2, points: outline('590,404 640,396 690,404') },
  { from: 'old', width: 3.2, points: outline('580,368 630,358 682,368') },
  { from: 'old', width: 3, points: outline('588,514 566,506 548,500') },
  { from: 'old', width: 3, points: outline('588,530 564,530 546,534') },
  { from: 'old', width: 4, points: outline('606,596 636,612 664,594') },
  { from: 'old', width: 4.4, points: outline('662,706 654,738 662,764') },
  { from: 'old', width: 3.8, points: outline('540,640 544,690 564,730') },
];

export const profileBeard: BeardOutlines = {
  toward: [660, 890],
  full: outline(
    '440,570 452,660 470,730 520,800 580,868 640,902 700,896 736,850 740,780 726,722 704,708 676,716 650,700 640,676 600,690 540,670 490,610 470,570',
  ),
  short: outline(
    '446,580 458,680 500,750 560,796 628,824 676,816 700,798 704,768 696,738 712,722 690,714 660,712 650,690 610,700 550,676 492,610 474,580',
  ),
  moustache: outline('716,656 736,664 732,684 706,690 670,700 648,716 652,692 680,668'),
  lips: outline('676,698 712,694 721,705 712,722 690,716'),
};

/** A bumpy arc between two angles (in turns, 0 = right, clockwise), for curls. */
const curlArc = (x: number, y: number, radius: number, from: number, to: number, count: number): Point[] =>
  Array.from({ length: count * 2 + 1 }, (_, i): Point => {
    const angle = (from + ((to - from) * i) / (count * 2)) * Math.PI * 2;
    const swell = radius * (i % 2 === 0 ? 1.035 : 0.965);
    return [x + Math.cos(angle) * swell, y + Math.sin(angle) * swell];
  });

/** The hairline from the nape over the ear to the forehead. */
const hairline = outline('330,690 380,640 404,560 408,500 446,480 468,540 480,560 488,480 540,440 604,396 650,344');
const cap = outline('684,326 656,256 572,200 460,182 340,206 252,290 218,420 230,560 282,676');
const curtain = outline('684,330 656,256 572,198 460,180 336,204 244,292 208,430');

export type ProfileHair = {
  readonly behind: readonly (readonly Point[])[];
  readonly before: readonly (readonly Point[])[];
  readonly bottom: number;
};
const plain = (before: readonly Point[], bottom = 560): ProfileHair => ({ behind: [], before: [before], bottom });

const families: Readonly<Record<string, ProfileHair>> = {
  short: plain([...cap, ...hairline]),
  shaved: plain([...outline('672,330 648,268 568,214 460,198 346,220 264,298 232,420 242,556 292,670'), ...hairline]),
  quiff: plain([
    ...outline('690,340 742,300 756,200 700,130 600,140 460,176 340,206 252,290 218,420 230,560 282,676'),
    ...hairline,
  ]),
  spiky: plain([
    ...outline(
      '690,350 770,290 700,270 740,180 640,200 640,110 540,170 490,90 420,170 320,130 310,220 200,230 240,320 170,400 226,450 190,560 250,580 250,690 300,670',
    ),
    ...hairline,
  ]),
  mop: plain([...cap, ...outline('330,700 390,650 412,580 440,520 500,540 540,470 580,500 620,440 650,470 690,420')]),
  'curly-short': plain([...curlArc(460, 430, 244, 0.93, 0.42, 9), ...hairline]),
  'flat-afro': plain([
    ...outline('690,340 716,260 700,150 600,130 400,132 260,150 214,230 206,400 226,560 282,676'),
    ...hairline,
  ]),
  afro: {
    behind: [],
    before: [
      [
        ...curlArc(430, 410, 316, 0.93, 0.33, 13),
        ...outline('380,690 404,600 416,520 470,480 500,500 540,440 604,396 660,360'),
      ],
    ],
    bottom: 640,
  },
  curls: {
    behind: [curlArc(380, 520, 316, 0.3, 0.8, 9)],
    before: [
      [
        ...curlArc(440, 420, 276, 0.93, 0.4, 11),
        ...outline('270,780 340,840 430,800 470,700 480,600 520,520 560,440 620,410 670,380'),
      ],
    ],
    bottom: 760,
  },
  bob: {
    behind: [],
    before: [
      [
        ...curtain,
        ...outline('196,600 190,760 240,824 380,830 470,800 492,690 506,560 540,480 590,470 640,420 690,430'),
      ],
    ],
    bottom: 780,
  },
  long: {
    behind: [],
    before: [
      [...curtain, ...outline('196,640 180,860 220,1020 360,1040 440,960 470,780 500,600 540,480 604,400 660,350')],
    ],
    bottom: 960,
  },
  'long-waves': {
    behind: [],
    before: [
      [
        ...curtain,
        ...outline(
          '160,540 190,640 140,740 180,860 140,960 240,1050 360,1030 450,960 440,840 490,700 490,580 540,470 604,400 660,350',
        ),
      ],
    ],
    bottom: 960,
  },
  bun: { behind: [curlArc(226, 300, 104, 0, 1, 7)], before: [[...cap, ...hairline]], bottom: 560 },
  tail: {
    behind: [outline('290,280 170,280 96,400 120,580 70,780 150,800 210,640 220,480 290,400')],
    before: [[...cap, ...hairline]],
    bottom: 560,
  },
  'low-tail': {
    behind: [],
    before: [[...cap, ...hairline], outline('300,640 240,690 206,820 240,990 300,1010 320,860 350,720')],
    bottom: 560,
  },
  pigtails: {
    behind: [],
    before: [
      [...cap, ...outline('330,690 400,620 420,520 500,540 540,470 580,500 620,440 650,470 690,430')],
      outline('396,600 336,680 330,820 390,920 440,880 450,760 440,650'),
    ],
    bottom: 560,
  },
  balding: plain(
    outline('300,420 250,400 226,480 240,590 290,690 350,690 400,620 408,520 440,490 452,430 400,400'),
    660,
  ),
  bald: { behind: [], before: [], bottom: 400 },
};

export const profileHair = (hair: string): ProfileHair => families[hairFamily[hair] ?? 'short'] as ProfileHair;
