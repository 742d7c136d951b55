/** Work under way at a vendor: looked at until it is over, stopped when a person cancels it. Looking is free and never ends by trouble alone. */
import { WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { Made, Stage } from '../../ports/provider.ts';
import { canonicalJson } from '../canonical-json.ts';
import { type CallSite, type OpenVendor, reportKey } from './call-site.ts';
import { billOf, type Ended, fail, lose, persist } from './end-call.ts';
import { backOffMs, lookAgainMs } from './patience.ts';
import { keyStateOf, pauseOf } from './trouble.ts';

export type Watched = { readonly kind: 'made'; readonly made: Made } | Ended;

/** A vendor that does not know its own work so many times in a row has lost it. */
const mostUnknown = 4;

type Failed = { readonly error: WorkprintError; readonly isOver: boolean; readonly retryAfterMs: number | undefined };

/** What a failed look means; undefined: it is no trouble of the vendor's. */
const readFailure = (error: unknown): Failed | undefined => {
  if (error instanceof ProviderFailure)
    return { error, isOver: error.isOver || error.code === 'provider-refused', retryAfterMs: pauseOf(error) };
  if (error instanceof WorkprintError && error.code.startsWith('url-'))
    return { error, isOver: false, retryAfterMs: undefined };
  return undefined;
};

/** The key no longer opens what it began: the work is still there, and goes on once the key is right. */
const keyTrouble = ({ call, kind }: CallSite, { message }: WorkprintError): WorkprintError =>
  new WorkprintError(
    'charge-unknown',
    `${kind.title} has ${call.model} under way and may bill it, but cannot be asked any more: ${message} Put the key right and let this go on.`,
    { charged: 'unknown' },
  );

const tellProgress = ({ progress }: CallSite, share: number | undefined): void => {
  if (share !== undefined && share >= 0) progress(Math.min(1, share));
};

const silentFor = ({ kind, call, patience }: CallSite): WorkprintError =>
  new WorkprintError(
    'provider-silent',
    `${kind.title} was still at it after ${Math.round(patience.workMs[call.ask.type] / 60_000)} minutes.`,
  );

/**
 * Waits for the end. `first`: what the vendor said last. Throws the signal's reason, `charge-unknown` when the key no longer works or time is
 * up, and errors of our own, all of which leave the call under way.
 */
export const watchCall = async (
  site: CallSite,
  vendor: OpenVendor,
  first: Extract<Stage, { state: 'under-way' }>,
): Promise<Watched> => {
  const { deps, patience, call, signal } = site;
  const untilMs = deps.clock.now() + patience.workMs[call.ask.type];
  let { handle } = first;
  let waitMs = lookAgainMs(0, first.lookAfterMs, patience.lookMs);
  tellProgress(site, first.progress);
  for (let looks = 1, troubles = 0, unknown = 0; ; looks++) {
    // What it asks for beyond the time it has is not waited for.
    await deps.bell.wait(call.id, Math.min(waitMs, Math.max(1, untilMs - deps.clock.now() + 1)), signal);
    try {
      const stage = await look(site, vendor, handle, signal);
      if (stage.state === 'finished') return { kind: 'made', made: stage.made };
      troubles = 0;
      unknown = 0;
      tellProgress(site, stage.progress);
      if (canonicalJson(stage.handle) !== canonicalJson(handle)) {
        handle = stage.handle;
        await persist(site, () => deps.journal.underWay(call.id, stage.handle, stage.workId));
      }
      waitMs = lookAgainMs(looks, stage.lookAfterMs, patience.lookMs);
    } catch (error) {
      signal.throwIfAborted();
      const failed = readFailure(error);
      if (!failed) throw error;
      const keyState = keyStateOf(failed.error);
      if (keyState) {
        await reportKey(site, keyState);
        throw keyTrouble(site, failed.error);
      }
      unknown = failed.error.code === 'provider-rejected' ? unknown + 1 : 0;
      if (failed.isOver || unknown >= mostUnknown) return failOver(site, failed.error);
      troubles += 1;
      waitMs = failed.retryAfterMs ?? Math.max(patience.lookMs[0], backOffMs(troubles, patience, deps.chance));
    }
    if (deps.clock.now() > untilMs) return stopCall(site, vendor, handle, silentFor(site), signal);
  }
};

const look = async (
  site: CallSite,
  { maker, context }: OpenVendor,
  handle: unknown,
  signal: AbortSignal,
): Promise<Stage> => {
  if (!maker.look)
    throw new WorkprintError('internal', `${site.kind.title} has work under way and no way to look at it.`);
  return maker.look(handle, context(signal));
};

/** The vendor said that it ended without an answer. */
const failOver = (site: CallSite, error: WorkprintError): Promise<Ended> =>
  fail(site, error, billOf(site, { error, taken: 'yes' }));

/**
 * Tells the vendor to stop and looks once more: finished after all, ended, or nobody knows. Throws `charge-unknown` for the last, and the
 * signal's reason when the vendor took too long to say.
 */
export const stopCall = async (
  site: CallSite,
  vendor: OpenVendor,
  handle: unknown,
  because: WorkprintError,
  signal: AbortSignal,
): Promise<Watched> => {
  try {
    await vendor.maker.cancel?.(handle, vendor.context(signal));
  } catch (error) {
    signal.throwIfAborted();
    site.deps.log.info('A vendor could not be told to stop', { kind: site.kind.name, error });
  }
  try {
    const stage = await look(site, vendor, handle, signal);
    if (stage.state === 'finished') return { kind: 'made', made: stage.made };
  } catch (error) {
    signal.throwIfAborted();
    const failed = readFailure(error);
    if (failed?.isOver) return failOver(site, failed.error);
  }
  return lose(site, because);
};
