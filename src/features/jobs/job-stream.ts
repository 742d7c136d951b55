/**
 * The stream of one job's events. What was missed is read from the database, never kept for a reader: a reader that is slow gets fewer
 * reports of progress, one that stopped reading is dropped, and neither costs memory.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Query } from '../../ports/database.ts';
import { RequestRefused } from '../api/api.ts';
import { isOver } from './job.types.ts';
import { type EventRow, eventsAfter, lastEventOf, runningStepsOf } from './job-view.queries.ts';
import { type JobDetail, type JobView, readJob, readJobDetail } from './job-view.ts';
import { createBell, type JobWatch } from './watch-jobs.ts';

export type StreamDeps = { readonly database: Pick<Database, 'asPerson'>; readonly watch: Pick<JobWatch, 'on'> };

export type StreamRequest = {
  readonly jobId: string;
  readonly personId: string;
  /** As the header came. */
  readonly lastEventId: string | undefined;
  /** Aborts when the reader is gone, or this server stops. */
  readonly signal: AbortSignal;
  readonly heartbeatMs?: number;
  /** A reader that takes nothing for so long is dropped. */
  readonly patienceMs?: number;
};

const eventsAtOnce = 500;
const leastGapMs = 100;
const reconnectMs = 2000;
const bufferedBytes = 64 * 1024;

type News = {
  /** Undefined: it is gone, or not theirs to see any more. */
  readonly job: JobView | undefined;
  readonly events: readonly EventRow[];
  readonly steps: readonly { key: string; done: number; total: number }[];
  readonly whole?: JobDetail | undefined;
};

/** What one reader has seen. */
type Seen = { eventId: number; progress: string; isFirst: boolean };

/** Reads what is new. The events come first: a row read later is never older than they are. */
const readNews = async (query: Query, jobId: string, seen: Seen): Promise<News> => {
  if (seen.isFirst) {
    const eventId = await lastEventOf(query, jobId);
    const whole = await readJobDetail(query, jobId);
    seen.eventId = eventId;
    return { job: whole, events: [], steps: [], whole };
  }
  const events = await eventsAfter(query, jobId, seen.eventId, eventsAtOnce);
  const job = await readJob(query, jobId);
  const isEnd = job && isOver(job.state) && events.length < eventsAtOnce;
  return {
    ...{ job, events },
    steps: job?.state === 'running' ? await runningStepsOf(query, jobId) : [],
    ...(isEnd && { whole: await readJobDetail(query, jobId) }),
  };
};

/** One event in the form of the standard; JSON has no line breaks. */
const chunk = (event: string, data: unknown, eventId?: number): string =>
  `${eventId === undefined ? '' : `id: ${eventId}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** The news as text, and whether they are the last. */
const tell = ({ job, events, steps, whole }: News, seen: Seen): { text: string; isEnd: boolean } => {
  if (!job) return { text: chunk('gone', {}), isEnd: true };
  const parts: string[] = [];
  for (const { id, kind, data } of events) {
    parts.push(chunk(kind, data, id));
    seen.eventId = id;
  }
  const { progress, done, total, etaMs } = job;
  const report = { progress, done, total, etaMs, steps };
  const isNew = JSON.stringify(report) !== seen.progress;
  if (job.state === 'running' && isNew && !seen.isFirst) parts.push(chunk('progress', report));
  seen.progress = JSON.stringify(report);
  seen.isFirst = false;
  if (whole) parts.push(chunk('job', whole, seen.eventId));
  return { text: parts.join(''), isEnd: whole !== undefined && isOver(job.state) };
};

/** Resolves when `next` rings or after `forMs`; true when it rang. */
const ringWithin = async (next: Promise<void>, forMs: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), forMs)));
  try {
    return await Promise.race([next.then(() => true), silence]);
  } finally {
    clearTimeout(timer);
  }
};

/** The stream itself. `first` are the news that were read before it began. */
const streamOf = (
  { database, watch }: StreamDeps,
  request: StreamRequest,
  seen: Seen,
  first: News,
): ReadableStream<Uint8Array> => {
  const { jobId, personId, signal, heartbeatMs = 15_000, patienceMs = 30_000 } = request;
  const encoder = new TextEncoder();
  const changed = createBell();
  const drained = createBell();
  let isOpen = true;
  const off = watch.on(jobId, changed.ring);
  changed.ring(); // something may have happened since the first look
  const end = (): void => {
    isOpen = false;
    off();
    changed.ring();
    drained.ring();
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();

  /** Gives text to the reader and waits until there is room again. False: the stream is over. Throws when the reader does not read. */
  const give = async (controller: ReadableStreamDefaultController<Uint8Array>, text: string): Promise<boolean> => {
    if (!isOpen) return false;
    if (text !== '') controller.enqueue(encoder.encode(text));
    while (isOpen && (controller.desiredSize ?? 0) <= 0)
      if (!(await ringWithin(drained.next(), patienceMs)))
        throw new Error('The reader of a job stopped reading and was dropped.');
    return isOpen;
  };
  const run = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    let lastReadMs = 0;
    let ring = changed.next();
    let told = tell(first, seen);
    let text = `retry: ${reconnectMs}\n\n${told.text}`;
    while ((await give(controller, text)) && !told.isEnd) {
      if (!(await ringWithin(ring, heartbeatMs))) {
        text = ': still here\n\n';
        continue;
      }
      await pause(Math.max(0, lastReadMs + leastGapMs - performance.now()));
      ring = changed.next();
      if (!isOpen) return;
      told = tell(await database.asPerson(personId, (query) => readNews(query, jobId, seen)), seen);
      text = told.text;
      lastReadMs = performance.now();
    }
  };
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    run(controller).then(
      () => {
        end();
        try {
          controller.close();
        } catch {
          // the reader cancelled the stream before
        }
      },
      (error: unknown) => {
        end();
        controller.error(error);
      },
    );
  };
  return new ReadableStream(
    { start, pull: () => drained.ring(), cancel: end },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferedBytes }),
  );
};

/** The answer to one who watches a job. 204 when the job is over and they have seen all of it. */
export const jobResponse = async (deps: StreamDeps, request: StreamRequest): Promise<Response> => {
  const resumed = /^\d{1,15}$/.test(request.lastEventId ?? '') ? Number(request.lastEventId) : undefined;
  const seen: Seen = { eventId: resumed ?? 0, progress: '', isFirst: resumed === undefined };
  const first = await deps.database.asPerson(request.personId, (query) => readNews(query, request.jobId, seen));
  if (!first.job) throw new RequestRefused('not-found', 'There is no such job, or it is not yours to see.');
  if (!seen.isFirst && isOver(first.job.state) && first.events.length === 0) return new Response(null, { status: 204 });
  return new Response(streamOf(deps, request, seen, first), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx and its kin pass each event on at once
      'x-accel-buffering': 'no',
    },
  });
};
