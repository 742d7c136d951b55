/** Things in a hand, drawn in fist widths about the middle of the fist: x right, y down. They serve busts and figures. */
import { type Colour, ellipsePoints, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { outline } from './outline.ts';

export type HeldKind =
  | 'phone'
  | 'radio'
  | 'torch'
  | 'lantern'
  | 'mug'
  | 'glass'
  | 'bottle'
  | 'paper'
  | 'photo'
  | 'book'
  | 'key'
  | 'gun'
  | 'knife'
  | 'disc'
  | 'umbrella'
  | 'bag'
  | 'satchel'
  | 'flower'
  | 'pen'
  | 'candle'
  | 'axe'
  | 'stick'
  | 'rifle';

/** How a drawing is put on the screen; the caller knows the size. Widths in fist widths. */
export type HeldPen = {
  readonly shape: (points: readonly Point[], colour: Colour) => void;
  readonly line: (points: readonly Point[], width: number, colour?: Colour) => void;
};

const words: readonly (readonly [RegExp, HeldKind])[] = [
  [/\b(walkie|radio|handset|microphone|mic|transmitter|remote)\b/, 'radio'],
  [/\b(phone|cell ?phone|mobile|smartphone|receiver|tablet|calculator)\b/, 'phone'],
  [/\b(torch|flashlight)\b/, 'torch'],
  [/\b(candle|taper|match|lighter)\b/, 'candle'],
  [/\b(lantern|lamp|oil lamp)\b/, 'lantern'],
  [/\b(mug|cup|coffee|tea|thermos)\b/, 'mug'],
  [/\b(glass|whisk(e)?y|wine|drink|tumbler)\b/, 'glass'],
  [/\b(bottle|flask|beer|vial|jar)\b/, 'bottle'],
  [/\b(photo|photograph|picture|polaroid|postcard|portrait)\b/, 'photo'],
  [
    /\b(letter|paper|note|map|newspaper|document|envelope|ticket|card|list|page|script|chart|contract|bill|money|cash|receipt|telegram|form)s?\b/,
    'paper',
  ],
  [/\b(book|notebook|diary|journal|ledger|bible|clipboard|file|folder|logbook)\b/, 'book'],
  [/\bkeys?\b/, 'key'],
  [/\b(rifle|shotgun|musket|carbine|hunting gun|machine gun)\b/, 'rifle'],
  [/\b(gun|pistol|revolver|handgun|weapon)\b/, 'gun'],
  [/\b(knife|dagger|blade|scalpel|razor|scissors)\b/, 'knife'],
  [/\b(compass|watch|pocket watch|locket|coin|ring|medal|badge|stone|shell|ball|apple|egg|orb|marble)\b/, 'disc'],
  [/\b(umbrella|parasol)\b/, 'umbrella'],
  [/\b((mail|post|kit|school|messenger) ?bag|satchel|sack|holdall|duffel|backpack|rucksack)s?\b/, 'satchel'],
  [/\b(bag|luggage|briefcase|suitcase|case|handbag|purse|toolbox|bucket|basket)s?\b/, 'bag'],
  [/\b(flowers?|rose|bouquet|tulips?)\b/, 'flower'],
  [/\b(pen|pencil|brush|wand|cigarette|chalk|marker|screwdriver|syringe|spoon)\b/, 'pen'],
  [/\b(axe?|hatchet|tomahawk|pickaxe)\b/, 'axe'],
  [/\b(stick|cane|sword|bat|hammer|wrench|rod|crowbar|broom|staff|baton|shovel|rope)\b/, 'stick'],
];

/** The drawing for a noun, or undefined: then the hand stays down. */
export const heldKind = (noun: string | undefined): HeldKind | undefined => {
  if (noun === undefined) return undefined;
  const text = noun.toLowerCase();
  return words.find(([pattern]) => pattern.test(text))?.[1];
};

/** Fist widths are not enough for what is larger than life: how much the thing grows in a figure's hand. */
export const figureScale = (kind: HeldKind): number =>
  kind === 'umbrella' || kind === 'key' || kind === 'disc' || kind === 'rifle' || isCarried(kind)
    ? 1.8
    : kind === 'lantern'
      ? 1.6
      : 1.25;

/** Carried low at the side instead of held up. */
export const isCarried = (kind: HeldKind): boolean => kind === 'bag' || kind === 'satchel';

const steel = '#8f97a2';
const brass = '#c99b3e';
const wood = '#7a5236';
const paper = '#efe6d0';
const umbrellaCloth = '#9a3640';

const scribbles = (pen: HeldPen, left: number, right: number, top: number, bottom: number, rows: number): void => {
  for (let row = 0; row < rows; row++) {
    const y = top + ((bottom - top) * (row + 0.5)) / rows;
    pen.line(
      [
        [left, y],
        [left + (right - left) * (row === rows - 1 ? 0.6 : 1), y + 0.02],
      ],
      0.035,
      '#6a5f58',
    );
  }
};

const drawings: Readonly<Record<HeldKind, (pen: HeldPen, accent: Colour) => void>> = {
  phone: (pen) => {
    pen.shape(outline('-0.42,-1.2 0.42,-1.2 0.46,-1.1 0.46,0.6 -0.46,0.6 -0.46,-1.1'), '#23222b');
    pen.shape(outline('-0.34,-1.05 0.34,-1.05 0.34,0.4 -0.34,0.4'), '#7fa3bd');
  },
  radio: (pen) => {
    pen.line(
      [
        [0.28, -1.1],
        [0.34, -2.1],
      ],
      0.12,
      '#23222b',
    );
    pen.shape(outline('-0.42,-1.2 0.42,-1.2 0.46,0.7 -0.46,0.7'), '#33343c');
    for (const y of [-0.95, -0.8, -0.65])
      pen.line(
        [
          [-0.24, y],
          [0.24, y],
        ],
        0.06,
        '#8f97a2',
      );
  },
  torch: (pen) => {
    pen.shape(outline('-0.5,-0.26 0.7,-0.3 0.7,0.24 -0.5,0.26'), '#33343c');
    pen.shape(outline('0.7,-0.3 1.15,-0.5 1.2,0.44 0.7,0.24'), steel);
    pen.shape(ellipsePoints(1.2, -0.02, 0.12, 0.46, 14), '#fff2c4');
  },
  lantern: (pen) => {
    pen.line(
      smoothCurve([
        [-0.5, 0.9],
        [-0.3, 0.1],
        [0, -0.06],
        [0.3, 0.1],
        [0.5, 0.9],
      ]),
      0.09,
      '#33343c',
    );
    pen.shape(outline('-0.5,0.9 0.5,0.9 0.56,1.1 -0.56,1.1'), '#3a3a42');
    pen.shape(outline('-0.44,1.1 0.44,1.1 0.5,2 -0.5,2'), '#ffdf96');
    pen.shape(outline('-0.6,2 0.6,2 0.56,2.24 -0.56,2.24'), '#3a3a42');
  },
  mug: (pen, accent) => {
    pen.line(
      smoothCurve([
        [0.5, -0.5],
        [0.86, -0.4],
        [0.86, 0.1],
        [0.5, 0.2],
      ]),
      0.13,
      mixColour(accent, '#140c18', 0.3),
    );
    pen.shape(outline('-0.55,-0.75 0.55,-0.75 0.52,0.55 -0.5,0.55'), accent);
    pen.shape(ellipsePoints(0, -0.75, 0.54, 0.13, 16), '#3d2a20');
  },
  glass: (pen) => {
    pen.shape(outline('-0.45,-0.8 0.45,-0.8 0.38,0.5 -0.38,0.5'), '#cfdde0');
    pen.shape(outline('-0.42,-0.35 0.42,-0.35 0.37,0.44 -0.37,0.44'), '#b9793a');
  },
  bottle: (pen) =>
    pen.shape(
      outline('-0.15,-1.7 0.15,-1.7 0.17,-1.05 0.42,-0.7 0.42,0.8 -0.42,0.8 -0.42,-0.7 -0.17,-1.05'),
      '#4f6b4a',
    ),
  paper: (pen) => {
    pen.shape(outline('-0.95,-1.6 0.75,-1.75 0.95,0.2 -0.8,0.4'), paper);
    scribbles(pen, -0.7, 0.6, -1.45, 0, 7);
  },
  photo: (pen) => {
    pen.shape(outline('-0.8,-1.3 0.7,-1.4 0.8,0.2 -0.7,0.3'), '#f4efe4');
    pen.shape(outline('-0.66,-1.16 0.58,-1.25 0.64,-0.3 -0.6,-0.2'), '#6f8391');
  },
  book: (pen, accent) => {
    pen.shape(outline('-0.9,-1.3 0.8,-1.3 0.8,0.5 -0.9,0.5'), accent);
    pen.line(
      [
        [-0.74, -1.3],
        [-0.74, 0.5],
      ],
      0.07,
    );
    pen.line(
      [
        [-0.3, -0.9],
        [0.5, -0.9],
      ],
      0.08,
      paper,
    );
  },
  key: (pen) => {
    pen.line(outline('0.2,-0.7 2.1,-1.3'), 0.24, brass);
    for (const tooth of ['1.6,-1.12 1.76,-0.62', '1.98,-1.24 2.16,-0.66']) pen.line(outline(tooth), 0.22, brass);
    pen.shape(ellipsePoints(-0.1, -0.62, 0.52, 0.48, 18), brass);
    pen.shape(ellipsePoints(-0.12, -0.66, 0.22, 0.2, 14), '#4a3424');
  },
  gun: (pen) => {
    pen.shape(outline('-0.3,-0.62 1.7,-0.7 1.72,-0.3 0.5,-0.22 0.4,-0.02 -0.2,0'), '#2f3038');
    pen.shape(outline('-0.3,-0.3 0.25,-0.2 0.05,0.75 -0.45,0.7'), '#3d2f2a');
  },
  knife: (pen) => {
    pen.shape(outline('-0.16,-0.4 0.16,-0.4 0.2,-1.3 0.06,-1.9 -0.14,-1.3'), '#c6ccd2');
    pen.shape(outline('-0.2,-0.45 0.2,-0.45 0.16,0.6 -0.16,0.6'), wood);
  },
  disc: (pen) => {
    pen.shape(ellipsePoints(0.05, -0.75, 0.55, 0.55, 22), brass);
    pen.shape(ellipsePoints(0.05, -0.75, 0.4, 0.4, 20), paper);
    pen.line(
      [
        [-0.14, -0.55],
        [0.24, -0.96],
      ],
      0.08,
      '#a63f36',
    );
  },
  // One colour for all: an umbrella stays the same when it changes hands.
  umbrella: (pen) => {
    pen.line(outline('0.1,0.8 -1.6,-7.6'), 0.12, '#4a3a30');
    pen.shape(
      smoothCurve(
        outline(
          '-6.4,-5 -5.4,-6.5 -3.8,-7.5 -1.6,-7.9 0.5,-7.6 2.3,-6.6 3.3,-5.2 2.2,-5.5 1.1,-5.15 -0.2,-5.5 -1.5,-5.2 -2.8,-5.5 -4.1,-5.1 -5.3,-5.4',
        ),
        true,
        5,
      ),
      umbrellaCloth,
    );
    for (const x of [-4.1, -1.5, 1.1])
      pen.line(
        smoothCurve([
          [-1.6, -7.9],
          [(x - 1.6) * 0.56, -6.8],
          [x, -5.15],
        ]),
        0.06,
      );
  },
  bag: (pen, accent) => {
    pen.line(
      smoothCurve([
        [-0.5, 0.75],
        [-0.3, 0],
        [0.3, 0],
        [0.5, 0.75],
      ]),
      0.14,
      '#2c2228',
    );
    pen.shape(outline('-1.4,0.75 1.4,0.75 1.5,2.6 -1.5,2.6'), mixColour(accent, wood, 0.6));
    pen.line(
      [
        [-1.4, 1.3],
        [1.4, 1.3],
      ],
      0.07,
    );
  },
  // Soft cloth that sags, with a flap: mail, school books, what one runs away with.
  satchel: (pen, accent) => {
    const cloth = mixColour(accent, '#8a7450', 0.75);
    pen.line(smoothCurve(outline('-1,1 -0.4,0.1 0,-0.1 0.4,0.1 1,1')), 0.2, '#4a3830');
    pen.shape(
      smoothCurve(outline('-1.15,0.85 1.15,0.85 1.4,1.7 1.5,2.6 1.05,3 0,3.1 -1.05,3 -1.5,2.6 -1.4,1.7'), true, 5),
      cloth,
    );
    pen.shape(
      smoothCurve(outline('-1.2,0.8 1.2,0.8 1.34,1.4 1,1.9 0,2.05 -1,1.9 -1.34,1.4'), true, 5),
      mixColour(cloth, '#1a1430', 0.14),
    );
    pen.shape(ellipsePoints(0, 1.95, 0.14, 0.14, 10), brass);
  },
  flower: (pen) => {
    pen.line(
      smoothCurve([
        [0, 0.9],
        [0.05, -0.4],
        [-0.05, -1.3],
      ]),
      0.1,
      '#4b6b3c',
    );
    pen.line(
      smoothCurve([
        [0.1, 0.8],
        [0.3, -0.3],
        [0.5, -1.1],
      ]),
      0.1,
      '#4b6b3c',
    );
    for (const [x, y, colour] of [
      [-0.1, -1.5, '#c2485a'],
      [0.55, -1.25, '#d9a04a'],
      [0.2, -1.85, '#c26a8c'],
    ] as const) {
      pen.shape(ellipsePoints(x, y, 0.34, 0.32, 10), colour);
    }
  },
  pen: (pen) =>
    pen.line(
      [
        [-0.3, 0.5],
        [0.5, -1],
      ],
      0.15,
      '#2c2a3a',
    ),
  candle: (pen) => {
    pen.shape(outline('-0.2,-1.3 0.2,-1.3 0.22,0.6 -0.22,0.6'), '#efe6d0');
    pen.shape(
      smoothCurve(outline('-0.22,-1.45 -0.12,-1.95 0.02,-2.3 0.18,-1.9 0.22,-1.45 0,-1.3'), true, 5),
      '#ffb04a',
    );
    pen.shape(smoothCurve(outline('-0.1,-1.48 0,-1.95 0.1,-1.48 0,-1.38'), true, 5), '#fff2b8');
  },
  axe: (pen) => {
    pen.line(outline('-0.3,2.4 0.3,-2.6'), 0.28, wood);
    pen.shape(outline('0.02,-2.75 0.5,-2.7 1.35,-3.05 1.5,-2.4 1.3,-1.7 0.45,-2.15 0.02,-2.2'), steel);
    pen.line(outline('1.35,-3.05 1.5,-2.4 1.3,-1.7'), 0.1, '#d4dae0');
  },
  // Upright, muzzle up, held at the fore-end.
  rifle: (pen) => {
    pen.line(outline('0.1,0.6 0.34,-3.9'), 0.16, '#2f3038');
    pen.shape(outline('-0.2,-1.5 0.3,-1.5 0.34,0.9 0.62,2 0.7,3.3 -0.5,3.4 -0.3,1.8 -0.26,0.9'), wood);
    pen.shape(outline('-0.24,0.3 0.3,0.3 0.32,1.1 -0.24,1.1'), '#2f3038');
  },
  stick: (pen) =>
    pen.line(
      [
        [-0.3, 2.6],
        [0.3, -2.4],
      ],
      0.26,
      wood,
    ),
};

export const paintHeld = (pen: HeldPen, kind: HeldKind, accent: Colour): void => drawings[kind](pen, accent);

/** Over a bust: the stick beside the face, the canopy wide above the head, as far as the frame shows it. */
export const paintHeldOverhead = (pen: HeldPen): void => {
  pen.line(outline('0,0.8 0.5,-12.6'), 0.14, '#4a3a30');
  pen.shape(
    smoothCurve(
      outline(
        '-8.8,-9.2 -7.8,-11.6 -5.8,-13.6 -2.6,-14.6 0.5,-14.9 3.6,-14.6 6.6,-13.4 8.6,-11.6 9.6,-9.4 7.6,-10 5.8,-9.5 4,-10.2 1.8,-9.7 0,-10.3 -2.6,-9.8 -4.2,-10.3 -5.9,-9.7 -7.4,-10',
      ),
      true,
      5,
    ),
    umbrellaCloth,
  );
  for (const x of [-5.9, -2.6, 1.8, 5.8])
    pen.line(
      smoothCurve([
        [0.5, -14.9],
        [(x + 0.5) * 0.6, -12.8],
        [x, -9.7],
      ]),
      0.07,
    );
};
