/** What is seen through a window or stands on the horizon: sky and one silhouette, clipped to the glass. */
import { seededRandom } from '../../../domain/random.ts';
import {
  boxOf,
  type Colour,
  type Context,
  fillPolygon,
  mixColour,
  type Point,
  paintGlow,
  smoothCurve,
  tracePolygon,
  verticalGradient,
  withAlpha,
} from '../ink/ink.ts';
import { type SceneLight, skyColourAt } from '../light/light.ts';
import type { Outlook } from './place.types.ts';

/** @param glass the window's corners on the picture @param depth metres to it */
export const paintOutlook = (
  context: Context,
  glass: readonly Point[],
  depth: number,
  light: SceneLight,
  outlook: Outlook,
  seed: string,
  stained: boolean,
): void => {
  const box = boxOf(glass);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  context.save();
  tracePolygon(context, glass);
  context.clip();
  context.fillStyle = verticalGradient(context, light.sky.stops, box.top - height * 0.5, box.bottom);
  context.fillRect(box.left, box.top, width, height);
  if (outlook === 'space') paintStars(context, box.left, box.top, width, height, seed, 90);
  else if (light.sky.stars > 0.2) paintStars(context, box.left, box.top, width, height * 0.6, seed, 14);
  silhouette(context, box.left, box.top, width, height, light, outlook, seed);
  if (!light.dark) {
    const bright = context.createLinearGradient(box.left, box.top, box.left + width * 0.3, box.bottom);
    bright.addColorStop(0, withAlpha(light.set.windowColour, 0.5 * light.set.windowStrength));
    bright.addColorStop(1, withAlpha(light.set.windowColour, 0.18 * light.set.windowStrength));
    context.fillStyle = bright;
    context.fillRect(box.left, box.top, width, height);
  }
  if (light.wet > 0.3) paintDrops(context, box.left, box.top, width, height, seed, depth);
  if (light.snow > 0.3) paintFlakes(context, box.left, box.top, width, height, seed);
  if (stained) paintStainedGlass(context, box.left, box.top, width, height, seed);
  fillPolygon(
    context,
    [
      [box.left + width * 0.1, box.bottom],
      [box.left + width * 0.42, box.top],
      [box.left + width * 0.58, box.top],
      [box.left + width * 0.26, box.bottom],
    ],
    'rgba(255,255,255,0.07)',
  );
  context.restore();
};

const silhouette = (
  context: Context,
  left: number,
  top: number,
  width: number,
  height: number,
  light: SceneLight,
  outlook: Outlook,
  seed: string,
): void => {
  const random = seededRandom('outlook', seed);
  const far = mixColour(skyColourAt(light, 0.9), light.dark ? '#10182c' : '#66788a', light.dark ? 0.62 : 0.4);
  const near = mixColour(far, light.dark ? '#0a0f1c' : '#4a5c5c', 0.5);
  const horizon = top + height * 0.66;
  if (outlook === 'city') {
    for (const [colour, share, count] of [
      [far, 0.62, 9],
      [near, 0.4, 6],
    ] as const) {
      for (let i = 0; i < count; i++) {
        const x = left + (width * (i + random() * 0.5)) / count - width * 0.03;
        const w = (width / count) * (0.7 + random() * 0.6);
        const h = height * share * (0.4 + random() * 0.6);
        fillPolygon(
          context,
          [
            [x, top + height],
            [x, top + height - h],
            [x + w, top + height - h],
            [x + w, top + height],
          ],
          colour,
        );
        for (let y = top + height - h + w * 0.2; y < top + height - w * 0.2; y += w * 0.32) {
          for (let k = 0.18; k < 0.8; k += 0.3) {
            if (random() > light.set.windowsLit * 1.3) continue;
            context.fillStyle = withAlpha('#ffd48a', 0.85);
            context.fillRect(x + w * k, y, w * 0.14, w * 0.16);
          }
        }
      }
    }
    return;
  }
  if (outlook === 'sea') {
    context.fillStyle = verticalGradient(
      context,
      [
        [0, mixColour(far, skyColourAt(light, 1), 0.5)],
        [1, near],
      ],
      horizon,
      top + height,
    );
    context.fillRect(left, horizon, width, height);
    for (let i = 0; i < 12; i++) {
      context.fillStyle = withAlpha(skyColourAt(light, 1), 0.35);
      context.fillRect(
        left + random() * width,
        horizon + random() * height * 0.3,
        width * (0.06 + random() * 0.16),
        Math.max(1, height * 0.008),
      );
    }
    return;
  }
  if (outlook === 'none' || outlook === 'space' || outlook === 'plain') return;
  const rough = { garden: 0.1, forest: 0.2, fields: 0.03, mountains: 0.3, desert: 0.04 }[outlook];
  const green =
    outlook === 'garden' || outlook === 'forest' || outlook === 'fields'
      ? '#5a7a4e'
      : outlook === 'desert'
        ? '#b98a5a'
        : '#6a7890';
  for (const [base, colour] of [
    [0.62, mixColour(far, green, light.dark ? 0.08 : 0.3)],
    [0.8, mixColour(near, green, light.dark ? 0.1 : 0.5)],
  ] as const) {
    const ridge: Point[] = Array.from(
      { length: 9 },
      (_, i): Point => [left - width * 0.05 + (width * 1.1 * i) / 8, top + height * (base - rough * random())],
    );
    fillPolygon(
      context,
      [...smoothCurve(ridge, false, 5), [left + width * 1.1, top + height], [left - width * 0.1, top + height]],
      colour,
    );
    if (outlook !== 'garden' && outlook !== 'forest') continue;
    for (let i = 0; i < 16; i++) {
      const [x, y, size] = [
        left + random() * width,
        top + height * (base - rough * 0.4 + random() * 0.12),
        width * (0.05 + random() * 0.09),
      ];
      paintGlow(context, x, y, size * 1.6, mixColour(colour, '#ffffff', random() * 0.12), 1, {
        blend: 'source-over',
        squash: 0.8,
      });
    }
  }
};

const paintStars = (
  context: Context,
  left: number,
  top: number,
  width: number,
  height: number,
  seed: string,
  count: number,
): void => {
  const random = seededRandom('stars', seed);
  for (let i = 0; i < count; i++) {
    context.fillStyle = withAlpha('#f0f4ff', 0.3 + random() * 0.7);
    const size = 1 + random() * 2;
    context.fillRect(left + random() * width, top + random() * height, size, size);
  }
};

const paintDrops = (
  context: Context,
  left: number,
  top: number,
  width: number,
  height: number,
  seed: string,
  depth: number,
): void => {
  const random = seededRandom('drops', seed);
  const size = Math.max(1.2, 9 / depth);
  for (let i = 0; i < 34; i++) {
    const [x, y, run] = [left + random() * width, top + random() * height, height * random() * 0.24];
    context.fillStyle = withAlpha('#e6f0fa', 0.28);
    context.fillRect(x, y - run, size * 0.5, run);
    context.beginPath();
    context.ellipse(x, y, size * 0.8, size, 0, 0, 7);
    context.fill();
  }
};

const paintFlakes = (
  context: Context,
  left: number,
  top: number,
  width: number,
  height: number,
  seed: string,
): void => {
  const random = seededRandom('flakes', seed);
  context.fillStyle = 'rgba(255,255,255,0.85)';
  for (let i = 0; i < 46; i++) {
    context.beginPath();
    context.arc(left + random() * width, top + random() * height, 1 + random() * 3, 0, 7);
    context.fill();
  }
  context.fillRect(left, top + height * 0.94, width, height * 0.06);
};

const glassColours: readonly Colour[] = ['#b8433a', '#2f6a9a', '#d8a23a', '#4f8a5a', '#7a4a8a', '#e0c070'];

const paintStainedGlass = (
  context: Context,
  left: number,
  top: number,
  width: number,
  height: number,
  seed: string,
): void => {
  const random = seededRandom('glass', seed);
  const [across, up] = [4, 9];
  for (let i = 0; i < across; i++) {
    for (let k = 0; k < up; k++) {
      context.fillStyle = withAlpha(glassColours[Math.floor(random() * glassColours.length)] ?? '#b8433a', 0.62);
      context.fillRect(left + (width * i) / across, top + (height * k) / up, width / across, height / up);
    }
  }
};
