/** Someone who speaks and waves before a green screen, unevenly lit as real ones are. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Draw, ellipse, glow } from './brush.ts';

const skin = '#e8a87c';
const shade = '#c98660';
const hair = '#3a2230';
const jumper = '#e4576b';

const drawArm = (brush: SKRSContext2D, seconds: number): void => {
  brush.strokeStyle = jumper;
  brush.lineWidth = 42;
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  const wave = Math.sin(seconds * 5) * 0.28 - 0.2;
  const [elbowX, elbowY] = [462, 322];
  const [handX, handY] = [elbowX + Math.sin(wave + 0.5) * 118, elbowY - Math.cos(wave + 0.5) * 118];
  brush.beginPath();
  brush.moveTo(392, 276);
  brush.lineTo(elbowX, elbowY);
  brush.lineTo(elbowX + (handX - elbowX) * 0.7, elbowY + (handY - elbowY) * 0.7);
  brush.stroke();
  ellipse(brush, skin, [handX, handY, 20, 23], wave);
  brush.strokeStyle = skin;
  brush.lineWidth = 9;
  for (let finger = -2; finger <= 2; finger++) {
    const turn = wave + 0.4 + finger * 0.27;
    brush.beginPath();
    brush.moveTo(handX, handY);
    brush.lineTo(handX + Math.sin(turn) * 38, handY - Math.cos(turn) * (finger === -2 ? 28 : 38));
    brush.stroke();
  }
};

const drawFace = (brush: SKRSContext2D, seconds: number): void => {
  ellipse(brush, skin, [320, 148, 60, 72]);
  ellipse(brush, skin, [260, 156, 10, 16]);
  ellipse(brush, skin, [380, 156, 10, 16]);
  brush.fillStyle = hair;
  brush.beginPath();
  brush.moveTo(256, 150);
  brush.bezierCurveTo(244, 60, 300, 46, 330, 54);
  brush.bezierCurveTo(396, 58, 396, 116, 384, 152);
  brush.bezierCurveTo(378, 116, 366, 104, 346, 98);
  brush.bezierCurveTo(316, 116, 284, 112, 270, 112);
  brush.bezierCurveTo(262, 124, 260, 136, 256, 150);
  brush.fill();
  const isBlinking = seconds % 1.9 > 1.78;
  for (const x of [296, 344]) {
    ellipse(brush, '#ffffff', [x, 150, 11, isBlinking ? 1.5 : 8]);
    if (!isBlinking) ellipse(brush, '#2c2233', [x + Math.sin(seconds) * 2, 150, 5, 6]);
    brush.strokeStyle = hair;
    brush.lineWidth = 4;
    brush.beginPath();
    brush.moveTo(x - 13, 133);
    brush.quadraticCurveTo(x, 124 - Math.sin(seconds * 3) * 2, x + 13, 133);
    brush.stroke();
  }
  brush.strokeStyle = shade;
  brush.lineWidth = 3;
  brush.beginPath();
  brush.moveTo(320, 154);
  brush.quadraticCurveTo(328, 172, 318, 174);
  brush.stroke();
  const open = 3 + 8 * Math.abs(Math.sin(seconds * 7.3) * Math.sin(seconds * 2.9 + 0.6));
  brush.fillStyle = '#7c2f3c';
  brush.beginPath();
  brush.moveTo(298, 186);
  brush.quadraticCurveTo(320, 194, 342, 186);
  brush.quadraticCurveTo(320, 196 + 2.2 * open, 298, 186);
  brush.fill();
  ellipse(brush, '#f28a7f40', [280, 178, 13, 8]);
  ellipse(brush, '#f28a7f40', [360, 178, 13, 8]);
};

/** Frames of the presenter. */
export const drawPresenter: Draw = (brush, seconds) => {
  brush.fillStyle = '#0fa84b';
  brush.fillRect(0, 0, 640, 360);
  glow(brush, 300, 150, 420, [
    [0, '#26c765ff'],
    [1, '#0fa84b00'],
  ]);
  brush.save();
  brush.translate(Math.sin(seconds * 1.2) * 3, Math.sin(seconds * 2.3) * 2);
  ellipse(brush, jumper, [320, 380, 132, 142]);
  ellipse(brush, '#cf4459', [320, 400, 60, 120]);
  brush.fillStyle = shade;
  brush.fillRect(296, 200, 48, 48);
  ellipse(brush, shade, [320, 246, 30, 16]);
  drawArm(brush, seconds);
  brush.translate(320, 200);
  brush.rotate(Math.sin(seconds * 1.6) * 0.04);
  brush.translate(-320, -200);
  drawFace(brush, seconds);
  brush.restore();
};
