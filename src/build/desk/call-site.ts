/** One call while it is served: what is known of it, the way to its vendor, and the ways in which it can end. */
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { type ErrorCode, errorTable, WorkprintError } from '../../domain/errors.ts';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { AskOf, AskType } from '../../domain/generation/ask.types.ts';
import { dollarsText, type Micros } from '../../domain/money.ts';
import type { CallOutcome, CallRecord } from '../../ports/call-journal.ts';
import type { FoundKey } from '../../ports/key-ring.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { CallContext, Maker, Provider, ProviderKind } from '../../ports/provider.ts';
import type { DeskCatalog, DeskDeps, DeskPatience } from './desk.types.ts';
import { dayOf, noKey } from './plan-route.ts';

export type CallSite = {
  readonly deps: DeskDeps;
  readonly patience: DeskPatience;
  readonly order: Order;
  readonly catalog: DeskCatalog;
  readonly call: CallRecord;
  readonly kind: ProviderKind;
  /** Undefined: the model has left the catalog since. */
  readonly record: ModelRecord | undefined;
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
  /** Whether another station could be asked instead. */
  readonly hasNext: () => Promise<boolean>;
  readonly startedMs: number;
};

/** How a call ended. */
export type Ended =
  | { readonly kind: 'answered'; readonly call: CallRecord }
  | { readonly kind: 'failed'; readonly call: CallRecord; readonly error: WorkprintError };

/** The vendor, opened for this call. */
export type OpenVendor = {
  readonly key: FoundKey;
  readonly provider: Provider;
  readonly maker: Maker<AskType>;
  context(signal: AbortSignal): CallContext;
};

/** `provider/model`, parted at its first slash. */
export const partsOf = (model: string): { readonly provider: string; readonly id: string } => {
  const at = model.indexOf('/');
  return { provider: model.slice(0, at), id: model.slice(at + 1) };
};

/** Not over yet. */
export const isOpen = ({ state }: Pick<CallRecord, 'state'>): boolean =>
  state === 'intended' || state === 'sent' || state === 'under-way';

/** A person wants it to end. Any other reason of a signal means that this process has to go, and another goes on. */
export const isCancelled = (signal: AbortSignal): boolean =>
  signal.aborted && signal.reason instanceof WorkprintError && signal.reason.code === 'cancelled';

/** Vendors count by key; so does the gate. */
export const laneOf = ({ call: { keyId, model } }: CallSite): string =>
  keyId === undefined ? partsOf(model).provider : `${partsOf(model).provider} ${keyId}`;

/**
 * The vendor with the key of this call. Throws the trouble with the key, and `ask-illegal` where the vendor does not do this kind of work. What
 * is under way is asked for with the key that began it.
 */
export const openVendor = async ({ deps, call, kind }: CallSite): Promise<OpenVendor> => {
  const key = await deps.ring.find(kind.name, call.payer, undefined, call.keyId);
  if (typeof key === 'string') throw noKey(key, kind);
  // Another account knows nothing of this call: what it says about it would be wrong, and what it is sent would be billed again.
  if (key.keyId !== call.keyId)
    throw new WorkprintError('key-missing', `The key for ${kind.title} with which this was begun is gone.`);
  const secret = await key.open();
  const provider = deps.shelf.open(kind.name, {
    key: secret,
    ...(key.baseUrl !== undefined && { baseUrl: key.baseUrl }),
  });
  // Which maker belongs to which request is decided by the type of the request alone.
  const maker = provider.makers[call.ask.type] as Maker<AskType> | undefined;
  if (!maker) throw new WorkprintError('ask-illegal', `${kind.title} has no way to make ${call.ask.type} here.`);
  const webhookUrl = deps.webhookUrl?.(kind.name);
  return {
    key,
    provider,
    maker,
    context: (signal) => ({
      model: partsOf(call.model).id,
      submitKey: call.submitKey,
      ...(webhookUrl !== undefined && { webhookUrl }),
      read: deps.read,
      signal,
    }),
  };
};

/** The request in the type of its maker. */
export const askOf = ({ call }: CallSite): AskOf<AskType> => call.ask;

/** Tells the ring what a call found out about the key. That it cannot be written down must not spoil the call. */
export const reportKey = async (
  { deps, call, kind }: CallSite,
  verdict: Parameters<DeskDeps['ring']['report']>[1],
): Promise<void> => {
  if (call.keyId === undefined) return;
  try {
    await deps.ring.report(call.keyId, verdict);
  } catch (error) {
    deps.log.warn('What was found out about a key could not be written down', { kind: kind.name, error });
  }
};

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
export const endOf = ({ error, model, charged }: Pick<CallRecord, 'error' | 'model' | 'charged'>): WorkprintError =>
  new WorkprintError(
    error && isKnownCode(error.code) ? error.code : 'provider-failed',
    error?.message ?? `${model} ended without an answer.`,
    { charged },
  );

/** Ends the call. What another process wrote before counts. */
export const settle = async (site: CallSite, outcome: CallOutcome, error: WorkprintError): Promise<Ended> => {
  const call = await persist(site, () => site.deps.journal.settle(site.call.id, outcome));
  const { provider, id } = partsOf(call.model);
  if (call.state === 'unknown') throw lost(call);
  site.deps.onCall?.({
    ...{ provider, model: id, tookMs: call.tookMs, micros: call.costMicros },
    outcome:
      call.state === 'done'
        ? call.isShared
          ? 'cached'
          : 'answered'
        : call.error?.code === 'provider-refused'
          ? 'refused'
          : 'failed',
    ...(call.error && { code: call.error.code }),
  });
  return call.state === 'done'
    ? { kind: 'answered', call }
    : { kind: 'failed', call, error: call.error?.message === error.message ? error : endOf(call) };
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

/** Sent, and nobody knows what came of it. Always throws `charge-unknown`, unless another process knows better. */
export const lose = async (site: CallSite, because: WorkprintError): Promise<Ended> => {
  const { model, reserveMicros } = site.call;
  const message = `${because.message} Nobody knows whether ${model} billed it (up to ${dollarsText(reserveMicros)}, kept free until then): look at the bill of ${site.kind.title} and say so.`;
  const outcome: CallOutcome = { state: 'unknown', error: { code: 'charge-unknown', message }, tookMs: tookMs(site) };
  try {
    return await settle(site, outcome, because);
  } catch (error) {
    if (error instanceof WorkprintError && error.code === 'charge-unknown') {
      const { provider, id } = partsOf(model);
      site.deps.onCall?.({
        provider,
        model: id,
        outcome: 'unknown',
        code: because.code,
        tookMs: tookMs(site),
        micros: 0,
      });
    }
    throw error;
  }
};

/** A signal that follows another one a while later, so that an answer that is on its way still arrives. */
export const withGrace = ({ deps, patience, signal }: CallSite): { readonly signal: AbortSignal; close(): void } => {
  const [late, over] = [new AbortController(), new AbortController()];
  const follow = (): void => {
    deps.wait(patience.graceMs, over.signal).then(
      () => late.abort(signal.reason),
      () => undefined, // over before it was needed
    );
  };
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return {
    signal: late.signal,
    close: () => {
      signal.removeEventListener('abort', follow);
      over.abort();
    },
  };
};
