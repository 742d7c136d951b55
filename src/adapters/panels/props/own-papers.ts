/** Own drawings, seen from above: what is written, printed, folded or carried flat. */
import type { PropDraw } from './prop-pen.ts';

export const letter: PropDraw = (pen) => {
  pen.shape([-62, -84, 66, -78, 58, 86, -70, 78], '#efe6d0');
  pen.line([-66, -4, 62, 4], 1.2, '#b0a488', 0.8);
  for (let i = 0; i < 9; i++) pen.scrawl(-50 - i * 0.7, -60 + i * 14, i === 8 ? 44 : 98 - (i % 3) * 12, i);
};

export const envelope: PropDraw = (pen) => {
  pen.shape([-92, -56, 92, -56, 92, 56, -92, 56], '#e8dcc0');
  pen.line([-92, 56, -18, -4], 1.6, '#a8987a');
  pen.line([92, 56, 18, -4], 1.6, '#a8987a');
  pen.shape([-92, -56, 92, -56, 0, 18], '#f0e6cc');
  pen.ring(0, 12, 15, 15, '#a83a34');
  pen.ring(0, 12, 9, 9, '#8f2f2c', 1.2);
};

export const map: PropDraw = (pen) => {
  pen.shape([-104, -76, -36, -86, 34, -78, 106, -90, 112, 74, 36, 84, -34, 76, -98, 88], '#e4d2a2', 2.6);
  // Sea in the folds' lower corner, a long ragged coast before it.
  pen.blob([-96, 82, -88, 30, -58, 44, -40, 26, -12, 50, 22, 44, 40, 62, 36, 80, -34, 73], '#a8bcb4', 1.6);
  for (const lift of [5, 10])
    pen.curve(
      [-90, 34 - lift, -58, 46 - lift, -40, 28 - lift, -12, 52 - lift, 22, 46 - lift, 42, 64 - lift],
      1.1,
      '#8a9a8c',
    );
  for (const [x0, y0, x1, y1] of [
    [-36, -84, -34, 74],
    [34, -77, 36, 82],
  ] as const)
    pen.line([x0, y0, x1, y1], 1.8, '#a88c58', 0.7);
  for (const y of [-48, -10, 28]) pen.line([-98, y, 106, y - 6], 0.8, '#b89c68', 0.6);
  for (const x of [-70, 70]) pen.line([x, -80, x + 2, 78], 0.8, '#b89c68', 0.6);
  pen.curve([92, -82, 70, -50, 78, -24, 48, -6, 50, 20, 24, 44], 3.2, '#7f9aa4');
  pen.curve([60, -60, 50, -40, 70, -28], 2, '#7f9aa4');
  for (const [x, y] of [
    [-78, -54],
    [-64, -46],
    [-50, -58],
    [-70, -34],
    [-20, -62],
    [-6, -54],
  ] as const) {
    pen.line([x - 8, y + 8, x, y - 7, x + 8, y + 8], 2);
    pen.line([x, y - 7, x + 2, y + 4], 1.1);
  }
  for (const [x, y] of [
    [0, -16],
    [10, -22],
    [14, -12],
    [-8, -26],
    [92, 20],
    [84, 30],
    [96, 34],
  ] as const) {
    pen.line([x, y + 6, x, y], 1.4);
    pen.ring(x, y - 3, 4.4, 5.4, '#8a9a68', 1.2);
  }
  for (let i = 0; i < 8; i++)
    pen.line(
      [-60 + i * 15, -14 + Math.sin(i * 0.9) * 10, -51 + i * 15, -14 + Math.sin(i * 0.9 + 0.5) * 10],
      3,
      '#a8382f',
    );
  pen.line([64, -18, 82, 2], 4, '#a8382f');
  pen.line([82, -20, 64, 2], 4, '#a8382f');
  pen.ring(84, 60, 14, 14, '#d8c08c', 1.4);
  pen.shape([84, 42, 88, 60, 84, 78, 80, 60], '#8a5a3c', 1);
  pen.shape([66, 60, 84, 56, 102, 60, 84, 64], '#5a4a3c', 1);
};

export const photograph: PropDraw = (pen) => {
  pen.shape([-70, -82, 74, -76, 66, 88, -78, 80], '#f2ecdf');
  pen.shape([-58, -68, 62, -64, 58, 46, -64, 42], '#8fa4ac');
  pen.shape([-61, 18, -40, 6, -20, 0, 20, 14, 40, 8, 59, 4, 58, 46, -64, 42], '#6a7a64', 1.2);
  for (const [x, h, colour] of [
    [-18, 0, '#7a4438'],
    [16, -8, '#3f5266'],
  ] as const) {
    pen.blob([x - 20, 42, x - 18, 6 + h, x, -4 + h, x + 18, 6 + h, x + 20, 44], colour, 1.6);
    pen.ring(x, -18 + h, 12, 14, '#d8aa88', 1.6);
    pen.blob([x - 13, -20 + h, x - 8, -34 + h, x + 8, -34 + h, x + 13, -20 + h, x, -27 + h], '#4a3028', 1.2);
  }
  pen.scrawl(-40, 64, 70, 3);
};

export const newspaper: PropDraw = (pen) => {
  pen.shape([-84, -98, 84, -98, 88, 96, -80, 100], '#e2dccb');
  pen.box(-70, -84, 70, -66, '#3a3640', 0);
  pen.line([-72, -58, 72, -58], 1.4);
  pen.box(-70, -50, 4, 8, '#9aa09c', 1.4);
  pen.blob([-60, 6, -46, -26, -24, -14, -8, -34, 2, 6], '#6c726e', 1);
  for (let i = 0; i < 7; i++) pen.line([14, -46 + i * 9, 70, -46 + i * 9], 1.6, '#6a665e', 0.8);
  for (let column = 0; column < 3; column++)
    for (let i = 0; i < 8; i++)
      pen.line([-70 + column * 50, 22 + i * 9, -30 + column * 50, 22 + i * 9], 1.5, '#6a665e', 0.75);
};

export const book: PropDraw = (pen) => {
  pen.shape([-78, -92, 70, -98, 84, 84, -66, 94], '#efe6d2');
  pen.shape([-84, -96, 66, -102, 76, 82, -74, 92], '#7a3a38');
  pen.shape([-84, -96, -66, -97, -56, 91, -74, 92], '#5a2828', 1.6);
  pen.line([-46, -80, 52, -84, 58, 66, -40, 72, -46, -80], 2, '#d8b060');
  pen.ring(6, -10, 26, 26, '#d8b060', 1.6);
  pen.ring(6, -10, 18, 18, '#7a3a38', 1.2);
};

export const notebook: PropDraw = (pen) => {
  pen.shape([-100, -72, -4, -78, 0, 78, -98, 82], '#f0ead8');
  pen.shape([4, -78, 100, -72, 98, 82, 0, 78], '#f4eee0');
  pen.line([0, -78, 0, 80], 2.6);
  for (let i = 0; i < 9; i++) {
    pen.scrawl(-86, -54 + i * 14, 70 - (i % 4) * 8, i + 2);
    if (i < 6) pen.scrawl(16, -54 + i * 14, 70 - (i % 3) * 14, i + 11);
  }
  pen.shape([40, 40, 98, -20, 106, -12, 48, 48, 36, 52], '#c89a3a');
  pen.shape([36, 52, 40, 41, 47, 48], '#e8d0a8', 1.4);
};

export const money: PropDraw = (pen) => {
  for (const [turn, y] of [
    [-0.2, 16],
    [0.06, 4],
    [-0.06, -10],
  ] as const) {
    pen.context.save();
    pen.context.translate(0, y);
    pen.context.rotate(turn);
    pen.box(-96, -42, 96, 42, '#a9b88c');
    pen.line([-86, -33, 86, -33, 86, 33, -86, 33, -86, -33], 1.3, '#5a6a48');
    pen.ring(0, 0, 22, 26, '#c4cfa8', 1.6);
    pen.blob([-10, 20, -8, -2, 0, -14, 8, -2, 10, 20], '#7a8a64', 1);
    for (const x of [-66, 66]) pen.ring(x, 0, 11, 11, '#c4cfa8', 1.3);
    pen.context.restore();
  }
};

export const coin: PropDraw = (pen) => {
  pen.ring(4, 6, 88, 88, '#8a6a2c', 2.6);
  pen.ring(0, 0, 88, 88, '#d0a044', 2.6);
  pen.ring(0, 0, 72, 72, '#dcb058', 1.6);
  pen.blob(
    [-30, 46, -34, 10, -22, -34, 6, -48, 28, -30, 26, -8, 36, 4, 26, 14, 26, 30, 10, 34, 14, 48],
    '#c08f38',
    1.8,
  );
  for (let i = 0; i < 30; i++) {
    const angle = (i / 30) * 6.283;
    pen.line([Math.cos(angle) * 78, Math.sin(angle) * 78, Math.cos(angle) * 85, Math.sin(angle) * 85], 1.6, '#8a6a2c');
  }
};

export const bag: PropDraw = (pen) => {
  pen.curve([-46, -40, -40, -92, 40, -92, 46, -40], 9, '#4a3428');
  pen.blob([-96, -36, 96, -36, 104, 60, 70, 84, -70, 84, -104, 60], '#8a5f3c', 2.8);
  pen.blob([-98, -38, 98, -38, 84, 18, 0, 34, -84, 18], '#9a6c46', 2.4);
  pen.rounded(-14, 18, 14, 50, 5, '#c8a050');
  pen.line([-70, 30, -66, 76], 1.6, '#5a3c28', 0.7);
  pen.line([72, 30, 66, 76], 1.6, '#5a3c28', 0.7);
};

export const suitcase: PropDraw = (pen) => {
  pen.curve([-28, -62, -26, -88, 26, -88, 28, -62], 10, '#3a2820');
  pen.rounded(-108, -62, 108, 72, 14, '#7a4a38', 2.8);
  for (const x of [-70, 70]) pen.box(x - 9, -62, x + 9, 72, '#5a3428', 1.8);
  for (const x of [-40, 40]) pen.rounded(x - 12, -56, x + 12, -36, 4, '#c8a050', 1.8);
  for (const [x, y] of [
    [-108, -62],
    [84, -62],
    [-108, 48],
    [84, 48],
  ] as const)
    pen.rounded(x, y, x + 24, y + 24, 6, '#5a3428', 1.6);
};
