/** Waiting for the pieces of a render: their progress is told as steps of the job that sent them, and what nobody takes is taken back. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BuildEvent } from '../../build/build.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { cancelJob, isOver, type JobContext } from '../jobs/jobs.ts';
import { isAnyPieceRunning, type Piece, statesOf } from './renders.queries.ts';

/** A piece on its way. */
export type SentPiece = {
  readonly id: string;
  readonly label: string;
  readonly frames: number;
  readonly segments: number;
};

/** What others have done so far. */
export type Helped = { readonly frames: number; readonly segments: number };

export type Awaiting = {
  readonly context: Pick<JobContext<unknown>, 'commit'>;
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  /** Each piece as a step: who watches the job sees it begin, go on and end. */
  readonly onEvent: (event: BuildEvent) => void;
  readonly onHelped: (help: Helped) => void;
};

type PieceState = Pick<Piece, 'id' | 'state' | 'done'>;

const lookEveryMs = 250;
/** When no worker has touched any piece for so long, whoever's it is, this job takes its own back. */
const patienceMs = 2_000;

/** Until all of them are over. Throws the signal's reason. */
export const awaitPieces = async (
  sent: readonly SentPiece[],
  awaiting: Awaiting,
  signal: AbortSignal,
): Promise<void> => {
  const { database, clock, onHelped } = awaiting;
  const ids = sent.map(({ id }) => id);
  const tell = stepTeller(sent, awaiting);
  let idleSinceMs = clock.now();
  for (;;) {
    signal.throwIfAborted();
    const [pieces, isServed] = await database.asStudio(async (query) => [
      await statesOf(query, ids),
      // Workers that are busy with the pieces of others come to these in their turn.
      await isAnyPieceRunning(query),
    ]);
    tell(pieces);
    onHelped(helpOf(sent, pieces));
    if (pieces.every(({ state }) => isOver(state))) return;
    const now = clock.now();
    if (isServed) idleSinceMs = now;
    if (now - idleSinceMs > patienceMs) return takeBack(pieces, awaiting);
    await pause(lookEveryMs, undefined, { signal });
  }
};

const helpOf = (sent: readonly SentPiece[], pieces: readonly PieceState[]): Helped => {
  const done = new Map(pieces.map((piece) => [piece.id, piece.done]));
  const shares = sent.map(({ id, frames, segments }) => ({ frames: done.get(id) ?? 0, all: frames, segments }));
  return {
    frames: shares.reduce((sum, { frames }) => sum + frames, 0),
    segments: shares.reduce((sum, { frames, all, segments }) => sum + (all > 0 ? (frames / all) * segments : 0), 0),
  };
};

/** Tells what changed since the last look. */
const stepTeller = (
  sent: readonly SentPiece[],
  { clock, onEvent }: Awaiting,
): ((pieces: readonly PieceState[]) => void) => {
  const known = new Map(sent.map((piece) => [piece.id, { ...piece, startedMs: 0, done: 0, isOver: false }]));
  const step = 'render-piece';
  return (pieces) => {
    for (const { id: key, state, done } of pieces) {
      const piece = known.get(key);
      if (!piece || piece.isOver || state === 'queued') continue;
      if (piece.startedMs === 0) {
        piece.startedMs = clock.now();
        onEvent({ type: 'step-started', step, key, label: piece.label });
      }
      if (done > piece.done) {
        piece.done = done;
        onEvent({ type: 'step-progressed', step, key, done, total: piece.frames });
      }
      if (!isOver(state)) continue;
      piece.isOver = true;
      onEvent({ type: 'step-finished', step, key, tookMs: clock.now() - piece.startedMs });
    }
  };
};

/** Nobody serves this lane now. A piece that is taken at this very moment is told to stop; its finished segments are kept. */
const takeBack = (pieces: readonly PieceState[], { context, queue }: Awaiting): Promise<void> =>
  context.commit(async (query) => {
    for (const { id, state } of pieces) if (!isOver(state)) await cancelJob(query, queue, id);
  });
