/** Rain and snow as layers of their own that tile in the direction they fall; fog as still bands. */
import { seededRandom } from '../../../domain/random.ts';
import type { Weather } from '../../../domain/screenplay/breakdown.types.ts';
import {
  borrowSurface,
  type Colour,
  paintFog,
  returnSurface,
  type Stage,
  toStageUnits,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { layerOf, type PaintedLayer } from './painted-layer.ts';

type Fall = {
  readonly id: string;
  readonly depth: number;
  readonly count: number;
  /** Stage units. */
  readonly length: number;
  readonly width: number;
  readonly alpha: number;
  /** Stage units per second; x is the wind. */
  readonly speed: readonly [x: number, y: number];
};

const falls: Partial<Record<Weather, readonly Fall[]>> = {
  rain: [
    { id: 'rain-far', depth: 0.8, count: 230, length: 62, width: 1.5, alpha: 0.24, speed: [-260, 1300] },
    { id: 'rain-near', depth: 1.4, count: 60, length: 150, width: 2.5, alpha: 0.26, speed: [-420, 2100] },
  ],
  storm: [
    { id: 'rain-far', depth: 0.8, count: 320, length: 84, width: 1.6, alpha: 0.28, speed: [-700, 1600] },
    { id: 'rain-near', depth: 1.4, count: 90, length: 190, width: 2.8, alpha: 0.3, speed: [-1050, 2400] },
  ],
  snow: [
    { id: 'snow-far', depth: 0.8, count: 260, length: 0, width: 2.6, alpha: 0.75, speed: [-26, 90] },
    { id: 'snow-near', depth: 1.4, count: 70, length: 0, width: 6, alpha: 0.8, speed: [-46, 170] },
  ],
};

/** Outdoors only: rooms show the weather through their windows. */
export const weatherLayers = (weather: Weather, stage: Stage, light: SceneLight): PaintedLayer[] =>
  (falls[weather] ?? []).flatMap((fall) => {
    const surface = borrowSurface(stage.canvasWidth, stage.canvasHeight);
    toStageUnits(surface, stage);
    const colour = weather === 'snow' ? '#ffffff' : light.dark ? '#bcd0e6' : '#e8f0f6';
    paintFall(surface.context, stage, fall, colour, weather);
    const layer = layerOf(surface, {
      id: fall.id,
      role: 'weather',
      depth: fall.depth,
      opaque: false,
      drift: {
        xPerSecond: Math.round(fall.speed[0] * stage.scale),
        yPerSecond: Math.round(fall.speed[1] * stage.scale),
      },
    });
    returnSurface(surface);
    return layer === undefined ? [] : [{ ...layer, ...wholeCanvas(layer, stage) }];
  });

/** A layer that tiles must have the size it tiles by. */
const wholeCanvas = (
  layer: PaintedLayer,
  stage: Stage,
): Pick<PaintedLayer, 'x' | 'y' | 'width' | 'height' | 'rgba'> => {
  const { canvasWidth, canvasHeight } = stage;
  if (layer.width === canvasWidth && layer.height === canvasHeight) return layer;
  const rgba = new Uint8Array(canvasWidth * canvasHeight * 4);
  for (let row = 0; row < layer.height; row++) {
    rgba.set(
      layer.rgba.subarray(row * layer.width * 4, (row + 1) * layer.width * 4),
      ((layer.y + row) * canvasWidth + layer.x) * 4,
    );
  }
  return { x: 0, y: 0, width: canvasWidth, height: canvasHeight, rgba };
};

/** Each drop is drawn nine times round the canvas's edges, so that what leaves on one side enters on the other. */
const paintFall = (
  context: import('../ink/ink.ts').Context,
  stage: Stage,
  fall: Fall,
  colour: Colour,
  seed: string,
): void => {
  const random = seededRandom('fall', seed, fall.id);
  const [width, height] = [stage.right - stage.left, stage.bottom - stage.top];
  const speed = Math.hypot(...fall.speed);
  const [dx, dy] = [(fall.speed[0] / speed) * fall.length, (fall.speed[1] / speed) * fall.length];
  context.lineCap = 'round';
  for (let i = 0; i < fall.count; i++) {
    const size = 0.4 + random() * 1.1;
    const [x, y] = [stage.left + random() * width, stage.top + random() * height];
    const style = withAlpha(colour, fall.alpha * (0.35 + 0.65 * random()));
    for (const ox of [-width, 0, width]) {
      for (const oy of [-height, 0, height]) {
        context.beginPath();
        if (fall.length === 0) {
          context.fillStyle = style;
          context.arc(x + ox, y + oy, fall.width * size, 0, 7);
          context.fill();
        } else {
          context.strokeStyle = style;
          context.lineWidth = fall.width * size;
          context.moveTo(x + ox, y + oy);
          context.lineTo(x + ox + dx * size, y + oy + dy * size);
          context.stroke();
        }
      }
    }
  }
};

/** Fog before the set and behind the cast, thickest at the ground. */
export const paintMist = (
  context: import('../ink/ink.ts').Context,
  stage: Stage,
  light: SceneLight,
  horizonY: number,
  seed: string,
): void => {
  if (light.fog <= 0.05) return;
  const ground = Math.min(stage.height, Math.max(stage.height * 0.3, horizonY));
  const area = { left: stage.left, right: stage.right };
  paintFog(context, { ...area, top: ground - 260, bottom: ground + 240 }, light.set.haze, 0.4 * light.fog, seed);
  paintFog(
    context,
    { ...area, top: ground - 60, bottom: stage.bottom + 200 },
    light.set.haze,
    0.4 * light.fog,
    `${seed}-low`,
  );
};
