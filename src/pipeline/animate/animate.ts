/**
 * A painted panel becomes a composition: its layers moved by the camera, its mouths by the words, its eyes by life.
 * Pure: the compositor evaluates the result per frame, nothing is baked.
 */
import type { MouthCue, Viseme } from '../../domain/performance/performance.types.ts';
import { seededRandom } from '../../domain/random.ts';
import type { PanelArt, PanelLayer } from '../../domain/shot/panel.types.ts';
import type { Shot } from '../../domain/shot/shot.types.ts';
import { framesFromMs, type Rate } from '../../domain/time.ts';
import type { Animated, CompositionLayer, Keyframe, SwitchCue } from '../../domain/timeline/timeline.types.ts';
import { type CameraKey, cameraPath } from './camera-path.ts';
import { blinks, headSway, type SpeakingStretch } from './life.ts';

/** Speech heard in the shot by somebody whose mouth is seen. Times count from the start of the shot. */
export type ShotSpeech = {
  readonly characterId: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly cues: readonly MouthCue[];
};

export type AnimateRequest = {
  readonly shot: Shot;
  readonly art: PanelArt;
  readonly durationFrames: number;
  readonly rate: Rate;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly speeches: readonly ShotSpeech[];
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

const keyed = (keys: readonly CameraKey[], valueAt: (key: CameraKey) => number): Animated => {
  const values = keys.map((key) => ({ frame: key.frame, value: round(valueAt(key)), easing: key.easing }));
  const first = values[0] as Keyframe;
  return values.every((key) => key.value === first.value) ? first.value : values;
};

/** Cues of one mouth over the shot, at rest (`X`) outside speech; later cues win where two fall on one frame. */
const mouthCues = (speeches: readonly ShotSpeech[], durationFrames: number, rate: Rate): SwitchCue<Viseme>[] => {
  const at = new Map<number, Viseme>([[0, 'X']]);
  for (const speech of speeches) {
    for (const cue of speech.cues) {
      const frame = framesFromMs(speech.startMs + cue.startMs, rate);
      if (frame >= durationFrames) break;
      if (framesFromMs(speech.startMs + cue.endMs, rate) > 0) at.set(Math.max(0, frame), cue.viseme);
    }
    const end = framesFromMs(speech.startMs + speech.durationMs, rate);
    if (end >= 0 && end < durationFrames && !at.has(end)) at.set(end, 'X');
  }
  const cues: SwitchCue<Viseme>[] = [];
  for (const [frame, show] of [...at].sort(([a], [b]) => a - b)) {
    if (cues.at(-1)?.show !== show) cues.push({ frame, show });
  }
  return cues;
};

const patchImages = <Name extends string>(images: PanelLayer['mouth'] | PanelLayer['eyes']) =>
  Object.fromEntries(
    Object.entries(images?.images ?? {}).map(([name, blob]) => [name, { kind: 'blob', blob }]),
  ) as Record<Name, { kind: 'blob'; blob: PanelLayer['image'] }>;

/** Rain and snow fall through the whole shot; a seeded start keeps two shots from falling in step. */
const drifting = (
  layer: PanelLayer,
  seconds: number,
  durationFrames: number,
  base: { x: number; y: number },
  seed: string,
) => {
  const drift = layer.drift ?? { xPerSecond: 0, yPerSecond: 0 };
  const random = seededRandom(seed, layer.id, 'drift');
  const startX = base.x - random() * layer.width;
  const startY = base.y - random() * layer.height;
  const line = (from: number, perSecond: number): Animated => [
    { frame: 0, value: round(from), easing: 'linear' },
    { frame: Math.max(1, durationFrames), value: round(from + perSecond * seconds), easing: 'linear' },
  ];
  return { x: line(startX, drift.xPerSecond), y: line(startY, drift.yPerSecond) };
};

const animateLayer = (layer: PanelLayer, request: AnimateRequest, keys: readonly CameraKey[]): CompositionLayer => {
  const { art, shot, durationFrames, rate, frameWidth, frameHeight } = request;
  const framesPerSecond = rate.num / rate.den;
  const isLocked = layer.role === 'texture';
  const depth = isLocked ? 0 : layer.depth;
  // The point of the canvas this layer turns and grows about: the neck of a head, else the middle of the view.
  const pivot = layer.pivot ?? { x: art.canvasWidth / 2, y: art.canvasHeight / 2 };
  const offsetX = pivot.x - art.canvasWidth / 2;
  const offsetY = pivot.y - art.canvasHeight / 2;
  const scaleAt = (key: CameraKey): number => 1 + key.zoom * depth;
  const xAt = (key: CameraKey): number => frameWidth / 2 - key.dx * frameWidth * depth + offsetX * scaleAt(key);
  const yAt = (key: CameraKey): number => frameHeight / 2 - key.dy * frameHeight * depth + offsetY * scaleAt(key);
  const seed = `${shot.id}/${layer.characterId ?? layer.id}`;
  const isShut = shot.figures.some((figure) => figure.characterId === layer.characterId && figure.eyes === 'shut');
  const speeches = request.speeches.filter((speech) => speech.characterId === layer.characterId);
  const stretches: SpeakingStretch[] = speeches.map((speech) => ({
    from: framesFromMs(speech.startMs, rate),
    to: framesFromMs(speech.startMs + speech.durationMs, rate),
  }));
  const place = layer.drift
    ? drifting(
        layer,
        durationFrames / framesPerSecond,
        durationFrames,
        { x: xAt(keys[0] as CameraKey), y: yAt(keys[0] as CameraKey) },
        seed,
      )
    : { x: keyed(keys, xAt), y: keyed(keys, yAt) };

  return {
    id: layer.id,
    image: { kind: 'blob', blob: layer.image },
    width: layer.width,
    height: layer.height,
    opaque: layer.opaque,
    opacity: 1,
    transform: {
      ...place,
      scale: layer.drift ? 1 : keyed(keys, scaleAt),
      rotation: layer.pivot ? headSway(durationFrames, framesPerSecond, stretches, seed) : 0,
      anchorX: isLocked ? layer.width / 2 : pivot.x - layer.x,
      anchorY: isLocked ? layer.height / 2 : pivot.y - layer.y,
    },
    ...(layer.drift ? { tile: true } : {}),
    ...(layer.mouth
      ? {
          mouth: {
            x: layer.mouth.x,
            y: layer.mouth.y,
            images: patchImages<Viseme>(layer.mouth),
            cues: mouthCues(speeches, durationFrames, rate),
          },
        }
      : {}),
    ...(layer.eyes
      ? {
          eyes: {
            x: layer.eyes.x,
            y: layer.eyes.y,
            images: patchImages(layer.eyes),
            cues: isShut ? [{ frame: 0, show: 'shut' }] : blinks(durationFrames, framesPerSecond, seed),
          },
        }
      : {}),
  };
};

/** Layers of the shot's composition clip, back to front. */
export const animatePanel = (request: AnimateRequest): CompositionLayer[] => {
  const framesPerSecond = request.rate.num / request.rate.den;
  const keys = cameraPath(request.shot.movement, request.durationFrames, framesPerSecond, request.shot.id);
  return request.art.layers.map((layer) => animateLayer(layer, request, keys));
};
