/** Edits made up from a seed, for property tests: every clip kind, look, filter, motion and transition of the document. */
import { pick, type Random, seededRandom } from '../domain/random.ts';
import { wholeRate } from '../domain/time.ts';
import type { MediaFacts } from '../domain/timeline/media-facts.types.ts';
import {
  blendModes,
  type CaptionCue,
  type Filter,
  type Look,
  type MediaReference,
  type Placement,
  type TextMotion,
  type Timeline,
  type Transition,
  textMotions,
  transitionTypes,
  type VideoItem,
  type VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { animated, randomTimeline, sampleStyle, within } from './random-timeline.ts';

type Frame = { readonly width: number; readonly height: number };

/** A file that was taken in; by name only: whoever draws it makes its pictures up. */
export const namedMedia = (
  name: string,
  width: number,
  height: number,
  alpha: boolean,
  frames: number,
): MediaReference => {
  const facts: MediaFacts = {
    ...{ kind: frames === 1 ? 'png' : 'mp4', durationMs: frames === 1 ? 0 : (frames * 1000) / 24, sounds: [] },
    picture: {
      ...{ stream: 0, codec: 'h264', width, height, codedWidth: width, codedHeight: height, pixelFormat: 'yuv420p' },
      ...{ bitDepth: 8, alpha, rotation: 0, mirrored: false, interlaced: false, frames, rate: wholeRate(24) },
      colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'limited' },
    },
  };
  return { kind: 'blob', blob: { sha256: name, sizeBytes: 1, mediaType: 'video/mp4' }, facts };
};

const maybe = <T>(random: Random, share: number, make: () => T): T | undefined =>
  random() < share ? make() : undefined;
const present = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const placement = (random: Random, length: number, { width, height }: Frame): Placement => {
  const part = () => within(random, 0, 40) / 100;
  return present({
    fit: maybe(random, 0.7, () => pick(random, ['contain', 'cover', 'stretch', 'none'] as const)),
    box: maybe(random, 0.4, () => ({
      ...{ x: within(random, -4, width / 2), y: within(random, -4, height / 2) },
      ...{ width: within(random, 9, width), height: within(random, 9, height) },
    })),
    alignX: maybe(random, 0.2, random),
    crop: maybe(random, 0.3, () => present({ left: animated(random, length, 0, 0.4), top: maybe(random, 0.5, part) })),
    x: maybe(random, 0.4, () => animated(random, length, -9, 9)),
    y: maybe(random, 0.4, () => animated(random, length, -9, 9)),
    scaleX: maybe(random, 0.3, () => animated(random, length, 0.4, 1.4)),
    scaleY: maybe(random, 0.2, () => animated(random, length, 0.4, 1.4)),
    rotation: maybe(random, 0.2, () => animated(random, length, -30, 30)),
    anchorX: maybe(random, 0.2, random),
    flipX: maybe(random, 0.2, () => true),
    flipY: maybe(random, 0.1, () => true),
  }) as Placement;
};

const filter = (random: Random, length: number): Filter => {
  const amount = () => animated(random, length, 0, 1);
  return pick(random, [
    () => ({ kind: 'colour', brightness: animated(random, length, -0.3, 0.3), saturation: amount() }) as const,
    () => ({ kind: 'sepia', amount: amount() }) as const,
    () => ({ kind: 'invert', amount: 1 }) as const,
    () => ({ kind: 'blur', radiusPx: animated(random, length, 0, 4) }) as const,
    () => ({ kind: 'sharpen', amount: amount() }) as const,
    () => ({ kind: 'chroma-key', colour: '#00ff00', similarity: 0.2 }) as const,
    () => ({ kind: 'vignette', amount: amount() }) as const,
  ])();
};

const look = (random: Random, length: number, frame: Frame): Look =>
  present({
    placement: maybe(random, 0.6, () => placement(random, length, frame)),
    opacity: maybe(random, 0.3, () => animated(random, length, 0, 1)),
    blend: maybe(random, 0.15, () => pick(random, blendModes)),
    filters: maybe(random, 0.25, () => [filter(random, length), filter(random, length)]),
  }) as Look;

const motion = (random: Random): TextMotion =>
  present({
    unit: pick(random, ['letter', 'word', 'line', 'block'] as const),
    kind: pick(random, textMotions),
    frames: within(random, 1, 9),
    staggerFrames: maybe(random, 0.5, () => within(random, 0, 4)),
  }) as TextMotion;

const captionCues = (random: Random, name: string, length: number): readonly CaptionCue[] =>
  Array.from({ length: Math.ceil(length / 18) }, (_, i) => {
    const [from, to] = [i * 18 + within(random, 0, 4), i * 18 + within(random, 9, 18)];
    const text = `spoken, line ${i} of ${name}`;
    const words = text.split(' ').map((word, k) => ({ from: from + k * 2, to: from + k * 2 + 2, text: word }));
    return { from, to, text, ...(random() < 0.5 && { words }) };
  });

/** One clip of any kind. */
const clip = (random: Random, name: string, frame: Frame, depth: number): VideoItem => {
  const durationFrames = within(random, 14, 50);
  const base = { id: name, name, sourceRange: { startFrame: within(random, 0, 12), durationFrames } };
  const length = base.sourceRange.startFrame + durationFrames;
  const style = sampleStyle(frame.height);
  const looks = () => look(random, length, frame);
  const size = [within(random, 8, frame.width), within(random, 8, frame.height)] as const;
  return pick<() => VideoItem>(random, [
    () =>
      present({
        ...{ ...base, kind: 'video', media: namedMedia(`${name}-v`, ...size, random() < 0.3, within(random, 2, 60)) },
        speed: maybe(random, 0.5, () => animated(random, length, -2, 3)),
        loop: maybe(random, 0.3, () => true),
        ...looks(),
      }) as VideoItem,
    () => ({ ...base, kind: 'image', media: namedMedia(`${name}-i`, ...size, random() < 0.5, 1), ...looks() }),
    () => ({
      ...{ ...base, kind: 'shape', shape: { kind: 'ellipse', width: size[0], height: size[1] }, fill: '#3366aa' },
      ...looks(),
    }),
    () => {
      const { placement, filters } = looks() as Look;
      return { ...base, kind: 'solid', colour: '#204060', ...present({ placement, filters }) } as VideoItem;
    },
    () =>
      ({
        ...{ ...base, kind: 'text', text: `two words\n${name}`, style, opacity: animated(random, length, 0, 1) },
        ...present({
          enter: maybe(random, 0.6, () => motion(random)),
          leave: maybe(random, 0.6, () => motion(random)),
          placement: maybe(random, 0.3, () => ({
            x: animated(random, length, -5, 5),
            scaleX: animated(random, length, 0.5, 2),
          })),
        }),
      }) as VideoItem,
    () => ({
      ...{ ...base, kind: 'captions', cues: captionCues(random, name, length), style, burn: true },
      ...(random() < 0.6 && { highlight: { colour: '#ffcc00', mode: 'word' } }),
    }),
    () => ({
      ...{ ...base, kind: 'composition', layers: [] },
      tracks:
        depth > 0 ? [track(random, `${name}-a`, 3, frame, depth - 1), track(random, `${name}-b`, 1, frame, 0)] : [],
      ...(random() < 0.4 && looks()),
    }),
  ])();
};

const transition = (random: Random): Transition =>
  present({
    ...{ kind: 'transition', type: pick(random, transitionTypes) },
    ...{ inFrames: within(random, 0, 6), outFrames: within(random, 1, 6) },
    direction: maybe(random, 0.6, () => pick(random, ['left', 'right', 'up', 'down'] as const)),
    softness: maybe(random, 0.3, random),
    easing: maybe(random, 0.3, () => 'ease-in-out' as const),
  }) as Transition;

const track = (random: Random, name: string, clips: number, frame: Frame, depth: number): VideoTrack => {
  const items: VideoItem[] = [];
  for (let i = 0; i < clips; i++) {
    if (random() < 0.5) items.push(transition(random));
    items.push(clip(seededRandom(name, i), `${name}-${i}`, frame, depth));
    if (random() < 0.15)
      items.push({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames: within(random, 1, 20) } });
  }
  return { kind: 'video', id: name, name, items };
};

/** Three tracks of clips of every kind, a hidden one, and own fonts of which none is used. */
export const randomEdit = (seed: string, clips: number, width = 64, height = 48): Timeline => {
  const random = seededRandom(seed, 'edit');
  const frame = { width, height };
  const tracks = [0, 1, 2].map((i) => track(seededRandom(seed, i), `${seed}-${i}`, clips, frame, 1));
  const length = (items: readonly VideoItem[]): number =>
    items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames), 0);
  return {
    ...randomTimeline(seed, 1, width, height),
    durationFrames: Math.max(...tracks.map(({ items }) => length(items))) - within(random, 0, 4),
    fonts: [{ family: 'Unused', media: namedMedia('font', 2, 2, false, 1) }],
    tracks: [...tracks, { ...track(random, `${seed}-hidden`, 2, frame, 0), hidden: true }],
  };
};
