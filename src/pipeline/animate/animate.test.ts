import { describe, expect, it } from 'vitest';
import type { PanelArt, PanelLayer } from '../../domain/shot/panel.types.ts';
import { overscan } from '../../domain/shot/panel.types.ts';
import type { Movement, MovementKind, Shot } from '../../domain/shot/shot.types.ts';
import { wholeRate } from '../../domain/time.ts';
import { type AnimateRequest, animatePanel } from './animate.ts';
import { cameraPath } from './camera-path.ts';
import { blinks, headSway } from './life.ts';

const blob = { sha256: 'a'.repeat(64), sizeBytes: 1, mediaType: 'application/x-workprint-layer' };
const canvas = { width: Math.round(1920 * overscan), height: Math.round(1080 * overscan) };
const layer = (more: Partial<PanelLayer>): PanelLayer => ({
  id: 'sky',
  role: 'sky',
  depth: 0.2,
  x: 0,
  y: 0,
  width: canvas.width,
  height: canvas.height,
  image: blob,
  opaque: true,
  ...more,
});
const shot = (movement: Movement): Shot => ({
  id: 'shot-1',
  sceneId: 'scene-1',
  number: '1A',
  size: 'MS',
  framing: 'single',
  angle: 'eye',
  movement,
  lensMm: 50,
  place: {
    locationId: 'quay',
    name: 'QUAY',
    interior: false,
    timeOfDay: 'day',
    weather: 'clear',
    mood: 'neutral',
    dressing: [],
  },
  cameraYawDeg: 0,
  figures: [],
  props: [],
  covers: [],
  transitionIn: 'cut',
  role: 'test',
});
const request = (movement: Movement, layers: PanelLayer[], more: Partial<AnimateRequest> = {}): AnimateRequest => ({
  shot: shot(movement),
  art: { canvasWidth: canvas.width, canvasHeight: canvas.height, layers } satisfies PanelArt,
  durationFrames: 90,
  rate: wholeRate(30),
  frameWidth: 1920,
  frameHeight: 1080,
  speeches: [],
  ...more,
});

const kinds: readonly MovementKind[] = ['static', 'push-in', 'pull-out', 'pan', 'tilt', 'truck', 'crane', 'handheld'];
const directions = ['left', 'right', 'up', 'down'] as const;

describe('shut eyes', () => {
  it('SHT-32 stay shut for the whole shot of whoever shuts them, the others blink', () => {
    const eyes = { x: 0, y: 0, width: 2, height: 2, images: { open: blob, half: blob, shut: blob } };
    const head = (characterId: string): PanelLayer =>
      layer({ id: characterId, role: 'cast', depth: 1, characterId, eyes });
    const figure = {
      screenX: 0,
      depth: 0,
      facing: 'right',
      pose: 'stand',
      emotion: 'sadness',
      emotionStrength: 0.5,
      gaze: { x: 0, y: 0 },
    } as const;
    const still = shot({ kind: 'static', amount: 0 });
    const figures = [
      { ...figure, characterId: 'mara', eyes: 'shut' as const },
      { ...figure, characterId: 'tobias' },
    ];
    const layers = animatePanel({
      ...request(still.movement, [head('mara'), head('tobias')], { durationFrames: 300 }),
      shot: { ...still, figures },
    });
    expect(layers[0]?.eyes?.cues).toEqual([{ frame: 0, show: 'shut' }]);
    expect(layers[1]?.eyes?.cues.length).toBeGreaterThan(3);
  });
});

describe('a camera move', () => {
  it.each(kinds)('FLM-1 %s never shows the edge of the panel at any depth, in any direction', (kind) => {
    for (const direction of directions) {
      for (const depth of [0.2, 0.5, 1, 1.6]) {
        for (const key of cameraPath({ kind, direction, amount: 1 }, 120, 30, 'seed 7')) {
          const scale = 1 + key.zoom * depth;
          const halfWidth = (canvas.width / 2) * scale - Math.abs(key.dx) * 1920 * depth;
          const halfHeight = (canvas.height / 2) * scale - Math.abs(key.dy) * 1080 * depth;
          expect(halfWidth).toBeGreaterThanOrEqual(960);
          expect(halfHeight).toBeGreaterThanOrEqual(540);
        }
      }
    }
  });

  it('FLM-1 a still camera costs no keyframes, and nearer layers move further', () => {
    const [still] = animatePanel(request({ kind: 'static', amount: 0 }, [layer({})]));
    expect(still?.transform).toMatchObject({ x: 960, y: 540, scale: 1 });
    const [far, near] = animatePanel(
      request({ kind: 'truck', direction: 'right', amount: 1 }, [layer({}), layer({ id: 'near', depth: 1.6 })]),
    );
    const travel = (one: typeof far): number => {
      const x = one?.transform.x;
      return Array.isArray(x) ? (x[0]?.value ?? 0) - (x.at(-1)?.value ?? 0) : 0;
    };
    expect(travel(near)).toBeGreaterThan(travel(far) * 7);
  });

  it('FLM-1 the texture of the screen stays on the screen', () => {
    const texture = layer({ id: 'texture', role: 'texture', depth: 0, width: 1920, height: 1080, opaque: false });
    const [fixed] = animatePanel(request({ kind: 'push-in', amount: 1 }, [texture]));
    expect(fixed?.transform).toMatchObject({ x: 960, y: 540, scale: 1, rotation: 0, anchorX: 960, anchorY: 540 });
  });
});

describe('life', () => {
  const mouth = {
    x: 10,
    y: 20,
    width: 40,
    height: 30,
    images: Object.fromEntries([...'ABCDEFGHX'].map((name) => [name, blob])),
  } as PanelLayer['mouth'];
  const head = layer({
    id: 'mara',
    role: 'cast',
    depth: 1,
    characterId: 'mara',
    pivot: { x: 900, y: 800 },
    opaque: false,
    ...(mouth ? { mouth } : {}),
  });

  it('FLM-2 a mouth follows its own character’s words and rests before and after', () => {
    const cues = [
      { viseme: 'A', startMs: 0, endMs: 100 },
      { viseme: 'D', startMs: 100, endMs: 400 },
    ] as const;
    const speeches = [
      { characterId: 'mara', startMs: 1000, durationMs: 400, cues },
      { characterId: 'tobias', startMs: 2000, durationMs: 400, cues },
    ];
    const [animated] = animatePanel(request({ kind: 'static', amount: 0 }, [head], { speeches }));
    expect(animated?.mouth?.cues).toEqual([
      { frame: 0, show: 'X' },
      { frame: 30, show: 'A' },
      { frame: 33, show: 'D' },
      { frame: 42, show: 'X' },
    ]);
  });

  it('FLM-2 speech that began before the cut is already under way at the first frame', () => {
    const speeches = [
      { characterId: 'mara', startMs: -500, durationMs: 900, cues: [{ viseme: 'D' as const, startMs: 0, endMs: 900 }] },
    ];
    const [animated] = animatePanel(request({ kind: 'static', amount: 0 }, [head], { speeches }));
    expect(animated?.mouth?.cues).toEqual([
      { frame: 0, show: 'D' },
      { frame: 12, show: 'X' },
    ]);
  });

  it('FLM-2 eyes blink every two to six seconds for about 120 ms (seed 11)', () => {
    const cues = blinks(30 * 60, 30, 'seed 11');
    const shut = cues.filter((cue) => cue.show === 'shut').length;
    expect(shut).toBeGreaterThanOrEqual(60 / 6);
    expect(shut).toBeLessThanOrEqual(60 / 1.6);
    expect(cues[0]).toEqual({ frame: 0, show: 'open' });
    expect(cues.at(-1)?.show).toBe('open');
    cues.forEach((cue, index) => expect(cue.frame).toBeGreaterThanOrEqual(cues[index - 1]?.frame ?? 0));
  });

  it('FLM-2 a head sways within two degrees, more when it speaks (seed 3)', () => {
    const most = (keys: ReturnType<typeof headSway>): number => Math.max(...keys.map((key) => Math.abs(key.value)));
    const quiet = headSway(300, 30, [], 'seed 3');
    const speaking = headSway(300, 30, [{ from: 0, to: 300 }], 'seed 3');
    expect(most(quiet)).toBeLessThan(0.7);
    expect(most(speaking)).toBeGreaterThan(most(quiet));
    expect(most(speaking)).toBeLessThan(2);
  });
});
