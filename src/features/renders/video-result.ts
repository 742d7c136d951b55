/** What became of a video or a film: where it stands, and when it is done, where it can be fetched. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import { defineRoute, notFound, RequestRefused, type Route } from '../api/api.ts';
import { type JobDetail, readJobDetail } from '../jobs/jobs.ts';
import { type VideoView, videoView } from './render.schemas.ts';
import type { RenderDoorParts } from './render-parts.types.ts';
import { resultsOf, type StoredResult } from './renders.queries.ts';

type Results = Awaited<ReturnType<typeof resultsOf>>;

/** Kinds that stand under a name of their own in the answer; all are among `files`. */
const fields = { video: 'url', captions: 'captionsUrl', poster: 'posterUrl' } as const;

/** Jobs that make something to fetch. */
const kinds: ReadonlySet<string> = new Set(['render', 'film']);

const fileOf = (
  jobId: string,
  { kind, hash, bytes, mediaType, name }: StoredResult,
  { links }: Pick<RenderDoorParts, 'links'>,
  lifetimeMs?: number,
) => ({
  ...{ kind, name, mediaType, bytes },
  url: links.linkTo({ subject: { of: 'result', id: jobId, kind }, sha256: hash, name, mediaType }, lifetimeMs),
});

/** As long as links live at all: what is told to a webhook is fetched by nobody's click. */
const toldLifetimeMs = 60 * 60_000;

/**
 * Where the files of a finished job are, for those who are told of it: `url`, `posterUrl`, `captionsUrl`, as far as there are such files.
 * Below `publicUrl`, or where the studio has none below its own host.
 */
export const linksToTell = async (
  query: Query,
  jobId: string,
  parts: Pick<RenderDoorParts, 'links'>,
  publicUrl: string | undefined,
): Promise<Readonly<Record<string, string>>> => {
  const results = await resultsOf(query, jobId);
  return Object.fromEntries(
    Object.entries(fields).flatMap(([kind, field]) => {
      const result = results.find((one) => one.kind === kind);
      if (!result) return [];
      const { url } = fileOf(jobId, result, parts, toldLifetimeMs);
      return [[field, publicUrl === undefined ? url : `${publicUrl.replace(/\/+$/, '')}${url}`]];
    }),
  );
};

const stepOf = ({ name, label, state, isCached, done, total, startedAt, finishedAt }: JobDetail['steps'][number]) => ({
  ...{ name, label, state, isCached, done, total },
  ...(startedAt !== undefined && { startedAt }),
  ...(finishedAt !== undefined && { finishedAt }),
});

/** Throws `gone` when the job is done and its files have expired. */
const filesOf = (
  jobId: string,
  results: Results,
  parts: Pick<RenderDoorParts, 'links' | 'clock'>,
): Partial<VideoView> => {
  const now = parts.clock.now();
  const alive = results.filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now);
  if (alive.length === 0)
    throw new RequestRefused(
      'gone',
      'The files of this job have expired. Ask for the video again: what was rendered before is used again as far as it is still there.',
    );
  const files = alive.map((result) => fileOf(jobId, result, parts));
  const expiry = alive.find(({ expiresAt }) => expiresAt !== null)?.expiresAt;
  const named = Object.entries(fields).flatMap(([kind, field]) => {
    const file = files.find((one) => one.kind === kind);
    return file ? [[field, file.url] as const] : [];
  });
  return { ...Object.fromEntries(named), files, ...(expiry && { expiresAt: expiry.toISOString() }) };
};

/** What a person sees of a job that makes a video. Throws `not-found`, `gone`. */
export const viewVideo = async (
  query: Query,
  jobId: string,
  parts: Pick<RenderDoorParts, 'links' | 'clock'>,
): Promise<VideoView> => {
  const job = await readJobDetail(query, jobId);
  if (!job) throw notFound('job');
  const { kind, state, progress, etaMs, error, result, steps } = job;
  if (!kinds.has(kind)) throw notFound('video');
  return {
    ...{ jobId, state, progress, steps: steps.map(stepOf) },
    ...(state === 'running' || state === 'queued' ? etaMs !== undefined && { etaMs } : {}),
    ...(state === 'done' ? filesOf(jobId, await resultsOf(query, jobId), parts) : {}),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
  };
};

/** GET /videoresult/{jobId} */
export const videoResultRoute = (parts: RenderDoorParts): Route =>
  defineRoute({
    method: 'get',
    path: '/videoresult/{jobId}',
    tag: 'Videos',
    summary: 'Where a video stands, and where it is fetched',
    description:
      'State, progress and steps while it is made; signed addresses of its files when it is done. The addresses work for a few minutes: ask again for fresh ones. 410 when the files have expired.',
    access: { who: 'member', role: 'viewer', scope: 'read', of: 'job', at: 'params.jobId' },
    params: z.strictObject({ jobId: z.uuid() }),
    answer: videoView,
    handle: ({ params }, query) => viewVideo(query, params.jobId, parts),
  });
