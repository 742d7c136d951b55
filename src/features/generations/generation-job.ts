/**
 * The job that serves a generation. All that it knows of money stands in the journal of calls, so it may start again at any point: the desk goes on
 * where the last worker died, and what was answered is written once.
 */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { Served } from '../../ports/model-desk.ts';
import { type AnyJobHandler, type JobContext, JobFailed, JobHeld } from '../jobs/jobs.ts';
import { keepResult } from '../library/library.ts';
import { callsOf } from './calls.queries.ts';
import { closingJob, concludeGeneration, isOpen } from './close-generation.ts';
import type { GenerationParts } from './generation.types.ts';
import { generationKind, partedName } from './start-generation.ts';
import { orderOf, readWish } from './wish.ts';
import { beginRound, findServable, keepAnswer, lockGeneration, type ServableRow } from './write-generation.queries.ts';

type Result = {
  readonly generationId: string;
  readonly assetIds: readonly string[];
  readonly model: string;
  readonly costMicros: number;
  readonly isCached: boolean;
};

/** A job makes the generation of its own id. */
const noInput = z.object({});
type Context = JobContext<z.output<typeof noInput>>;

/** Progress in thousandths: vendors say it as a share. */
const progressSteps = 1000;

/** Waits for a person: a bill to be read, a key to be put right, room to be made for what is paid for already. */
const heldFor: ReadonlySet<string> = new Set(['charge-unknown', 'disk-full']);

/** The desk does not know by which door it is asked; people are told where to say what became of the call. */
const withAddress = (error: WorkprintError, id: string): WorkprintError =>
  new WorkprintError(
    'charge-unknown',
    `${error.message} Then go on with POST /generations/${id}/resolve: {"charged": "no"} or {"charged": "yes"}.`,
    { cause: error, charged: error.charged },
  );

/**
 * How the trouble of the desk ends the job. The desk has tried all that could help, so what a vendor said is final. `isPending`: a call is in doubt, or
 * still under way.
 */
const endOf = (thrown: unknown, isPending: boolean, id: string): unknown => {
  if (!(thrown instanceof WorkprintError)) return thrown;
  const error = isPending && thrown.code === 'charge-unknown' ? withAddress(thrown, id) : thrown;
  if (heldFor.has(error.code) && isPending) return new JobHeld(error);
  const isFinal = error.code === 'charge-unknown' || error.code.startsWith('provider-');
  return isFinal ? new JobFailed(error) : error;
};

/** A retry by a person after it ended without an answer is a wish of its own: the calls before it stay as they are. */
const inItsRound = async (row: ServableRow, commit: Context['commit']): Promise<ServableRow> => {
  if (!row.isEnded || row.hasAnswer) return row;
  return { ...row, round: (await commit((query) => beginRound(query, row.id))) ?? row.round };
};

const nameOf = (row: ServableRow, place: number, of: number): string =>
  `${row.prompt.slice(0, 80).toWellFormed().trim() || row.type}${of > 1 ? ` ${place + 1}` : ''}`;

/** Writes answer, files, path and cost under the fence of the job, once; a library that is full gets no files, and the answer says so. */
const keepServed = async (
  row: ServableRow,
  served: Served,
  parts: Pick<GenerationParts, 'queue' | 'limits'>,
  commit: Context['commit'],
): Promise<Result> => {
  const files = served.answer.files;
  const owner = { projectId: row.projectId, ownerId: row.personId };
  const write = (notKept?: string): Promise<Result> =>
    commit(async (query) => {
      const before = await lockGeneration(query, row.id);
      const { model, costMicros, isCached } = served;
      const result = { generationId: row.id, assetIds: [] as string[], model, costMicros, isCached };
      // Removed meanwhile, or written by a start before this one.
      if (!before || before.hasAnswer) return { ...result, ...before };
      const assetIds: string[] = [];
      if (notKept === undefined)
        for (const [place, blob] of files.entries())
          assetIds.push(await keepResult(parts, query, { ...owner, name: nameOf(row, place, files.length), blob }));
      const notes = [...(served.answer.notes ?? []), ...(notKept === undefined ? [] : [notKept])];
      await keepAnswer(query, row, {
        ...{ ...partedName(model), isCached, degraded: served.degraded, route: served.route, assetIds },
        answer: { ...served.answer, ...(notes.length > 0 && { notes }) },
      });
      return { ...result, assetIds };
    });
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'quota-exceeded') throw error;
    return write(`Its files are not in the library: ${error.message}`);
  }
};

const serve = async ({ job, signal, commit, progress }: Context, parts: GenerationParts): Promise<Result | null> => {
  const found = await parts.database.readAsStudio((query) => findServable(query, job.id));
  // Removed from the history: there is nobody to make it for.
  if (!found) return null;
  const row = await inItsRound(found, commit);
  const order = await orderOf(readWish(row.asked), row, parts);
  try {
    const served = await parts.desk.serve(order, signal, (share) =>
      progress(Math.round(Math.min(1, Math.max(0, share)) * progressSteps), progressSteps),
    );
    return await keepServed(row, served, parts, commit);
  } catch (error) {
    signal.throwIfAborted();
    const calls = await parts.database.readAsStudio((query) => callsOf(query, row.id));
    throw endOf(
      error,
      calls.some((call) => call.state === 'unknown' || isOpen(call)),
      row.id,
    );
  }
};

/** Handlers of generations. */
export const generationJobs = (parts: GenerationParts): readonly AnyJobHandler[] => [
  {
    ...{ kind: generationKind, lane: 'calls' },
    parse: (input) => noInput.parse(input),
    run: (context) => serve(context, parts),
    concluded: (query, over) => concludeGeneration(query, over, parts),
  },
  closingJob(parts),
];
