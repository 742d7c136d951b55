/** A film leader: the hand sweeps a second, the ball runs its way, and every frame shows its number. */
import { type Draw, ellipse, fillDown } from './brush.ts';

/** Frames of the leader; `frame` is written into the picture. */
export const drawLeader: Draw = (brush, seconds, frame) => {
  fillDown(
    brush,
    [0, 0, 640, 360],
    [
      [0, '#f4ead6'],
      [1, '#e4d3b2'],
    ],
  );
  brush.fillStyle = '#d9714a';
  brush.globalAlpha = 0.85;
  brush.beginPath();
  brush.moveTo(320, 168);
  const hand = (seconds % 1) * 2 * Math.PI - Math.PI / 2;
  brush.arc(320, 168, 132, -Math.PI / 2, hand);
  brush.fill();
  brush.globalAlpha = 1;
  brush.strokeStyle = '#24304a';
  brush.lineWidth = 3;
  for (const radius of [132, 104]) {
    brush.beginPath();
    brush.arc(320, 168, radius, 0, 2 * Math.PI);
    brush.stroke();
  }
  brush.lineWidth = 1.5;
  for (const [x1, y1, x2, y2] of [
    [0, 168, 640, 168],
    [320, 0, 320, 316],
  ] as const) {
    brush.beginPath();
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
    brush.stroke();
  }
  brush.fillStyle = '#24304a';
  brush.textAlign = 'center';
  brush.font = '700 150px Inter';
  brush.fillText(String(4 - Math.floor(seconds)), 320, 222);
  brush.fillRect(0, 316, 640, 44);
  brush.strokeStyle = '#f4ead650';
  brush.setLineDash([4, 8]);
  brush.beginPath();
  brush.moveTo(24, 338);
  brush.lineTo(520, 338);
  brush.stroke();
  brush.setLineDash([]);
  ellipse(brush, '#ffb347', [24 + (frame / 119) * 496, 338, 11, 11]);
  brush.fillStyle = '#f4ead6';
  brush.textAlign = 'right';
  brush.font = '700 26px "Courier Prime"';
  brush.fillText(String(frame).padStart(4, '0'), 622, 347);
};
