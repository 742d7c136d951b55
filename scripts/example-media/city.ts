/** A town at night: the camera glides past houses whose windows come on, cars draw their lights along the quay. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../../src/domain/random.ts';
import { type Draw, ellipse, fillDown, glow } from './brush.ts';

type Row = {
  readonly colour: string;
  readonly lit: string;
  readonly low: number;
  readonly high: number;
  readonly pace: number;
};

const rows: readonly Row[] = [
  { colour: '#33306a', lit: '#8f86d8', low: 120, high: 190, pace: 8 },
  { colour: '#211d4b', lit: '#ffb25e', low: 80, high: 160, pace: 20 },
  { colour: '#120f2e', lit: '#ffd98a', low: 40, high: 118, pace: 42 },
];

const drawHouses = (brush: SKRSContext2D, row: Row, seconds: number, seed: number): void => {
  const random = seededRandom(seed);
  for (let x = -20; x < 1000; ) {
    const width = 44 + Math.round(random() * 46);
    const height = row.low + random() * (row.high - row.low);
    const left = x - seconds * row.pace;
    const top = 296 - height;
    brush.fillStyle = row.colour;
    brush.fillRect(left, top, width - 3, height);
    if (random() < 0.35) brush.fillRect(left + width * 0.4, top - 16, 3, 16);
    for (let y = top + 9; y < 280; y += 14)
      for (let window = left + 7; window < left + width - 12; window += 12) {
        const comesOn = random() * 7.5;
        if (comesOn > 2.2 + seconds * 0.5) continue;
        brush.fillStyle = random() < 0.18 ? '#8fd7ff' : row.lit;
        brush.globalAlpha = 0.55 + 0.45 * random();
        brush.fillRect(window, y, 6, 8);
        brush.globalAlpha = 1;
      }
    x += width;
  }
};

const drawStreaks = (brush: SKRSContext2D, seconds: number): void => {
  const random = seededRandom(31);
  for (let car = 0; car < 18; car++) {
    const [pace, lane, start] = [150 + random() * 130, car % 2, random() * 900];
    const along = (start + seconds * pace) % 900;
    const x = lane === 0 ? along - 130 : 770 - along;
    const y = lane === 0 ? 316 + random() * 5 : 334 + random() * 8;
    const tail = lane === 0 ? -90 : 90;
    const light = brush.createLinearGradient(x, 0, x + tail, 0);
    light.addColorStop(0, lane === 0 ? '#ff4d5e' : '#fff4d0');
    light.addColorStop(1, '#ffffff00');
    brush.fillStyle = light;
    brush.fillRect(Math.min(x, x + tail), y, 90, 2.6);
    glow(brush, x, y + 1, 11, [
      [0, lane === 0 ? '#ff6a70c0' : '#fff6d8d0'],
      [1, '#ffffff00'],
    ]);
  }
};

/** Frames of the town. */
export const drawCity: Draw = (brush, seconds) => {
  fillDown(
    brush,
    [0, 0, 640, 300],
    [
      [0, '#0a0f2e'],
      [0.6, '#3a2a6e'],
      [1, '#b4557c'],
    ],
  );
  const random = seededRandom(3);
  for (let star = 0; star < 50; star++) {
    brush.globalAlpha = 0.25 + 0.6 * Math.abs(Math.sin(seconds * 2 + random() * 9));
    ellipse(brush, '#ffffff', [random() * 640, random() * 130, 0.9, 0.9]);
  }
  brush.globalAlpha = 1;
  glow(brush, 520, 66, 90, [
    [0, '#fdf3d850'],
    [1, '#fdf3d800'],
  ]);
  ellipse(brush, '#fdf3d8', [520, 66, 24, 24]);
  ellipse(brush, '#e9dcc0', [513, 60, 5, 4]);
  ellipse(brush, '#e9dcc0', [527, 74, 7, 5]);
  rows.forEach((row, at) => drawHouses(brush, row, seconds, 11 + at));
  fillDown(
    brush,
    [0, 296, 640, 64],
    [
      [0, '#1b1636'],
      [0.1, '#2a2350'],
      [1, '#0b0920'],
    ],
  );
  drawStreaks(brush, seconds);
};
