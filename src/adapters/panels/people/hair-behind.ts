/**
 * Hair as seen from behind, in the symmetric frame of `hair-outlines.ts`. It must be the hair of the other views: curls
 * keep a curly rim, a balding man keeps his ring, and length ends where it ends in the three-quarter drawing.
 */

import { hairFamily } from '../../../domain/performance/look-choices.ts';
import type { Point } from '../ink/ink.ts';
import { bumps, buns, pigtail } from './hair-outlines.ts';
import { flip, outline, symmetric, symmetryX } from './outline.ts';

/** Outlines painted one after the other over the bare skull, and where strands end. */
export type HairBehind = {
  readonly pieces: readonly (readonly Point[])[];
  readonly bottom: number;
  /** The pieces are one mass: no line between them. */
  readonly merged?: boolean;
};

/** Height of a round curl over its neighbours' seam, 0..1 of its depth, at five places along it. */
const lobeProfile = [0, 0.62, 0.94, 1, 0.9, 0.58] as const;

/** Round curls along an open line of points that runs clockwise; curls differ in size as real ones do. */
const curlsAlong = (line: readonly Point[], count: number, depth: number): Point[] => {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - (line[i] as Point)[0], y - (line[i] as Point)[1]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const at = (share: number): { point: Point; normal: Point } => {
    let rest = Math.max(0, Math.min(1, share)) * total;
    let k = 0;
    while (k < lengths.length - 1 && rest > (lengths[k] as number)) rest -= lengths[k++] as number;
    const [[x0, y0], [x1, y1], length] = [line[k] as Point, line[k + 1] as Point, lengths[k] || 1];
    const t = rest / length;
    return { point: [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t], normal: [(y1 - y0) / length, -(x1 - x0) / length] };
  };
  return Array.from({ length: count * lobeProfile.length }, (_, i): Point => {
    const lobe = Math.floor(i / lobeProfile.length);
    const size = depth * (0.75 + 0.5 * ((lobe * 0.618) % 1));
    const { point, normal } = at(i / (count * lobeProfile.length));
    const out = (lobeProfile[i % lobeProfile.length] as number) * size;
    return [point[0] + normal[0] * out, point[1] + normal[1] * out];
  });
};

/** Points of an ellipse's arc, in turns from the right, clockwise. */
const arc = (x: number, y: number, radiusX: number, radiusY: number, from: number, to: number): Point[] =>
  Array.from({ length: 33 }, (_, i): Point => {
    const angle = (from + ((to - from) * i) / 32) * Math.PI * 2;
    return [x + Math.cos(angle) * radiusX, y + Math.sin(angle) * radiusY];
  });

/** A cap of hair that follows the round skull down to the neck. */
const nape = (bottom: number, wide = 1): Point[] =>
  symmetric(
    [
      [490, 192],
      [560, 200],
      [630, 226],
      [690, 278],
      [728, 356],
      [740, 450],
      [732, 560],
      [690, bottom - 50],
      [600, bottom],
      [490, bottom + 12],
    ].map(([x, y]): Point => [symmetryX + ((x as number) - symmetryX) * wide, y as number]),
  );
const gathered = nape(690);

const behind: Readonly<Record<string, HairBehind>> = {
  short: { pieces: [nape(696)], bottom: 660 },
  shaved: { pieces: [nape(676, 0.97)], bottom: 640 },
  quiff: {
    pieces: [nape(690), outline('300,270 380,190 500,170 640,128 700,150 724,240 690,290 500,290')],
    bottom: 650,
    merged: true,
  },
  spiky: {
    pieces: [
      outline(
        '246,480 210,340 262,336 270,226 340,240 390,140 450,202 530,122 570,200 662,150 676,236 756,240 734,330 770,470 736,560 744,660 680,650 640,724 570,680 490,736 420,684 340,724 310,650 236,660 250,560',
      ),
    ],
    bottom: 660,
  },
  // An uneven hem instead of a clean nape.
  mop: {
    pieces: [
      [
        ...outline('246,560 232,450 256,330 330,236 490,188 650,236 724,330 748,450 734,560'),
        ...outline('708,640 690,622 660,676 600,668 552,700 490,682 430,704 376,666 322,680 290,626 268,644'),
      ],
    ],
    bottom: 700,
  },
  'curly-short': {
    pieces: [
      [
        ...curlsAlong(arc(490, 410, 246, 204, 0.4, 1.1), 12, 27),
        ...outline('700,620 640,690 590,668 540,706 490,682 430,708 390,668 330,690 284,620'),
      ],
    ],
    bottom: 660,
  },
  'flat-afro': {
    pieces: [
      // The faded sides lie close to the skull, the top stands up in curls.
      nape(676, 0.97),
      [
        ...curlsAlong(
          outline('262,420 258,330 276,250 330,204 410,190 490,186 570,190 650,204 704,250 722,330 718,420'),
          12,
          34,
        ),
        ...outline('690,450 600,476 490,484 380,476 290,450'),
      ],
    ],
    bottom: 660,
    merged: true,
  },
  afro: { pieces: [curlsAlong(arc(490, 405, 350, 306, 0.25, 1.25), 21, 26)], bottom: 700 },
  curls: {
    pieces: [
      [
        ...curlsAlong(
          outline(
            '250,800 214,690 206,560 220,430 260,310 340,226 490,190 640,226 720,310 760,430 774,560 766,690 730,800',
          ),
          14,
          46,
        ),
        ...outline('700,850 640,812 590,872 530,830 480,884 430,832 370,874 330,814 280,850'),
      ],
    ],
    bottom: 850,
  },
  bob: {
    pieces: [
      [
        ...outline('206,776 196,620 212,450 256,318 340,226 490,190 640,226 724,318 768,450 784,620 774,776'),
        ...outline('740,816 660,826 570,818 490,832 410,820 320,828 240,814'),
      ],
    ],
    bottom: 800,
  },
  long: {
    pieces: [
      [
        ...outline('204,880 194,660 210,460 256,318 340,226 490,190 640,226 724,318 770,460 786,660 776,880'),
        ...outline('740,936 670,966 580,954 500,990 420,962 320,970 240,934'),
      ],
    ],
    bottom: 950,
  },
  'long-waves': {
    pieces: [
      [
        ...outline('176,930 214,850 164,740 206,620 176,500 230,400 256,310 340,222 490,186'),
        ...outline('640,222 724,310 750,400 804,500 774,620 816,740 766,850 804,930'),
        ...outline('740,990 690,950 640,1010 570,960 490,1016 410,960 340,1008 290,950 230,990'),
      ],
    ],
    bottom: 970,
  },
  bun: { pieces: [gathered, bumps(490, 200, 104, 92, 7, 0.03)], bottom: 650 },
  tail: {
    pieces: [
      gathered,
      outline(
        '490,300 546,322 576,420 588,560 596,700 566,800 580,880 530,860 494,930 462,860 408,880 420,790 386,700 394,560 404,420 434,322',
      ),
    ],
    bottom: 850,
  },
  'low-tail': {
    pieces: [
      nape(720),
      outline(
        '490,650 532,672 556,740 566,840 548,920 556,980 516,956 488,1010 464,956 424,980 432,920 414,840 424,740 448,672',
      ),
    ],
    bottom: 940,
  },
  pigtails: { pieces: [nape(700), pigtail, pigtail.map(flip)], bottom: 690 },
  'space-buns': { pieces: [gathered, ...buns], bottom: 640 },
  balding: {
    // A ring from temple to temple: high at the sides, low behind, the crown bare.
    pieces: [
      symmetric(
        outline('490,478 560,470 620,440 664,392 690,336 722,332 740,400 744,500 728,590 686,646 600,690 490,702'),
      ),
    ],
    bottom: 690,
  },
  bald: { pieces: [], bottom: 300 },
};

/** The drawing for a hair id; one nobody knows is short hair. */
export const hairBehind = (hair: string): HairBehind =>
  behind[hair] ?? behind[hairFamily[hair] ?? 'short'] ?? (behind.short as HairBehind);
