/** One request to a vendor, as the journal allows it: what may have been sent before is asked about first, and sent again only where that is safe. */
import { ProviderFailure, type ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { Stage } from '../../ports/provider.ts';
import { askOf, type CallSite, type OpenVendor } from './call-site.ts';
import { persist } from './end-call.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** Another process has this call. */
export type Elsewhere = { readonly kind: 'elsewhere' };

/** What kept the vendor from it. */
export type Troubled = {
  readonly kind: 'trouble';
  readonly trouble: Trouble;
  /** What `trouble.taken` says is about this call; false: nothing went out. */
  readonly wasSent: boolean;
  /** The vendor was asked, and has nothing of ours from earlier tries. */
  readonly isCleared: boolean;
  readonly canFind: boolean;
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
export const holdsOnce = ({ kind, call, deps }: CallSite): boolean => {
  if (!kind.submitsOnce) return false;
  // Sent by this process, a moment ago.
  if (call.state !== 'sent') return true;
  return call.sentAtMs !== undefined && deps.clock.now() - call.sentAtMs < (kind.submitsOnceForMs ?? usualOnceForMs);
};

type Answered = { readonly kind: 'stage'; readonly stage: Stage } | Elsewhere | Troubled;

/** What only the vendor says, and never the journal, is trouble: errors of our own leave the call as it is written. */
export const inTrouble = (
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

const unheard = ({ kind }: CallSite): ProviderFailure =>
  new ProviderFailure(
    'provider-silent',
    `A request went out to ${kind.title}, and the process that sent it ended before it heard an answer.`,
    {
      taken: 'unknown',
    },
  );

/** Asks the vendor, in doubt first what it has. The journal knows before each step. */
export const askVendor = async (
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
