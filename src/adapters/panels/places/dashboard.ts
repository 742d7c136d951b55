/** The front of a car as one sees it through its windscreen: frame, mirror, wheel, dashboard, raindrops. In stage units. */
import { seededRandom } from '../../../domain/random.ts';
import {
  type Context,
  ellipsePoints,
  fillPolygon,
  inkedShape,
  inkLine,
  type Stage,
  smoothCurve,
  washShape,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';

export const paintDashboard = (context: Context, stage: Stage, light: SceneLight): void => {
  const { width, height, left, right, top, bottom } = stage;
  const y = height * 0.86;
  const dash = '#262a38';
  // Windscreen frame: roof edge and pillars.
  const roof = height * 0.035;
  fillPolygon(
    context,
    [
      [left - 20, top - 20],
      [right + 20, top - 20],
      [right + 20, roof],
      [width * 0.93, roof],
      [width * 0.07, roof],
      [left - 20, roof],
    ],
    '#15151d',
  );
  for (const side of [0, 1]) {
    const edge = (share: number): number => (side === 0 ? share * width : width - share * width);
    fillPolygon(
      context,
      [
        [side === 0 ? left - 20 : right + 20, roof - 10],
        [edge(0.07), roof - 10],
        [edge(-0.005), y],
        [side === 0 ? left - 20 : right + 20, y],
      ],
      '#15151d',
    );
  }
  const mirrorX = width * 0.5;
  inkedShape(
    context,
    smoothCurve(
      [
        [mirrorX - 150, roof + 14],
        [mirrorX, roof + 4],
        [mirrorX + 150, roof + 14],
        [mirrorX + 150, roof + 72],
        [mirrorX, roof + 84],
        [mirrorX - 150, roof + 72],
      ],
      true,
      6,
    ),
    '#23232e',
    { width: 6 },
  );
  washShape(
    context,
    smoothCurve(
      [
        [mirrorX - 130, roof + 24],
        [mirrorX + 130, roof + 24],
        [mirrorX + 128, roof + 62],
        [mirrorX - 128, roof + 62],
      ],
      true,
      6,
    ),
    light.dark ? '#4a5a84' : '#a8b8c4',
    { drift: 0.3 },
  );
  // Steering wheel behind the dashboard's edge, before the driver on the right of the picture.
  const [wheelX, wheelY, radius] = [width * 0.71, y + 90, Math.min(250, width * 0.2)];
  inkLine(
    context,
    ellipsePoints(wheelX, wheelY, radius, radius * 0.82, 48)
      .slice(24)
      .concat(ellipsePoints(wheelX, wheelY, radius, radius * 0.82, 48).slice(0, 1)),
    { width: 40, colour: '#12121a', taper: 0.05 },
  );
  inkLine(context, ellipsePoints(wheelX, wheelY, radius, radius * 0.82, 48).slice(25, 48), {
    width: 10,
    colour: '#3c3c4c',
    taper: 0.4,
  });
  const edge = smoothCurve(
    [
      [left - 30, y + 34],
      [width * 0.2, y + 6],
      [width * 0.5, y - 4],
      [width * 0.8, y + 6],
      [right + 30, y + 34],
    ],
    false,
    8,
  );
  washShape(context, [...edge, [right + 30, bottom + 40], [left - 30, bottom + 40]], dash, { drift: 0.2 });
  inkLine(context, edge, { width: 7, colour: '#0a0a12' });
  inkLine(
    context,
    [
      [width * 0.2, y + 70],
      [width * 0.62, y + 34],
    ],
    { width: 9, colour: '#0c0c14', taper: 0.4 },
  );
  if (light.wet > 0.2) raindrops(context, stage);
};

const raindrops = (context: Context, { width, height }: Stage): void => {
  const random = seededRandom('raindrops');
  for (let i = 0; i < 90; i++) {
    const [x, y, r] = [random() * width, random() * height * 0.84, 3 + random() * 8];
    fillPolygon(context, ellipsePoints(x, y, r, r * 1.15, 14), 'rgba(200,216,236,0.34)');
    fillPolygon(context, ellipsePoints(x - r * 0.3, y - r * 0.35, r * 0.3, r * 0.3, 8), 'rgba(255,255,255,0.5)');
  }
};
