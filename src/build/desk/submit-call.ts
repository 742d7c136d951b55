/**
 * Sends one call: gate, journal, vendor, in that order, and again while the vendor says that it did not take it. Nothing is ever sent a second
 * time unless the vendor said so, does a thing once per key, or can be asked.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { Stage } from '../../ports/provider.ts';
import type { GatePass } from '../../ports/provider-gate.ts';
import { askVendor, type Elsewhere, holdsOnce, inTrouble, type Troubled } from './ask-vendor.ts';
import {
  type CallSite,
  isCancelled,
  isDropped,
  laneOf,
  type OpenVendor,
  openVendor,
  reportKey,
  withGrace,
} from './call-site.ts';
import { billOf, type Ended, fail, lose, persist } from './end-call.ts';
import type { GateOutcome } from './gate-rules.ts';
import { backOffMs } from './patience.ts';
import { keyStateOf } from './trouble.ts';

/** The vendor took it. While it works the pass is kept: vendors count what they have under way. */
export type Started = {
  readonly kind: 'started';
  readonly stage: Stage;
  readonly vendor: OpenVendor;
  /** Resolves when the pass is given back. */
  readonly leave: () => Promise<void>;
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
    if (stage.state === 'finished') {
      isKept = true;
      // The answer is not kept waiting for the gate.
      const givenBack = giveBack(site, pass, outcome);
      return { kind: 'started', stage, vendor, leave: () => givenBack };
    }
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
    // A process that has to go leaves doubt to the next one, which may know how to ask; a person who cancels settles it, and what nobody can ask about is said at once.
    const canAskLater = holdsOnce(site) || tried.canFind;
    if (signal.aborted && !isCancelled(signal) && (canAskLater || !isDropped(signal))) throw signal.reason;
    if (taken === 'yes') return fail(site, error, billOf(site, tried.trouble));
    if (taken === 'unknown' && tried.wasSent) doubt = true;
    if (doubt && (signal.aborted || !(holdsOnce(site) || tried.canFind))) return lose(site, error);
    signal.throwIfAborted();
    // A vendor that does a thing once per key answers the same for the same words: what it refuses now it has not made before.
    if (doubt && taken === 'no' && error.code === 'provider-refused') return fail(site, error);
    if (tries >= patience.tries || !(isPassing || doubt)) return giveUp(error);
    const untilMs = deps.clock.now() + (retryAfterMs ?? backOffMs(tries, patience, deps.chance));
    if (!(await hasPatienceUntil(untilMs))) return giveUp(error);
    await waitUntil(site, untilMs);
    tries += 1;
  }
};

const closed = ({ kind }: CallSite, untilMs: number): WorkprintError =>
  new WorkprintError(
    'provider-busy',
    `${kind.title} failed again and again, or asked to be left alone: it is not asked before ${new Date(untilMs).toISOString()}.`,
  );
