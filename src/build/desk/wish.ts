/** A wish while it is served: what was tried for it, what may still be, and the path as people see it. */
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { ModelName, RouteStep } from '../../domain/generation/route.types.ts';
import type { Micros } from '../../domain/money.ts';
import { type CallRecord, routeOf } from '../../ports/call-journal.ts';
import type { Order, Served } from '../../ports/model-desk.ts';
import { type CallSite, partsOf } from './call-site.ts';
import type { DeskCatalog, DeskDeps, DeskPatience } from './desk.types.ts';
import { endOf } from './end-call.ts';
import { type LeftOut, mostTelling } from './left-out.ts';
import { dayOf, planRoute, type RoutePlan, type Station } from './plan-route.ts';

export type Wish = {
  readonly deps: DeskDeps;
  readonly patience: DeskPatience;
  readonly order: Order;
  readonly catalog: DeskCatalog;
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
  /** Its calls as they are known, by id, in their order. */
  readonly calls: Map<string, CallRecord>;
  /** Models that are not asked again for this wish: they said no, or were paid already. */
  readonly spent: Set<ModelName>;
  /** Models that did not answer when it was served before; they get another chance when nobody else is left. */
  readonly tired: Set<ModelName>;
  /** Models asked in vain since. */
  readonly asked: Set<ModelName>;
  /** Made when it is first needed. */
  readonly plan: () => Promise<RoutePlan>;
  isPlanned: boolean;
  /** What went wrong last. */
  trouble: WorkprintError | undefined;
};

export type WishOptions = Pick<Wish, 'deps' | 'patience' | 'order' | 'catalog' | 'signal' | 'progress'>;

/** `calls`: what was done for it before. */
export const openWish = (options: WishOptions, calls: readonly CallRecord[]): Wish => {
  let planned: Promise<RoutePlan> | undefined;
  const wish: Wish = {
    ...options,
    calls: new Map(calls.map((call) => [call.id, call])),
    ...{ spent: new Set(), tired: new Set(), asked: new Set(), isPlanned: false, trouble: undefined },
    plan: () => {
      wish.isPlanned = true;
      planned ??= planRoute(options.order, options.catalog, options.deps);
      return planned;
    },
  };
  for (const call of calls) noteFailure(wish, call, wish.tired);
  return wish;
};

const isRefusal = (code: string | undefined): boolean => code === 'provider-refused' || code === 'provider-rejected';

/** Takes a failed call into account for what may still be tried. */
export const noteFailure = (wish: Wish, call: CallRecord, otherwise: Set<ModelName>): void => {
  if (call.state !== 'failed' || call.error?.code === 'cancelled') return;
  // A person said that the lost call was not billed: it is as if it had never been sent. One that was billed is asked again where a person said so.
  if (call.error?.code === 'charge-unknown' && (call.charged === 'no' || wish.order.asksLostAgain)) return;
  wish.trouble = endOf(call);
  (call.costMicros > 0 || isRefusal(call.error?.code) ? wish.spent : otherwise).add(call.model);
};

/** The station to ask next; undefined: none is left. */
export const nextStation = async ({ plan, spent, tired, asked }: Wish): Promise<Station | undefined> => {
  const left = (await plan()).stations.filter(({ model }) => !spent.has(model) && !asked.has(model));
  return left.find(({ model }) => !tired.has(model)) ?? left[0];
};

/** What to throw when no station is left. */
export const lastTrouble = async ({ trouble, order, plan }: Wish): Promise<WorkprintError> =>
  trouble ?? mostTelling(order, (await plan()).leftOut);

const recordOf = ({ catalog, deps }: Wish, { model, ask }: CallRecord): ModelRecord | undefined => {
  try {
    return catalog.find(model, ask.type, dayOf(deps.clock.now()));
  } catch (error) {
    if (error instanceof WorkprintError) return undefined; // it has left the catalog; what was begun is ended all the same
    throw error;
  }
};

/** The place from which a call of this wish is served. */
export const siteOf = (wish: Wish, call: CallRecord): CallSite => {
  const { deps, patience, order, catalog, signal, progress } = wish;
  const { provider } = partsOf(call.model);
  const kind = deps.shelf.kind(provider);
  if (!kind)
    throw new WorkprintError(
      'charge-unknown',
      `A call to ${call.model} is open, and this studio has no way to “${provider}” any more.`,
      {
        charged: 'unknown',
      },
    );
  const hasNext = async (): Promise<boolean> => {
    const { policy } = order;
    if (policy.kind === 'model' || policy.models?.length === 1) return false;
    return (await nextStation({ ...wish, asked: new Set([...wish.asked, call.model]) })) !== undefined;
  };
  const startedMs = deps.clock.now();
  return {
    deps,
    patience,
    order,
    catalog,
    call,
    kind,
    record: recordOf(wish, call),
    signal,
    progress,
    hasNext,
    startedMs,
  };
};

const skipped = ({ model, error }: LeftOut): RouteStep => ({
  ...{ model, outcome: 'skipped', code: error.code, message: error.message, costMicros: 0, tookMs: 0 },
});

/** Models that nobody named are not listed as left out. */
const pathOf = async ({ order: { policy }, calls, plan, isPlanned }: Wish): Promise<readonly RouteStep[]> => {
  const isNamed = policy.kind === 'model' || policy.models !== undefined;
  const leftOut = isPlanned && isNamed ? (await plan()).leftOut.map(skipped) : [];
  const own = [...calls.values()];
  const steps = routeOf(own).map((step, at): RouteStep => {
    const call = own[at];
    if (call?.isShared) return { ...step, outcome: 'cached' };
    return call?.answer?.lacks === undefined ? step : { ...step, message: call.answer.lacks };
  });
  return [...leftOut, ...steps];
};

const costOfAll = ({ calls }: Wish): Micros => [...calls.values()].reduce((sum, { costMicros }) => sum + costMicros, 0);

const lacking = (model: ModelName, lacks: string): WorkprintError =>
  new WorkprintError(
    'provider-failed',
    `${model} answered with less than was asked: ${lacks}. Accept less (acceptDegraded) to be given that answer at no further cost, or ask another model.`,
    { charged: 'yes' },
  );

/** The wish, answered by this call: its own, or an equal request's. Undefined: it lacks something, and only the whole is wanted. */
export const answeredBy = async (wish: Wish, call: CallRecord): Promise<Served | undefined> => {
  const { answer, model } = call;
  if (!answer) return undefined;
  const isOwn = wish.calls.has(call.id);
  if (answer.lacks !== undefined && !wish.order.options?.acceptDegraded) {
    wish.trouble = lacking(model, answer.lacks);
    wish.spent.add(model);
    return undefined;
  }
  const cached: readonly RouteStep[] = isOwn ? [] : [{ model, outcome: 'cached', costMicros: 0, tookMs: 0 }];
  return {
    ...{ answer, model, costMicros: costOfAll(wish), isCached: !isOwn || call.isShared === true },
    ...(answer.lacks !== undefined && { degraded: answer.lacks }),
    route: [...(await pathOf(wish)), ...cached],
  };
};
