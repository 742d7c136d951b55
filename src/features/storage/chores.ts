/** Work that the studio does for itself, again and again. Each turn is taken by one server of all. */
import { type AuditReport, auditObjects } from './audit-objects.ts';
import { takeTurn } from './sweep.queries.ts';
import { type SweepDeps, type Swept, sweepObjects } from './sweep.ts';

export type Chore = {
  readonly name: string;
  /** Between two turns, over all servers together. */
  readonly everyMs: number;
  /** Does nothing when another server has the turn. Throws what its parts throw; the next turn tries again. */
  run(signal: AbortSignal): Promise<void>;
};

export type StorageChoreDeps = SweepDeps & {
  readonly onSwept: (swept: readonly Swept[]) => void;
  /** Also when nothing was found; somebody should know when there is damage. */
  readonly onAudited: (report: AuditReport) => void;
};

const minuteMs = 60_000;
/** A server that comes a little early still gets its turn, or it would come too early each time. */
const turnShare = 0.9;

/** The chores of the storage, for the worker to run on time. */
export const storageChores = (deps: StorageChoreDeps): readonly Chore[] => {
  const chore = (name: string, everyMs: number, work: (signal: AbortSignal) => Promise<void>): Chore => ({
    ...{ name, everyMs },
    run: async (signal) => {
      if (await deps.database.asStudio((query) => takeTurn(query, name, turnShare * everyMs))) await work(signal);
    },
  });
  return [
    chore('sweep', 60 * minuteMs, async (signal) => deps.onSwept(await sweepObjects(deps, { signal }))),
    chore('audit', 10 * minuteMs, async (signal) =>
      deps.onAudited(await auditObjects(deps, { signal, mostBlobs: 200 })),
    ),
  ];
};
