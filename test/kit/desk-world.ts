/** A desk with all it stands on, in memory but for its book: paid vendors, a ring of one key, a gate, a blob store. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeskFolder, openDeskFolder } from '../../src/adapters/desk-folder/desk-folder.ts';
import {
  createDesk,
  createMemoryGate,
  type DeskDeps,
  deskCatalogOf,
  type GateRules,
  type KeptFile,
  type MadeBy,
} from '../../src/build/desk/desk.ts';
import { createCatalog } from '../../src/domain/catalog/catalog.ts';
import { type ErrorCode, WorkprintError } from '../../src/domain/errors.ts';
import { seededRandom } from '../../src/domain/random.ts';
import type { CallJournal } from '../../src/ports/call-journal.ts';
import type { FoundKey, KeyRing, KeyState, NoKey } from '../../src/ports/key-ring.ts';
import type { Log } from '../../src/ports/log.ts';
import type { ModelDesk, Order } from '../../src/ports/model-desk.ts';
import type { MadeFile } from '../../src/ports/provider.ts';
import { memoryBlobs } from './memory-blobs.ts';
import { type PaidVendor, paidShelf } from './paid-vendor.ts';

const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

export type WorldRing = KeyRing & { state: NoKey | 'works'; keyId: string; readonly reports: KeyState[] };

const ringOf = (): WorldRing => {
  const ring: WorldRing = {
    state: 'works',
    keyId: 'key-1',
    reports: [],
    find: async () =>
      ring.state === 'works'
        ? ({ keyId: ring.keyId, open: async () => 'paid-key-works' } satisfies FoundKey)
        : ring.state,
    providers: async () => new Set(['paid']),
    report: async (_keyId, verdict) => void ring.reports.push(verdict),
  };
  return ring;
};

/** Fetches made files straight from loopback, with the caps, refusals and codes of the studio's way out. */
const fetchMade = async (
  file: Extract<MadeFile, { kind: 'url' }>,
  { fileHeaders, signal }: MadeBy,
): Promise<Uint8Array> => {
  const headers = file.isPrivate && fileHeaders ? { headers: fileHeaders } : {};
  let response: Response;
  try {
    response = await fetch(file.url, { redirect: 'manual', signal, ...headers });
  } catch (error) {
    signal.throwIfAborted();
    throw new WorkprintError('url-unreachable', 'Nobody answers there.', { cause: error });
  }
  const refuse = async (code: ErrorCode, message: string): Promise<never> => {
    await response.body?.cancel();
    throw new WorkprintError(code, message);
  };
  if (response.status >= 300 && response.status < 400) return refuse('url-refused', 'It leads to a private address.');
  if (response.status !== 200) return refuse('url-unreachable', `It answers with ${response.status}.`);
  if (Number(response.headers.get('content-length')) > 2 ** 26) return refuse('url-too-large', 'The file has 4 GB.');
  if (response.headers.get('content-type')?.startsWith('text/html')) return refuse('media-refused', 'It is a page.');
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw new WorkprintError('url-unreachable', 'It was cut off.', { cause: error });
  }
};

export type DeskWorld = {
  readonly desk: ModelDesk;
  readonly deps: DeskDeps;
  readonly journal: CallJournal;
  readonly folder: DeskFolder;
  readonly ring: WorldRing;
  readonly blobs: ReturnType<typeof memoryBlobs>;
  /** An order for a picture of these words, unless it says otherwise. */
  order(orderKey: string, more?: Partial<Order>): Order;
  close(): Promise<void>;
};

export type DeskWorldOptions = {
  readonly home: string;
  /** The book and the blobs of an earlier world: what a process that died left behind. */
  readonly after?: Pick<DeskWorld, 'folder' | 'blobs'>;
  readonly vendors: readonly Pick<PaidVendor, 'kind' | 'records'>[];
  readonly budgetMicros?: number;
  readonly deps?: Partial<DeskDeps>;
  readonly gateRules?: GateRules;
  /** How long one request may take before it is silence; default 20 s. */
  readonly mostMs?: number;
  readonly seed?: number;
};

/** Patience in milliseconds, so that tests wait for nothing; in the proportions of the usual one. */
export const quickPatience = {
  ...{ tries: 4, firstMs: 2, mostMs: 20, alone: 3_000, withNext: 300, graceMs: 3_000, equalMs: 2_000 },
  lookMs: [5, 20],
} as const;

/** Opens it over the book in `home`. */
export const openDeskWorld = async ({
  home,
  after,
  vendors,
  budgetMicros,
  deps: more,
  gateRules,
  mostMs,
  seed = 1,
}: DeskWorldOptions): Promise<DeskWorld> => {
  const clock = { now: () => Date.now() };
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    sleep(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error;
    });
  const folder =
    after?.folder ??
    (await openDeskFolder({
      home,
      clock,
      ...(budgetMicros !== undefined && { budgetOf: () => budgetMicros }),
    }));
  const blobs = after?.blobs ?? memoryBlobs();
  const ring = ringOf();
  const keep = async (file: MadeFile, by: MadeBy): Promise<KeptFile> => ({
    blob: await blobs.put(
      file.kind === 'bytes' ? file.bytes : await fetchMade(file, by),
      file.mediaType ?? 'application/octet-stream',
    ),
  });
  const catalog = deskCatalogOf(createCatalog(vendors.flatMap(({ records }) => records)));
  const deps: DeskDeps = {
    catalogFor: async () => catalog,
    journal: folder.journal,
    gate: createMemoryGate({ clock, wait, ...(gateRules && { rules: gateRules }) }),
    ring,
    shelf: paidShelf(
      vendors.map(({ kind }) => kind),
      mostMs === undefined ? {} : { mostMs },
    ),
    keep,
    read: blobs.get,
    holds: blobs.has,
    bell: { wait: (_callId, ms, signal) => wait(ms, signal) },
    clock,
    wait,
    chance: seededRandom('desk', seed),
    log: silentLog,
    patience: quickPatience,
    ...more,
  };
  return {
    ...{ desk: createDesk(deps), deps, journal: deps.journal, folder, ring, blobs },
    order: (orderKey, rest) => ({
      orderKey,
      ask: { type: 'image', prompt: orderKey, count: 1, aspectRatio: '16:9' },
      policy: { kind: 'model', model: 'paid/still' },
      payer: { personId: 'person', projectId: 'project', buildId: 'build' },
      ...rest,
    }),
    close: () => folder.close(),
  };
};

export const aborted = (): AbortSignal => AbortSignal.abort(new WorkprintError('cancelled', 'Stop.'));
export const never = new AbortController().signal;
