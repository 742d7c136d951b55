/** Own drawings: what stands on tables and hangs from fingers. */
import type { PropDraw } from './prop-pen.ts';

export const cup: PropDraw = (pen) => {
  pen.ring(0, 66, 92, 24, '#e4dac6', 2.4);
  pen.ring(0, 62, 52, 12, '#cfc2a8', 1.4);
  pen.curve([50, -30, 96, -26, 92, 22, 42, 34], 13, '#1d1a26');
  pen.curve([50, -30, 92, -24, 88, 18, 42, 32], 8, '#b0583e');
  pen.blob([-58, -56, 58, -56, 54, 20, 34, 62, -34, 62, -54, 20], '#b8603f', 2.8);
  pen.ring(0, -56, 58, 17, '#8a4430', 2.4);
  pen.ring(0, -54, 49, 12, '#3f241a', 1.4);
  for (const [x, s] of [
    [-16, 1],
    [12, -1],
  ] as const)
    pen.curve([x, -72, x + 10 * s, -88, x - 6 * s, -100, x + 6 * s, -116], 3, '#f4ead8', 0.4);
};

export const lamp: PropDraw = (pen) => {
  pen.ring(0, 92, 50, 13, '#7a5a34', 2.4);
  pen.blob([-9, 88, -24, 60, -18, 34, -6, 12, 6, 12, 18, 34, 24, 60, 9, 88], '#4f7480', 2.6);
  pen.shape([-38, -96, 38, -96, 84, 6, -84, 6], '#ffe2a0', 2.8);
  pen.ring(0, 6, 84, 12, '#fff2c8', 1.8);
  for (const x of [-16, 14]) pen.line([x, -94, x * 2.2, 2], 1.4, '#c89a4a', 0.7);
};

export const bottle: PropDraw = (pen) => {
  pen.blob([-36, 96, -38, 0, -32, -24, -13, -46, -12, -92, 12, -92, 13, -46, 32, -24, 38, 0, 36, 96], '#466a4c', 2.8);
  pen.rounded(-15, -108, 15, -86, 4, '#8a3a34', 2);
  pen.box(-36, 6, 36, 66, '#e8dcc0', 1.8);
  pen.line([-24, 22, 24, 22], 3, '#7a5a3c');
  pen.blob([-14, 56, 0, 32, 14, 56], '#a8824a', 1.3);
  pen.sheen([-30, 90, -30, -6, -24, -20, -22, 90], '#ffffff', 0.28);
};

export const glass: PropDraw = (pen) => {
  pen.ring(0, 88, 44, 11, '#a8b4bc', 2);
  pen.shape([-52, -80, 52, -80, 40, 84, -40, 84], '#c8d6dc', 2.4);
  pen.shape([-48, -14, 48, -14, 40, 80, -40, 80], '#c4843a', 1.6);
  pen.ring(0, -14, 48, 9, '#d89a50', 1.6);
  pen.shape([-24, -22, 4, -34, 16, -8, -12, 4], '#e8f0f4', 1.6);
  pen.ring(0, -80, 52, 12, '#dce8ec', 2);
  pen.sheen([-44, -70, -34, -70, -30, 70, -36, 70], '#ffffff', 0.5);
};

export const ring: PropDraw = (pen) => {
  pen.ring(0, 26, 66, 66, '#d0a844', 3);
  pen.ring(0, 26, 52, 52, '#4a3828', 2.4);
  // What it lies on is seen through it.
  pen.context.save();
  pen.context.globalCompositeOperation = 'destination-out';
  pen.context.beginPath();
  pen.context.ellipse(0, 26, 50, 50, 0, 0, Math.PI * 2);
  pen.context.fill();
  pen.context.restore();
  pen.shape([-14, -34, 14, -34, 20, -22, 0, -10, -20, -22], '#d0a844', 2);
  pen.shape([-28, -66, 28, -66, 42, -48, 0, -16, -42, -48], '#bfe0ec', 2.6);
  pen.line([-42, -48, 42, -48], 1.6);
  pen.line([-28, -66, -14, -48, 0, -17, 14, -48, 28, -66], 1.4);
  pen.sheen([-24, -62, -6, -62, -14, -52, -30, -52], '#ffffff', 0.7);
};

export const candle: PropDraw = (pen) => {
  pen.ring(0, 88, 70, 18, '#b08a44', 2.6);
  pen.ring(0, 84, 36, 9, '#8a6a30', 1.4);
  pen.curve([66, 86, 96, 72, 92, 96, 62, 94], 5, '#8a6a30');
  pen.blob([-24, 82, -26, -22, -20, -34, 20, -34, 26, -20, 24, 82], '#f0e6cc', 2.6);
  pen.blob([-24, -18, -18, 26, -12, -10, -4, 10, 4, -16, -10, -30], '#fff6e0', 1.4);
  pen.line([0, -34, 2, -50], 3);
  pen.blob([-13, -46, -9, -72, 1, -104, 11, -74, 14, -48, 0, -38], '#ffb040', 1.6);
  pen.blob([-6, -46, 0, -78, 7, -48, 0, -41], '#fff2b0', 0);
};

export const medicine: PropDraw = (pen) => {
  pen.rounded(-40, -96, 40, -54, 6, '#f0f0ec', 2.6);
  for (let i = 0; i < 8; i++) pen.line([-32 + i * 9, -92, -32 + i * 9, -58], 1.4, '#a8a8a4');
  pen.rounded(-46, -54, 46, 70, 12, '#d07a34', 2.8);
  pen.box(-45, -28, 45, 42, '#f4efe2', 1.8);
  for (let i = 0; i < 4; i++) pen.line([-34, -12 + i * 13, 32 - (i % 2) * 20, -12 + i * 13], 2.6, '#7a6a5c', 0.8);
  for (const [x, y, c] of [
    [-74, 80, '#c2483a'],
    [68, 84, '#e8e2d4'],
    [92, 66, '#c2483a'],
  ] as const)
    pen.ring(x, y, 15, 10, c, 2, 0.4);
};

export const guitar: PropDraw = (pen) => {
  pen.shape([-9, -130, 9, -130, 10, 0, -10, 0], '#4a3024', 2.2);
  pen.shape([-15, -160, 15, -160, 12, -128, -12, -128], '#5a3a28', 2.2);
  for (const y of [-154, -144, -134]) for (const x of [-19, 19]) pen.ring(x, y, 4, 3, '#c8c0b0', 1.2);
  pen.blob(
    [-36, -34, 36, -34, 44, -8, 34, 18, 62, 54, 50, 98, 0, 110, -50, 98, -62, 54, -34, 18, -44, -8],
    '#b8743a',
    3,
  );
  pen.ring(0, 22, 21, 21, '#2a1a16', 2.2);
  pen.box(-26, 68, 26, 76, '#4a3024', 1.6);
  for (let i = 0; i < 6; i++) pen.line([-6 + i * 2.4, -128, -8 + i * 3.2, 72], 0.9, '#e8dcc0');
};

export const flower: PropDraw = (pen) => {
  pen.curve([10, 112, 0, 60, 4, 0], 6, '#4a6a3c');
  pen.blob([4, 70, 44, 40, 66, 50, 40, 74], '#5a7a44', 2);
  pen.blob([0, 88, -44, 70, -58, 84, -30, 100], '#5a7a44', 2);
  for (let i = 0; i < 7; i++) {
    const angle = (i / 7) * 6.283;
    pen.blob(
      [
        Math.cos(angle - 0.4) * 22,
        -36 + Math.sin(angle - 0.4) * 22,
        Math.cos(angle - 0.3) * 58,
        -36 + Math.sin(angle - 0.3) * 58,
        Math.cos(angle) * 66,
        -36 + Math.sin(angle) * 66,
        Math.cos(angle + 0.3) * 58,
        -36 + Math.sin(angle + 0.3) * 58,
        Math.cos(angle + 0.4) * 22,
        -36 + Math.sin(angle + 0.4) * 22,
      ],
      i % 2 === 0 ? '#c8485a' : '#d86474',
      2.2,
    );
  }
  pen.ring(0, -36, 23, 23, '#e0b040', 2);
};

export const toy: PropDraw = (pen) => {
  for (const x of [-44, 44]) {
    pen.ring(x, -82, 22, 22, '#9a6a3c', 2.4);
    pen.ring(x, -82, 12, 12, '#c89a68', 1.3);
    pen.ring(x * 1.25, 22, 24, 32, '#a07040', 2.4, x < 0 ? 0.5 : -0.5);
    pen.ring(x * 1.05, 84, 30, 24, '#a07040', 2.4);
    pen.ring(x * 1.1, 88, 16, 13, '#c89a68', 1.3);
  }
  pen.ring(0, 38, 52, 54, '#a87844', 2.8);
  pen.ring(0, 46, 32, 34, '#c89a68', 1.4);
  pen.ring(0, -46, 56, 48, '#a87844', 2.8);
  pen.ring(0, -30, 26, 20, '#d8b084', 1.8);
  pen.ring(0, -38, 9, 6, '#2a1c18', 1);
  for (const x of [-22, 22]) pen.ring(x, -56, 6, 7, '#1c1418', 0.8);
  pen.curve([0, -32, -2, -24, -10, -20], 2);
  pen.shape([-30, 4, 0, 12, 30, 4, 24, 24, 0, 14, -24, 24], '#a8382f', 2);
};

/** Something wrapped: stands for whatever nobody can draw. */
export const parcel: PropDraw = (pen) => {
  pen.shape([-84, -56, 76, -66, 92, 58, -72, 70], '#b08a5c', 2.8);
  pen.line([-4, -62, 10, 64], 4.5, '#e8dcc0');
  pen.line([-78, 6, 84, -4], 4.5, '#e8dcc0');
  pen.curve([2, 0, -24, -26, -30, -6, 2, 0, 28, -28, 34, -8, 2, 0], 4, '#e8dcc0');
  pen.line([-70, -40, -40, -44], 1.4, '#7a5a38', 0.7);
  pen.line([60, 44, 30, 48], 1.4, '#7a5a38', 0.7);
};
