/** The desk of the command line: keys from the environment, the book of paid calls in WORKPRINT_HOME, a gate of its own. */
import { createHash, randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createFolderKeeper, type DeskFolder, openDeskFolder } from '../../adapters/desk-folder/desk-folder.ts';
import { readUrlPolicy } from '../../adapters/net/net.ts';
import { createDesk, createMemoryGate, type DeskDeps, deskCatalogOf } from '../../build/desk/desk.ts';
import { type Catalog, modelCatalog, type OwnPrice } from '../../domain/catalog/catalog.ts';
import { createEnvironmentKeys } from '../../features/provider-keys/provider-keys.ts';
import type { ModelBook } from '../../pipeline/paid/model-book.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Payer } from '../../ports/key-ring.ts';
import type { Log } from '../../ports/log.ts';
import type { MediaLibrary } from '../../ports/media-library.ts';
import type { ModelDesk } from '../../ports/model-desk.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import { createProviderShelf, providerKinds } from '../provider-shelf.ts';
import { modelBook } from './model-book.ts';
import { withOwnModels } from './own-models.ts';

export type CommandDeskParts = {
  readonly home: string;
  readonly blobs: BlobStore;
  readonly library: MediaLibrary;
  /** What the film is known by: its budget is one over all runs. */
  readonly film: string;
  /** The most this film may spend, in all runs together. */
  readonly budgetMicros: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Models the film names: what the catalog does not know of a server of one's own is asked of that server. */
  readonly named?: readonly string[];
  /** What models cost whoever pays, where that is said. */
  readonly prices?: readonly OwnPrice[];
  readonly signal?: AbortSignal;
  /** Default: the vendors and models this studio knows. */
  readonly kinds?: readonly ProviderKind[];
  readonly catalog?: Catalog;
};

export type CommandDesk = {
  readonly desk: ModelDesk;
  readonly book: ModelBook;
  readonly payer: Payer;
  /** The vendors there are. */
  readonly kinds: readonly ProviderKind[];
  /** Those of them for which there is a key, or none is needed. */
  withKeys(): Promise<ReadonlySet<string>>;
  /** What this film has cost so far, and what is kept free for calls under way or in doubt. */
  purse: DeskFolder['purse'];
  close(): Promise<void>;
};

/** There is one person at a command line, with one project: the home folder. */
const payerOf = (film: string): Payer => ({
  ...{ personId: 'home', projectId: 'home' },
  buildId: createHash('sha256').update(film).digest('hex').slice(0, 32),
});

/** Throws `ledger-damaged`, `url-refused`, a disk error. */
export const openCommandDesk = async (parts: CommandDeskParts): Promise<CommandDesk> => {
  const { home, blobs, library, environment, log, kinds = providerKinds } = parts;
  const clock: Clock = { now: () => Date.now() };
  const payer = payerOf(parts.film);
  const list = (text: string | undefined): readonly string[] =>
    (text ?? '').split(',').flatMap((one) => one.trim() || []);
  const shelf = createProviderShelf({
    policy: readUrlPolicy({
      privateHosts: list(environment.WORKPRINT_ALLOW_PRIVATE_HOSTS),
      ports: list(environment.WORKPRINT_OUTGOING_PORTS),
    }),
    settings: environment,
    kinds,
  });
  const ring = createEnvironmentKeys(environment, kinds);
  const asking = { shelf, ring, payer, signal: parts.signal ?? new AbortController().signal };
  const catalog = await withOwnModels(parts.catalog ?? modelCatalog, parts, asking);
  const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal });
  const folder = await openDeskFolder({
    ...{ home, clock },
    budgetOf: (buildId) => (buildId === payer.buildId ? parts.budgetMicros : undefined),
  });
  const keep = createFolderKeeper<Parameters<DeskDeps['keep']>[1]>({
    blobs,
    fetchMade: (file, by) => shelf.fetchMade(file, by),
    probe: async (path, signal) => {
      const { picture, durationMs, sounds } = (await library.takeIn(path, signal)).facts;
      return {
        ...(durationMs > 0 && { seconds: durationMs / 1000 }),
        ...(picture && { width: picture.width, height: picture.height }),
        hasSound: sounds.length > 0,
      };
    },
  });
  const deskView = deskCatalogOf(catalog);
  const desk = createDesk({
    ...{ journal: folder.journal, shelf, keep, clock, wait: pause, log },
    catalogFor: async () => deskView,
    gate: createMemoryGate({ clock, wait: pause }),
    ring,
    read: (file) => blobs.get(file),
    holds: (file) => blobs.has(file),
    // Nobody can call a command line.
    bell: { wait: (_call, ms, signal) => pause(ms, signal) },
    chance: () => randomInt(2 ** 32) / 2 ** 32,
  });
  return {
    ...{ desk, payer, kinds },
    withKeys: () => ring.providers(payer),
    book: modelBook(catalog, () => clock.now()),
    purse: (buildId) => folder.purse(buildId),
    close: () => folder.close(),
  };
};
