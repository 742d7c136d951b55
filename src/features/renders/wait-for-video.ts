/** Waiting for a job without holding anything: a look whenever something of it changed, each in a transaction of its own. */
import { setTimeout as pause } from 'node:timers/promises';
import { type ErrorCode, errorTable } from '../../domain/errors.ts';
import { RequestRefused } from '../api/api.ts';
import { isOver, readJob } from '../jobs/jobs.ts';
import type { VideoView } from './render.schemas.ts';
import type { RenderDoorParts } from './render-parts.types.ts';
import { viewVideo } from './video-result.ts';
import { isWorthIt, type Waiting } from './waiting.ts';

type Asking = { readonly personId: string; readonly jobId: string; readonly signal: AbortSignal };
type Parts = Pick<RenderDoorParts, 'database' | 'clock' | 'links' | 'watch'>;

/** As far as it got in that time: done, over in another way, or still under way. Throws what stopped it when it failed. */
export const waitForVideo = async (asking: Asking, waiting: Waiting, parts: Parts): Promise<VideoView> => {
  const { personId, jobId } = asking;
  await untilWorthAnswering(asking, waiting, parts);
  const view = await parts.database.asPerson(personId, (query) => viewVideo(query, jobId, parts));
  if (view.state === 'failed' && view.error) throw refusalOf(view.error, jobId);
  return view;
};

const untilWorthAnswering = async (
  { personId, jobId, signal }: Asking,
  waiting: Waiting,
  { database, clock, watch }: Parts,
): Promise<void> => {
  const untilMs = clock.now() + waiting.ms;
  let change = Promise.withResolvers<void>();
  const off = watch.on(jobId, () => change.resolve());
  try {
    for (;;) {
      // Before the look, so that what happens during it is seen.
      change = Promise.withResolvers();
      const job = await database.asPerson(personId, (query) => readJob(query, jobId));
      const leftMs = untilMs - clock.now();
      // The job itself knows best how long it takes, once it has looked at its files.
      const isHopeless = job?.state === 'running' && !isWorthIt({ ...waiting, ms: leftMs }, job.etaMs);
      if (!job || isOver(job.state) || leftMs <= 0 || isHopeless || signal.aborted) return;
      const over = new AbortController();
      const end = AbortSignal.any([signal, over.signal]);
      await Promise.race([change.promise, pause(leftMs, undefined, { signal: end }).catch(() => undefined)]); // aborted: the next look ends it
      over.abort();
    }
  } finally {
    off();
  }
};

/** A failure that somebody waited for is the answer to their request, with the place where the job can still be read. */
const refusalOf = ({ code, message, details }: NonNullable<VideoView['error']>, jobId: string): RequestRefused =>
  new RequestRefused(code in errorTable ? (code as ErrorCode) : 'internal', message, {
    problems: details ?? [],
    headers: { location: `/api/v1/videoresult/${jobId}` },
  });
