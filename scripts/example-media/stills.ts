/** The still pictures: a mountain lake at dawn (a photograph, were it not drawn) and a logo with transparency. */
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { seededRandom } from '../../src/domain/random.ts';
import { ellipse, fillDown, glow, land, polygon } from './brush.ts';

const ridge = (seed: number, base: number, rough: number): ((x: number) => number) => {
  const random = seededRandom(seed);
  const waves = Array.from(
    { length: 9 },
    (_, octave) => [1.7 ** octave / 900, random() * 6.28, rough / 1.55 ** octave] as const,
  );
  return (x) =>
    base - waves.reduce((sum, [pitch, phase, size]) => sum + size * Math.abs(Math.sin(x * pitch * 3.14 + phase)), 0);
};

/** 1600 × 1200. */
export const drawLake = (): Canvas => {
  const canvas = createCanvas(1600, 1200);
  const brush = canvas.getContext('2d');
  const shore = 720;
  fillDown(
    brush,
    [0, 0, 1600, shore],
    [
      [0, '#3f6aa6'],
      [0.4, '#9fa8d2'],
      [0.68, '#ffc3a4'],
      [1, '#ffdcae'],
    ],
  );
  glow(brush, 1060, 430, 760, [
    [0, '#fff6dcff'],
    [0.1, '#ffedc0d8'],
    [0.4, '#ffc98a60'],
    [1, '#ffc98a00'],
  ]);
  ellipse(brush, '#fffaf0', [1060, 430, 46, 46]);
  const ridges = [
    [2, 690, 104, '#c08fa8'],
    [5, 716, 92, '#8a76a4'],
    [9, 742, 66, '#54588c'],
  ] as const;
  for (const [seed, base, rough, colour] of ridges) {
    land(brush, colour, [1600, shore], ridge(seed, base, rough));
    fillDown(
      brush,
      [0, shore - 150, 1600, 150],
      [
        [0, '#ffe2c800'],
        [1, '#ffe2c870'],
      ],
    );
  }
  const random = seededRandom(17);
  for (let tree = 0; tree < 150; tree++) {
    const x = tree < 96 ? random() ** 1.5 * 620 : 1600 - random() ** 1.8 * 460;
    const [high, foot] = [60 + random() * 90, shore + 4 + random() * 6];
    for (let tier = 0; tier < 4; tier++) {
      const [top, wide] = [foot - high + tier * high * 0.22, high * (0.07 + tier * 0.055)];
      polygon(brush, random() < 0.5 ? '#1e2f4f' : '#24375a', [
        [x, top],
        [x + wide, top + high * 0.4],
        [x - wide, top + high * 0.4],
      ]);
    }
  }
  brush.save();
  brush.translate(0, 2 * shore);
  brush.scale(1, -1);
  brush.drawImage(canvas, 0, shore - 480, 1600, 480, 0, shore - 480, 1600, 480);
  brush.restore();
  fillDown(
    brush,
    [0, shore, 1600, 480],
    [
      [0, '#3a5a8c10'],
      [1, '#1a2a58d0'],
    ],
  );
  for (let line = 0; line < 190; line++) {
    const depth = random();
    brush.globalAlpha = 0.05 + 0.16 * random();
    ellipse(brush, random() < 0.6 ? '#fff0d6' : '#1c2c55', [
      random() * 1600,
      shore + 6 + depth ** 1.6 * 470,
      40 + depth * 190,
      1 + depth * 2.2,
    ]);
  }
  brush.globalAlpha = 1;
  polygon(brush, '#2b1d2c', [
    [760, 1004],
    [1010, 1004],
    [976, 1040],
    [800, 1040],
  ]);
  polygon(brush, '#b4533f', [
    [752, 996],
    [1018, 996],
    [1008, 1010],
    [764, 1010],
  ]);
  ellipse(brush, '#0f1c3a90', [888, 1046, 130, 10]);
  return canvas;
};

/** 480 × 480, transparent around a disk. */
export const drawLogo = (): Canvas => {
  const canvas = createCanvas(480, 480);
  const brush = canvas.getContext('2d');
  const sky = brush.createLinearGradient(60, 40, 420, 440);
  sky.addColorStop(0, '#ffb347');
  sky.addColorStop(0.55, '#f2545b');
  sky.addColorStop(1, '#8b3fa8');
  brush.shadowColor = '#00000070';
  brush.shadowBlur = 26;
  brush.shadowOffsetY = 10;
  brush.fillStyle = sky;
  brush.beginPath();
  brush.arc(240, 232, 196, 0, 2 * Math.PI);
  brush.fill();
  brush.shadowColor = '#00000000';
  brush.save();
  brush.clip();
  for (const [height, colour] of [
    [262, '#ffffff30'],
    [292, '#ffffff40'],
    [324, '#ffffff55'],
  ] as const)
    land(brush, colour, [480, 480], (x) => height + 13 * Math.sin(x / 38 + height));
  brush.restore();
  brush.lineJoin = 'round';
  brush.lineWidth = 34;
  brush.strokeStyle = '#fff8ec';
  brush.fillStyle = '#fff8ec';
  brush.beginPath();
  brush.moveTo(198, 160);
  brush.lineTo(318, 232);
  brush.lineTo(198, 304);
  brush.closePath();
  brush.stroke();
  brush.fill();
  return canvas;
};
