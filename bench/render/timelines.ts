/** The four timelines that are measured, in the form people write them. */

type Json = Record<string, unknown>;
const easeOut = 'ease-out';

const words = (from: number, text: string): Json[] =>
  text.split(' ').map((word, i) => ({ from: from + i * 9, to: from + (i + 1) * 9, text: word }));

/** Lines of captions with a time for every word, three seconds each. */
const captions = (frames: number, line: (i: number) => string): Json => ({
  kind: 'captions',
  duration: frames,
  highlight: { mode: 'word', colour: '#ffd84a' },
  cues: Array.from({ length: Math.floor(frames / 90) }, (_, i) => ({
    ...{ from: i * 90, to: i * 90 + 88, text: line(i) },
    words: words(i * 90, line(i)),
  })),
});

const spoken = [
  'we cut the old wall at dawn',
  'and every stone remembered a hand',
  'nobody asked us what it was for',
  'so we kept the plans to ourselves',
] as const;
const line = (i: number): string => spoken[i % spoken.length] as string;

const title = (text: string, start: number): Json => ({
  ...{ kind: 'text', text, start, duration: 75 },
  style: { sizePx: 96, fontWeight: 700, boxX: 160, boxY: 140, boxWidth: 1600, boxHeight: 300 },
  enter: { unit: 'word', kind: 'rise', frames: 12, staggerFrames: 3, easing: easeOut },
  leave: { unit: 'block', kind: 'fade', frames: 10 },
});

const dissolve = { type: 'dissolve', duration: 30 };

/** 30 s 1080p30: three clips, one-second crossfades, titles that come word by word, a logo, word captions, music under the clips. */
export const t1 = (clips: readonly string[], logo: string, music: string): Json => ({
  ...{ schema: 'workprint.timeline/2', name: 'T1', width: 1920, height: 1080, fps: 30, durationFrames: 900 },
  tracks: [
    {
      kind: 'video',
      clips: clips.map((media, i) => ({
        ...{ kind: 'video', media, start: i * 300, duration: 300, trim: 30 },
        ...(i > 0 && { transition: dissolve }),
      })),
    },
    {
      kind: 'video',
      clips: [title('The Wall at Dawn', 30), title('Hands and Stone', 330), title('What It Was For', 630)],
    },
    {
      kind: 'video',
      clips: [
        {
          ...{ kind: 'image', media: logo, start: 0, duration: 900, opacity: 0.9 },
          placement: { fit: 'contain', box: { x: 1720, y: 40, width: 160, height: 160 } },
        },
      ],
    },
    { kind: 'video', clips: [{ start: 0, ...captions(900, line) }] },
    {
      kind: 'audio',
      duck: { byDb: 12 },
      clips: [{ kind: 'audio', media: music, start: 0, duration: 900, gainDb: -6 }],
    },
  ],
});

/** 60 s 1080p30: twelve large stills under a moving camera, crossfades, captions, music. */
export const t2 = (photos: readonly string[], music: string): Json => ({
  ...{ schema: 'workprint.timeline/2', name: 'T2', width: 1920, height: 1080, fps: 30, durationFrames: 1800 },
  tracks: [
    {
      kind: 'video',
      clips: photos.map((media, i) => ({
        ...{ kind: 'image', media, start: i * 150, duration: 150 },
        placement: {
          fit: 'cover',
          scale: move(i % 2 === 0 ? 1.02 : 1.2, i % 2 === 0 ? 1.2 : 1.02),
          x: move(-30, 30),
          y: move(18, -18),
        },
        ...(i > 0 && { transition: dissolve }),
      })),
    },
    { kind: 'video', clips: [{ start: 0, ...captions(1800, line) }] },
    { kind: 'audio', clips: [{ kind: 'audio', media: music, start: 0, duration: 1800, gainDb: -6 }] },
  ],
});

const move = (from: number, to: number): Json[] => [
  { frame: -15, value: from, easing: 'linear' },
  { frame: 165, value: to, easing: 'linear' },
];

/** 10 s upright: a still, a voice, a line of text. */
export const t3 = (photo: string, voice: string): Json => ({
  ...{ schema: 'workprint.timeline/2', name: 'T3', width: 1080, height: 1920, fps: 30, durationFrames: 300 },
  tracks: [
    { kind: 'video', clips: [{ kind: 'image', media: photo, start: 0, duration: 300, placement: { fit: 'cover' } }] },
    {
      kind: 'video',
      clips: [
        {
          ...{ kind: 'text', text: 'What the sea gave back', start: 0, duration: 300 },
          style: { sizePx: 84, fontWeight: 700, boxX: 90, boxY: 1400, boxWidth: 900, boxHeight: 300 },
        },
      ],
    },
    { kind: 'audio', clips: [{ kind: 'audio', media: voice, start: 0, duration: 300 }] },
  ],
});

/** Ten minutes of sixty clips with captions; `changed` says another word in the middle. */
export const t4 = (clips: readonly string[], changed: boolean): Json => ({
  ...{ schema: 'workprint.timeline/2', name: 'T4', width: 1920, height: 1080, fps: 30, durationFrames: 18_000 },
  tracks: [
    {
      kind: 'video',
      clips: Array.from({ length: 60 }, (_, i) => ({
        ...{ kind: 'video', media: clips[i % clips.length], start: i * 300, duration: 300, trim: (i * 7) % 40 },
      })),
    },
    {
      kind: 'video',
      clips: [{ start: 0, ...captions(18_000, (i) => (changed && i === 100 ? `now ${line(i)}` : line(i))) }],
    },
  ],
});
