/** Outlines of the three-quarter head in the unbent frame, looking right: shadows, folds, beards. */

import type { Point } from '../ink/ink.ts';
import type { BeardOutlines } from './beard.ts';
import { outline } from './outline.ts';
import type { Fold } from './skin.ts';

type Shadows = Readonly<Record<'neck' | 'farCheek' | 'nearCheek' | 'nose' | 'sockets', readonly Point[]>>;

export const threeQuarterShadows: Shadows = {
  neck: outline('330,790 440,846 560,842 640,815 700,880 640,960 520,910 400,930 280,1000 250,820'),
  farCheek: outline('720,380 690,470 708,560 672,640 690,720 640,790 700,840 780,700 760,420'),
  nearCheek: outline('330,380 350,500 330,600 390,690 440,760 560,830 420,850 250,760 180,600 250,380'),
  nose: outline('600,520 628,600 616,636 570,640 596,612 590,560'),
  sockets: outline('420,470 490,452 560,476 600,500 640,470 700,468 700,500 640,494 600,540 550,500 480,486 430,500'),
};

export const threeQuarterFolds: readonly Fold[] = [
  {
    from: 'adult',
    width: 3.4,
    points: outline('438,574 484,583 530,572'),
  },
  {
    from: 'adult',
    width: 3,
    points: outline('638,568 664,574 692,566'),
  },
  {
    from: 'middle',
    width: 4.6,
    points: outline('536,636 506,664 482,706'),
  },
  {
    from: 'middle',
    width: 4.2,
    points: outline('634,636 652,660 656,692'),
  },
  {
    from: 'middle',
    width: 3.4,
    points: outline('448,590 490,602 534,588'),
  },
  {
    from: 'middle',
    width: 3.4,
    points: outline('440,408 520,394 600,400 680,402'),
  },
  {
    from: 'middle',
    width: 3.4,
    points: outline('592,444 586,466 590,482'),
  },
  {
    from: 'old',
    width: 3.4,
    points: outline('420,372 520,356 610,362 690,372'),
  },
  {
    from: 'old',
    width: 3.2,
    points: outline('402,512 384,502 368,498'),
  },
  {
    from: 'old',
    width: 3.2,
    points: outline('402,526 382,526 366,530'),
  },
  {
    from: 'old',
    width: 3.2,
    points: outline('404,538 388,548 374,556'),
  },
  {
    from: 'old',
    width: 4,
    points: outline('446,602 486,622 530,606'),
  },
  {
    from: 'old',
    width: 3.6,
    points: outline('642,586 666,598 690,586'),
  },
  {
    from: 'old',
    width: 4.6,
    points: outline('486,700 474,734 484,764'),
  },
  {
    from: 'old',
    width: 4,
    points: outline('664,700 670,728 662,752'),
  },
  {
    from: 'old',
    width: 3.6,
    points: outline('404,640 412,686 430,722'),
  },
  {
    from: 'old',
    width: 4,
    points: outline('452,850 448,880 454,910'),
  },
  {
    from: 'old',
    width: 4,
    points: outline('560,850 566,880 556,908'),
  },
];

export const threeQuarterBeard: BeardOutlines = {
  toward: [566, 880],
  full: outline(
    '312,552 330,640 350,716 392,786 446,846 520,890 580,900 646,884 700,828 722,742 714,672 694,676 676,690 640,664 600,646 560,644 510,654 478,688 440,700 394,676 362,630 344,580',
  ),
  short: outline(
    '316,552 330,640 372,706 436,754 536,801 606,805 666,782 710,730 716,650 700,690 676,708 644,700 630,662 600,640 560,636 508,644 484,670 468,706 424,694 376,646 342,580',
  ),
  moustache: outline(
    '566,640 540,644 508,656 482,682 474,702 500,686 540,672 572,668 604,668 632,680 650,700 648,676 628,654 600,642 582,642',
  ),
  lips: outline('500,680 532,668 600,666 632,678 624,694 572,705 518,698'),
};
