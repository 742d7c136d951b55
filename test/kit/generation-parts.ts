/** What generations stand on in tests: the real desk over the real journal and gate on PostgreSQL, vendors on loopback, one key for all of them. */
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createDesk } from '../../src/build/desk/desk.ts';
import type { DeskCatalog, DeskDeps, DeskPatience } from '../../src/build/desk/desk.types.ts';
import {
  bestFirst,
  checkAsk,
  costOf,
  createCatalog,
  openLimitsOf,
  quoteAsk,
} from '../../src/domain/catalog/catalog.ts';
import type { ModelRecord } from '../../src/domain/catalog/model.types.ts';
import { WorkprintError } from '../../src/domain/errors.ts';
import { createCallBell } from '../../src/features/generations/call-bell.ts';
import type { GenerationParts, NoticeParts } from '../../src/features/generations/generation.types.ts';
import { createKeeper } from '../../src/features/generations/keep-made.ts';
import type { LibraryParts } from '../../src/features/library/library.ts';
import { createCallJournal, createProviderGate } from '../../src/features/spending/spending.ts';
import { blobName } from '../../src/features/storage/storage.ts';
import type { CallJournal } from '../../src/ports/call-journal.ts';
import type { Database } from '../../src/ports/database.ts';
import type { ProviderShelf } from '../../src/ports/provider-shelf.ts';

export type GenerationKit = {
  readonly parts: GenerationParts & NoticeParts;
  close(): Promise<void>;
};

export type GenerationKitOptions = {
  readonly library: LibraryParts;
  readonly shelf: ProviderShelf;
  readonly records: readonly ModelRecord[];
  /** The secret that opens every vendor; default that which works. */
  readonly secret?: string | undefined;
  readonly patience?: Partial<DeskPatience>;
  readonly publicUrl?: () => string | undefined;
  /** Comes between the desk and what it stands on, for tests that stop it somewhere. */
  readonly journal?: (journal: CallJournal) => CallJournal;
  readonly journalDatabase?: Database;
  readonly keep?: (keep: DeskDeps['keep']) => DeskDeps['keep'];
  readonly desk?: (desk: GenerationParts['desk']) => GenerationParts['desk'];
};

/** These records as a catalog. */
export const catalogOf = (records: readonly ModelRecord[]): DeskCatalog => {
  const catalog = createCatalog(records);
  return {
    find: (name, makes, today) => catalog.find(name, { today, makes }),
    list: (makes, today) => bestFirst(catalog.list({ makes, usableOn: today })),
    check: checkAsk,
    unchecked: openLimitsOf,
    quote: quoteAsk,
    cost: costOf,
  };
};

const bytesOf = async (body: ReadableStream<Uint8Array> | undefined): Promise<Uint8Array> => {
  if (!body) throw new WorkprintError('media-corrupt', 'The bytes of a file of this request are gone.');
  return new Uint8Array(await new Response(body).arrayBuffer());
};

/** Opens it over the parts of a library. */
export const openGenerationKit = (options: GenerationKitOptions): GenerationKit => {
  const { library, shelf, records, secret = 'paid-key-works' } = options;
  const { database, objects, clock, queue, links, limits, room } = library;
  const catalog = catalogOf(records);
  const bell = createCallBell({ database, log: silentLog });
  const gate = createProviderGate(database, 'generations of a test');
  const journal = createCallJournal(options.journalDatabase ?? database);
  const keep = createKeeper({
    ...library,
    fetchMade: async (file, { fileHeaders, signal }) => {
      const answer = await fetch(file.url, {
        redirect: 'manual',
        signal,
        ...(file.isPrivate && fileHeaders && { headers: fileHeaders }),
      });
      if (answer.status >= 300 && answer.status < 400)
        throw new WorkprintError('url-refused', 'The vendor redirects to where nothing is fetched from.');
      if (answer.status !== 200 || !answer.body)
        throw new WorkprintError(
          'url-unreachable',
          `The vendor answers with ${answer.status} instead of the file it made.`,
        );
      return { body: answer.body };
    },
  });
  const catalogFor = async (): Promise<DeskCatalog> => catalog;
  const desk = createDesk({
    ...{ catalogFor, gate, shelf, bell, clock, log: silentLog, chance: () => 0.5 },
    journal: options.journal?.(journal) ?? journal,
    ring: {
      find: async () => ({ open: async () => secret }),
      providers: async () => new Set(shelf.kinds.map(({ name }) => name)),
      report: async () => undefined,
    },
    keep: options.keep?.(keep) ?? keep,
    read: async ({ sha256 }) => bytesOf(await objects.read(blobName(sha256))),
    holds: async ({ sha256 }) => (await objects.facts(blobName(sha256))) !== undefined,
    webhookUrl: (provider) => {
      const url = options.publicUrl?.();
      return url === undefined ? undefined : `${url}/api/v1/provider-notices/${provider}`;
    },
    wait: (ms, signal) => wait(ms, undefined, { signal }),
    ...(options.patience && { patience: options.patience }),
  });
  return {
    parts: {
      ...{ database, queue, clock, links, limits, room, catalogFor, shelf },
      desk: options.desk?.(desk) ?? desk,
      fetchOf: () => fetch,
    },
    close: async () => {
      await gate.close();
      await bell.close();
    },
  };
};
