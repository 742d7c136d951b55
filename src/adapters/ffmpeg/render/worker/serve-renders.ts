/** A render thread: takes one job at a time, composes its frames and writes them to the encoder's pipe by blocking calls. */
import { parentPort } from 'node:worker_threads';
import { evaluate, evaluateWithAlpha } from '../../../../compile/compile.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { Timeline } from '../../../../domain/timeline/timeline.types.ts';
import type { TextRasteriser } from '../../../../ports/text-rasteriser.ts';
import { frameTimesFrom } from '../frame-times.ts';
import { Control, type FromWorker, type RenderJob } from '../messages.ts';
import { writeFully } from './frame-pipe.ts';
import { Pictures } from './pictures.ts';
import { SourceEnded, SourceSlots } from './source-slots.ts';
import { Stage, type StageParts } from './stage.ts';
import { VideoFrames } from './video-frames.ts';

type Say = (message: FromWorker) => void;

/** Fonts of the person's own, for the texts of this job. */
const useFonts = (texts: TextRasteriser, { fonts = [] }: Timeline, pictures: Pictures): void =>
  texts.useFonts(
    fonts.flatMap(({ family, media, weight = 400, italic = false }) =>
      media.kind === 'blob' ? [{ family, weight, italic, bytes: pictures.bytes(media.blob.sha256) }] : [],
    ),
  );

const remembered = <Value>(read: (name: string) => Value): ((name: string) => Value) => {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
};

/** Pictures are asked for this many frames ahead: a large photograph takes a few tenths of a second. */
const aheadFrames = 24;

type Frames = { readonly timeline: Timeline; readonly first: number; readonly count: number; readonly alpha: boolean };

/** Composes frames one after the other; `use` gets the bytes of each and says whether to go on. */
const composeFrames = (
  { timeline, first, count, alpha }: Frames,
  job: RenderJob,
  stage: Stage,
  texts: TextRasteriser,
  say: Say,
  use: (bytes: Uint8Array, done: number) => boolean,
): boolean => {
  const slots = new SourceSlots(new Control(job.control), say);
  const pictures = new Pictures(job.paths, slots);
  useFonts(texts, timeline, pictures);
  const listOf = alpha ? evaluateWithAlpha : evaluate;
  const lists = Array.from({ length: count }, (_, k) => listOf(timeline, first + k, texts.countUnits));
  const videos = new VideoFrames(
    lists,
    slots,
    remembered((sha256) => frameTimesFrom(pictures.bytes(sha256))),
  );
  const onMissingCharacters: StageParts['onMissingCharacters'] = (characters, text) =>
    say({ kind: 'missing-characters', characters, text });
  stage.prepare({ width: timeline.width, height: timeline.height, alpha }, lists);
  for (let k = 0; k < Math.min(aheadFrames, count); k++) pictures.prepare(lists[k]!, () => stage.holds(lists[k]!));
  for (const [k, list] of lists.entries()) {
    videos.prepare(k);
    const soon = lists[k + aheadFrames];
    if (soon) pictures.prepare(soon, () => stage.holds(soon));
    if (!use(stage.compose(k, list, { pictures, videos, onMissingCharacters }), k + 1)) return false;
    videos.release(k);
  }
  pictures.release();
  return true;
};

const answer = (job: RenderJob, stage: Stage, texts: TextRasteriser, say: Say): FromWorker => {
  const { timeline } = job;
  if (job.kind === 'frame') {
    let pixels = new Uint8Array(0);
    composeFrames({ timeline, first: job.frame, count: 1, alpha: job.alpha }, job, stage, texts, say, (bytes) => {
      pixels = bytes.slice();
      return true;
    });
    return { kind: 'done', pixels };
  }
  const control = new Control(job.control);
  const frames = { timeline, first: 0, count: job.still ? 1 : timeline.durationFrames, alpha: job.alpha };
  const isWhole = composeFrames(frames, job, stage, texts, say, (bytes, done) => {
    if (!writeFully(job.encoderEnd, bytes)) return false;
    control.framesDone = job.still ? timeline.durationFrames : done;
    return true;
  });
  return isWhole ? { kind: 'done' } : { kind: 'encoder-ended' };
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
