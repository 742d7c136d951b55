/** One call while it is served: what is known of it, and the way to its vendor. */
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { AskOf, AskType } from '../../domain/generation/ask.types.ts';
import type { CallRecord } from '../../ports/call-journal.ts';
import type { FoundKey } from '../../ports/key-ring.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { CallContext, Maker, Provider, ProviderKind } from '../../ports/provider.ts';
import type { DeskCatalog, DeskDeps, DeskPatience } from './desk.types.ts';
import { noKey } from './left-out.ts';

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

/**
 * What the call is for has failed elsewhere, and this process stays: nothing new is begun, and what was sent is heard to its end. It is paid for, and cut off in the
 * middle nobody would know.
 */
export const isDropped = (signal: AbortSignal): boolean =>
  signal.aborted && signal.reason instanceof WorkprintError && signal.reason.code !== 'cancelled';

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

/** A signal that follows another one a while later, so that an answer that is on its way still arrives; not at all where there is no hurry. */
export const withGrace = ({ deps, patience, signal }: CallSite): { readonly signal: AbortSignal; close(): void } => {
  const [late, over] = [new AbortController(), new AbortController()];
  const follow = (): void => {
    if (isDropped(signal)) return;
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
