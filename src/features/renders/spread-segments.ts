/**
 * A long render is rendered by all workers together: what is missing becomes jobs of the lane `segments`, which every worker serves
 * beside its other work, and the answers meet in the cache. Nothing here is needed for the film to come out right: whatever others do not
 * make, because there are none, they died or failed, is made by the job itself afterwards.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../build/build.ts';
import { type SegmentHelp, segmentStep } from '../../pipeline/render/segment-step.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { MediaTool, SegmentRequest } from '../../ports/media-tool.ts';
import type { Queue } from '../../ports/queue.ts';
import { cancelJob, createJobs, isOver, type JobContext } from '../jobs/jobs.ts';
import { type Storage, storeFile } from '../storage/storage.ts';
import { blobsNamed } from './blobs-named.ts';
import { cutIntoPieces, type Missing, pieceLabel } from './pieces.ts';
import { type SegmentsInput, segmentsInput } from './render-input.ts';
import { isAnyPieceRunning, knownAnswers, type Piece, piecesOf, statesOf } from './renders.queries.ts';

export const segmentsKind = 'render-segments';

export type Spreading = {
  readonly context: Pick<JobContext<unknown>, 'job' | 'commit'>;
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly media: MediaTool;
  readonly blobs: BlobStore;
  readonly storage: Storage;
  /** What a segment of this render needs at its worst. */
  readonly memoryMb: number;
  /** Frames this much work is; more is shared out, in pieces of about `framesInPiece`. */
  readonly spreadFromFrames: number;
  readonly framesInPiece: number;
  /** Frames that others have done so far. */
  readonly onHelped: (frames: number) => void;
};

const lookEveryMs = 250;
/** When no worker has touched any piece for so long, whoever's it is, this job takes its own back. */
const patienceMs = 2_000;

/** Help for the segments of one job. */
export const spreadSegments =
  (spreading: Spreading): SegmentHelp =>
  async (requests, signal) => {
    const missing = await missingOf(requests, spreading);
    const frames = missing.reduce((sum, { request }) => sum + request.timeline.durationFrames, 0);
    const open = await openPieces(spreading);
    const covered = new Set(open.flatMap(({ keys }) => keys));
    const rest = missing.filter(({ key }) => !covered.has(key));
    const isWorthIt = frames > spreading.spreadFromFrames && rest.length > 1;
    const made = isWorthIt ? await sendPieces(rest, requests, spreading) : [];
    const ids = [...open.map(({ id }) => id), ...made];
    if (ids.length > 0) await waitFor(ids, spreading, signal);
  };

/** Segments that no cache has, each once, in the order of the film. */
const missingOf = async (
  requests: readonly SegmentRequest[],
  { media, memoryMb, database }: Spreading,
): Promise<readonly Missing[]> => {
  const step = segmentStep(media, memoryMb);
  const byKey = new Map<string, Missing>();
  for (const [at, request] of requests.entries()) {
    const key = keyOf(step, request);
    if (!byKey.has(key)) byKey.set(key, { at, key, request });
  }
  const known = await database.asStudio((query) => knownAnswers(query, [...byKey.keys()]));
  return [...byKey.values()].filter(({ key }) => !known.has(key));
};

/** What an earlier attempt of this job has asked for and is still on its way. */
const openPieces = async ({
  context,
  database,
}: Spreading): Promise<readonly { id: string; keys: readonly string[] }[]> => {
  const pieces = await database.asStudio((query) => piecesOf(query, context.job.id, segmentsKind));
  return pieces
    .filter(({ state }: Piece) => !isOver(state))
    .map(({ id, input }) => ({ id, keys: segmentsInput.parse(input).keys }));
};

/** Everything that the pieces read is stored where other machines find it: what was fetched for this job is on this one only. */
const publish = async (missing: readonly Missing[], { blobs, storage }: Spreading): Promise<void> => {
  for (const blob of blobsNamed(missing.map(({ request }) => request)))
    await storeFile(storage, blobs.localPath(blob), blob);
};

const sendPieces = async (
  missing: readonly Missing[],
  requests: readonly SegmentRequest[],
  spreading: Spreading,
): Promise<readonly string[]> => {
  const { context, queue, framesInPiece, memoryMb } = spreading;
  const starts: number[] = [];
  let start = 0;
  for (const { timeline } of requests) {
    starts.push(start);
    start += timeline.durationFrames;
  }
  const { projectId, personId, id: parentId, traceId } = context.job;
  const jobs = cutIntoPieces(missing, framesInPiece).map((piece) => {
    const input: SegmentsInput = {
      keys: piece.map(({ key }) => key),
      requests: JSON.stringify(piece.map(({ request }) => request)),
      frames: piece.reduce((sum, { request }) => sum + request.timeline.durationFrames, 0),
      memoryMb,
    };
    const label = pieceLabel(piece, (at) => starts[at] ?? 0);
    return { projectId, personId, parentId, traceId, input, label, kind: segmentsKind, lane: 'segments' as const };
  });
  await publish(missing, spreading);
  return context.commit((query) => createJobs(query, queue, jobs));
};

/** Until all of them are over. What nobody takes is taken back: the job renders it itself then. */
const waitFor = async (ids: readonly string[], spreading: Spreading, signal: AbortSignal): Promise<void> => {
  const { database, clock, onHelped } = spreading;
  let idleSinceMs = clock.now();
  for (;;) {
    signal.throwIfAborted();
    const pieces = await database.asStudio((query) => statesOf(query, ids));
    onHelped(pieces.reduce((sum, { done }) => sum + done, 0));
    if (pieces.every(({ state }) => isOver(state))) return;
    const now = clock.now();
    // Workers that are busy with the pieces of others come to these in their turn.
    if (await database.asStudio(isAnyPieceRunning)) idleSinceMs = now;
    if (now - idleSinceMs > patienceMs) return takeBack(pieces, spreading);
    await pause(lookEveryMs, undefined, { signal });
  }
};

/** Nobody serves this lane now. A piece that is taken at this very moment is told to stop; its finished segments are kept. */
const takeBack = (pieces: readonly Omit<Piece, 'input'>[], { context, queue }: Spreading): Promise<void> =>
  context.commit(async (query) => {
    for (const { id, state } of pieces) if (!isOver(state)) await cancelJob(query, queue, id);
  });
