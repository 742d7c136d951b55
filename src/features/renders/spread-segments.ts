/**
 * A long render is rendered by all workers together: what is missing becomes jobs of the lane `segments`, which every worker serves
 * beside its other work, and the answers meet in the cache. Nothing here is needed for the film to come out right: whatever others do not
 * make, because there are none, they died or failed, is made by the job itself afterwards.
 */
import { keyOf } from '../../build/build.ts';
import { type SegmentHelp, segmentStep } from '../../pipeline/render/segment-step.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaTool, SegmentRequest } from '../../ports/media-tool.ts';
import { createJobs, isOver, type JobContext } from '../jobs/jobs.ts';
import { type Storage, storeFile } from '../storage/storage.ts';
import { type Awaiting, awaitPieces, type SentPiece } from './await-pieces.ts';
import { blobsNamed } from './blobs-named.ts';
import { cutIntoPieces, type Missing, pieceLabel } from './pieces.ts';
import { type SegmentsInput, segmentsInput } from './render-input.ts';
import { knownAnswers, piecesOf } from './renders.queries.ts';

export const segmentsKind = 'render-segments';

export type Spreading = Awaiting & {
  readonly context: Pick<JobContext<unknown>, 'job' | 'commit'>;
  readonly media: MediaTool;
  readonly blobs: BlobStore;
  readonly storage: Storage;
  /** What a segment of this render needs at its worst. */
  readonly memoryMb: number;
  /** Frames this much work is; more is shared out, in pieces of about `framesInPiece`. */
  readonly spreadFromFrames: number;
  readonly framesInPiece: number;
};

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
    const sent = [...open, ...made];
    if (sent.length > 0) await awaitPieces(sent, spreading, signal);
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
}: Spreading): Promise<readonly (SentPiece & { readonly keys: readonly string[] })[]> => {
  const pieces = await database.asStudio((query) => piecesOf(query, context.job.id, segmentsKind));
  return pieces
    .filter(({ state }) => !isOver(state))
    .map(({ id, label, input }) => {
      const { keys, frames } = segmentsInput.parse(input);
      return { id, label, keys, frames, segments: keys.length };
    });
};

/** Everything that the pieces read is stored where other machines find it: what was fetched for this job is on this one only. */
const publish = async (missing: readonly Missing[], { blobs, storage }: Spreading): Promise<void> => {
  for (const blob of blobsNamed(missing.map(({ request }) => request)))
    await storeFile(storage, blobs.localPath(blob), blob);
};

/** The first frame of each request in the film. */
const startsOf = (requests: readonly SegmentRequest[]): readonly number[] => {
  let start = 0;
  return requests.map(({ timeline }) => {
    start += timeline.durationFrames;
    return start - timeline.durationFrames;
  });
};

const sendPieces = async (
  missing: readonly Missing[],
  requests: readonly SegmentRequest[],
  spreading: Spreading,
): Promise<readonly SentPiece[]> => {
  const { context, queue, framesInPiece, memoryMb } = spreading;
  const starts = startsOf(requests);
  const pieces = cutIntoPieces(missing, framesInPiece).map((piece) => {
    const input: SegmentsInput = {
      keys: piece.map(({ key }) => key),
      requests: JSON.stringify(piece.map(({ request }) => request)),
      frames: piece.reduce((sum, { request }) => sum + request.timeline.durationFrames, 0),
      memoryMb,
    };
    return { label: pieceLabel(piece, (at) => starts[at] ?? 0), input };
  });
  await publish(missing, spreading);
  const { projectId, personId, id: parentId, traceId } = context.job;
  const common = { projectId, personId, parentId, traceId, kind: segmentsKind, lane: 'segments' as const };
  const ids = await context.commit((query) =>
    createJobs(
      query,
      queue,
      pieces.map((piece) => ({ ...common, ...piece })),
    ),
  );
  return pieces.map(({ label, input }, at) => ({
    ...{ id: ids[at] ?? '', label, frames: input.frames, segments: input.keys.length },
  }));
};
