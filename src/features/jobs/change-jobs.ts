/** What people and other jobs do to a job: start it, stop it, try it again. The row and the queue's message change in one transaction. */
import type { Query } from '../../ports/database.ts';
import type { Queue, QueueMessage } from '../../ports/queue.ts';
import { cancelFamilies, findSeat, insertJobs, requeue, type Seat } from './change-jobs.queries.ts';
import type { NewJob, RunState } from './job.types.ts';

/** Priorities of urgent jobs begin here; a turn is far smaller (PostgreSQL's integer ends at 2,147,483,647). */
const urgentFrom = 1_500_000_000;
const lowestPriority = -2_000_000_000;

/** The message of a job whose turn it may be. */
export const messageOf = ({ id, lane, turn, urgent }: Seat, startAfterMs = 0): QueueMessage => ({
  jobId: id,
  lane,
  priority: Math.max(lowestPriority, (urgent ? urgentFrom : 0) - turn),
  startAfterMs,
});

type Sender = Pick<Queue, 'send' | 'withdraw'>;

/** As `createJob`, for many at once, in this order. Gives their ids in the same order. */
export const createJobs = async (
  query: Query,
  queue: Pick<Queue, 'send'>,
  jobs: readonly NewJob[],
): Promise<readonly string[]> => {
  const seats = await insertJobs(query, jobs);
  const ready = seats.filter((_, at) => !jobs[at]?.held).map((seat) => messageOf(seat));
  if (ready.length > 0) await queue.send(query, ...ready);
  return seats.map(({ id }) => id);
};

/**
 * Starts a job in the caller's transaction: it is there, with its message, when that commits. A person starts jobs in their own name and
 * in projects they may change; everything else is refused by the database.
 */
export const createJob = async (query: Query, queue: Pick<Queue, 'send'>, job: NewJob): Promise<string> => {
  const [id] = await createJobs(query, queue, [job]);
  if (id === undefined) throw new Error('A job that was inserted has no id.');
  return id;
};

/**
 * Stops a job and everything that was started for it. What waits is cancelled when the transaction commits; what runs is told to stop,
 * within a second. A job that is over stays as it is.
 */
export const cancelJob = async (query: Query, queue: Sender, id: string): Promise<void> => {
  const ended = await cancelFamilies(query, [id]);
  if (ended.length > 0) await queue.withdraw(query, ...ended);
};

const sendAgain = async (
  query: Query,
  queue: Pick<Queue, 'send'>,
  id: string,
  from: readonly RunState[],
): Promise<boolean> => {
  if (!(await requeue(query, id, from))) return false;
  const found = await findSeat(query, id);
  if (!found) throw new Error('A job that was just put back cannot be seen.');
  await queue.send(query, messageOf(found));
  return true;
};

/** A new attempt of the same job. False when it is not failed or cancelled. */
export const retryJob = (query: Query, queue: Pick<Queue, 'send'>, id: string): Promise<boolean> =>
  sendAgain(query, queue, id, ['failed', 'cancelled']);

/** Lets a held job go. False when it is not held. */
export const releaseJob = (query: Query, queue: Pick<Queue, 'send'>, id: string): Promise<boolean> =>
  sendAgain(query, queue, id, ['held']);
