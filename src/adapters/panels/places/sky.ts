/** The sky behind an exterior: its gradient, brushed clouds, stars, the disc of sun or moon, and far silhouettes. */
import { seededRandom } from '../../../domain/random.ts';
import {
  type Colour,
  type Context,
  ellipsePoints,
  fillPolygon,
  horizonOf,
  inkLine,
  mixColour,
  noise2,
  type Point,
  paintGlow,
  rollContext,
  type Surface,
  smoothCurve,
  verticalGradient,
  washShape,
  withAlpha,
} from '../ink/ink.ts';
import { skyColourAt } from '../light/light.ts';
import type { PlaceView } from './paint-place.ts';
import type { Outlook } from './place.types.ts';

export const paintSky = ({ context }: Surface, view: PlaceView, outlook: Outlook): void => {
  const { stage, light, projection, seed } = view;
  const { camera } = projection;
  const horizon = horizonOf(camera);
  const width = stage.right - stage.left;
  if (outlook === 'space') return paintSpace(context, view);
  context.save();
  rollContext(context, camera);
  const depth = Math.max(horizon - stage.top, stage.height * 0.5);
  const [left, top] = [stage.left - 400, stage.top - 500];
  context.fillStyle = verticalGradient(context, light.sky.stops, Math.min(stage.top, horizon - depth), horizon);
  context.fillRect(left, top, width + 800, stage.bottom - top + 500);
  if (light.sky.stars > 0.2) paintStars(context, view, horizon);
  const disc = sunOnPicture(view);
  if (light.sky.disc.glow > 0.2 && disc !== undefined) paintDisc(context, disc, view);
  brushClouds(
    context,
    { left: stage.left - 200, right: stage.right + 200, top: horizon - depth, bottom: horizon },
    light.sky.brush,
    light.sky.cloud,
    `${seed}-${Math.round(camera.yaw * 4)}`,
  );
  paintFarLand(context, view, horizon, outlook);
  context.restore();
};

/** Where the sun or moon stands in the picture, when the camera looks its way. */
const sunOnPicture = ({ projection, light }: PlaceView): Point | undefined => {
  const { camera } = projection;
  const turn = (light.sun.azimuthDeg * Math.PI) / 180 - camera.yaw;
  if (Math.cos(turn) < 0.35) return undefined;
  const height = Math.tan((light.sun.elevationDeg * Math.PI) / 180) / Math.cos(turn);
  return [
    camera.centreX + Math.tan(turn) * Math.min(camera.focal, 1300),
    camera.centreY + Math.tan(camera.pitch) * camera.focal - height * Math.min(camera.focal, 1300),
  ];
};

const paintDisc = (context: Context, [x, y]: Point, { light }: PlaceView): void => {
  const { kind, colour, glow } = light.sky.disc;
  if (kind === 'moon') {
    paintGlow(context, x, y, 420, colour, 0.4 * glow);
    fillPolygon(context, ellipsePoints(x, y, 34, 34, 32), mixColour(colour, '#ffffff', 0.4));
    context.fillStyle = withAlpha('#9aa8c4', 0.35);
    for (const [dx, dy, r] of [
      [-9, -6, 8],
      [10, 4, 6],
      [-2, 13, 5],
    ] as const) {
      context.beginPath();
      context.arc(x + dx, y + dy, r, 0, 7);
      context.fill();
    }
    return;
  }
  paintGlow(context, x, y, 820, colour, 0.75 * glow);
  paintGlow(context, x, y, 300, colour, 0.7 * glow);
  if (kind === 'sun') {
    paintGlow(context, x, y, 130, '#ffffff', 0.95);
    fillPolygon(context, ellipsePoints(x, y, 36, 36, 32), '#fffdf0');
  }
};

const paintStars = (context: Context, { stage, light, seed }: PlaceView, horizon: number): void => {
  const random = seededRandom('stars', seed);
  for (let i = 0; i < 150; i++) {
    const [x, y] = [
      stage.left + random() * (stage.right - stage.left),
      horizon - (horizon - stage.top) * (0.15 + 0.95 * random()),
    ];
    const size = 0.8 + random() ** 4 * 3;
    context.fillStyle = withAlpha('#f4f6ff', light.sky.stars * (0.25 + random() * 0.65));
    context.beginPath();
    context.arc(x, y, size, 0, 7);
    context.fill();
  }
};

/** Clouds as long brush strokes: flat below, ragged above, thinner toward the horizon. */
export const brushClouds = (
  context: Context,
  area: { left: number; right: number; top: number; bottom: number },
  colours: readonly Colour[],
  amount: number,
  seed: string,
): void => {
  const random = seededRandom('clouds', seed);
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const count = Math.round(26 + 90 * amount);
  for (let i = 0; i < count; i++) {
    const low = random();
    const [x, y] = [area.left + random() * width, area.top + height * (0.04 + 0.92 * low)];
    const perspective = 1.25 - low * 0.9;
    const long = (180 + random() * 420) * perspective;
    const thick = (8 + random() * 36) * perspective;
    const colour = colours[Math.floor(random() * colours.length)] ?? '#ffffff';
    context.save();
    context.translate(x, y);
    context.rotate((random() - 0.5) * 0.08);
    const points: Point[] = [];
    for (let k = 0; k <= 12; k++)
      points.push([-long + (2 * long * k) / 12, -thick * Math.sin((Math.PI * k) / 12) * (0.6 + 0.5 * random())]);
    for (let k = 12; k >= 0; k--)
      points.push([-long + (2 * long * k) / 12, thick * 0.35 * Math.sin((Math.PI * k) / 12) * (0.5 + 0.7 * random())]);
    fillPolygon(
      context,
      smoothCurve(points, true, 4),
      withAlpha(colour, (0.12 + 0.26 * random()) * (0.6 + amount * 0.5)),
    );
    context.restore();
  }
};

const farColours: Readonly<Record<Outlook, Colour | undefined>> = {
  city: '#6a7080',
  garden: '#5c7a58',
  sea: '#5a7488',
  fields: '#7a8a58',
  mountains: '#66789a',
  desert: '#b8845c',
  space: undefined,
  forest: '#3f5e4c',
  plain: undefined,
  none: undefined,
};

/** One or two ridges at the horizon, nearly all haze. */
const paintFarLand = (context: Context, view: PlaceView, horizon: number, outlook: Outlook): void => {
  const colour = farColours[outlook];
  if (colour === undefined) return;
  const { stage, light, projection, seed } = view;
  const zoom = Math.min(2, projection.camera.focal / 1200);
  const shift = projection.camera.yaw * 900;
  const base = mixColour(
    skyColourAt(light, 0.97),
    mixColour(colour, light.dark ? '#101a2c' : '#ffffff', light.dark ? 0.6 : 0),
    light.dark ? 0.7 : 0.45,
  );
  const high =
    { mountains: 250, city: 96, forest: 90, garden: 60, fields: 26, desert: 70, sea: 22 }[outlook as 'city'] ?? 30;
  for (const [share, rough, near] of [
    [1, 0.0022, 0],
    [0.55, 0.005, 0.35],
  ] as const) {
    const ridge: Point[] = [];
    for (let x = stage.left - 300; x <= stage.right + 300; x += 26) {
      const n =
        outlook === 'city'
          ? Math.round(noise2((x + shift) * 0.012, share * 9) * 4) / 4
          : noise2((x + shift) * rough, share * 5) * 0.7 + noise2((x + shift) * rough * 4, 3) * 0.3;
      const y = horizon - high * share * zoom * (0.35 + 0.65 * Math.abs(n));
      if (outlook === 'city' && ridge.length > 0) ridge.push([x, (ridge[ridge.length - 1] as Point)[1]]);
      ridge.push([x, y]);
    }
    const paint = mixColour(base, colour, near * (light.dark ? 0.2 : 0.6));
    washShape(
      context,
      [...ridge, [stage.right + 300, horizon + 60], [stage.left - 300, horizon + 60]],
      light.dark ? mixColour(paint, '#0c1424', near) : paint,
      { edge: 0.05, drift: 0.05 },
    );
    if (outlook === 'mountains')
      inkLine(context, ridge, { width: 2, colour: mixColour(paint, light.set.ink, 0.35), alpha: 0.6 });
  }
  if (outlook === 'city' || outlook === 'sea') farLights(context, view, horizon, seed);
};

const farLights = (context: Context, { stage, light }: PlaceView, horizon: number, seed: string): void => {
  if (light.set.lampStrength < 0.4) return;
  const random = seededRandom('far-lights', seed);
  for (let i = 0; i < 70; i++) {
    context.fillStyle = withAlpha(
      ['#ffcf7a', '#ffe2a8', '#ff9c5a'][Math.floor(random() * 3)] ?? '#ffcf7a',
      0.4 + 0.5 * random(),
    );
    context.fillRect(stage.left + random() * (stage.right - stage.left), horizon - 4 - random() * 30, 2.6, 2.6);
  }
};

const paintSpace = (context: Context, view: PlaceView): void => {
  const { stage, seed } = view;
  const random = seededRandom('space', seed);
  const width = stage.right - stage.left;
  const height = stage.bottom - stage.top;
  context.fillStyle = verticalGradient(
    context,
    [
      [0, '#070b1c'],
      [0.5, '#101638'],
      [1, '#0a1028'],
    ],
    stage.top,
    stage.bottom,
  );
  context.fillRect(stage.left - 300, stage.top - 300, width + 600, height + 600);
  for (const colour of ['#3a2a6a', '#2a4a7a', '#5a2a5a', '#24406a']) {
    paintGlow(
      context,
      stage.left + random() * width,
      stage.top + random() * height,
      500 + random() * 500,
      colour,
      0.5,
      { squash: 0.6 },
    );
  }
  for (let i = 0; i < 380; i++) {
    context.fillStyle = withAlpha(random() < 0.2 ? '#ffe0c0' : '#eaf0ff', 0.3 + random() * 0.7);
    context.beginPath();
    context.arc(stage.left + random() * width, stage.top + random() * height, 0.7 + random() ** 5 * 4, 0, 7);
    context.fill();
  }
  const [x, y, r] = [stage.left + width * 0.76, stage.top + height * 0.3, height * 0.24];
  paintGlow(context, x, y, r * 2, '#7fb0ff', 0.4);
  const planet = ellipsePoints(x, y, r, r, 60);
  washShape(context, planet, '#4f7aa8', { edge: 0.2, drift: 0.3 });
  context.save();
  context.beginPath();
  context.arc(x, y, r, 0, 7);
  context.clip();
  for (let i = 0; i < 9; i++)
    fillPolygon(
      context,
      ellipsePoints(x + (random() - 0.5) * r, y - r + (r * 2 * i) / 9, r * (0.5 + random()), r * 0.08, 20, 0.2),
      withAlpha(i % 2 === 0 ? '#a8c8d8' : '#3a5f8a', 0.5),
    );
  const shade = context.createLinearGradient(x - r, y - r * 0.6, x + r, y + r * 0.6);
  shade.addColorStop(0.3, 'rgba(6,8,24,0)');
  shade.addColorStop(0.85, 'rgba(6,8,24,0.9)');
  context.fillStyle = shade;
  context.fillRect(x - r, y - r, r * 2, r * 2);
  context.restore();
};
