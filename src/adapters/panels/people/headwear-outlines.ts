/** Outlines of hats per view, in the unbent frame of the head. `tone` darkens (below 0) or lightens a piece. */

import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import type { Point } from '../ink/ink.ts';
import { arch, outline, symmetric } from './outline.ts';

export type HeadwearView = 'three-quarter' | 'front' | 'back' | 'profile';
export type HeadwearOutlines = {
  readonly pieces: readonly { readonly points: readonly Point[]; readonly tone: number }[];
  readonly behind?: readonly { readonly points: readonly Point[]; readonly tone: number }[];
  readonly creases: readonly (readonly Point[])[];
  /** Hair is drawn inside this polygon only. */
  readonly hairBelow: readonly Point[];
};
type Kind = Exclude<CharacterLook['headwear'], 'none'>;

const below = (left: number, middle: number, right: number): Point[] => [
  [-300, left],
  [200, left],
  [480, middle],
  [740, right],
  [1300, right],
  [1300, 1500],
  [-300, 1500],
];

const ribs = (xs: readonly number[], top: number, bottom: number): Point[][] =>
  xs.map((x) => [
    [x, top],
    [x + (x - 480) * 0.02, bottom],
  ]);

const threeQuarter: Readonly<Record<Kind, HeadwearOutlines>> = {
  beanie: {
    pieces: [
      {
        tone: 0,
        points: outline('226,420 232,300 292,196 400,138 500,128 610,150 690,226 724,330 722,400 480,380'),
      },
      {
        tone: 0.12,
        points: outline('220,440 222,366 340,330 500,318 640,326 730,350 732,416 640,392 480,386 330,402'),
      },
    ],
    creases: [
      ...ribs([270, 320, 380, 440, 500, 560, 620, 676], 336, 396),
      outline('400,160 390,240 380,310'),
      outline('520,150 530,230 532,300'),
      outline('620,180 648,250 660,310'),
    ],
    hairBelow: below(400, 372, 390),
  },
  cap: {
    pieces: [
      {
        tone: 0,
        points: outline('230,410 232,300 290,200 400,150 510,146 620,170 700,250 718,350 600,352 420,372'),
      },
      {
        tone: -0.22,
        points: outline('400,372 520,336 660,330 770,350 856,396 862,420 780,408 660,392 520,398 420,404'),
      },
    ],
    creases: [
      outline('500,150 480,240 440,360'),
      outline('300,200 330,290 330,386'),
      outline('640,182 660,260 664,334'),
    ],
    hairBelow: below(388, 366, 350),
  },
  hat: {
    pieces: [
      {
        tone: -0.12,
        points: outline('104,404 200,346 420,318 640,318 800,352 868,404 740,402 480,398 230,424'),
      },
      {
        tone: 0,
        points: outline('246,370 262,230 330,136 410,128 480,156 560,120 640,146 690,240 712,350 600,366 400,382'),
      },
      {
        tone: -0.5,
        points: outline('246,374 250,322 400,330 600,316 706,302 712,350 600,366 400,384'),
      },
    ],
    creases: [outline('410,140 470,200 560,134')],
    hairBelow: below(396, 376, 372),
  },
  cowboy: {
    pieces: [
      {
        tone: -0.12,
        points: outline(
          '30,300 60,352 220,410 470,412 700,402 880,356 934,286 820,330 660,340 480,340 260,346 120,320',
        ),
      },
      {
        tone: 0,
        points: outline('252,372 276,210 330,96 400,82 470,118 560,74 630,96 684,210 708,362 600,376 400,384'),
      },
      {
        tone: -0.5,
        points: outline('252,376 258,326 400,336 600,326 704,316 708,362 600,378 400,388'),
      },
    ],
    creases: [outline('400,96 472,170 560,92')],
    hairBelow: below(398, 388, 384),
  },
  hood: {
    behind: [
      {
        tone: -0.3,
        points: outline(
          '196,480 208,300 300,170 440,116 590,130 700,210 748,360 748,560 716,720 640,850 420,920 270,880 206,700',
        ),
      },
    ],
    pieces: [
      {
        tone: 0.05,
        points: outline(
          '430,118 560,112 676,172 742,300 760,480 744,640 706,770 716,640 722,500 704,370 640,270 520,214 420,240 346,330 318,470 322,620 352,760 420,880 300,880 210,720 178,520 200,330 290,180',
        ),
      },
    ],
    creases: [outline('250,300 226,460 244,640'), outline('300,240 268,420 280,620 330,800')],
    hairBelow: outline('330,330 420,240 560,216 660,280 720,420 720,900 330,900'),
  },
  headscarf: {
    behind: [
      {
        tone: -0.25,
        points: outline('220,480 232,320 330,200 470,162 620,196 700,300 724,500 690,760 600,880 360,900 240,760'),
      },
    ],
    pieces: [
      {
        tone: 0.04,
        points: outline(
          '470,158 600,176 690,260 730,400 738,560 714,720 640,838 560,900 470,900 590,846 668,760 706,640 712,480 676,360 590,300 470,306 390,366 352,480 350,620 390,730 470,800 540,846 480,920 330,900 236,760 206,560 226,360 320,214',
        ),
      },
    ],
    creases: [
      outline('360,240 300,380 290,560 330,740'),
      outline('300,270 252,420 250,600'),
      outline('440,200 560,206 650,270'),
    ],
    hairBelow: outline('0,0 1,0 0,1'),
  },
};

const front: Readonly<Record<Kind, HeadwearOutlines>> = {
  beanie: {
    pieces: [
      {
        tone: 0,
        points: symmetric(outline('490,128 610,144 700,210 742,320 744,410')),
      },
      {
        tone: 0.12,
        points: symmetric(outline('490,322 620,330 752,360 754,432 620,398 490,390')),
      },
    ],
    creases: [
      ...ribs([290, 340, 400, 460, 520, 580, 640, 690], 340, 398),
      outline('420,160 400,240 396,310'),
      outline('560,160 580,240 584,310'),
    ],
    hairBelow: below(390, 372, 390),
  },
  cap: {
    pieces: [
      {
        tone: 0,
        points: symmetric(outline('490,146 610,158 700,228 742,330 744,396 620,366')),
      },
      {
        tone: -0.22,
        points: symmetric(outline('490,348 610,356 710,384 736,420 620,410 490,404')),
      },
    ],
    creases: [outline('490,148 490,346'), outline('380,176 340,260 330,350'), outline('600,176 640,260 650,350')],
    hairBelow: below(388, 366, 388),
  },
  hat: {
    pieces: [
      {
        tone: -0.12,
        points: symmetric(outline('490,326 640,330 800,356 868,404 700,408 490,400')),
      },
      {
        tone: 0,
        points: outline('262,372 276,230 340,134 420,130 490,158 560,130 640,134 704,230 718,372 490,384'),
      },
      {
        tone: -0.5,
        points: outline('262,376 264,322 490,336 716,322 718,376 490,388'),
      },
    ],
    creases: [outline('420,140 490,200 560,140')],
    hairBelow: below(392, 380, 392),
  },
  cowboy: {
    pieces: [
      {
        tone: -0.12,
        points: symmetric(outline('490,344 680,340 830,316 930,262 910,340 760,404 490,414')),
      },
      {
        tone: 0,
        points: outline('264,374 286,210 350,92 420,82 490,116 560,82 630,92 694,210 716,374 490,386'),
      },
      {
        tone: -0.5,
        points: outline('264,378 268,326 490,340 712,326 716,378 490,390'),
      },
    ],
    creases: [outline('420,96 490,168 560,96')],
    hairBelow: below(398, 388, 398),
  },
  hood: {
    behind: [
      {
        tone: -0.3,
        points: symmetric(outline('490,120 640,150 750,280 784,480 760,700 680,880')),
      },
    ],
    pieces: [
      {
        tone: 0.05,
        points: arch(
          outline('490,112 640,140 760,270 800,480 776,700 690,890'),
          outline('490,232 610,270 694,380 716,540 690,720 600,880'),
        ),
      },
    ],
    creases: [outline('250,320 232,480 256,660'), outline('730,320 748,480 724,660')],
    hairBelow: outline('270,380 380,260 490,232 600,260 710,380 720,900 260,900'),
  },
  headscarf: {
    behind: [
      {
        tone: -0.25,
        points: symmetric(outline('490,158 640,190 740,320 760,520 730,740 640,890')),
      },
    ],
    pieces: [
      {
        tone: 0.04,
        points: arch(
          outline('490,158 640,190 740,320 766,520 736,740 640,900'),
          outline('490,300 610,326 684,430 700,560 664,710 560,840'),
        ),
      },
    ],
    creases: [outline('330,250 270,400 262,560'), outline('650,250 710,400 718,560')],
    hairBelow: outline('0,0 1,0 0,1'),
  },
};

const back: Readonly<Record<Kind, HeadwearOutlines>> = {
  beanie: { ...front.beanie, hairBelow: below(400, 400, 400) },
  cap: {
    ...front.cap,
    pieces: front.cap.pieces.slice(0, 1),
    creases: [outline('490,148 490,360')],
    hairBelow: below(380, 380, 380),
  },
  hat: { ...front.hat, hairBelow: below(380, 380, 380) },
  cowboy: { ...front.cowboy, hairBelow: below(380, 380, 380) },
  hood: {
    pieces: [
      {
        tone: -0.06,
        points: symmetric(outline('490,116 640,146 756,280 796,480 780,700 720,880 490,940')),
      },
    ],
    creases: [
      outline('490,130 500,480 490,900'),
      outline('300,260 262,480 290,760'),
      outline('680,260 718,480 690,760'),
    ],
    hairBelow: outline('0,0 1,0 0,1'),
  },
  headscarf: {
    pieces: [
      {
        tone: -0.04,
        points: symmetric(outline('490,158 640,190 742,320 764,520 736,740 650,880 490,930')),
      },
    ],
    creases: [
      outline('490,170 476,480 490,900'),
      outline('340,250 290,480 320,760'),
      outline('640,250 690,480 660,760'),
    ],
    hairBelow: outline('0,0 1,0 0,1'),
  },
};

/** From the side the three-quarter hats fit, moved back a little; what frames the face leaves it free. */
const moved = (points: readonly Point[]): Point[] => points.map(([x, y]): Point => [x - 34, y]);
const sideways = (hat: HeadwearOutlines): HeadwearOutlines => ({
  pieces: hat.pieces.map((piece) => ({ ...piece, points: moved(piece.points) })),
  creases: hat.creases.map(moved),
  hairBelow: hat.hairBelow,
});
const profile: Readonly<Record<Kind, HeadwearOutlines>> = {
  beanie: sideways(threeQuarter.beanie),
  cap: sideways(threeQuarter.cap),
  hat: sideways(threeQuarter.hat),
  cowboy: sideways(threeQuarter.cowboy),
  hood: {
    pieces: [
      {
        tone: 0,
        points: outline(
          '700,300 640,190 520,130 380,136 250,220 186,380 184,560 230,740 300,880 520,900 480,800 470,660 500,520 560,420 640,360',
        ),
      },
    ],
    creases: [outline('560,180 400,300 340,520 380,760'), outline('420,160 280,300 240,520 290,740')],
    hairBelow: outline('0,0 1,0 0,1'),
  },
  headscarf: {
    pieces: [
      {
        tone: 0,
        points: outline(
          '690,320 640,210 530,160 400,160 280,230 216,380 214,560 256,740 330,880 600,900 590,846 520,800 470,690 480,560 530,450 600,390 660,350',
        ),
      },
    ],
    creases: [outline('560,200 420,300 360,500 400,740'), outline('430,190 300,320 270,520 320,740')],
    hairBelow: outline('0,0 1,0 0,1'),
  },
};

const views: Readonly<Record<HeadwearView, Readonly<Record<Kind, HeadwearOutlines>>>> = {
  'three-quarter': threeQuarter,
  front,
  back,
  profile,
};
export const outlinesOf = (kind: Kind, view: HeadwearView): HeadwearOutlines => views[view][kind];
