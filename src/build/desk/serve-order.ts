/**
 * Answers a wish: from its own calls, from an equal request's, or by asking one station after the other until one answers. Whatever was begun
 * before is ended first.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { CallRecord } from '../../ports/call-journal.ts';
import type { Order, Served } from '../../ports/model-desk.ts';
import { isCancelled, isOpen, partsOf } from './call-site.ts';
import type { DeskDeps, DeskPatience } from './desk.types.ts';
import { type Ended, lost } from './end-call.ts';
import { isWhole, sharedAnswer } from './equal-calls.ts';
import { intentOf, type Station } from './plan-route.ts';
import { closeCall, serveCall } from './serve-call.ts';
import { answeredBy, lastTrouble, nextStation, noteFailure, openWish, siteOf, type Wish } from './wish.ts';

export type Serving = {
  readonly deps: DeskDeps;
  readonly patience: DeskPatience;
  readonly order: Order;
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
};

/** Whether what one station refused for its content is tried with the next. */
const mayGoOn = ({ order }: Wish, { error }: Extract<Ended, { kind: 'failed' }>): boolean =>
  error.code !== 'provider-refused' || order.options?.retryRefusals !== false;

/** Another process served this wish since its calls were read, and has its answer: then ours, which was not sent, is answered from that. */
const answeredMeanwhile = async (wish: Wish, own: CallRecord): Promise<CallRecord | undefined> => {
  const { deps, order } = wish;
  const others = (await deps.journal.calls(order.orderKey)).filter(({ id }) => id !== own.id);
  for (const call of others) wish.calls.set(call.id, call);
  const done = others.findLast(({ state }) => state === 'done');
  if (own.state !== 'intended' || !done?.answer || !(await isWhole(done, deps))) return undefined;
  const shared = { state: 'done', answer: done.answer, usage: {}, costMicros: 0, tookMs: 0 } as const;
  return deps.journal.settle(own.id, shared);
};

/** Begins with a station: answered already, by an equal request, or written down as the next call. Undefined: no budget allows it, or its key has just gone. */
const begin = async (wish: Wish, station: Station): Promise<Served | CallRecord | undefined> => {
  const { deps, order } = wish;
  const shared = station.equal && (await sharedAnswer(wish, station.requestKey));
  if (shared) return answeredBy(wish, shared);
  try {
    const known = Math.max(0, ...[...wish.calls.values()].map(({ place }) => place));
    const call = await deps.journal.intend(intentOf(station, order));
    return (call.place > known + 1 ? await answeredMeanwhile(wish, call) : undefined) ?? call;
  } catch (error) {
    if (!(error instanceof WorkprintError) || !['budget-reached', 'key-missing'].includes(error.code)) throw error;
    // The next one may cost less, or be paid with another key.
    wish.trouble = error;
    wish.asked.add(station.model);
    return undefined;
  }
};

/** Ends a call that was never sent and never can be: the studio has no way to its provider any more. Undefined: it has, or it was sent. */
const withoutWay = async ({ deps }: Wish, call: CallRecord): Promise<Ended | undefined> => {
  if (call.state !== 'intended' || deps.shelf.kind(partsOf(call.model).provider)) return undefined;
  const error = new WorkprintError('model-unknown', `This studio has no way to ${call.model} any more.`);
  const outcome = {
    state: 'failed',
    error: { code: error.code, message: error.message },
    costMicros: 0,
    tookMs: 0,
  } as const;
  return { kind: 'failed', call: await deps.journal.settle(call.id, outcome), error };
};

/** One call to its end. Undefined: the route goes on. */
const bringToEnd = async (wish: Wish, call: CallRecord): Promise<Served | undefined> => {
  wish.calls.set(call.id, call);
  const ended = (await withoutWay(wish, call)) ?? (await serveCall(siteOf(wish, call)));
  wish.calls.set(ended.call.id, ended.call);
  if (ended.kind === 'answered') return answeredBy(wish, ended.call);
  noteFailure(wish, ended.call, wish.asked);
  wish.trouble = ended.error;
  if (!mayGoOn(wish, ended)) throw ended.error;
  return undefined;
};

const goThrough = async (wish: Wish): Promise<Served> => {
  const before = [...wish.calls.values()];
  const done = before.findLast(({ state }) => state === 'done');
  const known = done && (await isWhole(done, wish.deps)) ? await answeredBy(wish, done) : undefined;
  if (known) return known;
  const inDoubt = before.find(({ state, charged }) => state === 'unknown' && charged === 'unknown');
  if (inDoubt) throw lost(inDoubt);
  const open = before.findLast(isOpen);
  const ended = open && (await bringToEnd(wish, open));
  if (ended) return ended;
  // Its key is gone, not its vendor: another key may do.
  if (open && wish.trouble?.code === 'key-missing') wish.asked.delete(open.model);
  for (;;) {
    const station = await nextStation(wish);
    if (!station) throw await lastTrouble(wish);
    const begun = await begin(wish, station);
    if (begun === undefined) continue;
    if ('answer' in begun && 'route' in begun) return begun;
    const served = await bringToEnd(wish, begun as CallRecord);
    if (served) return served;
  }
};

/** What is open is closed before a cancel is told; `isAtOnce`: the moment a job has before it is left behind. */
const closeOpen = async (wish: Wish, isAtOnce: boolean): Promise<void> => {
  const open = (await wish.deps.journal.calls(wish.order.orderKey)).filter(isOpen);
  for (const call of open) {
    try {
      if (!(await withoutWay(wish, call))) await closeCall(siteOf(wish, call), isAtOnce);
    } catch (error) {
      // In doubt: it stands in the journal, where a person sees it. Anything else is closed by the next who is told to.
      if (!isAtOnce && !(error instanceof WorkprintError && error.code === 'charge-unknown')) throw error;
    }
  }
};

/** See `ModelDesk.serve`. */
export const serveOrder = async ({ deps, patience, order, signal, progress }: Serving): Promise<Served> => {
  const [catalog, calls] = await Promise.all([deps.catalogFor(order.payer), deps.journal.calls(order.orderKey)]);
  const wish = openWish({ deps, patience, order, catalog, signal, progress }, calls);
  if (signal.aborted) {
    if (isCancelled(signal)) await closeOpen(wish, false);
    throw signal.reason;
  }
  try {
    return await goThrough(wish);
  } catch (error) {
    if (!signal.aborted) throw error;
    if (isCancelled(signal)) await closeOpen(wish, true);
    throw signal.reason;
  }
};
