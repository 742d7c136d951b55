/** The job that makes a video of a timeline: open, plan, share out, render, keep. */
import { type Build, createBuild } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import { msFromFrames } from '../../domain/time.ts';
import type { OutputSettings } from '../../domain/timeline/timeline.types.ts';
import { clipsMemoryMb } from '../../pipeline/render/segment-step.ts';
import { captionsBeside } from '../../pipeline/render-timeline/captions-beside.ts';
import { type Estimate, estimateRender } from '../../pipeline/render-timeline/estimate.ts';
import type { OpenedTimeline } from '../../pipeline/render-timeline/open-timeline.ts';
import { posterOf, posterStep } from '../../pipeline/render-timeline/poster-step.ts';
import {
  fileStep,
  type PreparedRender,
  prepareRender,
  type Rendered,
  renderTimeline,
  type Survey,
  surveyRender,
} from '../../pipeline/render-timeline/render-timeline.ts';
import type { JobContext, JobHandler } from '../jobs/jobs.ts';
import { fromBody, openForJob } from '../timelines/timelines.ts';
import { countFrames } from './frame-count.ts';
import { isNews } from './is-news.ts';
import { type PlannedOutput, planRequest } from './output-plan.ts';
import { type RenderInput, renderInput } from './render-input.ts';
import type { RenderJobParts, RenderMachine } from './render-parts.types.ts';
import { knownAnswers } from './renders.queries.ts';
import { spreadSegments } from './spread-segments.ts';
import { keepVideo, type MadeFile, storeResults, storeText } from './store-results.ts';

type Context = JobContext<RenderInput>;
type Session = { readonly parts: RenderJobParts; readonly context: Context; readonly machine: RenderMachine };
type Planned = {
  readonly prepared: PreparedRender;
  readonly output: PlannedOutput;
  readonly survey: Survey;
  readonly estimate: Estimate;
};

const open = ({ parts, context, machine }: Session): Promise<OpenedTimeline> => {
  const { input, job, signal } = context;
  const { network, intake, limits, database } = parts;
  const height = input.output?.height;
  return openForJob(
    { projectId: job.projectId, document: input.document, merge: input.merge, height },
    { machine, network, intake, limits, signal, read: (work) => database.asStudio(work) },
  );
};

const plan = async (opened: OpenedTimeline, { parts, context, machine }: Session): Promise<Planned> => {
  const { timeline } = opened;
  const output = planRequest(timeline.output, context.input.output as OutputSettings | undefined);
  const prepared = prepareRender(timeline, output.plan, output.range);
  const survey = await surveyRender(prepared, machine.tools.media, (keys) =>
    parts.database.asStudio((query) => knownAnswers(query, keys)),
  );
  return {
    prepared,
    output,
    survey,
    estimate: estimateRender(survey.work, await machine.history.all(), machine.resources),
  };
};

/** How many frames this machine does in so many milliseconds, by the estimate. */
const framesIn = (ms: number, { survey, estimate }: Planned): number =>
  Math.max(1, Math.round((survey.framesToRender * ms) / Math.max(1, estimate.p50Ms)));

const makeVideo = async (
  planned: Planned,
  { parts, context, machine }: Session,
): Promise<Rendered<{ readonly video: BlobRef; readonly poster: BlobRef | undefined }>> => {
  const { prepared, output, survey, estimate } = planned;
  const { database, queue, clock, limits, storage } = parts;
  const { tools, blobs, answers, resources, pictures } = machine;
  const nowMs = (): number => clock.now();
  const { framesToRender, framesCached } = survey;
  const count = countFrames({ framesToRender, framesCached, estimate, nowMs, tell: context.progress });
  const onEvent = (event: Parameters<Context['onBuildEvent']>[0]): void => {
    if (isNews(event)) context.onBuildEvent(event);
    count.onEvent(event);
  };
  const build: Build = createBuild({ mode: 'make', answers, resources, signal: context.signal, nowMs, onEvent });
  const help = spreadSegments({
    ...{ context, database, queue, clock, storage, blobs, media: tools.media, memoryMb: clipsMemoryMb },
    spreadFromFrames: framesIn(limits.spreadFromMs, planned),
    framesInPiece: framesIn(limits.pieceMs, planned),
    onEvent: context.onBuildEvent,
    onHelped: ({ frames }) => count.helped(frames),
  });
  const file = fileStep(tools.writer, blobs, output.file);
  const isUrgent = context.input.isShort;
  const poster = posterStep(tools.media, pictures, blobs, isUrgent);
  // Side by side, so that who is in a hurry waits for a free renderer once.
  const [{ delivered, sound }, still] = await build.all([
    renderTimeline(build, { ...tools, isUrgent, help: isUrgent ? undefined : help }, prepared, (made) => {
      // The same parts again after one was remade: an earlier failure must not be the answer.
      build.forget(file, made);
      return build.produce(file, made);
    }),
    output.plan.encoding ? build.produce(poster, posterOf(prepared.timeline)) : undefined,
  ]);
  return { delivered: { video: delivered, poster: still }, sound };
};

/** Something damaged in the cache is forgotten when it is read; the second try makes it again and finds the rest. */
const mending = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'media-corrupt' || signal.aborted) throw error;
    return work();
  }
};

const render = async (session: Session): Promise<unknown> => {
  const { parts, context, machine } = session;
  const { input } = context;
  const opened = await open(session);
  const planned = await plan(opened, session);
  const startedMs = parts.clock.now();
  const { delivered, sound } = await mending(() => makeVideo(planned, session), context.signal);
  const tookMs = Math.round(parts.clock.now() - startedMs);
  const { survey, prepared, output, estimate } = planned;
  if (survey.framesToRender > 0) {
    parts.rendered?.({ frames: survey.framesToRender, tookMs });
    await machine.history.add({ ...survey.work, tookMs });
  }
  const name = input.name || opened.timeline.name || 'video';
  const captions = output.range ? undefined : captionsBeside(opened.timeline);
  const text = { storage: parts.storage, blobs: machine.blobs };
  const files: MadeFile[] = [
    { kind: 'video', blob: delivered.video, name: `${name}${output.file.ending}` },
    ...(captions === undefined
      ? []
      : [{ kind: 'captions', blob: await storeText(captions, 'application/x-subrip', text), name: `${name}.srt` }]),
    ...(delivered.poster ? [{ kind: 'poster', blob: delivered.poster, name: `${name}.jpg` }] : []),
  ];
  await storeResults(context, files, { ...parts, blobs: machine.blobs });
  const kept = input.keep ? await keepVideo(context, files[0] as MadeFile, parts.keepAsset) : undefined;
  const { timeline } = prepared;
  return {
    ...{ format: output.plan.format, source: opened.format },
    durationMs: Math.round(msFromFrames(timeline.durationFrames, timeline.rate)),
    ...{ frames: timeline.durationFrames, width: timeline.width, height: timeline.height },
    ...{ framesRendered: survey.framesToRender, framesCached: survey.framesCached, tookMs },
    estimate: { p50Ms: Math.round(estimate.p50Ms), p90Ms: Math.round(estimate.p90Ms), basis: estimate.basis },
    ...(sound && { integratedLufs: sound.integratedLufs, truePeakDbtp: sound.truePeakDbtp }),
    ...kept,
    ...{ notes: fromBody(opened.notes), losses: fromBody(opened.losses) },
  };
};

/** Jobs of the kind `render`. */
export const renderJob = (parts: RenderJobParts): JobHandler<RenderInput> => ({
  kind: 'render',
  lane: 'jobs',
  parse: (input) => renderInput.parse(input),
  run: async (context) => {
    const machine = await parts.machine();
    const holding = await machine.hold();
    try {
      return await render({ parts, context, machine });
    } finally {
      await holding.release();
    }
  },
});
