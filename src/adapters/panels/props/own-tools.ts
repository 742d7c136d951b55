/** Own drawings: what is held, read, wound, fired or switched on. */
import type { PropDraw, PropPen } from './prop-pen.ts';

export const compass: PropDraw = (pen) => {
  pen.ring(0, -104, 20, 20, '#c2913c', 2.6);
  pen.ring(0, -104, 11, 11, '#5a4030', 1.6);
  pen.ring(0, 0, 94, 94, '#c2913c', 3);
  pen.ring(0, 0, 82, 82, '#9a6c28', 2);
  pen.ring(0, 0, 76, 76, '#efe4c8', 1.8);
  for (let i = 0; i < 48; i++) {
    const [c, s] = [Math.cos((i / 48) * 6.283), Math.sin((i / 48) * 6.283)];
    const inner = i % 12 === 0 ? 58 : i % 4 === 0 ? 64 : 68;
    pen.line([c * inner, s * inner, c * 72, s * 72], i % 4 === 0 ? 2 : 1);
  }
  for (let i = 0; i < 4; i++) {
    pen.context.save();
    pen.context.rotate((i * Math.PI) / 2);
    pen.shape([0, -50, 8, -8, 0, 0], '#8a6230', 1.3);
    pen.shape([0, -50, -8, -8, 0, 0], '#d8b070', 1.3);
    pen.context.restore();
  }
  pen.context.save();
  pen.context.rotate(0.62);
  pen.shape([0, -62, 8, 0, -8, 0], '#b0392f', 1.8);
  pen.shape([0, 62, 8, 0, -8, 0], '#e8e2d4', 1.8);
  pen.context.restore();
  pen.ring(0, 0, 7, 7, '#c2913c', 1.6);
  pen.sheen([-50, -40, -20, -64, 30, -60, -30, -10, -56, 0], '#ffffff', 0.25);
};

export const phone: PropDraw = (pen) => {
  pen.rounded(-46, -92, 46, 92, 13, '#22242c', 3);
  pen.rounded(-40, -82, 40, 82, 7, '#35527c', 1.4);
  pen.sheen([-40, 20, 40, -80, 40, -30, -40, 70], '#ffffff', 0.12);
  pen.rounded(-32, -52, 32, -14, 6, '#e8ecf2', 1.4);
  pen.ring(-20, -33, 8, 8, '#4fa070', 1.2);
  pen.line([-6, -40, 24, -40], 3.2, '#5a6070');
  pen.line([-6, -28, 14, -28], 2.4, '#98a0b0');
  pen.line([-10, -88, 10, -88], 2.4, '#4a4e5a');
};

export const key: PropDraw = (pen) => {
  pen.line([-20, 0, 92, 0], 14, '#1d1a26');
  pen.line([-20, 0, 92, 0], 9, '#b08a44');
  pen.shape([62, 2, 72, 2, 72, 34, 62, 34], '#b08a44');
  pen.shape([82, 2, 94, 2, 94, 26, 82, 26], '#b08a44');
  pen.ring(-56, 0, 42, 38, '#b08a44', 2.8);
  pen.ring(-58, 0, 24, 21, '#54402c', 2.2);
  pen.ring(-12, 0, 8, 13, '#c8a258', 2);
  pen.sheen([-88, -16, -56, -34, -36, -28, -60, -24], '#ffffff', 0.4);
};

export const gun: PropDraw = (pen) => {
  pen.blob([-34, 6, -8, 8, 2, 40, 10, 86, -34, 92, -44, 50], '#5a3c2c', 2.6);
  for (let i = 0; i < 5; i++) pen.line([-34 + i, 34 + i * 10, 2 + i * 1.4, 28 + i * 10], 1.3, '#2c1c16', 0.7);
  pen.shape([-58, -34, 104, -34, 106, -6, 18, -4, 14, 14, -48, 12, -64, -12], '#4a4c56', 2.8);
  pen.shape([-54, -34, 104, -34, 104, -22, -56, -20], '#6a6c78', 1.6);
  for (let i = 0; i < 6; i++) pen.line([-50 + i * 7, -32, -52 + i * 7, -14], 1.6);
  pen.curve([12, 12, 30, 14, 34, 32, 14, 38, 2, 34], 4.5);
  pen.line([16, 10, 20, 26], 3.4);
  pen.box(96, -40, 102, -34, '#33343c', 1.2);
};

export const torch: PropDraw = (pen) => {
  pen.rounded(-104, -17, 40, 17, 7, '#3c4452', 2.8);
  for (let i = 0; i < 7; i++) pen.line([-88 + i * 10, -15, -88 + i * 10, 15], 1.8, '#20242e');
  pen.shape([40, -18, 72, -34, 92, -34, 92, 34, 72, 34, 40, 18], '#4c5564', 2.8);
  pen.ring(92, 0, 8, 33, '#fff0b8', 2);
  pen.rounded(4, -24, 22, -14, 3, '#c2483a', 1.6);
};

export const watch: PropDraw = (pen) => {
  pen.shape([-26, -110, 26, -110, 34, -46, -34, -46], '#5a3c2c');
  pen.shape([-34, 46, 34, 46, 26, 110, -26, 110], '#5a3c2c');
  dial(pen, 0, 0, 60, '#c8a050');
  pen.rounded(60, -8, 72, 8, 3, '#c8a050', 1.8);
};

export const pocketWatch: PropDraw = (pen) => {
  for (let i = 0; i < 9; i++) pen.ring(10 + i * 11, -92 - Math.sin(i * 0.5) * 22, 7, 5, '#c8a050', 1.6);
  pen.ring(0, -86, 14, 14, '#c8a050', 2);
  pen.rounded(-8, -80, 8, -62, 3, '#c8a050', 2);
  dial(pen, 0, 8, 74, '#c8a050');
};

export const clock: PropDraw = (pen) => dial(pen, 0, 0, 94, '#6a4430');

const dial = (pen: PropPen, x: number, y: number, radius: number, rim: string): void => {
  pen.ring(x, y, radius, radius, rim, 3);
  pen.ring(x, y, radius * 0.85, radius * 0.85, '#f2ead8', 1.8);
  for (let i = 0; i < 12; i++) {
    const [c, s] = [Math.cos((i / 12) * 6.283), Math.sin((i / 12) * 6.283)];
    pen.line(
      [x + c * radius * 0.66, y + s * radius * 0.66, x + c * radius * 0.78, y + s * radius * 0.78],
      i % 3 === 0 ? 4 : 2,
    );
  }
  pen.line([x, y, x + radius * 0.34, y - radius * 0.28], 5.5);
  pen.line([x, y, x - radius * 0.14, y - radius * 0.62], 4);
  pen.line([x, y, x + radius * 0.2, y + radius * 0.56], 1.6, '#b0392f');
  pen.ring(x, y, 5, 5, '#3a3038', 1);
};

export const knife: PropDraw = (pen) => {
  pen.shape([-14, -13, 84, -14, 112, 2, 90, 14, -14, 13], '#c4ccd2', 2.4);
  pen.line([-12, 5, 98, 5], 1.4, '#7a848c');
  pen.sheen([0, -10, 80, -11, 96, -3, 0, -4], '#ffffff', 0.5);
  pen.rounded(-104, -14, -14, 14, 8, '#5a3a2a', 2.6);
  for (const x of [-84, -58, -32]) pen.ring(x, 0, 4.5, 4.5, '#c8a050', 1.3);
};

export const radio: PropDraw = (pen) => {
  pen.line([70, -66, 104, -120], 3.5, '#6c7078');
  pen.rounded(-112, -66, 112, 70, 14, '#7a4e36', 3);
  pen.rounded(-100, -54, 6, 58, 8, '#c2a878', 2);
  for (let y = -44; y < 54; y += 9) pen.line([-92, y, -2, y], 2, '#6a5236', 0.8);
  pen.rounded(18, -50, 100, -6, 5, '#f4dfa4', 2);
  for (let i = 0; i < 13; i++) pen.line([26 + i * 5.6, -40, 26 + i * 5.6, i % 3 === 0 ? -24 : -31], 1.3);
  pen.line([64, -46, 64, -10], 2.6, '#c2392f');
  pen.ring(38, 32, 20, 20, '#3c2c28', 2.4);
  pen.line([38, 32, 48, 18], 3, '#e0c080');
  pen.ring(84, 32, 15, 15, '#3c2c28', 2.2);
  pen.line([84, 32, 78, 21], 2.6, '#e0c080');
};

/** A cassette recorder: a window with two reels, keys like a piano's, and the red light that says it is listening. */
export const recorder: PropDraw = (pen) => {
  pen.rounded(-106, -72, 106, 76, 12, '#3a3d46', 3);
  pen.rounded(-92, -58, 34, 20, 6, '#d8cdb4', 2.2);
  pen.rounded(-78, -44, 20, 8, 5, '#2c2a30', 1.8);
  for (const x of [-54, -4]) {
    pen.ring(x, -18, 17, 17, '#e8e2d0', 1.8);
    pen.ring(x, -18, 7, 7, '#2c2a30', 1.4);
    for (let i = 0; i < 3; i++) {
      const [c, s] = [Math.cos(i * 2.094 + 0.4), Math.sin(i * 2.094 + 0.4)];
      pen.line([x + c * 8, -18 + s * 8, x + c * 15, -18 + s * 15], 2.2);
    }
  }
  for (let y = -52; y < 18; y += 9) pen.line([50, y, 94, y], 2.6, '#14151a', 0.9);
  for (let i = 0; i < 5; i++) pen.rounded(-92 + i * 30, 36, -66 + i * 30, 66, 3, i === 0 ? '#b0392f' : '#9aa0a8', 1.8);
  pen.ring(82, 50, 7, 7, '#ff5a44', 1.6);
};

export const microphone: PropDraw = (pen) => {
  pen.ring(0, 86, 52, 16, '#2c2c34', 2.6);
  pen.line([0, 84, 0, 24], 9, '#1d1a26');
  pen.line([0, 84, 0, 24], 5, '#8a9098');
  pen.blob([-38, -18, -38, -66, -22, -96, 22, -96, 38, -66, 38, -18, 24, 16, -24, 16], '#a8aeb4', 2.8);
  for (let y = -78; y < 0; y += 11) pen.curve([-35, y, 0, y + 5, 35, y], 2, '#585e66');
  for (const x of [-18, 0, 18]) pen.line([x, -90, x, 2], 1.4, '#585e66', 0.7);
  pen.rounded(-36, -24, 36, -8, 4, '#c8a050', 1.8);
};

export const camera: PropDraw = (pen) => {
  pen.rounded(-36, -76, 36, -42, 8, '#3a3c44', 2.4);
  pen.rounded(-108, -54, 108, 70, 14, '#2c2e36', 3);
  pen.box(-106, -26, 106, 44, '#4a3a34', 1.4);
  pen.ring(0, 10, 56, 56, '#6c727a', 2.8);
  pen.ring(0, 10, 44, 44, '#24262e', 2);
  pen.ring(0, 10, 30, 30, '#38506c', 1.8);
  pen.sheen([-20, 0, -6, -14, 10, -10, -8, 6], '#ffffff', 0.5);
  pen.rounded(62, -66, 92, -54, 4, '#c2483a', 1.8);
  pen.rounded(-92, -46, -64, -32, 4, '#e8e2d0', 1.6);
};

export const laptop: PropDraw = (pen) => {
  pen.rounded(-96, -92, 96, 18, 8, '#3a3e48', 2.8);
  pen.box(-88, -84, 88, 10, '#a8c4d8', 1.4);
  pen.box(-76, -72, -10, -20, '#e8eef2', 1.3);
  for (let i = 0; i < 6; i++) pen.line([0, -70 + i * 12, 40 + ((i * 37) % 36), -70 + i * 12], 3, '#5a7a94');
  pen.sheen([-88, 0, -10, -84, 30, -84, -60, 8], '#ffffff', 0.18);
  pen.shape([-96, 22, 96, 22, 118, 92, -118, 92], '#6c727c', 2.8);
  for (let row = 0; row < 4; row++)
    for (let i = 0; i < 11; i++)
      pen.box(-86 + i * 16 - row * 2, 30 + row * 11, -74 + i * 16 - row * 2, 38 + row * 11, '#2c3038', 0.6);
  pen.box(-24, 76, 24, 90, '#5a606a', 1.2);
};

export const doorHandle: PropDraw = (pen) => {
  pen.rounded(-34, -96, 34, 96, 14, '#b08a44', 3);
  pen.ring(0, 56, 9, 9, '#2a2228', 1.6);
  pen.shape([-4, 60, 4, 60, 7, 80, -7, 80], '#2a2228', 0);
  for (const y of [-82, 84]) pen.ring(0, y - 2, 4, 4, '#7a5c2c', 1.2);
  pen.ring(0, -26, 24, 24, '#c8a258', 2.6);
  pen.blob([-8, -40, 40, -40, 96, -36, 108, -24, 96, -12, 40, -14, -8, -12], '#d0ac60', 2.8);
  pen.sheen([10, -36, 90, -33, 96, -27, 10, -29], '#ffffff', 0.5);
};

export const wheel: PropDraw = (pen) => {
  pen.ring(0, 0, 104, 104, '#20202a', 3);
  pen.ring(0, 0, 84, 84, '#565a66', 2);
  pen.sheen([-84, 0, -60, -60, 0, -84, 60, -60, 84, 0, 0, -20], '#8c98b0', 0.3);
  pen.shape([-86, -14, 86, -14, 84, 12, 20, 26, 14, 84, -14, 84, -20, 26, -84, 12], '#2c2c38', 2.6);
  pen.ring(0, 6, 28, 26, '#3a3a48', 2.2);
  pen.ring(0, 6, 13, 12, '#8a929c', 1.6);
};
