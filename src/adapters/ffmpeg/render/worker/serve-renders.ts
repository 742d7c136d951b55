/** A render thread: takes one job at a time, composes its frames and writes them to the encoder's pipe by blocking calls. */
import { parentPort } from 'node:worker_threads';
import { evaluate } from '../../../../compile/compile.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { Timeline } from '../../../../domain/timeline/timeline.types.ts';
import type { TextRasteriser } from '../../../../ports/text-rasteriser.ts';
import { Control, type FromWorker, type Paths, type RenderJob, type SegmentJob } from '../messages.ts';
import { writeFully } from './frame-pipe.ts';
import { Pictures } from './pictures.ts';
import { SourceEnded, SourceSlots } from './source-slots.ts';
import { Stage, type StageParts } from './stage.ts';
import { VideoFrames } from './video-frames.ts';

type Say = (message: FromWorker, moved?: readonly ArrayBuffer[]) => void;

const listsOf = (timeline: Timeline, texts: TextRasteriser, frames: readonly number[]) =>
  frames.map((frame) => evaluate(timeline, frame, texts.countUnits));

/** Fonts of the person's own, for the texts of this job. */
const useFonts = (texts: TextRasteriser, { fonts = [] }: Timeline, pictures: Pictures): void =>
  texts.useFonts(
    fonts.flatMap(({ family, media, weight = 400, italic = false }) =>
      media.kind === 'blob' ? [{ family, weight, italic, bytes: pictures.bytes(media.blob.sha256) }] : [],
    ),
  );

const partsOf = (paths: Paths, say: Say): StageParts => ({
  pictures: new Pictures(paths),
  onMissingCharacters: (characters, text) => say({ kind: 'missing-characters', characters, text }),
});

const composeSegment = (job: SegmentJob, stage: Stage, texts: TextRasteriser, say: Say): FromWorker => {
  const { timeline, paths } = job;
  const control = new Control(job.control);
  const parts = partsOf(paths, say);
  useFonts(texts, timeline, parts.pictures);
  const frames = Array.from({ length: timeline.durationFrames }, (_, frame) => frame);
  const lists = listsOf(timeline, texts, frames);
  const times = (sha256: string): Float64Array => new Float64Array(parts.pictures.bytes(sha256).slice().buffer);
  const videos = new VideoFrames(lists, new SourceSlots(control, say), times);
  stage.prepare(timeline, lists);
  for (const [frame, list] of lists.entries()) {
    videos.prepare(frame);
    if (!writeFully(job.encoderEnd, stage.compose(list, parts))) return { kind: 'encoder-ended' };
    videos.release(frame);
    control.framesDone = frame + 1;
  }
  return { kind: 'done' };
};

const answer = (job: RenderJob, stage: Stage, texts: TextRasteriser, say: Say): FromWorker => {
  if (job.kind === 'segment') return composeSegment(job, stage, texts, say);
  const parts = partsOf(job.paths, say);
  useFonts(texts, job.timeline, parts.pictures);
  const lists = listsOf(job.timeline, texts, [job.frame]);
  stage.prepare(job.timeline, lists);
  return { kind: 'done', pixels: stage.compose(lists[0] ?? [], parts).slice() };
};

const failure = (error: unknown): FromWorker => {
  if (error instanceof SourceEnded) return { kind: 'source-ended', slot: error.slot, message: error.message };
  if (error instanceof WorkprintError) return { kind: 'failed', code: error.code, message: error.message };
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'failed', code: 'internal', message: `A render thread failed: ${words}` };
};

/** Serves the jobs of this thread; `texts` is its own rasteriser. */
export const serveRenders = (texts: TextRasteriser): void => {
  const port = parentPort;
  if (port === null) throw new Error('serveRenders runs in a worker thread.');
  const stage = new Stage(texts);
  const say: Say = (message) => port.postMessage(message);
  port.on('message', (job: RenderJob) => {
    try {
      say(answer(job, stage, texts, say));
    } catch (error) {
      say(failure(error));
    }
  });
};
