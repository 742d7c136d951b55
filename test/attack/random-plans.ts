/** Random films over a few good files: every kind of clip, transitions, looks, moving numbers. The same seed, the same plan. */
import { pick, type Random, seededRandom } from '../../src/domain/random.ts';
import { blendModes } from '../../src/domain/timeline/look.types.ts';
import { transitionTypes } from '../../src/domain/timeline/timeline.types.ts';
import { clip, type Item, textStyle, timelineOf } from './small-timelines.ts';

/** Paths of files that plans are made of. */
export type Stock = {
  readonly videos: readonly string[];
  readonly images: readonly string[];
  readonly sounds: readonly string[];
};

const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const colour = (random: Random): string => `#${between(random, 0, 0xffffff).toString(16).padStart(6, '0')}`;

/** A number, or keyframes. */
const moving = (random: Random, from: number, to: number): unknown => {
  const value = (): number => Math.round((from + random() * (to - from)) * 1000) / 1000;
  if (random() < 0.5) return value();
  return [
    { frame: 0, value: value(), easing: pick(random, ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold']) },
    { frame: between(random, 1, 20), value: value(), easing: 'linear' },
  ];
};

const filterOf = (random: Random): Item =>
  pick<() => Item>(random, [
    () => ({ kind: 'colour', brightness: moving(random, -0.5, 0.5), saturation: moving(random, 0, 2) }),
    () => ({ kind: 'blur', radiusPx: moving(random, 0, 6) }),
    () => ({ kind: 'sepia', amount: moving(random, 0, 1) }),
    () => ({ kind: 'invert' }),
    () => ({ kind: 'vignette', amount: moving(random, 0, 1) }),
    () => ({ kind: 'sharpen', amount: moving(random, 0, 1) }),
  ])();

const lookOf = (random: Random): Item => ({
  placement: {
    fit: pick(random, ['contain', 'cover', 'stretch']),
    x: moving(random, -10, 10),
    scaleX: moving(random, 0.5, 1.5),
    scaleY: moving(random, 0.5, 1.5),
    rotation: moving(random, -90, 90),
  },
  opacity: moving(random, 0.2, 1),
  blend: pick(random, blendModes),
  ...(random() < 0.5 ? { filters: [filterOf(random)] } : {}),
});

const itemOf = (random: Random, id: string, frames: number, stock: Stock): Item =>
  pick<() => Item>(random, [
    () => clip(id, frames, { kind: 'solid', colour: colour(random) }),
    () =>
      clip(id, frames, {
        kind: 'video',
        media: { kind: 'file', path: pick(random, stock.videos) },
        ...lookOf(random),
        loop: random() < 0.5,
      }),
    () =>
      clip(id, frames, {
        kind: 'video',
        media: { kind: 'file', path: pick(random, stock.videos) },
        speed: pick(random, [0.5, 2, -1, 1]),
      }),
    () =>
      clip(id, frames, { kind: 'image', media: { kind: 'file', path: pick(random, stock.images) }, ...lookOf(random) }),
    () =>
      clip(id, frames, {
        kind: 'text',
        text: `seed ${id} “grüße” عربي`,
        style: textStyle,
        opacity: moving(random, 0.5, 1),
      }),
    () =>
      clip(id, frames, {
        kind: 'shape',
        shape: { kind: 'ellipse', width: between(random, 4, 60), height: between(random, 4, 40) },
        fill: colour(random),
      }),
  ])();

/** Clips of one to two seconds, some with transitions between them. */
const videoTrack = (random: Random, name: string, total: number, stock: Stock): readonly Item[] => {
  const items: Item[] = [];
  for (let at = 0; at < total; ) {
    const frames = Math.min(total - at, between(random, 8, 20));
    const before = items.at(-1);
    if (before && before.kind !== 'transition' && frames >= 8 && random() < 0.5)
      items.push({ kind: 'transition', type: pick(random, transitionTypes), inFrames: 2, outFrames: 2 });
    items.push(itemOf(random, `${name}${items.length}`, frames, stock));
    at += frames;
  }
  return items;
};

/** The plan of a seed, as JSON: three to five seconds, one or two picture tracks, one of sound. */
export const randomPlan = (seed: number, stock: Stock): string => {
  const random = seededRandom('plan', seed);
  const total = between(random, 30, 50);
  const sound = clip('s', total, {
    ...{ kind: 'audio', media: { kind: 'file', path: pick(random, stock.sounds) } },
    ...{
      gainDb: moving(random, -12, 0),
      fadeInFrames: between(random, 0, 5),
      fadeOutFrames: between(random, 0, 5),
      loop: true,
    },
  });
  const tracks = Array.from({ length: between(random, 1, 2) }, (_, at) => ({
    kind: 'video' as const,
    items: videoTrack(random, `v${at}-`, total, stock),
  }));
  const size = pick(random, [
    { width: 64, height: 48 },
    { width: 160, height: 90 },
    { width: 90, height: 160 },
  ]);
  return timelineOf(total, [...tracks, { kind: 'audio', items: [sound] }], size);
};
