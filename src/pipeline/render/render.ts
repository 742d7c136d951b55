/** Steps that turn the timeline into a file: segments kept by content, sound encoded once, both joined at the end. */
import type { Build, Step } from '../../build/build.ts';
import { segmentsOf } from '../../compile/compile.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { Rate } from '../../domain/time.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { FilmParts, MediaTool, PictureEncoding } from '../../ports/media-tool.ts';
import { joinSegments } from './join-segments.ts';
import { panelsMemoryMb, type SegmentHelp, segmentStep } from './segment-step.ts';

/** `draft` is for looking soon, `final` for keeping. */
export type RenderQuality = 'draft' | 'final';

const encodings: Readonly<Record<RenderQuality, PictureEncoding>> = {
  draft: { codec: 'h264', crf: 28, preset: 'ultrafast' },
  final: { codec: 'h264', crf: 18, preset: 'veryfast' },
};
/** Of a finished film of painted panels alone. */
const drawn = { final: { tune: 'drawn' }, draft: {} } as const;

const soundStep = (media: MediaTool): Step<{ wav: BlobRef }, BlobRef> => ({
  name: 'encode-sound',
  version: 1,
  model: media.id,
  needs: { cores: 0, memoryMb: 100 },
  label: () => 'sound to AAC',
  run: ({ wav }, { signal }) => media.encodeAudio({ wav }, { signal }),
});

type JoinRequest = {
  readonly segments: FilmParts['segments'];
  readonly audio: BlobRef;
  readonly rate: Rate;
  readonly title: string;
};

const joinStep = (media: MediaTool, blobs: BlobStore): Step<JoinRequest, BlobRef> => ({
  name: 'join',
  version: 1,
  model: media.id,
  needs: { cores: 1, memoryMb: 200 },
  label: ({ title }) => `film “${title}”`,
  run: async (parts, { signal }) => {
    const path = blobs.scratchPath('.mp4');
    await media.muxFilm(parts, path, { signal });
    return blobs.adoptFile(path, 'video/mp4');
  },
});

export type RenderRequest = {
  readonly timeline: Timeline;
  readonly quality: RenderQuality;
  /** Every picture of it is a painted panel. */
  readonly isDrawn: boolean;
  /** The finished sound, when it is; picture and sound are made side by side. */
  readonly sound: Promise<BlobRef>;
  readonly expect: (step: string, count: number) => void;
  /** Others who render segments of it. */
  readonly help?: SegmentHelp | undefined;
};

/** The film as a blob: H.264 and AAC in an MP4 with exactly the timeline's frames. */
export const renderFilm = async (
  build: Build,
  media: MediaTool,
  blobs: BlobStore,
  request: RenderRequest,
): Promise<BlobRef> => {
  const { timeline: whole, quality } = request;
  const segments = segmentsOf(whole);
  request.expect('render-segment', segments.length);
  const step = segmentStep(media, panelsMemoryMb);
  const encoding: PictureEncoding = { ...encodings[quality], ...(request.isDrawn && drawn[quality]) };
  const inputs = segments.map(({ timeline }) => ({ timeline, encoding }));
  const sound = request.sound.then((wav) => build.produce(soundStep(media), { wav }));
  // Side by side: pictures do not wait for the sound.
  const picture = async (): Promise<void> => {
    await request.help?.(inputs, build.signal);
    await build.all(inputs.map((input) => build.produce(step, input)));
  };
  const [audio] = await build.all([sound, picture()]);
  const join = joinStep(media, blobs);
  return joinSegments(build, step, inputs, (videos) => {
    const parts: JoinRequest = {
      segments: videos.map((video, index) => ({ video, durationFrames: segments[index]?.range.durationFrames ?? 0 })),
      ...{ audio, rate: whole.rate, title: whole.name },
    };
    // The same segments again after one was remade: an earlier failure must not be the answer.
    build.forget(join, parts);
    return build.produce(join, parts);
  });
};
