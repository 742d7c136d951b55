/** Made-up timelines for property tests: every kind of clip, transitions that fit, moving looks, odd texts, media of known length. */
import fc from 'fast-check';
import { parseTimeline } from '../../src/domain/timeline/timeline.ts';
import { type Timeline, timelineSchema } from '../../src/domain/timeline/timeline.types.ts';

const frames = (max: number) => fc.integer({ min: 0, max });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Texts that must survive as they are, merge fields and all. */
const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text)),
  fc.constantFrom('{{title}}', '\\{{ a }}', '\\\\{{b}}', '{{', 'سلام', '👩‍👩‍👧 ok', '"quoted"', 'line\nbreak'),
);

const keyframes = (value: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(fc.record({ frame: fc.integer({ min: -20, max: 200 }), value }), {
      selector: ({ frame }) => frame,
      minLength: 1,
      maxLength: 4,
    })
    .map((keys) => keys.toSorted((a, b) => a.frame - b.frame).map((key) => ({ ...key, easing: 'ease-out' as const })));
const moving = (min: number, max: number) => {
  const value = fc.double({ min, max, noNaN: true });
  return fc.oneof(value, keyframes(value));
};

const look = fc.record(
  {
    opacity: moving(0, 1),
    blend: fc.constantFrom('multiply', 'screen'),
    placement: fc.record(
      { fit: fc.constantFrom('cover', 'none'), x: moving(-50, 50), scaleX: moving(0, 2), alignX: fc.constant(1) },
      { requiredKeys: [] },
    ),
    filters: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('blur'), radiusPx: moving(0, 9) }),
        fc.record({ kind: fc.constant('colour'), hue: moving(-90, 90) }),
      ),
      { maxLength: 2 },
    ),
    metadata: fc.dictionary(fc.constantFrom('a', 'note', 'x y'), fc.jsonValue({ maxDepth: 2 })),
  },
  { requiredKeys: [] },
);

const facts = (materialFrames: number) => ({
  kind: 'mp4',
  durationMs: Math.round((materialFrames * 1000) / 30),
  picture: { frames: materialFrames, rate: { num: 30, den: 1 } },
  sounds: [
    {
      stream: 1,
      codec: 'aac',
      channels: 2,
      sampleRateHz: 48_000,
      startMs: 0,
      durationMs: (materialFrames * 1000) / 30,
    },
  ],
});

/** How long a medium made here is, by the number in its name; undefined for those nobody measured. */
export const factsOfNamed = (media: {
  readonly kind: string;
  readonly path?: string;
}): ReturnType<typeof facts> | undefined => {
  const long = /^media-(\d+)\.mp4$/.exec(media.path ?? '')?.[1];
  return long === undefined ? undefined : facts(Number(long));
};

const media = (least: number) =>
  fc.oneof(
    fc.integer({ min: least, max: least + 80 }).map((long) => `media-${long}.mp4`),
    fc.constant('unmeasured.mp4'),
  );

type Made = {
  readonly kind: string;
  readonly sourceRange: { readonly startFrame: number; readonly durationFrames: number };
};

const range = (length: number, start: fc.Arbitrary<number>) =>
  start.map((startFrame) => ({ startFrame, durationFrames: length }));

const pictureClip = (length: number): fc.Arbitrary<Made> => {
  const sourceRange = range(length, frames(20));
  const made = <T extends object>(fields: fc.Arbitrary<T>) =>
    fc
      .tuple(fields, look, sourceRange)
      .map(([own, its, at]) => ({ ...its, ...own, sourceRange: at }) as unknown as Made);
  return fc.oneof(
    made(
      fc.record(
        {
          kind: fc.constant('video'),
          media: media(length + 20),
          speed: fc.constantFrom(1, 2, -1, 0, 0.5),
          sound: fc.constantFrom('muted', { gainDb: -3 }),
        },
        { requiredKeys: ['kind', 'media'] },
      ),
    ),
    made(fc.record({ kind: fc.constant('image'), media: fc.constant('a.png') })),
    made(
      fc.record({
        kind: fc.constant('shape'),
        shape: fc.constant({ kind: 'ellipse', width: 4, height: 9.5 }),
        fill: fc.constant('tomato'),
      }),
    ),
    made(
      fc.record({
        kind: fc.constant('composition'),
        tracks: fc.constant([{ clips: [{ kind: 'solid', color: '#0f08', duration: 900 }] }]),
      }),
    ),
    fc.record({
      kind: fc.constant('text'),
      text: words,
      sourceRange,
      enter: fc.constant({ kind: 'rise', unit: 'word' }),
    }) as unknown as fc.Arbitrary<Made>,
    fc.record({
      kind: fc.constant('captions'),
      cues: fc
        .array(fc.tuple(fc.integer({ min: 1, max: 9 }), words), { maxLength: 3 })
        .map((list) => list.map(([long, text], i) => ({ from: i * 10, to: i * 10 + long, text }))),
      sourceRange,
    }) as unknown as fc.Arbitrary<Made>,
  );
};

const soundClip = (length: number): fc.Arbitrary<Made> =>
  fc.record({
    kind: fc.constant('audio'),
    media: media(length + 20),
    sourceRange: range(length, frames(20)),
    gainDb: moving(-20, 6),
    fadeInFrames: frames(5),
  }) as unknown as fc.Arbitrary<Made>;

const gap = (length: number) => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames: length } });

/** Transitions take at most a third of what is beside them, so that any two of them fit. */
const track = (kind: 'video' | 'audio', id: string) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9 })), { maxLength: 6 })
    .chain((plan) =>
      fc.tuple(
        fc.constant(plan),
        fc.tuple(
          ...plan.map(([length, dice]) =>
            dice < 2 ? fc.constant(gap(length) as Made) : kind === 'video' ? pictureClip(length) : soundClip(length),
          ),
        ),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: plan.length, maxLength: plan.length }),
      ),
    )
    .map(([plan, clips, dice]) => ({
      kind,
      id,
      items: clips.flatMap((clip, i): readonly object[] => {
        const whole = { ...clip, ...(clip.kind === 'gap' ? {} : { id: `${id}-${i}`, name: `n${i}` }) };
        const before = clips[i - 1];
        const [room, free] = [Math.floor((plan[i - 1]?.[0] ?? 0) / 3), Math.floor((plan[i]?.[0] ?? 0) / 3)];
        const isJoined = before !== undefined && before.kind !== 'gap' && clip.kind !== 'gap';
        if (!isJoined || (dice[i] ?? 0) < 0.5 || room + free === 0) return [whole];
        return [
          { kind: 'transition', type: kind === 'video' ? 'wipe' : 'crossfade', inFrames: room, outFrames: free },
          whole,
        ];
      }),
    }));

/** A document in the strict form; `parseTimeline` takes it as it is. */
export const randomDocument = fc
  .record({
    first: track('video', 'v1'),
    second: track('video', 'v2'),
    sound: track('audio', 'a1'),
    name: words.map((text) => text.replace(/\n/g, ' ')),
    durationFrames: optional(fc.integer({ min: 1, max: 400 })),
    markers: fc.array(fc.record({ frame: frames(100), name: fc.constant('{{m}}'), colour: fc.constant('Red') }), {
      maxLength: 2,
    }),
  })
  .filter(({ first, second, sound }) => [first, second, sound].some(({ items }) => items.length > 0))
  .map(({ first, second, sound, durationFrames, name, markers }) => ({
    schema: timelineSchema,
    name,
    markers,
    ...(durationFrames !== undefined && { durationFrames }),
    tracks: [first, second, sound],
  }));

/** Braces in it are plain text: every text of it is escaped as the printer does. */
const escaped = (value: unknown): unknown => {
  if (typeof value === 'string')
    return value.replace(/\\?\{\{[ \t]*[\p{L}_][\p{L}\p{N}_.-]*[ \t]*\}\}/gu, (field) => `\\${field}`);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, escaped(entry)]));
};

/** A timeline of every kind of clip. */
export const randomTimeline: fc.Arbitrary<Timeline> = randomDocument.map((document) =>
  parseTimeline(escaped(document)),
);
