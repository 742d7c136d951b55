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
import type { MediaTool, PictureEncoding, SegmentRequest } from '../../ports/media-tool.ts';
import type { OutputParts, OutputWriter } from '../../ports/output-writer.ts';
import type { TimelineMixer } from '../../ports/timeline-mixer.ts';
import { joinSegments } from '../render/join-segments.ts';
import type { OutputPlan } from './encoding.ts';
import type { RenderWork } from './estimate.ts';

export type RenderTools = {
  readonly media: MediaTool;
  readonly mixer: TimelineMixer;
  readonly writer: OutputWriter;
};

const segmentStep = (media: MediaTool): Step<SegmentRequest, BlobRef> => ({
  name: 'render-segment',
  version: 2,
  model: media.id,
  needs: { cores: 1, memoryMb: 300 },
  label: ({ timeline }) => `segment of ${timeline.durationFrames} frames`,
  run: (request, { signal, progress }) =>
    media.renderSegment(request, { signal, onFrames: (done) => progress(done, request.timeline.durationFrames) }),
});

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

/** Looks each segment up in the cache. */
export const surveyRender = async (
  { timeline, output, segments }: PreparedRender,
  media: MediaTool,
  answers: ActionCache,
): Promise<Survey> => {
  const { encoding } = output;
  const step = segmentStep(media);
  const megapixels = (timeline.width * timeline.height) / 1e6;
  const seen = new Set<string>();
  let [framesToRender, framesCached, segmentsToRender, plain, composed] = [0, 0, 0, 0, 0];
  for (const { timeline: part } of encoding ? segments : []) {
    const key = keyOf(step, { timeline: part, encoding: encoding as PictureEncoding });
    if (seen.has(key)) continue;
    seen.add(key);
    if (await answers.get(key)) {
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

/** Renders what is missing and joins all of it into `outputPath` (a folder for `png`). Returns the sound's measures, if it has any. */
export const renderTimeline = async (
  build: Build,
  { media, mixer, writer }: RenderTools,
  { timeline, sound: plan, output, segments }: PreparedRender,
  outputPath: string,
): Promise<MasteredSound | undefined> => {
  const { encoding, format } = output;
  const step = segmentStep(media);
  const inputs = encoding ? segments.map((segment) => ({ timeline: segment.timeline, encoding })) : [];
  const isHeard = output.sound && (plan.buses.length > 0 || !encoding);
  const hear = async () => {
    const mastered = await build.produce(soundStep(mixer), plan);
    return { mastered, coded: await build.produce(encodeSoundStep(writer), { wav: mastered.audio, format }) };
  };
  // Side by side: pictures do not wait for the sound.
  const [sound] = await build.all([
    isHeard ? hear() : undefined,
    build.all(inputs.map((input) => build.produce(step, input))),
  ]);
  await joinSegments(build, step, inputs, (videos) => {
    const parts: OutputParts = {
      ...{
        format,
        encoding,
        width: timeline.width,
        height: timeline.height,
        rate: timeline.rate,
        title: timeline.name,
      },
      segments: videos.map((video, i) => ({ video, durationFrames: segments[i]?.range.durationFrames ?? 0 })),
      ...(sound && { sound: sound.coded }),
    };
    return writer.write(parts, outputPath, { signal: build.signal });
  });
  return sound?.mastered;
};
