/** What the lines of the book add up to: calls and purses. */
import { WorkprintError } from '../../domain/errors.ts';
import { dollarsText, type Micros } from '../../domain/money.ts';
import type { CallIntent, CallRecord } from '../../ports/call-journal.ts';
import { answerIn, askIn, type Entry, type Owner, usageIn } from './book.types.ts';

export type KeptCall = CallRecord & {
  readonly by: Owner;
  readonly atMs: number;
};

/** Reserved is what open and unknown calls may still cost; spent is what ended ones did. */
export type Purse = { readonly reservedMicros: Micros; readonly spentMicros: Micros };

export type BookState = {
  readonly calls: ReadonlyMap<string, KeptCall>;
  ofOrder(orderKey: string): readonly KeptCall[];
  /** Oldest first. */
  ofRequest(requestKey: string, projectId: string): readonly KeptCall[];
  /** Of one build, or of all. */
  purse(buildId?: string): Purse;
  take(entry: Entry): void;
};

const emptyPurse: Purse = { reservedMicros: 0, spentMicros: 0 };

const appendTo = (map: Map<string, string[]>, key: string, id: string): void => {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
};

/** Whether its money is still kept free. */
export const isReserved = ({ state }: Pick<CallRecord, 'state'>): boolean =>
  state === 'intended' || state === 'sent' || state === 'under-way' || state === 'unknown';

/** A book without lines. */
export const emptyBook = (): BookState => {
  const calls = new Map<string, KeptCall>();
  const orders = new Map<string, string[]>();
  const requests = new Map<string, string[]>();
  const purses = new Map<string, Purse>();
  let all = emptyPurse;

  const move = (buildId: string | undefined, reserved: Micros, spent: Micros): void => {
    const moved = ({ reservedMicros, spentMicros }: Purse): Purse => ({
      reservedMicros: reservedMicros + reserved,
      spentMicros: spentMicros + spent,
    });
    all = moved(all);
    if (buildId !== undefined) purses.set(buildId, moved(purses.get(buildId) ?? emptyPurse));
  };
  const change = (id: string, more: Partial<KeptCall>): void => {
    const call = calls.get(id);
    if (!call) return; // a line about nothing changes nothing
    const now = { ...call, ...more };
    calls.set(id, now);
    const released = isReserved(call) && !isReserved(now) ? -call.reserveMicros : 0;
    move(call.payer.buildId, released, now.costMicros - call.costMicros);
  };
  const begin = ({ intent, id, place, submitKey, by, atMs }: Extract<Entry, { kind: 'intended' }>): void => {
    const { payer, keyId, ask, ...rest } = intent;
    const { buildId, ...who } = payer;
    calls.set(id, {
      ...{
        ...rest,
        id,
        place,
        submitKey,
        by,
        atMs,
        ask: askIn(ask),
        payer: { ...who, ...(buildId !== undefined && { buildId }) },
      },
      ...(keyId !== undefined && { keyId }),
      ...{ state: 'intended', costMicros: 0, charged: 'no', tookMs: 0 },
    });
    appendTo(orders, intent.orderKey, id);
    appendTo(requests, `${payer.projectId} ${intent.requestKey}`, id);
    move(buildId, intent.reserveMicros, 0);
  };
  const end = ({ id, outcome }: Extract<Entry, { kind: 'settled' }>): void => {
    const { tookMs } = outcome;
    if (outcome.state === 'unknown')
      return change(id, { state: 'unknown', error: outcome.error, charged: 'unknown', tookMs });
    const { costMicros } = outcome;
    const charged = costMicros > 0 ? 'yes' : 'no';
    if (outcome.state === 'failed')
      return change(id, { state: 'failed', error: outcome.error, costMicros, charged, tookMs });
    const isShared = calls.get(id)?.sentAtMs === undefined;
    const answered = {
      answer: answerIn(outcome.answer),
      usage: usageIn(outcome.usage),
      ...(isShared && { isShared: true as const }),
    };
    change(id, { state: 'done', costMicros, charged, tookMs, ...answered });
  };
  const found = (ids: readonly string[] | undefined): readonly KeptCall[] =>
    (ids ?? []).flatMap((id) => calls.get(id) ?? []);

  return {
    calls,
    ofOrder: (orderKey) => found(orders.get(orderKey)),
    ofRequest: (requestKey, projectId) => found(requests.get(`${projectId} ${requestKey}`)),
    purse: (buildId) => (buildId === undefined ? all : (purses.get(buildId) ?? emptyPurse)),
    take: (entry) => {
      switch (entry.kind) {
        case 'intended':
          return begin(entry);
        case 'sent':
          return change(entry.id, {
            state: 'sent',
            by: entry.by,
            sentAtMs: calls.get(entry.id)?.sentAtMs ?? entry.atMs,
          });
        case 'not-sent':
          return change(entry.id, { state: 'intended' });
        case 'under-way':
          return change(entry.id, { state: 'under-way', by: entry.by, handle: entry.handle });
        case 'settled':
          return end(entry);
        case 'corrected':
          return change(entry.id, {
            state: 'failed',
            costMicros: entry.costMicros,
            charged: entry.costMicros > 0 ? 'yes' : 'no',
          });
      }
    },
  };
};

/** Throws `budget-reached` when a build with this limit cannot keep that much free. */
export const checkBudget = (
  state: BookState,
  { payer, reserveMicros, model }: CallIntent,
  limitMicros: Micros | undefined,
): void => {
  if (limitMicros === undefined) return;
  const { reservedMicros, spentMicros } = state.purse(payer.buildId);
  const leftMicros = limitMicros - reservedMicros - spentMicros;
  if (reserveMicros <= leftMicros) return;
  throw new WorkprintError(
    'budget-reached',
    `The budget of this film is ${dollarsText(limitMicros)}: ${dollarsText(spentMicros)} is spent and ${dollarsText(reservedMicros)} kept free for what is under way, so ${dollarsText(Math.max(0, leftMicros))} is left, and ${model} may cost ${dollarsText(reserveMicros)}. Raise --budget, or choose a cheaper model.`,
  );
};
