/** Equal requests: which earlier call may answer a wish, and who waits for whom when they come together (C9). */
import { blobsIn } from '../../domain/media.ts';
import type { CallRecord } from '../../ports/call-journal.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { CallSite } from './call-site.ts';
import type { DeskDeps } from './desk.types.ts';

/** Whether an answer that was given before can be given again: all its files are there. */
export const isWhole = async (call: CallRecord, { holds }: Pick<DeskDeps, 'holds'>): Promise<boolean> => {
  if (call.answer === undefined) return false;
  for (const blob of blobsIn(call.answer)) if (!(await holds(blob))) return false;
  return true;
};

/** An equal call that may be used: one that is done must have all its files, and less than was asked only goes to who accepts it. */
export const usableEqual = async (
  order: Order,
  requestKey: string,
  deps: Pick<DeskDeps, 'journal' | 'holds'>,
): Promise<CallRecord | undefined> => {
  if (order.isFresh) return undefined;
  const equal = await deps.journal.equal(requestKey, order.payer, order.orderKey);
  if (equal?.state === 'intended' || equal?.state === 'sent' || equal?.state === 'under-way') return equal;
  if (equal?.state !== 'done' || (equal.answer?.lacks !== undefined && !order.options?.acceptDegraded))
    return undefined;
  return (await isWhole(equal, deps)) ? equal : undefined;
};

/** Two equal requests: the one that was sent, or else written first, is answered; the other one waits. So no two wait for each other. */
const isAhead = (equal: CallRecord, own: CallRecord | undefined): boolean =>
  equal.state !== 'intended' || own === undefined || equal.id < own.id;

/**
 * The finished call of an equal request, if there is one or will be soon. `own`: this wish's intended call, if it has one. Undefined: this wish
 * has to ask by itself.
 */
export const sharedAnswer = async (
  { deps, order, patience, signal }: Pick<CallSite, 'deps' | 'order' | 'patience' | 'signal'>,
  requestKey: string,
  own?: CallRecord,
): Promise<CallRecord | undefined> => {
  const startMs = deps.clock.now();
  for (let polls = 0; ; polls++) {
    const equal = await usableEqual(order, requestKey, deps);
    if (!equal || equal.state === 'done') return equal;
    const mostMs = equal.state === 'intended' ? patience.equalMs : patience.workMs[equal.ask.type];
    if (!isAhead(equal, own) || deps.clock.now() - startMs > mostMs) return undefined;
    await deps.wait(Math.min(patience.lookMs[0], 25 * 2 ** Math.min(20, polls)), signal);
  }
};
