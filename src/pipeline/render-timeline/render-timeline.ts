/**
 * Steps that turn a timeline into a file: segments kept by content and sound kept by plan, made side by side, joined at the end.
 * Only segments that were never made are rendered.
 */
import { type Build, keyOf, type Step } from '../../build/build.ts';
import { evaluate, excerpt, type Segment, segmentsOf, untouched, withDelivery } from '../../compile/compile.ts';
import { scaledTimeline } from '../../compile/scale/scaled-timeline.ts';
import { excerptSound } from '../../compile/sound/excerpt-sound.ts';
import { soundPlanOf } from '../../compile/sound/sound-plan.ts';
import type { SoundPlan } from '../../compile/sound/sound-plan.types.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { MasteredSound } from '../../domain/sound/sound.types.ts';
import type { FrameRange } from '../../domain/time.ts';
import type { OutputFormat, Timeline } from '../../domain/timeline/timeline.types.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaTool, PictureEncoding } from '../../ports/media-tool.ts';
import type { OutputParts, OutputWriter } from '../../ports/output-writer.ts';
import type { TimelineMixer } from '../../ports/timeline-mixer.ts';
import { joinSegments } from '../render/join-segments.ts';
import { clipsMemoryMb, type SegmentHelp, segmentStep } from '../render/segment-step.ts';
import type { OutputPlan } from './encoding.ts';
import type { RenderWork } from './estimate.ts';

export type RenderTools = {
  readonly media: MediaTool;
  readonly mixer: TimelineMixer;
  readonly writer: OutputWriter;
  /** Others who render segments, where there are any. */
  readonly help?: SegmentHelp | undefined;
  /** Somebody waits for the video. */
  readonly isUrgent?: boolean;
};

const soundStep = (mixer: TimelineMixer): Step<SoundPlan, MasteredSound> => ({
  name: 'mix-timeline',
  version: 1,
  model: mixer.id,
  // Decoding sound is a trickle beside pictures: it never waits behind them.
  needs: { cores: 0, memoryMb: 200 },
  label: ({ buses }) => `sound of ${buses.length} ${buses.length === 1 ? 'track' : 'tracks'}`,
  run: (plan, { signal, progress }) =>
    mixer.mix(plan, { signal, onSamples: (done) => progress(done, plan.durationSamples) }),
});

type SoundToEncode = { readonly wav: BlobRef; readonly format: OutputFormat };

const encodeSoundStep = (writer: OutputWriter): Step<SoundToEncode, BlobRef> => ({
  name: 'encode-timeline-sound',
  version: 1,
  model: writer.id,
  needs: { cores: 0, memoryMb: 100 },
  label: ({ format }) => `sound for ${format}`,
  run: ({ wav, format }, { signal }) => writer.encodeSound(wav, format, { signal }),
});

/** A timeline ready to render: checked, settled, its media taken in, its delivery decided, cut into segments. */
export type PreparedRender = {
  /** The stretch that is rendered, counted from its first frame: pictures only. */
  readonly timeline: Timeline;
  readonly sound: SoundPlan;
  readonly output: OutputPlan;
  readonly segments: readonly Segment[];
};

/** Decides sizes and cuts; pure and quick, so that a plan can be shown before anything runs. `range`: only these frames. */
export const prepareRender = (settled: Timeline, output: OutputPlan, range?: FrameRange): PreparedRender => {
  const whole = withDelivery(output.height === undefined ? settled : scaledTimeline(settled, output.height));
  const timeline = range ? { ...excerpt(whole, range), name: whole.name } : whole;
  const sound = soundPlanOf(whole);
  return {
    ...{ timeline, output, sound: range ? excerptSound(sound, range) : sound },
    segments: output.encoding ? segmentsOf(timeline) : [],
  };
};

/** What of a render exists already, and what is to be done. */
export type Survey = {
  /** Frames of segments that are missing; a segment that occurs twice is made once. */
  readonly framesToRender: number;
  readonly framesCached: number;
  readonly segmentsToRender: number;
  readonly work: RenderWork;
};

/** Which of these answers exist. */
export type KnownAnswers = (keys: readonly string[]) => Promise<ReadonlySet<string>>;

/** Asks a cache for each. */
export const knownTo =
  (answers: ActionCache): KnownAnswers =>
  async (keys) => {
    const known = new Set<string>();
    for (const key of keys) if (await answers.get(key)) known.add(key);
    return known;
  };

/** Looks all segments up. */
export const surveyRender = async (
  { timeline, output, segments }: PreparedRender,
  media: MediaTool,
  knows: KnownAnswers,
): Promise<Survey> => {
  const { encoding } = output;
  const step = segmentStep(media, clipsMemoryMb);
  const megapixels = (timeline.width * timeline.height) / 1e6;
  const parts = new Map<string, Timeline>();
  for (const { timeline: part } of encoding ? segments : [])
    parts.set(keyOf(step, { timeline: part, encoding: encoding as PictureEncoding }), part);
  const known = await knows([...parts.keys()]);
  let [framesToRender, framesCached, segmentsToRender, plain, composed] = [0, 0, 0, 0, 0];
  for (const [key, part] of parts) {
    if (known.has(key)) {
      framesCached += part.durationFrames;
      continue;
    }
    framesToRender += part.durationFrames;
    segmentsToRender += 1;
    const middle = evaluate(part, part.durationFrames >> 1);
    if (untouched(middle, part.width, part.height)) plain += part.durationFrames * megapixels;
    else composed += part.durationFrames * megapixels;
  }
  const name = encoding ? `${encoding.codec} ${encoding.preset}` : 'sound';
  return { framesToRender, framesCached, segmentsToRender, work: { encoding: name, untouched: plain, composed } };
};

/** A finished render: what `deliver` made of it, and the measures of its sound, if it has any. */
export type Rendered<Delivered> = { readonly delivered: Delivered; readonly sound: MasteredSound | undefined };

/**
 * Renders what is missing and hands all parts to `deliver`. When that finds a segment damaged (`media-corrupt`), the segment is made
 * again and all are handed over once more.
 */
export const renderTimeline = async <Delivered>(
  build: Build,
  { media, mixer, writer, help, isUrgent = false }: RenderTools,
  { timeline, sound: plan, output, segments }: PreparedRender,
  deliver: (parts: OutputParts) => Promise<Delivered>,
): Promise<Rendered<Delivered>> => {
  const { encoding, format } = output;
  const step = segmentStep(media, clipsMemoryMb, isUrgent);
  const inputs = encoding ? segments.map((segment) => ({ timeline: segment.timeline, encoding })) : [];
  const isHeard = output.sound && (plan.buses.length > 0 || !encoding);
  const hear = async () => {
    const mastered = await build.produce(soundStep(mixer), plan);
    return { mastered, coded: await build.produce(encodeSoundStep(writer), { wav: mastered.audio, format }) };
  };
  const picture = async (): Promise<void> => {
    await help?.(inputs, build.signal);
    await build.all(inputs.map((input) => build.produce(step, input)));
  };
  // Side by side: pictures do not wait for the sound.
  const [sound] = await build.all([isHeard ? hear() : undefined, picture()]);
  const { width, height, rate, name: title } = timeline;
  const delivered = await joinSegments(build, step, inputs, (videos) =>
    deliver({
      ...{ format, encoding, width, height, rate, title },
      segments: videos.map((video, i) => ({ video, durationFrames: segments[i]?.range.durationFrames ?? 0 })),
      ...(sound && { sound: sound.coded }),
    }),
  );
  return { delivered, sound: sound?.mastered };
};

/** The finished file as an answer of its own: the same render again is a look into the cache. `ending` and type are the format's. */
export const fileStep = (
  writer: OutputWriter,
  blobs: BlobStore,
  { ending, mediaType }: { readonly ending: string; readonly mediaType: string },
): Step<OutputParts, BlobRef> => ({
  name: 'write-file',
  version: 1,
  model: writer.id,
  needs: { cores: 1, memoryMb: 200 },
  label: ({ title }) => `file “${title}”`,
  run: async (parts, { signal, progress }) => {
    const frames = parts.segments.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
    const path = blobs.scratchPath(ending);
    await writer.write(parts, path, { signal, onFrames: (done) => progress(done, frames) });
    return blobs.adoptFile(path, mediaType);
  },
});
