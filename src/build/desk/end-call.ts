/** The ways in which a call can end, and what it cost: written to the journal, told to whoever counts. */
import { type ErrorCode, errorTable, WorkprintError } from '../../domain/errors.ts';
import type { Usage } from '../../domain/generation/answer.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { dollarsText, type Micros } from '../../domain/money.ts';
import type { CallOutcome, CallRecord } from '../../ports/call-journal.ts';
import { type CallSite, partsOf } from './call-site.ts';
import type { CallEnd } from './desk.types.ts';
import { dayOf } from './plan-route.ts';
import type { Trouble } from './trouble.ts';

/** How a call ended. */
export type Ended =
  | { readonly kind: 'answered'; readonly call: CallRecord }
  | { readonly kind: 'failed'; readonly call: CallRecord; readonly error: WorkprintError };

const isAway = (error: unknown): boolean => error instanceof WorkprintError && error.code === 'unavailable';

/**
 * Writes to the journal, again and again while the database is away for a moment: what a vendor just said is known nowhere else.
 */
export const persist = async <T>(
  { deps, patience }: Pick<CallSite, 'deps' | 'patience'>,
  write: () => Promise<T>,
): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!isAway(error) || tries >= 6) throw error;
      await deps.wait(Math.min(patience.mostMs, patience.firstMs * 2 ** (tries - 1)), new AbortController().signal);
    }
  }
};

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** What a vendor says it counted, without what is no count. */
export const cleanUsage = (usage: Usage): Usage =>
  Object.fromEntries(
    Object.entries(usage).filter(([name, value]) =>
      name === 'billedMicros' ? Number.isSafeInteger(value) && finite(value) : finite(value),
    ),
  );

/** What an answer cost: as the vendor says, else by the catalog; what nobody can tell costs what was kept free for it. */
export const costOf = ({ catalog, record, call, deps }: CallSite, usage: Usage): Micros => {
  const cost = record ? catalog.cost(record, call.ask, usage, dayOf(deps.clock.now())) : usage.billedMicros;
  return cost !== undefined && Number.isSafeInteger(cost) && cost >= 0 ? cost : call.reserveMicros;
};

const isKnownCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** The trouble a call ended with, as the journal has it. */
export const endOf = ({ error, model, charged, costMicros }: CallRecord): WorkprintError => {
  // A person said what became of it: it is in doubt no more.
  if (error?.code === 'charge-unknown' && charged === 'yes')
    return new WorkprintError(
      'provider-silent',
      `${model} billed ${dollarsText(costMicros)} for an answer that never arrived. Ask again to pay for another one.`,
      { charged },
    );
  return new WorkprintError(
    error && isKnownCode(error.code) ? error.code : 'provider-failed',
    error?.message ?? `${model} ended without an answer.`,
    { charged },
  );
};

const outcomeOf = ({ state, isShared, error }: CallRecord): CallEnd['outcome'] => {
  if (state === 'done') return isShared ? 'cached' : 'answered';
  if (state === 'unknown') return 'unknown';
  return error?.code === 'provider-refused' ? 'refused' : 'failed';
};

/** To whoever counts, and to whoever reads logs when something went wrong. */
const tell = ({ deps }: CallSite, call: CallRecord): void => {
  const { provider, id } = partsOf(call.model);
  const { tookMs, costMicros, error } = call;
  const end = {
    provider,
    model: id,
    outcome: outcomeOf(call),
    tookMs,
    micros: costMicros,
    ...(error && { code: error.code }),
  };
  deps.onCall?.(end);
  const fields = { kind: provider, tookMs, ...(error && { code: error.code }) };
  if (end.outcome === 'unknown') deps.log.warn('Nobody knows whether a call was billed', fields);
  else if (call.state === 'failed') deps.log.info('A model did not answer', fields);
};

/** Ends the call. What another process wrote before counts. Throws `charge-unknown` for one that ends in doubt. */
export const settle = async (site: CallSite, outcome: CallOutcome, error: WorkprintError): Promise<Ended> => {
  const call = await persist(site, () => site.deps.journal.settle(site.call.id, outcome));
  tell(site, call);
  if (call.state === 'unknown') throw lost(call);
  if (call.state === 'done') return { kind: 'answered', call };
  return { kind: 'failed', call, error: call.error?.message === error.message ? error : endOf(call) };
};

export const tookMs = ({ deps, startedMs }: CallSite): number => Math.max(0, Math.round(deps.clock.now() - startedMs));

/** It did not work. `costMicros`: billed all the same. */
export const fail = (site: CallSite, error: WorkprintError, costMicros: Micros = 0): Promise<Ended> =>
  settle(
    site,
    { state: 'failed', error: { code: error.code, message: error.message }, costMicros, tookMs: tookMs(site) },
    error,
  );

/** What a person must decide: the money stays reserved until they do. */
export const lost = ({
  model,
  reserveMicros,
  error,
}: Pick<CallRecord, 'model' | 'reserveMicros' | 'error'>): WorkprintError =>
  new WorkprintError(
    'charge-unknown',
    error?.message ?? `Nobody knows whether ${model} billed a call of up to ${dollarsText(reserveMicros)}.`,
    { charged: 'unknown' },
  );

/** Sent, and nobody knows what came of it. Throws `charge-unknown`, unless another process knows better. */
export const lose = (site: CallSite, because: WorkprintError): Promise<Ended> => {
  const { model, reserveMicros } = site.call;
  const message = `${because.message} Nobody knows whether ${model} billed it (up to ${dollarsText(reserveMicros)}, kept free until then): look at the bill of ${site.kind.title} and say so.`;
  return settle(site, { state: 'unknown', error: { code: 'charge-unknown', message }, tookMs: tookMs(site) }, because);
};

/** What work costs that was taken and failed: billed when the vendor says so, here or in its terms, by what it counted or at its most. */
export const billOf = (site: CallSite, { error, taken }: Pick<Trouble, 'error' | 'taken'>): Micros => {
  const isBilled = error.charged === 'yes' || (error.charged === 'unknown' && site.record?.failuresCharged === true);
  if (taken !== 'yes' || !isBilled) return 0;
  const usage = error instanceof ProviderFailure ? error.usage : undefined;
  return usage ? costOf(site, cleanUsage(usage)) : site.call.reserveMicros;
};
