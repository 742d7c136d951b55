/** Shelves of a shop: packets, tins and bottles, each kind in a row of its own. */
import type { Random } from '../../../domain/random.ts';
import type { Colour } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';

const labels: readonly Colour[] = [
  '#d8584a',
  '#e0b03c',
  '#5a9a5c',
  '#4f8ab0',
  '#f0e6d0',
  '#d88a3c',
  '#8a5a9a',
  '#e8a0a8',
];

type Good = {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly colour: Colour;
  readonly kind: number;
};

export const goodsShelf = (width: number, height: number, random: Random): Draw => {
  const goods: Good[] = [];
  const rows = Math.floor(height / 0.46);
  for (let row = 0; row < rows; row++) {
    for (let x = -width / 2 + 0.08; x < width / 2 - 0.2; ) {
      const kind = Math.floor(random() * 3);
      const colour = labels[Math.floor(random() * labels.length)] ?? '#d8584a';
      const [wide, high] = kind === 0 ? [0.17, 0.3] : kind === 1 ? [0.11, 0.15] : [0.09, 0.32];
      for (let i = 0; i < 4 && x + wide < width / 2 - 0.04; i++, x += wide + 0.012)
        goods.push({ x, y: 0.2 + row * 0.46, wide, high, colour, kind });
      x += 0.04;
    }
  }
  return (b) => {
    b.box(-width / 2, 0, -0.04, width / 2, height, 0.16, '#c8c4b8');
    for (let row = 0; row < rows; row++) {
      const y = 0.2 + row * 0.46;
      b.front(-width / 2, y - 0.07, width / 2, y, -0.26, '#e8e4da', { ink: 0.6 });
      for (let x = -width / 2 + 0.2; x < width / 2 - 0.1; x += 0.5)
        b.front(x, y - 0.06, x + 0.12, y - 0.01, -0.265, '#f0d050', { ink: 0 });
    }
    b.part(0, height / 2, -0.4);
    for (const { x, y, wide, high, colour, kind } of goods) {
      b.front(x, y, x + wide, y + high * (kind === 2 ? 0.7 : 1), -0.24, colour, { ink: 0.5, edge: 0.06, drift: 0.1 });
      if (kind === 2)
        b.front(x + wide * 0.32, y + high * 0.7, x + wide * 0.68, y + high, -0.24, colour, {
          ink: 0.4,
          edge: 0,
          drift: 0,
        });
      else
        b.front(x + wide * 0.15, y + high * 0.35, x + wide * 0.85, y + high * 0.65, -0.245, '#fff8ea', {
          ink: 0,
          edge: 0,
          drift: 0,
        });
    }
  };
};
