/** Brings one call to its end from whatever state the journal has it in. */
import { WorkprintError } from '../../domain/errors.ts';
import type { CallRecord } from '../../ports/call-journal.ts';
import type { Made, Stage } from '../../ports/provider.ts';
import { type CallSite, isOpen, type OpenVendor, openVendor, withGrace } from './call-site.ts';
import { type Ended, endOf, fail, lose, lost, settle, tookMs } from './end-call.ts';
import { sharedAnswer } from './equal-calls.ts';
import { FileTrouble, finishCall } from './finish-call.ts';
import { submitCall } from './submit-call.ts';
import { stopCall, watchCall } from './watch-call.ts';

/** The call as the journal has it now. */
export const reload = async ({ deps, order, call }: CallSite): Promise<CallRecord> =>
  (await deps.journal.calls(order.orderKey)).find(({ id }) => id === call.id) ?? call;

const pollMs = ({ patience }: CallSite, polls: number): number =>
  Math.min(patience.lookMs[0], 25 * 2 ** Math.min(20, polls));

/** Waits for another process that has this call, until it is over, free again, or must have died. */
const follow = async (site: CallSite, state: CallRecord['state']): Promise<CallRecord> => {
  const { deps, patience, call, signal } = site;
  const untilMs = deps.clock.now() + patience.workMs[call.ask.type];
  for (let polls = 0; ; polls++) {
    const now = await reload(site);
    const isTheirs = now.isElsewhere === true && isOpen(now);
    if (!isTheirs && (now.state !== state || deps.clock.now() > untilMs)) return now;
    await deps.wait(pollMs(site, polls), signal);
  }
};

/** Looks until it is made and ours. A file that is gone has its address asked for again, twice. */
const watchAndFinish = async (
  site: CallSite,
  vendor: OpenVendor,
  first: Extract<Stage, { state: 'under-way' }>,
): Promise<Ended> => {
  const grace = withGrace(site);
  try {
    for (let rounds = 0; ; rounds++) {
      const watched = await watchCall(site, vendor, first);
      if (watched.kind !== 'made') return watched;
      try {
        return await finishCall(site, vendor, watched.made, {
          mayAskAgain: rounds < 2,
          isUnderWay: true,
          signal: grace.signal,
        });
      } catch (error) {
        if (!(error instanceof FileTrouble)) throw error;
        site.deps.log.info('A made file was not to be had; its address is asked for again', {
          kind: site.kind.name,
          error,
        });
      }
    }
  } finally {
    grace.close();
  }
};

const finishNow = async (site: CallSite, vendor: OpenVendor, made: Made): Promise<Ended> => {
  const grace = withGrace(site);
  try {
    return await finishCall(site, vendor, made, { mayAskAgain: false, isUnderWay: false, signal: grace.signal });
  } finally {
    grace.close();
  }
};

const goOn = (site: CallSite): Promise<OpenVendor> =>
  openVendor(site).catch((error: unknown) => {
    if (!(error instanceof WorkprintError) || error.code === 'unavailable') throw error;
    throw new WorkprintError(
      'charge-unknown',
      `${site.kind.title} has ${site.call.model} under way and may bill it, but cannot be asked: ${error.message}`,
      {
        cause: error,
        charged: 'unknown',
      },
    );
  });

const submit = async (site: CallSite, isInDoubt: boolean): Promise<Ended> => {
  const sent = await submitCall(site, isInDoubt);
  if (sent.kind === 'elsewhere') return serveCall({ ...site, call: await follow(site, 'sent') });
  if (sent.kind !== 'started') return sent;
  try {
    if (sent.stage.state === 'finished') return await finishNow(site, sent.vendor, sent.stage.made);
    return await watchAndFinish({ ...site, call: { ...site.call, state: 'under-way' } }, sent.vendor, sent.stage);
  } finally {
    await sent.leave();
  }
};

/** To the end. Throws `charge-unknown`, the signal's reason, and what is wrong with the studio; the journal has it in a state to go on from then. */
export const serveCall = async (site: CallSite): Promise<Ended> => {
  const { call } = site;
  if (call.isElsewhere && isOpen(call)) return serveCall({ ...site, call: await follow(site, call.state) });
  switch (call.state) {
    case 'done':
      return { kind: 'answered', call };
    case 'failed':
      return { kind: 'failed', call, error: endOf(call) };
    case 'unknown':
      throw lost(call);
    case 'under-way':
      return watchAndFinish(site, await goOn(site), { state: 'under-way', handle: call.handle, lookAfterMs: 0 });
    case 'sent':
      return submit(site, true);
    case 'intended': {
      const shared = await sharedAnswer(site, call.requestKey, call);
      if (!shared?.answer) return submit(site, false);
      const outcome = { state: 'done', answer: shared.answer, usage: {}, costMicros: 0, tookMs: tookMs(site) } as const;
      return settle(site, outcome, endOf(call));
    }
  }
};

/** How long a vendor may take to say what became of work that is cancelled. */
const mostClosingMs = 10_000;

/**
 * Ends a call that a person cancelled: nothing is sent, what is under way is stopped, and what may have been billed is settled by what is known.
 * `isAtOnce`: there is a moment only, and somebody closes it later.
 */
export const closeCall = async (site: CallSite, isAtOnce: boolean): Promise<Ended | undefined> => {
  const call = await reload(site);
  const here = { ...site, call };
  const cancelled = new WorkprintError('cancelled', 'It was cancelled before it was answered.');
  if (call.state === 'intended') return fail(here, cancelled);
  if (call.state !== 'sent' && call.state !== 'under-way') return undefined;
  const [late, over] = [new AbortController(), new AbortController()];
  site.deps.wait(isAtOnce ? site.patience.graceMs : mostClosingMs, over.signal).then(
    () => late.abort(new WorkprintError('provider-silent', `${site.kind.title} did not say what became of it.`)),
    () => undefined, // it was quicker
  );
  try {
    const vendor = await openVendor(here);
    const handle = call.handle ?? (await vendor.maker.find?.(call.ask, vendor.context(late.signal)))?.handle;
    if (handle === undefined) return await lose(here, cancelled);
    const stopped = await stopCall(here, vendor, handle, cancelled, late.signal);
    if (stopped.kind !== 'made') return stopped;
    return await finishCall(here, vendor, stopped.made, { mayAskAgain: false, isUnderWay: true, signal: late.signal });
  } catch (error) {
    if (error instanceof WorkprintError && error.code === 'charge-unknown') throw error;
    if (isAtOnce) throw error;
    site.deps.log.warn('What was cancelled could not be stopped', { kind: site.kind.name, error });
    return await lose(here, cancelled);
  } finally {
    over.abort();
  }
};
