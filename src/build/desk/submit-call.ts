/**
 * Sends one call: gate, journal, vendor, in that order, and again while the vendor says that it did not take it. Nothing is ever sent a second
 * time unless the vendor said so, does a thing once per key, or can be asked.
 */
import { WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure, type ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { Micros } from '../../domain/money.ts';
import type { Stage } from '../../ports/provider.ts';
import type { GatePass } from '../../ports/provider-gate.ts';
import {
  askOf,
  type CallSite,
  cleanUsage,
  costOf,
  type Ended,
  fail,
  isCancelled,
  laneOf,
  lose,
  type OpenVendor,
  openVendor,
  persist,
  reportKey,
  withGrace,
} from './call-site.ts';
import type { GateOutcome } from './gate-rules.ts';
import { backOffMs } from './patience.ts';
import { keyStateOf, type Trouble, troubleOf } from './trouble.ts';

/** The vendor took it. While it works the pass is kept: vendors count what they have under way. */
export type Started = {
  readonly kind: 'started';
  readonly stage: Stage;
  readonly vendor: OpenVendor;
  readonly leave: () => Promise<void>;
};
/** Another process has this call. */
export type Elsewhere = { readonly kind: 'elsewhere' };

type Troubled = {
  readonly kind: 'trouble';
  readonly trouble: Trouble;
  /** What `trouble.taken` says is about this call; false: nothing went out. */
  readonly wasSent: boolean;
  /** The vendor was asked, and has nothing of ours from earlier tries. */
  readonly isCleared: boolean;
  readonly canFind: boolean;
};
type Tried = Started | Elsewhere | Troubled;

/** A gate that cannot take a pass back voids it after a while: nothing a call should fail for. */
const giveBack = async ({ deps }: CallSite, pass: GatePass, outcome: GateOutcome): Promise<void> => {
  try {
    await pass.leave(outcome);
  } catch (error) {
    deps.log.warn('A pass of the gate could not be given back', { error });
  }
};

/** Waits until that time and not a millisecond less. */
const waitUntil = async ({ deps, signal }: CallSite, untilMs: number): Promise<void> => {
  for (let leftMs = untilMs - deps.clock.now(); leftMs > 0; leftMs = untilMs - deps.clock.now())
    await deps.wait(leftMs, signal);
};

/** Asks the vendor what it has under our key, twice: what was just taken may not be listed at once. That it cannot say leaves the doubt. */
const findWork = async (site: CallSite, { maker, context }: OpenVendor): Promise<Stage | undefined> => {
  const { deps, patience, signal } = site;
  try {
    const found = await maker.find?.(askOf(site), context(signal));
    if (found) return found;
    await deps.wait(patience.lookMs[0], signal);
    return await maker.find?.(askOf(site), context(signal));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ProviderFailure)) throw error;
    const { retryAfterMs, message } = error;
    throw new ProviderFailure(error.code as ProviderFailureCode, message, {
      taken: 'unknown',
      cause: error,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
};

/** How long a vendor is trusted to know a key again, where it does not say. */
const usualOnceForMs = 12 * 60 * 60_000;

/** Whether the same key may be sent again: a promise that may have run out is none. */
const holdsOnce = ({ kind, call, deps }: CallSite): boolean => {
  if (!kind.submitsOnce) return false;
  // Sent by this process, a moment ago.
  if (call.state !== 'sent') return true;
  return call.sentAtMs !== undefined && deps.clock.now() - call.sentAtMs < (kind.submitsOnceForMs ?? usualOnceForMs);
};

type Answered = { readonly kind: 'stage'; readonly stage: Stage } | Elsewhere | Troubled;

/** What only the vendor says, and never the journal, is trouble: errors of our own leave the call as it is written. */
const inTrouble = (
  site: CallSite,
  error: unknown,
  isCut: boolean,
  more: Omit<Troubled, 'kind' | 'trouble'>,
): Troubled => {
  const trouble = troubleOf(error, site.deps.clock.now());
  // We hung up in the middle of it: whatever the error says of itself, the vendor may have it.
  const isOurs = isCut && !(error instanceof ProviderFailure);
  return { kind: 'trouble', trouble: isOurs ? { ...trouble, taken: 'unknown' } : trouble, ...more };
};

/** Asks the vendor, in doubt first what it has. The journal knows before each step. */
const askVendor = async (
  site: CallSite,
  vendor: OpenVendor,
  isInDoubt: boolean,
  late: AbortSignal,
): Promise<Answered> => {
  const { deps, call } = site;
  const canFind = vendor.maker.find !== undefined;
  const isResend = isInDoubt && holdsOnce(site);
  const mustFind = isInDoubt && !isResend;
  if (mustFind) {
    let found: Stage | undefined;
    try {
      if (!canFind) throw unheard(site);
      found = await findWork(site, vendor);
    } catch (error) {
      site.signal.throwIfAborted();
      return inTrouble(site, error, false, { wasSent: true, isCleared: false, canFind });
    }
    if (found) return { kind: 'stage', stage: found };
    await persist(site, () => deps.journal.notSent(call.id));
  }
  site.signal.throwIfAborted();
  if (!isResend && !(await deps.journal.sent(call.id))) return { kind: 'elsewhere' };
  try {
    return { kind: 'stage', stage: await vendor.maker.start(askOf(site), vendor.context(late)) };
  } catch (error) {
    return inTrouble(site, error, late.aborted, { wasSent: true, isCleared: mustFind, canFind });
  }
};

/** The vendor with its key, or the trouble with that. */
const opened = async (site: CallSite): Promise<OpenVendor | Troubled> => {
  try {
    return await openVendor(site);
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code === 'unavailable') throw error;
    return inTrouble(site, error, false, { wasSent: false, isCleared: false, canFind: false });
  }
};

/** One try, with a pass that is given back unless the vendor is at work. `isInDoubt`: it was sent before, by whomever, and may have been taken. */
const tryOnce = async (site: CallSite, pass: GatePass, isInDoubt: boolean): Promise<Tried> => {
  const { deps, call } = site;
  let outcome: GateOutcome = { kind: 'left' };
  let isKept = false;
  const grace = withGrace(site);
  try {
    const vendor = await opened(site);
    if ('trouble' in vendor) return vendor;
    const answered = await askVendor(site, vendor, isInDoubt, grace.signal);
    if (answered.kind === 'elsewhere') return answered;
    if (answered.kind === 'trouble') {
      if (!site.signal.aborted) outcome = answered.trouble.gate;
      return answered;
    }
    outcome = { kind: 'fine' };
    const { stage } = answered;
    if (stage.state === 'finished') return { kind: 'started', stage, vendor, leave: () => Promise.resolve() };
    await persist(site, () => deps.journal.underWay(call.id, stage.handle, stage.workId));
    isKept = true;
    return { kind: 'started', stage, vendor, leave: () => giveBack(site, pass, { kind: 'fine' }) };
  } finally {
    grace.close();
    if (!isKept) await giveBack(site, pass, outcome);
  }
};

/**
 * Sends the call until the vendor takes it, refuses it, or patience ends. `isInDoubt`: an earlier process sent it and was not heard of again.
 * Throws `charge-unknown` and the signal's reason.
 */
export const submitCall = async (site: CallSite, isInDoubt: boolean): Promise<Started | Elsewhere | Ended> => {
  const { deps, patience, call, kind, signal } = site;
  let doubt = isInDoubt;
  let troubledSinceMs: number | undefined;
  const giveUp = (error: WorkprintError): Promise<Ended> => (doubt ? lose(site, error) : fail(site, error));
  const hasPatienceUntil = async (untilMs: number): Promise<boolean> => {
    troubledSinceMs ??= deps.clock.now();
    return untilMs - troubledSinceMs <= ((await site.hasNext()) ? patience.withNext : patience.alone);
  };
  for (let tries = 1; ; ) {
    const pass = await deps.gate.enter(laneOf(site), kind.usually, signal);
    if ('closedUntilMs' in pass) {
      const untilMs = Math.max(pass.closedUntilMs, deps.clock.now() + 1);
      if (!(await hasPatienceUntil(untilMs))) return giveUp(closed(site, untilMs));
      await waitUntil(site, untilMs);
      continue;
    }
    const tried = await tryOnce(site, pass, doubt);
    if (tried.kind !== 'trouble') return tried;
    if (tried.isCleared) doubt = false;
    const { error, taken, isPassing, retryAfterMs } = tried.trouble;
    const keyState = keyStateOf(error);
    if (keyState) await reportKey(site, keyState);
    if (error.code === 'internal')
      deps.log.error('A vendor could not be asked', { kind: kind.name, error: error.cause });
    if (tried.wasSent && taken === 'no' && !doubt) await persist(site, () => deps.journal.notSent(call.id));
    // A process that has to go leaves doubt to the next one, which may know how to ask; a person who cancels settles it.
    if (signal.aborted && !isCancelled(signal)) throw signal.reason;
    if (taken === 'yes') return fail(site, error, billOf(site, tried.trouble));
    if (taken === 'unknown' && tried.wasSent) doubt = true;
    if (doubt && (signal.aborted || !(holdsOnce(site) || tried.canFind))) return lose(site, error);
    signal.throwIfAborted();
    // A vendor that does a thing once per key answers the same for the same request: a refusal is one of the first try as well.
    if (doubt && taken === 'no' && isAnswer(error)) return fail(site, error);
    if (tries >= patience.tries || !(isPassing || doubt)) return giveUp(error);
    const untilMs = deps.clock.now() + (retryAfterMs ?? backOffMs(tries, patience, deps.chance));
    if (!(await hasPatienceUntil(untilMs))) return giveUp(error);
    await waitUntil(site, untilMs);
    tries += 1;
  }
};

const isAnswer = ({ code }: WorkprintError): boolean => code === 'provider-refused' || code === 'provider-rejected';

/** What work costs that was taken and failed: billed when the vendor says so, here or in its terms, by what it counted or at its most. */
export const billOf = (site: CallSite, { error, taken }: Pick<Trouble, 'error' | 'taken'>): Micros => {
  const isBilled = error.charged === 'yes' || (error.charged === 'unknown' && site.record?.failuresCharged === true);
  if (taken !== 'yes' || !isBilled) return 0;
  const usage = error instanceof ProviderFailure ? error.usage : undefined;
  return usage ? costOf(site, cleanUsage(usage)) : site.call.reserveMicros;
};

const closed = ({ kind }: CallSite, untilMs: number): WorkprintError =>
  new WorkprintError(
    'provider-busy',
    `${kind.title} failed again and again, or asked to be left alone: it is not asked before ${new Date(untilMs).toISOString()}.`,
  );

const unheard = ({ kind }: CallSite): ProviderFailure =>
  new ProviderFailure(
    'provider-silent',
    `A request went out to ${kind.title}, and the process that sent it ended before it heard an answer.`,
    {
      taken: 'unknown',
    },
  );
