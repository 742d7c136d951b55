/** POST /videocreate: a timeline becomes a video, in the same request when it is quick, else as a job (B1, B2). */
import type { OutputSettings } from '../../domain/timeline/timeline.types.ts';
import type { Query } from '../../ports/database.ts';
import { defineRoute, type Reply, type Route, reply } from '../api/api.ts';
import { readTimeline } from '../documents/documents.ts';
import { createJob } from '../jobs/jobs.ts';
import { noteUses } from '../library/library.ts';
import { type Admitted, admitTimeline, documentText } from '../timelines/timelines.ts';
import { estimateTimeline } from './estimate-timeline.ts';
import { type PlannedOutput, planRequest } from './output-plan.ts';
import {
  type EstimateView,
  estimateView,
  type VideoBody,
  type VideoView,
  videoBody,
  videoView,
} from './render.schemas.ts';
import type { RenderInput } from './render-input.ts';
import type { RenderDoorParts } from './render-parts.types.ts';
import { waitForVideo } from './wait-for-video.ts';
import { type Waiting, waitingFor } from './waiting.ts';

type Wanted = {
  readonly document: string;
  readonly merge: Readonly<Record<string, string>>;
  readonly admitted: Admitted;
  readonly output: PlannedOutput;
  readonly estimate: EstimateView;
};

type Asked = Pick<VideoBody, 'projectId' | 'timeline' | 'documentId' | 'output' | 'merge'>;

/** Fields that were left out are no settings. */
const settingsOf = (output: Asked['output']): OutputSettings | undefined =>
  output && (Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)) as OutputSettings);

/** Everything that is decided while the person waits. Throws refusals with all problems at their paths. */
const look = async (
  query: Query,
  { projectId, timeline, documentId, output: given, merge: fields = {} }: Asked,
  parts: RenderDoorParts,
): Promise<Wanted> => {
  const { knowsFamily, blobs } = await parts.machine();
  const document = documentText(documentId ? await readTimeline(query, projectId, documentId) : timeline);
  const merge = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const settings = settingsOf(given);
  const admitted = await admitTimeline(
    query,
    { projectId, document, merge, height: settings?.height },
    { knowsFamily, blobs, limits: parts.limits, ...(parts.vetUrl && { vetUrl: parts.vetUrl }) },
  );
  const output = planRequest(admitted.timeline?.output, settings);
  return { document, merge, admitted, output, estimate: await estimateTimeline(admitted, output, parts) };
};

/** Whether the request waits at all: because its caller said so, or because the video is quick. */
const waits = ({ ms, isForced }: Waiting, estimate: EstimateView): boolean => ms > 0 && (isForced || estimate.isQuick);

const answerHeaders = (jobId: string, { applied }: Waiting): Readonly<Record<string, string>> => ({
  location: `/api/v1/videoresult/${jobId}`,
  ...(applied !== undefined && { 'preference-applied': applied }),
});

const start = async (
  query: Query,
  personId: string,
  body: VideoBody,
  waiting: Waiting,
  parts: RenderDoorParts,
): Promise<Reply<VideoView>> => {
  const wanted = await look(query, body, parts);
  const { document, merge, admitted, estimate } = wanted;
  const name = body.name ?? admitted.name;
  const { output, keep = false } = body;
  const isAwaited = waits(waiting, estimate);
  // Not behind the films of others: as short as one of their pieces, it goes between them.
  const isShort = isAwaited && estimate.isQuick && estimate.p50Ms !== undefined;
  const input: RenderInput = { document, merge: { ...merge }, output, name, keep, isShort };
  const jobId = await createJob(query, parts.queue, {
    ...{ projectId: body.projectId, personId, kind: 'render', input, urgent: isAwaited },
    ...{ lane: isShort ? 'segments' : 'jobs' },
    label: name || 'Video',
    ...(estimate.p50Ms !== undefined && { etaMs: estimate.p50Ms }),
  });
  await noteUses(query, { projectId: body.projectId, userKind: 'job', userId: jobId }, admitted.assetIds);
  return reply(
    { jobId, state: 'queued', progress: 0, ...(estimate.p50Ms !== undefined && { etaMs: estimate.p50Ms }), estimate },
    { status: 202, headers: answerHeaders(jobId, waiting) },
  );
};

/** POST /videocreate */
export const createVideoRoute = (parts: RenderDoorParts): Route => {
  const waitingOf = (body: VideoBody, prefer: string | undefined): Waiting =>
    waitingFor(body.wait, prefer, parts.limits.quickMs);
  return defineRoute({
    method: 'post',
    path: '/videocreate',
    tag: 'Videos',
    summary: 'Make a video of a timeline',
    description:
      'Answers 200 with the finished video when it is quick, else 202 with the job. `wait` in the body, or the header `Prefer: respond-async` or `Prefer: wait=30`, says otherwise.',
    access: { who: 'member', role: 'editor', scope: 'run', of: 'project', at: 'body.projectId' },
    body: videoBody,
    bodyBytes: parts.limits.mostDocumentBytes,
    answer: videoView,
    ...{ status: 202, alsoStatus: [200], creates: true },
    reads: {
      Prefer: {
        description:
          '`respond-async`: answer at once. `wait=30`: wait so many seconds. `wait` in the body stands above it.',
      },
    },
    example: {
      body: {
        projectId: '0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3',
        timeline: {
          size: '1280x720',
          tracks: [{ kind: 'video', items: [{ kind: 'text', text: 'Hello', duration: '2s' }] }],
        },
        wait: 0,
      },
    },
    handle: async ({ caller, body, header }, query) => {
      await parts.checkRoom();
      return start(query, caller.personId, body, waitingOf(body, header('prefer')), parts);
    },
    afterwards: async ({ caller, body, signal, closing, header }, answer) => {
      const { jobId, estimate } = answer;
      const waiting = waitingOf(body, header('prefer'));
      const headers = answerHeaders(jobId, waiting);
      if (!estimate || !waits(waiting, estimate)) return reply(answer, { status: 202, headers });
      // A server that stops does not wait: it says how far the job is, and another server answers for it.
      const end = AbortSignal.any([signal, closing]);
      const view = await waitForVideo({ personId: caller.personId, jobId, signal: end }, waiting, parts);
      return reply({ ...view, estimate }, { status: view.state === 'done' ? 200 : 202, headers });
    },
  });
};

/** POST /estimate-render */
export const estimateRenderRoute = (parts: RenderDoorParts): Route =>
  defineRoute({
    method: 'post',
    path: '/estimate-render',
    tag: 'Videos',
    summary: 'What a video would take, before anything runs',
    description:
      'The body of `POST /videocreate`. Frames that are cached and to be rendered, and the likely and the pessimistic time, learned from past renders.',
    access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'body.projectId' },
    body: videoBody,
    bodyBytes: parts.limits.mostDocumentBytes,
    answer: estimateView,
    handle: async ({ body }, query) => (await look(query, body, parts)).estimate,
  });
