/** A harbour at sunset: the sun sinks, the sea glitters, a boat sails by, the lighthouse turns its beam. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../../src/domain/random.ts';
import { type Draw, ellipse, fillDown, glow, land, polygon } from './brush.ts';

const horizon = 226;
const sunX = 432;

const drawSky = (brush: SKRSContext2D, sunY: number): void => {
  fillDown(
    brush,
    [0, 0, 640, horizon],
    [
      [0, '#1d2b57'],
      [0.4, '#6a4a86'],
      [0.72, '#e2735f'],
      [1, '#ffc987'],
    ],
  );
  glow(brush, sunX, sunY, 230, [
    [0, '#fff1c4e0'],
    [0.18, '#ffcf7d90'],
    [0.5, '#ff9a5c30'],
    [1, '#ff8a5000'],
  ]);
  ellipse(brush, '#fff3cf', [sunX, sunY, 30, 30]);
};

const drawClouds = (brush: SKRSContext2D, seconds: number): void => {
  const clouds = [
    [90, 70, 1.3, '#f7a58a70'],
    [330, 44, 1, '#c9839780'],
    [560, 96, 1.5, '#ffb98c80'],
    [230, 128, 0.9, '#ffb08a60'],
  ] as const;
  for (const [x, y, size, colour] of clouds)
    for (const [dx, dy, long, high] of [
      [0, 0, 70, 5],
      [26, -6, 44, 5],
      [-30, 5, 52, 4],
    ] as const)
      ellipse(brush, colour, [x + seconds * 5 * size + dx * size, y + dy * size, long * size, high * size]);
};

const drawSea = (brush: SKRSContext2D, seconds: number): void => {
  fillDown(
    brush,
    [0, horizon, 640, 360 - horizon],
    [
      [0, '#e08a6b'],
      [0.18, '#8c4f74'],
      [1, '#141d3d'],
    ],
  );
  const random = seededRandom(7);
  for (let row = 0; row < 40; row++) {
    const depth = row / 40;
    const y = horizon + 2 + depth ** 1.5 * 128;
    for (let glint = 0; glint < 7; glint++) {
      const phase = random() * 6.28;
      const shine = Math.max(0, Math.sin(seconds * (1.6 + random()) + phase));
      const spread = (18 + depth * 120) * (random() - 0.5) * 1.6;
      const near = Math.max(0, 1 - Math.abs(spread) / (30 + depth * 90));
      const long = (5 + depth * 26) * (0.5 + shine);
      brush.globalAlpha = Math.min(1, shine * near * 1.1);
      ellipse(brush, depth < 0.35 ? '#ffe3a6' : '#ffb877', [sunX + spread, y, long, 0.7 + depth * 1.6]);
    }
  }
  brush.globalAlpha = 1;
};

const drawLighthouse = (brush: SKRSContext2D, seconds: number): void => {
  const [x, lampY] = [112, 108];
  const turn = seconds * 1.3 + 0.5;
  const reach = Math.cos(turn) * 520;
  const width = 26 + 20 * Math.abs(Math.cos(turn));
  const beam = brush.createLinearGradient(x, 0, x + reach, 0);
  beam.addColorStop(0, '#fff3c0c0');
  beam.addColorStop(1, '#fff3c000');
  brush.fillStyle = beam;
  brush.beginPath();
  brush.moveTo(x, lampY - 3);
  brush.lineTo(x + reach, lampY - width);
  brush.lineTo(x + reach, lampY + width * 0.6);
  brush.lineTo(x, lampY + 3);
  brush.fill();
  const side = (y: number) => 11 + ((y - 118) / 116) * 9;
  for (let band = 0; band < 6; band++) {
    const [top, bottom] = [118 + band * 20, 138 + band * 20];
    const colour = band % 2 === 0 ? '#f2e4d8' : '#b23a48';
    const points = [
      [x - side(top), top],
      [x + side(top), top],
      [x + side(bottom), bottom],
      [x - side(bottom), bottom],
    ] as const;
    polygon(brush, colour, points);
  }
  polygon(brush, '#2a153040', [
    [x - 11, 118],
    [x - 3, 118],
    [x - 8, 238],
    [x - 20, 238],
  ]);
  brush.fillStyle = '#2b2140';
  brush.fillRect(x - 15, 114, 30, 5);
  brush.fillRect(x - 9, 100, 18, 14);
  polygon(brush, '#2b2140', [
    [x - 12, 100],
    [x, 88],
    [x + 12, 100],
  ]);
  ellipse(brush, '#fff6d0', [x, 107, 6, 5]);
  glow(brush, x, 107, 26 + 18 * Math.abs(Math.sin(turn)), [
    [0, '#fff2b8c0'],
    [1, '#fff2b800'],
  ]);
};

const drawBoat = (brush: SKRSContext2D, seconds: number): void => {
  brush.save();
  brush.translate(236 + seconds * 30, 262 + Math.sin(seconds * 2.1) * 1.6);
  brush.rotate(Math.sin(seconds * 1.7) * 0.03);
  polygon(brush, '#20173a', [
    [-30, 0],
    [34, 0],
    [24, 13],
    [-22, 13],
  ]);
  brush.fillRect(0, -62, 2, 62);
  polygon(brush, '#fbe3cf', [
    [4, -60],
    [4, -6],
    [30, -8],
  ]);
  polygon(brush, '#e9b79c', [
    [-2, -56],
    [-2, -6],
    [-24, -8],
  ]);
  brush.restore();
};

const drawGulls = (brush: SKRSContext2D, seconds: number): void => {
  brush.strokeStyle = '#2b2140';
  brush.lineWidth = 2;
  brush.lineCap = 'round';
  for (const [x, y, phase] of [
    [300, 92, 0],
    [330, 106, 1.2],
    [270, 112, 2.1],
  ] as const) {
    const flap = 3 + 5 * Math.sin(seconds * 7 + phase);
    const left = x + seconds * 16;
    brush.beginPath();
    brush.moveTo(left - 9, y - flap);
    brush.quadraticCurveTo(left - 4, y - 2, left, y);
    brush.quadraticCurveTo(left + 4, y - 2, left + 9, y - flap);
    brush.stroke();
  }
};

/** Frames of the harbour. */
export const drawHarbour: Draw = (brush, seconds) => {
  drawSky(brush, 150 + seconds * 7);
  drawClouds(brush, seconds);
  land(brush, '#7a4f7c', [640, horizon], (x) => 208 - 16 * Math.sin(x / 70) - 9 * Math.sin(x / 31 + 2) - x / 40);
  land(brush, '#4a3466', [640, horizon], (x) => 232 - 26 * Math.exp(-(((x - 590) / 120) ** 2)) - 6 * Math.sin(x / 40));
  drawSea(brush, seconds);
  drawGulls(brush, seconds);
  drawLighthouse(brush, seconds);
  land(
    brush,
    '#1c1532',
    [640, 360],
    (x) => 246 + (x / 250) ** 2 * 70 - 10 * Math.exp(-(((x - 110) / 60) ** 2)) + 3 * Math.sin(x / 9),
  );
  drawBoat(brush, seconds);
};
