/** Outlines of the head from the front in the unbent frame, middle 490: face, ears, neck, shadows, folds, beards. */

import type { Point } from '../ink/ink.ts';
import type { BeardOutlines } from './beard.ts';
import { flip, outline, symmetric } from './outline.ts';
import type { Fold } from './skin.ts';

/** Right half of the jaw, temple to chin. */
export const jawHalf: readonly Point[] = outline('716,400 722,520 710,630 678,718 616,787 548,823 490,829');
export const faceOutline = symmetric([[490, 222], [610, 236], [690, 300], ...jawHalf]);
export const neckOutline = symmetric(outline('580,700 586,800 600,862 672,920 720,990 610,1010'));
export const earOutline: readonly Point[] = outline('712,536 742,508 768,530 766,590 742,640 712,640');
export const earFold: readonly Point[] = outline('746,540 730,574 746,598 730,616');

export const frontShadows = {
  /** The side away from the light, drawn on the right and mirrored when the light comes from there. */
  side: outline('740,300 666,440 686,560 640,650 656,730 560,840 780,860') as readonly Point[],
  nose: outline('494,480 522,590 530,630 494,644 502,600') as readonly Point[],
  neck: symmetric(outline('490,800 560,816 610,780 640,860 600,900 490,930')),
};

const twice = (fold: Fold): Fold[] => [fold, { ...fold, points: fold.points.map(flip) }];

export const frontFolds: readonly Fold[] = [
  ...twice({
    from: 'adult',
    width: 3.2,
    points: outline('566,570 608,580 650,568'),
  }),
  ...twice({
    from: 'middle',
    width: 4.4,
    points: outline('530,634 562,664 582,706'),
  }),
  ...twice({
    from: 'middle',
    width: 3.2,
    points: outline('572,588 608,600 648,586'),
  }),
  ...twice({
    from: 'middle',
    width: 3,
    points: outline('474,444 480,464 476,482'),
  }),
  {
    from: 'middle',
    width: 3.4,
    points: outline('370,404 440,394 540,396 610,404'),
  },
  {
    from: 'old',
    width: 3.2,
    points: outline('380,370 450,358 530,360 600,370'),
  },
  ...twice({
    from: 'old',
    width: 3,
    points: outline('672,512 690,502 704,498'),
  }),
  ...twice({
    from: 'old',
    width: 3,
    points: outline('672,530 690,530 704,534'),
  }),
  ...twice({
    from: 'old',
    width: 3.8,
    points: outline('570,602 608,620 646,600'),
  }),
  ...twice({
    from: 'old',
    width: 4.2,
    points: outline('584,704 596,734 586,764'),
  }),
  ...twice({
    from: 'old',
    width: 3.6,
    points: outline('666,640 658,686 640,722'),
  }),
];

export const frontBeard: BeardOutlines = {
  toward: [490, 880],
  full: symmetric(outline('726,560 724,660 704,760 650,846 570,890 500,902')).concat(
    outline('262,590 284,650 330,694 378,700 404,672 440,646 490,640 540,646 576,672 602,700 650,694 696,650 718,590'),
  ),
  short: symmetric(outline('724,560 714,640 672,728 604,796 536,832 500,836')).concat(
    outline('270,600 300,660 350,700 384,712 402,680 440,650 490,644 540,650 578,680 596,712 630,700 680,660 710,600'),
  ),
  moustache: outline(
    '490,644 464,640 428,654 400,682 392,702 424,688 462,674 490,672 518,674 556,688 588,702 580,682 552,654 516,640',
  ),
  lips: outline('418,682 452,669 528,669 562,682 548,698 490,708 432,698'),
};
