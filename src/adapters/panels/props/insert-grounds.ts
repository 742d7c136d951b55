/** What a thing of an insert lies on or stands on: tables, floors, walls, consoles, cloth, bare earth. */
import { pick } from '../../../domain/random.ts';
import {
  type Colour,
  type Context,
  ellipsePoints,
  fillPolygon,
  inkLine,
  mixColour,
  type Stage,
  washShape,
  withAlpha,
} from '../ink/ink.ts';
import type { Ground } from './props.ts';

/** The table a standing thing stands on: its far edge crosses the lower part of the picture. */
export const tableBefore = (context: Context, stage: Stage, random: () => number, earth?: Colour): void => {
  const { left, right, bottom, height } = stage;
  const y = height * 0.63;
  const colour = earth ?? pick(random, ['#7a5238', '#6a4a38', '#8a6444']);
  washShape(
    context,
    [
      [left - 20, y + 6],
      [right + 20, y - 6],
      [right + 20, bottom + 20],
      [left - 20, bottom + 20],
    ],
    colour,
    { drift: 0.22 },
  );
  inkLine(
    context,
    [
      [left - 20, y + 6],
      [right + 20, y - 6],
    ],
    { width: earth === undefined ? 5 : 2.4, colour: mixColour(colour, '#1a100c', 0.6) },
  );
  if (earth !== undefined) return tufts(context, stage, colour, random, y);
  for (let i = 0; i < 22; i++) {
    const near = random();
    const [x, gy] = [left + random() * (right - left), y + 16 + near * (bottom - y)];
    inkLine(
      context,
      [
        [x, gy],
        [x + 140 + 320 * near, gy - 3],
      ],
      { width: 1.6 + near * 2.4, colour: mixColour(colour, '#1a100c', 0.5), alpha: 0.4, wobble: 2 },
    );
  }
};

/** Bare ground from above: pebbles, blades, hollows. */
export const paintEarth = (context: Context, stage: Stage, colour: Colour, random: () => number): void => {
  const { left, top, right, bottom } = stage;
  const box: [number, number][] = [
    [left - 20, top - 20],
    [right + 20, top - 20],
    [right + 20, bottom + 20],
    [left - 20, bottom + 20],
  ];
  washShape(context, box, colour, { edge: 0, drift: 0.16 });
  for (let i = 0; i < 16; i++) {
    const [x, y, r] = [left + random() * (right - left), top + random() * (bottom - top), 60 + random() * 170];
    fillPolygon(
      context,
      ellipsePoints(x, y, r, r * 0.4, 18),
      withAlpha(mixColour(colour, random() < 0.5 ? '#1a1410' : '#fff4dc', 0.4), 0.14),
    );
  }
  for (let i = 0; i < 26; i++) {
    const [x, y, r] = [left + random() * (right - left), top + random() * (bottom - top), 6 + random() * 20];
    const stone = mixColour(colour, random() < 0.5 ? '#6a645c' : '#d8d0c0', 0.5);
    washShape(context, ellipsePoints(x, y, r, r * 0.72, 12), stone, { drift: 0.3 });
    inkLine(context, ellipsePoints(x, y, r, r * 0.72, 12), {
      width: 2,
      colour: mixColour(colour, '#1a100c', 0.6),
      alpha: 0.7,
    });
  }
  tufts(context, stage, colour, random, top);
};

const tufts = (
  context: Context,
  { left, right, bottom }: Stage,
  colour: Colour,
  random: () => number,
  from: number,
): void => {
  for (let i = 0; i < 46; i++) {
    const [x, y] = [left + random() * (right - left), from + 14 + random() * (bottom - from)];
    const [lean, long] = [(random() - 0.5) * 40, 16 + random() * 34];
    inkLine(
      context,
      [
        [x, y],
        [x + lean * 0.4, y - long * 0.6],
        [x + lean, y - long],
      ],
      { width: 3.4, colour: mixColour(colour, random() < 0.5 ? '#1a100c' : '#fff0c8', 0.4), alpha: 0.55, taper: 0.8 },
    );
  }
};

export const paintGround = (context: Context, stage: Stage, ground: Ground, random: () => number): void => {
  const { left, top, right, bottom } = stage;
  const box: [number, number][] = [
    [left - 20, top - 20],
    [right + 20, top - 20],
    [right + 20, bottom + 20],
    [left - 20, bottom + 20],
  ];
  const colour = {
    standing: '#7a5238',
    table: pick(random, ['#7a5238', '#6a4a38', '#8a6444']),
    floor: '#7c6248',
    wall: pick(random, ['#8a9088', '#9a8a78', '#7c8894']),
    console: '#4c5660',
    cloth: pick(random, ['#7a4450', '#4f6278', '#6a6a58']),
  }[ground];
  washShape(context, box, colour, { edge: 0, drift: 0.18 });
  if (ground === 'table' || ground === 'floor') planks(context, stage, colour, ground === 'floor' ? 210 : 270, random);
  if (ground === 'console') plates(context, stage, colour, random);
  if (ground === 'cloth') folds(context, stage, colour, random);
  if (ground === 'wall') boards(context, stage, colour);
};

const planks = (
  context: Context,
  { left, right, top, bottom }: Stage,
  colour: Colour,
  step: number,
  random: () => number,
): void => {
  for (let y = top - 40 + random() * 60; y < bottom; y += step) {
    fillPolygon(
      context,
      [
        [left - 20, y],
        [right + 20, y - 12],
        [right + 20, y + step - 12],
        [left - 20, y + step],
      ],
      withAlpha(mixColour(colour, random() < 0.5 ? '#20140e' : '#f0d8b0', 0.3), 0.16 + random() * 0.14),
    );
    inkLine(
      context,
      [
        [left - 20, y],
        [right + 20, y - 12],
      ],
      { width: 4.5, colour: mixColour(colour, '#1a100c', 0.6), alpha: 0.8, wobble: 2 },
    );
    for (let i = 0; i < 12; i++) {
      const [x, gy] = [left + random() * (right - left), y + 14 + random() * (step - 28)];
      const long = 120 + random() * 360;
      inkLine(
        context,
        [
          [x, gy],
          [x + long * 0.5, gy - 6 + random() * 6],
          [x + long, gy - 4],
        ],
        { width: 1.8 + random() * 1.6, colour: mixColour(colour, '#1a100c', 0.5), alpha: 0.35, wobble: 2.4 },
      );
    }
  }
};

const plates = (context: Context, { left, right, top, bottom }: Stage, colour: Colour, random: () => number): void => {
  for (const y of [top + (bottom - top) * 0.16, top + (bottom - top) * 0.84])
    inkLine(
      context,
      [
        [left, y],
        [right, y],
      ],
      { width: 5, colour: mixColour(colour, '#10141a', 0.6) },
    );
  for (let i = 0; i < 16; i++) {
    const [x, y] = [
      left + ((i % 8) + 0.5) * ((right - left) / 8),
      i < 8 ? top + (bottom - top) * 0.09 : top + (bottom - top) * 0.91,
    ];
    const lamp = random() < 0.5;
    washShape(
      context,
      ellipsePoints(x, y, lamp ? 15 : 26, lamp ? 15 : 26),
      lamp ? pick(random, ['#ff7a5a', '#7cd8a0', '#ffd070']) : '#2c343c',
      { edge: 0.3 },
    );
    inkLine(context, [...ellipsePoints(x, y, lamp ? 15 : 26, lamp ? 15 : 26), [x + (lamp ? 15 : 26), y]], {
      width: 3.5,
    });
    if (!lamp)
      inkLine(
        context,
        [
          [x, y],
          [x + 14, y - 16],
        ],
        { width: 5, colour: '#d8d0bc' },
      );
  }
};

const folds = (context: Context, { left, right, top, bottom }: Stage, colour: Colour, random: () => number): void => {
  for (let i = 0; i < 13; i++) {
    const x = left + random() * (right - left);
    const bend = (random() - 0.5) * 400;
    inkLine(
      context,
      [
        [x, top - 20],
        [x + bend * 0.4, (top + bottom) / 2],
        [x + bend, bottom + 20],
      ],
      {
        width: 26 + random() * 60,
        colour: mixColour(colour, random() < 0.5 ? '#140c18' : '#fff0dc', 0.3),
        alpha: 0.16,
        wobble: 20,
      },
    );
  }
};

const boards = (context: Context, { left, right, top, bottom }: Stage, colour: Colour): void => {
  for (const x of [0.2, 0.8])
    inkLine(
      context,
      [
        [left + (right - left) * x, top],
        [left + (right - left) * x, bottom],
      ],
      { width: 5, colour: mixColour(colour, '#1a1418', 0.5) },
    );
  fillPolygon(
    context,
    [
      [left + (right - left) * 0.2, top],
      [left + (right - left) * 0.8, top],
      [left + (right - left) * 0.8, bottom],
      [left + (right - left) * 0.2, bottom],
    ],
    withAlpha(mixColour(colour, '#5a3a28', 0.6), 0.8),
  );
};
