/** Made-up timelines within what an exchange format can say; the same seed gives the same timeline. */
import { type Random, seededRandom } from '../../src/domain/random.ts';
import type { Rate } from '../../src/domain/time.ts';
import type { AudioItem, Timeline, VideoItem } from '../../src/domain/timeline/timeline.types.ts';

const rates: readonly Rate[] = [
  { num: 24_000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 30, den: 1 },
  { num: 60_000, den: 1001 },
];

const whole = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
const pick = <T>(random: Random, list: readonly T[]): T => list[whole(random, 0, list.length - 1)] as T;

type Options = { readonly speeds: readonly number[]; readonly isSilent: boolean };

const videoItems = (random: Random, count: number, { speeds, isSilent }: Options): VideoItem[] => {
  const items: VideoItem[] = [];
  for (let index = 0; index < count; index++) {
    const before = items.at(-1);
    const durationFrames = whole(random, 24, 120);
    if (random() < 0.2 && before?.kind === 'video') {
      items.push({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });
      continue;
    }
    const speed = pick(random, speeds);
    const startFrame = speed === 1 ? whole(random, 30, 500) : 40;
    if (before?.kind === 'video' && random() < 0.4)
      items.push({ kind: 'transition', type: 'dissolve', inFrames: 0, outFrames: whole(random, 2, 10) });
    items.push({
      kind: 'video',
      id: `clip-${index + 1}`,
      name: `shot ${index + 1} & more`,
      sourceRange: { startFrame, durationFrames },
      media: { kind: 'file', path: `/media/day ${whole(random, 1, 3)}/take-${whole(random, 1, 9)}.mov` },
      ...(speed === 1 ? {} : { speed }),
      ...(isSilent ? { sound: 'muted' as const } : {}),
    });
  }
  return items.at(-1)?.kind === 'gap' ? items.slice(0, -1) : items;
};

const audioItems = (random: Random, count: number): AudioItem[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'audio',
    id: `sound-${index + 1}`,
    name: `sound ${index + 1}`,
    sourceRange: { startFrame: whole(random, 0, 200), durationFrames: whole(random, 20, 90) },
    media: { kind: 'file', path: random() < 0.5 ? '/media/day 1/take-1.mov' : `/media/sound-${index + 1}.wav` },
    gainDb: 0,
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }));

const framesOf = (items: readonly (VideoItem | AudioItem)[]): number =>
  items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames), 0);

/** Cuts, gaps, dissolves after the cut, speeds, and a track of sound. */
export const randomCut = (seed: number, speeds: readonly number[]): Timeline => {
  const random = seededRandom('interchange cut', seed);
  const pictures = videoItems(random, whole(random, 2, 8), { speeds, isSilent: true });
  const sounds = audioItems(random, whole(random, 1, 3));
  return {
    schema: 'workprint.timeline/2',
    name: `Cut ${seed}`,
    rate: pick(random, rates),
    width: 1920,
    height: 1080,
    background: '#000000',
    durationFrames: Math.max(framesOf(pictures), framesOf(sounds)),
    tracks: [
      { kind: 'video', id: 'V', name: 'V', items: pictures },
      { kind: 'audio', id: 'A1', name: 'A1', items: sounds },
    ],
    markers: [],
  };
};

/** Captions one after the other, on whole frames of a usual rate, from words the format can hold. */
export const randomCaptions = (
  seed: number,
  words: readonly string[],
): { readonly rate: Rate; readonly cues: readonly { from: number; to: number; text: string }[] } => {
  const random = seededRandom('interchange captions', seed);
  let frame = 0;
  const cues = Array.from({ length: whole(random, 1, 12) }, () => {
    const from = frame + whole(random, 0, 40);
    const to = from + whole(random, 1, 90);
    frame = to;
    const line = (): string => Array.from({ length: whole(random, 1, 5) }, () => pick(random, words)).join(' ');
    return { from, to, text: random() < 0.3 ? `${line()}\n${line()}` : line() };
  });
  return { rate: pick(random, rates), cues };
};
