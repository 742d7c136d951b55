/** The desk: every model behind one door (ports/model-desk). It decides; clock, journal, gate, keys, vendors and storage are handed in. */
import type { ModelDesk, Order, Quote, Served } from '../../ports/model-desk.ts';
import type { DeskDeps, DeskPatience } from './desk.types.ts';
import { mostTelling } from './left-out.ts';
import { usualPatience } from './patience.ts';
import { expectedMicros, intentOf, planRoute } from './plan-route.ts';
import { serveOrder } from './serve-order.ts';

export type { CallEnd, DeskCatalog, DeskDeps, DeskPatience, KeptFile, MadeBy } from './desk.types.ts';
export { deskCatalogOf } from './desk-catalog.ts';
export {
  afterLeaving,
  freshLane,
  type GateOutcome,
  type GateRules,
  type Knock,
  knock,
  type LaneState,
  usualGateRules,
} from './gate-rules.ts';
export { createMemoryGate, type MemoryGateOptions } from './memory-gate.ts';
export { usualPatience } from './patience.ts';
export { requestKeyOf } from './request-key.ts';

const quote = async (order: Order, deps: DeskDeps): Promise<Quote> => {
  const { stations, leftOut } = await planRoute(order, await deps.catalogFor(order.payer), deps);
  const [first] = stations;
  if (!first) throw mostTelling(order, leftOut);
  return {
    stations: stations.map((station) => ({
      model: station.model,
      mostMicros: expectedMicros(station),
      isExact: station.isExact || station.equal?.state === 'done',
      isCached: station.equal?.state === 'done',
      ...(station.notes.length > 0 && { notes: station.notes }),
      ...(station.lacksKey && { lacksKey: station.record.provider }),
    })),
    ...(first.equal === undefined && !first.lacksKey && { first: intentOf(first, order) }),
    leftOut: leftOut.map(({ model, error: { code, message } }) => ({ model, code, message })),
  };
};

/** A signal's abort as a promise that rejects; never resolves otherwise. */
const unlessAborted = async (work: Promise<unknown>, signal: AbortSignal): Promise<void> => {
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work.then(() => undefined), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** Opens the desk. It keeps nothing that another process would need: two askers of one order in this process share the line, nothing else. */
export const createDesk = (deps: DeskDeps): ModelDesk => {
  const patience: DeskPatience = { ...usualPatience, ...deps.patience };
  const underWay = new Map<string, Promise<unknown>>();

  const serve: ModelDesk['serve'] = async (order, signal, progress = () => undefined): Promise<Served> => {
    for (let before = underWay.get(order.orderKey); before !== undefined; before = underWay.get(order.orderKey))
      await unlessAborted(before, signal);
    const serving = serveOrder({ deps, patience, order, signal, progress });
    const over = serving.then(
      () => undefined,
      () => undefined, // told to whoever asked for it
    );
    underWay.set(order.orderKey, over);
    try {
      return await serving;
    } finally {
      if (underWay.get(order.orderKey) === over) underWay.delete(order.orderKey);
    }
  };

  return { quote: (order) => quote(order, deps), serve };
};
