/**
 * The garments as tables of marks, written once as seen from the front and once from behind (see `torso.ts`).
 * A mark is a piece of cloth, a seam or a row of buttons; `both` draws it on both sides.
 */

import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import type { Point } from '../ink/ink.ts';
import { outline } from './outline.ts';

export type ClothColour = 'coat' | 'inner' | 'accent' | 'skin' | 'dark' | 'metal';
/** `nape` lies behind the body, `collar` over the head's neck. */
export type ClothLayer = 'nape' | 'body' | 'collar';

export type Mark =
  | {
      readonly kind: 'piece';
      readonly layer: ClothLayer;
      readonly points: readonly Point[];
      readonly colour: ClothColour;
      readonly tone?: number;
      readonly both?: boolean;
      readonly outline?: boolean;
    }
  | {
      readonly kind: 'seam';
      readonly layer: ClothLayer;
      readonly points: readonly Point[];
      readonly width: number;
      readonly both?: boolean;
      readonly colour?: ClothColour;
    }
  | {
      readonly kind: 'buttons';
      readonly layer: ClothLayer;
      readonly x: number;
      readonly ys: readonly number[];
      readonly radius: number;
      readonly colour: ClothColour;
      readonly both?: boolean;
    };

export type Garment = {
  /** Colour of the body and sleeves. */
  readonly cloth: ClothColour;
  /** How much wider than the body the cloth is. */
  readonly bulk: number;
  readonly front: readonly Mark[];
  readonly back: readonly Mark[];
};

type Name = CharacterLook['garment'];
const piece = (layer: ClothLayer, colour: ClothColour, points: readonly Point[], tone = 0, both = false): Mark => ({
  kind: 'piece',
  layer,
  colour,
  points,
  tone,
  both,
});
const pair = (layer: ClothLayer, colour: ClothColour, points: readonly Point[], tone = 0): Mark =>
  piece(layer, colour, points, tone, true);
const seam = (
  layer: ClothLayer,
  width: number,
  points: readonly Point[],
  both = false,
  colour?: ClothColour,
): Mark => ({ kind: 'seam', layer, width, points, both, ...(colour ? { colour } : {}) });
const buttons = (x: number, ys: readonly number[], radius: number, colour: ClothColour, both = false): Mark => ({
  kind: 'buttons',
  layer: 'body',
  x,
  ys,
  radius,
  colour,
  both,
});

const hoodBehind = piece(
  'nape',
  'coat',
  outline('-190,800 -290,860 -340,960 -230,1020 230,1020 340,960 290,860 190,800'),
  -0.2,
);
const hoodBack: readonly Mark[] = [
  piece('collar', 'coat', outline('-210,880 0,850 210,880 240,980 140,1130 0,1210 -140,1130 -240,980'), 0.04),
  seam('collar', 6, outline('-150,960 0,1040 150,960')),
  seam('collar', 5, outline('-100,1060 0,1120 100,1060')),
];
const collarBack = (tone: number): Mark =>
  piece('collar', 'coat', outline('-160,872 0,846 160,872 196,950 0,992 -196,950'), tone);
const spine = seam('body', 5, outline('0,1010 4,1300 -2,1700 0,2900'));
const shirtFlap = (colour: ClothColour, tone: number): Mark =>
  pair('collar', colour, outline('116,858 166,905 112,1012 28,976 66,918 100,888'), tone);
const openNeck = piece('body', 'skin', outline('-112,850 112,850 92,940 60,1010 0,1085 -60,1010 -92,940'));

export const garments: Readonly<Record<Name, Garment>> = {
  raincoat: {
    cloth: 'coat',
    bulk: 1.03,
    front: [
      hoodBehind,
      seam('body', 8, outline('0,1150 4,1400 -2,1700 0,2900')),
      seam('body', 4, outline('26,1180 30,1500 26,2900')),
      buttons(58, [1270, 1480, 1690, 1900], 17, 'dark'),
      seam('body', 5, outline('190,1700 290,1720 330,1700'), true),
      piece('collar', 'inner', outline('-116,940 0,985 116,940 70,1070 0,1130 -70,1070')),
      pair(
        'collar',
        'coat',
        outline('166,842 252,895 272,970 190,1075 90,1140 4,1175 0,1092 80,1030 130,950 150,885'),
        0.12,
      ),
      seam('collar', 5, outline('214,930 160,1020 80,1090'), true),
      seam('collar', 6, outline('42,1130 46,1210 38,1290'), true, 'inner'),
    ],
    back: [spine, seam('body', 6, outline('-330,1230 0,1270 330,1230')), ...hoodBack],
  },
  peacoat: {
    cloth: 'coat',
    bulk: 1.03,
    front: [
      piece('body', 'inner', outline('-134,870 134,870 110,1060 10,1330 -100,1060')),
      seam('body', 9, outline('14,1330 16,1600 12,2900')),
      buttons(92, [1400, 1600, 1800, 2000], 20, 'dark', true),
      seam('body', 6, outline('200,1780 250,1800 330,1780'), true),
      piece(
        'collar',
        'inner',
        outline('-132,872 -60,930 0,945 60,930 132,872 140,950 70,1010 0,1024 -70,1010 -140,950'),
        -0.08,
      ),
      pair('collar', 'coat', outline('150,846 262,890 330,985 206,1180 14,1345 0,1240 96,1080 140,960'), 0.05),
      seam('collar', 5, outline('240,985 176,1020 130,1010'), true),
    ],
    back: [spine, seam('body', 5, outline('-60,1500 0,1515 60,1500')), collarBack(0.06)],
  },
  jacket: {
    cloth: 'coat',
    bulk: 1,
    front: [
      piece('body', 'inner', outline('-110,900 110,900 92,1200 100,1700 120,2900 -120,2900 -100,1700 -92,1200')),
      seam('body', 9, outline('92,1080 98,1500 116,2900'), true),
      seam('body', 4, outline('118,1100 126,1500 144,2900'), true, 'metal'),
      seam('body', 6, outline('200,1320 290,1300 340,1310'), true),
      seam('body', 6, outline('210,1800 270,1700'), true),
      piece(
        'collar',
        'inner',
        outline('-128,880 -66,950 0,966 66,950 128,880 134,920 80,990 0,1008 -80,990 -134,920'),
        -0.1,
      ),
      pair('collar', 'coat', outline('146,842 236,884 246,985 150,1075 86,1110 84,1010 124,930'), 0.08),
    ],
    back: [spine, seam('body', 6, outline('-360,1160 0,1190 360,1160')), collarBack(0.08)],
  },
  suit: {
    cloth: 'coat',
    bulk: 1,
    front: [
      piece('body', 'inner', outline('-124,862 124,862 110,1100 12,1460 -96,1100'), 0.35),
      seam('body', 8, outline('10,1450 16,1700 34,2900')),
      buttons(2, [1540, 1720], 17, 'dark'),
      seam('body', 6, outline('170,1330 290,1318')),
      piece('body', 'accent', outline('184,1324 206,1288 246,1284 274,1318')),
      seam('body', 6, outline('180,1800 330,1790'), true),
      shirtFlap('inner', 0.45),
      pair(
        'collar',
        'coat',
        outline('142,850 246,892 292,1030 222,1110 250,1160 120,1340 10,1480 2,1420 76,1160 118,990'),
        0.04,
      ),
      seam('collar', 5, outline('222,1110 150,1084 112,1060'), true),
    ],
    back: [spine, collarBack(0.04)],
  },
  sweater: {
    cloth: 'coat',
    bulk: 1.02,
    front: [
      seam('body', 4, outline('-110,1080 -116,1500 -120,2900'), true),
      seam('body', 4, outline('-70,1090 -76,1500 -78,2900'), true),
      seam('body', 3.5, outline('-200,1180 -210,1600 -214,2900'), true),
      piece(
        'collar',
        'coat',
        outline('-138,866 -156,930 -90,1000 0,1022 90,1000 156,930 138,866 116,906 66,950 0,964 -66,950 -116,906'),
        0.1,
      ),
      ...[-104, -62, -20, 22, 64, 106].map((x) =>
        seam('collar', 3.5, [
          [x * 0.92, 958 - Math.abs(x) * 0.3],
          [x, 1006 - Math.abs(x) * 0.42],
        ]),
      ),
    ],
    back: [spine, piece('collar', 'coat', outline('-140,880 0,862 140,880 156,930 0,968 -156,930'), 0.1)],
  },
  shirt: {
    cloth: 'coat',
    bulk: 0.98,
    front: [
      openNeck,
      seam('body', 7, outline('6,1080 8,1500 6,2900')),
      seam('body', 3.5, outline('40,1100 42,1500 40,2900')),
      buttons(24, [1180, 1370, 1560, 1750, 1940], 10, 'inner'),
      piece('body', 'coat', outline('170,1290 310,1286 308,1430 240,1462 172,1434'), 0.06),
      pair('collar', 'coat', outline('120,852 176,900 170,985 92,1050 6,1090 52,990 96,910'), 0.14),
    ],
    back: [spine, seam('body', 5, outline('-350,1120 0,1150 350,1120')), collarBack(0.12)],
  },
  dress: {
    cloth: 'coat',
    bulk: 0.95,
    front: [
      piece('body', 'skin', outline('-136,850 -190,930 -160,1050 -70,1120 0,1134 70,1120 160,1050 190,930 136,850')),
      seam('body', 5, outline('-150,1200 -120,1330 -70,1420'), true),
      seam('body', 7, outline('-330,1760 0,1790 330,1760')),
      seam('body', 5, outline('-60,1800 -80,2900'), true),
      piece(
        'collar',
        'coat',
        outline(
          '-196,900 -196,960 -172,1066 -78,1144 0,1160 78,1144 172,1066 196,960 196,900 168,960 148,1036 66,1106 0,1120 -66,1106 -148,1036 -168,960',
        ),
        0.2,
      ),
    ],
    back: [
      spine,
      piece('body', 'skin', outline('-136,850 -180,930 0,1010 180,930 136,850')),
      seam('collar', 9, outline('-186,930 0,1014 186,930')),
    ],
  },
  hoodie: {
    cloth: 'coat',
    bulk: 1.05,
    front: [
      hoodBehind,
      piece('body', 'coat', outline('-230,1640 230,1640 300,1930 270,1980 -270,1980 -300,1930'), -0.08),
      seam('body', 5, outline('0,1130 4,1400 0,1640')),
      piece('collar', 'inner', outline('-120,930 0,985 120,930 70,1040 0,1070 -70,1040')),
      pair('collar', 'coat', outline('150,838 244,880 278,960 200,1060 96,1120 4,1140 0,1068 84,1020 132,940'), 0.08),
      seam('collar', 5, outline('216,930 150,1020 70,1080'), true),
      seam('collar', 7, outline('58,1116 64,1230 52,1350'), true, 'inner'),
    ],
    back: [spine, ...hoodBack],
  },
  apron: {
    cloth: 'inner',
    bulk: 0.98,
    front: [
      openNeck,
      seam('body', 5, outline('4,1080 4,1180')),
      piece(
        'body',
        'coat',
        outline('-190,1190 190,1190 212,1440 330,1640 350,2900 -350,2900 -330,1640 -212,1440'),
        0.03,
      ),
      seam('body', 5, outline('-180,1214 180,1214')),
      piece('body', 'coat', outline('-130,1700 130,1700 128,1900 -128,1900'), -0.08),
      seam('body', 16, outline('172,1190 150,1060 132,930'), true, 'coat'),
      pair('collar', 'inner', outline('120,852 176,900 170,985 92,1050 6,1090 52,990 96,910'), 0.2),
    ],
    back: [
      spine,
      seam('body', 16, outline('-180,960 60,1500 320,1800'), true, 'coat'),
      piece('body', 'coat', outline('-340,1790 340,1790 340,1850 -340,1850')),
      collarBack(0.2),
    ],
  },
  dungarees: {
    cloth: 'inner',
    bulk: 0.98,
    front: [
      piece(
        'body',
        'coat',
        outline('-196,1270 196,1270 212,1500 300,1660 384,1720 396,2950 -396,2950 -384,1720 -300,1660 -212,1500'),
      ),
      seam('body', 4, outline('-184,1300 184,1300')),
      piece('body', 'coat', outline('-118,1390 118,1390 116,1560 0,1600 -116,1560'), -0.1),
      seam('body', 7, outline('-384,1806 0,1822 384,1806')),
      seam('body', 6, outline('0,1822 4,2950')),
      piece('body', 'coat', outline('142,1330 202,1330 240,925 186,915'), 0.06, true),
      buttons(172, [1312], 20, 'metal', true),
      piece(
        'collar',
        'inner',
        outline('-138,866 -156,930 -90,1000 0,1022 90,1000 156,930 138,866 116,906 66,950 0,964 -66,950 -116,906'),
        0.14,
      ),
    ],
    back: [
      spine,
      piece('body', 'coat', outline('-130,1470 130,1470 260,1620 384,1690 396,2950 -396,2950 -384,1690 -260,1620')),
      seam('body', 6, outline('0,1800 4,2950')),
      piece('body', 'coat', outline('176,918 236,926 108,1500 44,1490'), 0.06, true),
      buttons(80, [1510], 18, 'metal', true),
      piece('collar', 'inner', outline('-140,880 0,862 140,880 156,930 0,968 -156,930'), 0.14),
    ],
  },
  uniform: {
    cloth: 'coat',
    bulk: 1,
    front: [
      piece('body', 'inner', outline('-120,862 120,862 60,1010 0,1070 -60,1010'), 0.3),
      seam('body', 7, outline('4,1070 6,1500 4,2900')),
      buttons(28, [1180, 1380, 1580, 1780], 13, 'metal'),
      pair('body', 'coat', outline('130,1270 300,1262 300,1310 216,1336 130,1316'), -0.16),
      pair('body', 'coat', outline('136,1330 296,1322 292,1470 140,1474'), -0.06),
      piece('body', 'metal', outline('200,1190 226,1174 250,1190 246,1226 226,1244 204,1226')),
      pair('body', 'coat', outline('250,936 420,1000 410,1046 240,976'), -0.22),
      pair('collar', 'coat', outline('118,850 180,896 178,985 96,1046 4,1086 40,990 92,906'), 0.1),
    ],
    back: [
      spine,
      seam('body', 5, outline('-350,1120 0,1150 350,1120')),
      piece('body', 'coat', outline('250,936 420,1000 410,1046 240,976'), -0.22, true),
      collarBack(0.1),
    ],
  },
};

/** A tie for men in suits and people in uniform; it lies under the collar. */
export const tie: readonly Mark[] = [
  piece('body', 'accent', outline('-26,1010 26,1010 58,1330 4,1440 -50,1330')),
  piece('collar', 'accent', outline('-40,962 40,962 26,1034 -26,1034'), -0.1),
];

export const scarfMarks: readonly Mark[] = [
  piece(
    'collar',
    'accent',
    outline('-168,822 -214,900 -150,985 0,1035 150,985 214,900 168,822 120,890 0,922 -120,890'),
  ),
  seam('collar', 6, outline('-150,900 0,985 150,900')),
  seam('collar', 5, outline('-180,930 -60,1000 30,1012')),
  piece('collar', 'accent', outline('-50,1000 46,1000 80,1180 62,1400 -50,1410 -40,1200'), -0.12),
  ...[-40, -16, 8, 32, 54].map((x) =>
    seam('collar', 6, [
      [x, 1400],
      [x - 2, 1450],
    ]),
  ),
];
export const scarfBackMarks: readonly Mark[] = [
  piece('collar', 'accent', outline('-180,850 0,828 180,850 220,940 0,1000 -220,940'), -0.05),
  seam('collar', 6, outline('-170,900 0,940 170,900')),
];
