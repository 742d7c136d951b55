/** The desk of the studio: every model behind one door, for the requests of this process and for its jobs. */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createDesk,
  type DeskCatalog,
  type DeskPatience,
  deskCatalogOf,
  type GateRules,
} from '../../build/desk/desk.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { createCallBell, createKeeper, noticePath } from '../../features/generations/generations.ts';
import type { RoomWatch } from '../../features/library/library.ts';
import type { Catalogs } from '../../features/models/models.ts';
import { createCallJournal, createProviderGate } from '../../features/spending/spending.ts';
import { blobName } from '../../features/storage/storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { Intake } from '../../ports/intake.ts';
import type { KeyRing, Payer } from '../../ports/key-ring.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { ModelDesk } from '../../ports/model-desk.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { type FilmEyesAndEars, type FilmModelTools, openEyesAndEars } from '../desk/film-model-tools.ts';
import { modelBook } from '../desk/model-book.ts';
import type { StudioShelf } from '../provider-shelf.ts';
import type { RenderMachines } from '../render-machines.ts';
import { workerName } from '../worker.ts';

export type StudioDesk = {
  readonly desk: ModelDesk;
  readonly catalogFor: (payer: Payer) => Promise<DeskCatalog>;
  /** The desk for a film, with what looks at and listens to what models made. */
  readonly openModels: (payer: Payer) => Promise<FilmModelTools>;
  close(): Promise<void>;
};

export type StudioDeskParts = {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly intake: Intake;
  readonly room: RoomWatch;
  readonly shelf: StudioShelf;
  readonly ring: KeyRing;
  readonly catalogs: Catalogs;
  readonly machines: RenderMachines;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Where the studio is reached from outside; undefined: nowhere, so vendors are asked instead of telling. */
  readonly publicUrl: string | undefined;
  /** Default: how long vendors are usually borne with. */
  readonly patience?: Partial<DeskPatience>;
  readonly gateRules?: GateRules;
};

const bytesOf = async (body: ReadableStream<Uint8Array> | undefined): Promise<Uint8Array> => {
  if (!body)
    throw new WorkprintError('media-corrupt', 'The stored bytes of a file of this request are gone. Upload it again.');
  return new Uint8Array(await new Response(body).arrayBuffer());
};

/** Opens it; nothing is asked of anybody before somebody asks the desk. */
export const openStudioDesk = (parts: StudioDeskParts): StudioDesk => {
  const { database, objects, shelf, ring, clock, metrics, log } = parts;
  const publicUrl = parts.publicUrl?.replace(/\/+$/, '');
  const bell = createCallBell({ database, log });
  const gate = createProviderGate(database, workerName(), { log, ...(parts.gateRules && { rules: parts.gateRules }) });
  const catalogFor = async (payer: Payer): Promise<DeskCatalog> =>
    deskCatalogOf(await parts.catalogs.catalogFor(payer));
  const desk = createDesk({
    ...{ catalogFor, gate, ring, shelf, bell, clock, log, chance: () => randomInt(2 ** 32) / 2 ** 32 },
    journal: createCallJournal(database, { spent: (facts) => metrics.spent(facts) }),
    keep: createKeeper({
      ...parts,
      fetchMade: (file, by) => shelf.fetchMade(file, by),
      probe: async (path, signal) => (await (await parts.machines.machine()).library.takeIn(path, signal)).facts,
    }),
    read: async ({ sha256 }) => bytesOf(await objects.read(blobName(sha256))),
    holds: async ({ sha256 }) => (await objects.facts(blobName(sha256))) !== undefined,
    webhookUrl: (provider) =>
      publicUrl !== undefined && shelf.kind(provider)?.readNotice ? `${publicUrl}${noticePath(provider)}` : undefined,
    wait: (ms, signal) => wait(ms, undefined, { signal }),
    onCall: (end) => metrics.callEnded(end),
    ...(parts.patience && { patience: parts.patience }),
  });
  let opening: Promise<FilmEyesAndEars> | undefined;
  const eyesAndEars = (): Promise<FilmEyesAndEars> => {
    opening ??= parts.machines
      .machine()
      .then(({ blobs, library, tools, hear }) => openEyesAndEars({ blobs, library, media: tools.media, hear }));
    return opening;
  };
  return {
    ...{ desk, catalogFor },
    openModels: async (payer) => {
      const { blobs } = await parts.machines.machine();
      const { library, finisher, likeness } = await eyesAndEars();
      const book = modelBook(await parts.catalogs.catalogFor(payer), () => clock.now());
      return { desk, payer, book, library, blobs, finisher, likeness };
    },
    close: async () => {
      await (await opening)?.close();
      await gate.close();
      await bell.close();
    },
  };
};
