/** Timelines made up from a seed, for property tests: every clip kind, transition and moving value of the document. */
import { type Random, seededRandom } from '../domain/random.ts';
import { wholeRate } from '../domain/time.ts';
import type {
  Animated,
  CompositionLayer,
  Easing,
  MediaReference,
  TextStyle,
  Timeline,
  Transition,
  VideoItem,
} from '../domain/timeline/timeline.types.ts';

export const sampleStyle = (height: number): TextStyle => ({
  fontFamily: 'Inter',
  fontWeight: 600,
  sizePx: Math.round(height / 16),
  lineHeight: 1.3,
  letterSpacingPx: 0,
  colour: '#ffffff',
  align: 'centre',
  boxX: 0,
  boxY: Math.round(height * 0.75),
  boxWidth: Math.round((height * 16) / 9),
  boxHeight: Math.round(height / 5),
  verticalAlign: 'bottom',
});

const easings: readonly Easing[] = ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'];
/** A whole number within from..to. */
export const within = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

/** A number, or keyframes within and a little outside of `length` frames. */
export const animated = (random: Random, length: number, low: number, high: number): Animated => {
  const value = (): number => low + random() * (high - low);
  if (random() < 0.3) return value();
  const frames = [...new Set(Array.from({ length: within(random, 1, 5) }, () => within(random, -4, length + 4)))];
  return frames
    .sort((a, b) => a - b)
    .map((frame) => ({ frame, value: value(), easing: easings[within(random, 0, easings.length - 1)]! }));
};

/** A picture that exists by name only; `width` x `height` pixels are to be made by whoever renders it. */
export const namedImage = (name: string): MediaReference => ({ kind: 'file', path: name });

const layer = (random: Random, name: string, length: number, width: number, height: number): CompositionLayer => {
  const far = name.endsWith('far');
  const [w, h] = far
    ? [width + 32, height + 32]
    : [within(random, 12, width / 4) * 2, within(random, 12, height / 4) * 2];
  const cues = (names: readonly ('A' | 'B' | 'X')[]) =>
    [0, ...Array.from({ length: 6 }, (_, i) => i * 5 + within(random, 1, 5))].map((frame) => ({
      frame,
      show: names[within(random, 0, names.length - 1)]!,
    }));
  const mouth = { A: namedImage(`${name}-A`), B: namedImage(`${name}-B`), X: namedImage(`${name}-X`) };
  const images = { ...mouth, C: mouth.A, D: mouth.A, E: mouth.B, F: mouth.B, G: mouth.X, H: mouth.X };
  return {
    id: name,
    image: namedImage(`${name}-${w}x${h}`),
    width: w,
    height: h,
    opaque: far,
    transform: {
      x: animated(random, length, width / 2 - 8, width / 2 + 8),
      y: animated(random, length, height / 2 - 8, height / 2 + 8),
      scale: animated(random, length, 0.97, 1.2),
      rotation: far ? 0 : animated(random, length, -4, 4),
      anchorX: w / 2,
      anchorY: h / 2,
    },
    opacity: far ? 1 : animated(random, length, 0, 1),
    ...(name.endsWith('cast') && { mouth: { x: 8, y: 6, images, cues: cues(['A', 'B', 'X']) } }),
  };
};

const rain = (random: Random, name: string, length: number): CompositionLayer => {
  const fall = (most: number): Animated => [
    { frame: 0, value: random() * 20, easing: 'linear' },
    { frame: length, value: (random() - 0.5) * most * length, easing: 'linear' },
  ];
  const transform = { x: fall(8), y: fall(40), scale: 1, rotation: 0, anchorX: 0, anchorY: 0 };
  const size = { width: 24, height: 16, opaque: false, opacity: 1, tile: true };
  return { id: 'rain', image: namedImage(`${name}-rain-24x16`), transform, ...size };
};

const shot = (random: Random, name: string, width: number, height: number): VideoItem => {
  const durationFrames = within(random, 14, 60);
  const range = { startFrame: within(random, 0, 12), durationFrames };
  if (random() < 0.15) return { kind: 'solid', id: name, name, sourceRange: range, colour: '#204060' };
  const layers = ['far', 'set', 'cast'].map((role) => layer(random, `${name}-${role}`, durationFrames, width, height));
  if (random() < 0.4) layers.push(rain(random, name, durationFrames));
  return { kind: 'composition', id: name, name, sourceRange: range, layers };
};

const transition = (random: Random): Transition => {
  const type = (['dissolve', 'fade-from-black', 'fade-to-black'] as const)[within(random, 0, 2)]!;
  return { kind: 'transition', type, inFrames: within(random, 0, 6), outFrames: within(random, 1, 6) };
};

/** One picture track of shots named `<seed>-<index>`, one of titles, one of captions. */
export const randomTimeline = (seed: string, shots: number, width = 64, height = 48): Timeline => {
  const random = seededRandom(seed);
  const items: VideoItem[] = [];
  for (let i = 0; i < shots; i++) {
    if (random() < 0.4) items.push(transition(random));
    items.push(shot(seededRandom(seed, i), `${seed}-${i}`, width, height));
    if (random() < 0.1)
      items.push({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames: within(random, 1, 9) } });
  }
  if (random() < 0.5) items.push({ kind: 'transition', type: 'fade-to-black', inFrames: 6, outFrames: 0 });
  const length = items.reduce(
    (sum, item) => sum + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames),
    0,
  );
  const style = sampleStyle(height);
  const cues = Array.from({ length: Math.floor(length / 20) }, (_, i) => ({
    from: i * 20 + within(random, 0, 6),
    to: i * 20 + within(random, 10, 20),
    text: `line ${i} of ${seed}`,
  }));
  const range = { startFrame: 0, durationFrames: length };
  return {
    schema: 'workprint.timeline/2',
    name: seed,
    rate: wholeRate(30),
    width,
    height,
    background: '#101010',
    durationFrames: length,
    tracks: [
      { kind: 'video', id: 'picture', name: 'picture', items },
      {
        kind: 'video',
        id: 'titles',
        name: 'titles',
        items: [
          { kind: 'gap', sourceRange: { startFrame: 0, durationFrames: within(random, 1, 40) } },
          {
            ...{ kind: 'text', id: 't', name: 't', text: `title ${seed}`, style },
            ...{ sourceRange: { startFrame: 0, durationFrames: 20 }, opacity: animated(random, 20, 0, 1) },
          },
        ],
      },
      {
        kind: 'video',
        id: 'captions',
        name: 'captions',
        items: [{ kind: 'captions', id: 'c', name: 'c', sourceRange: range, cues, style, burn: true }],
      },
    ],
    markers: [],
  };
};
