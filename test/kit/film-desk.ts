/** The studio's own desk for films of tests: real journal, gate, shelf and guarded network; the vendors stand on loopback. */

import { readUrlPolicy } from '../../src/adapters/net/net.ts';
import { createMetrics, silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createCatalog } from '../../src/domain/catalog/catalog.ts';
import type { ModelRecord } from '../../src/domain/catalog/model.types.ts';
import { createRoomWatch } from '../../src/features/library/library.ts';
import { createCatalogs } from '../../src/features/models/models.ts';
import { baseUrlSetting, createProviderShelf } from '../../src/main/provider-shelf.ts';
import { openStudioDesk, type StudioDeskParts } from '../../src/main/server/open-desk.ts';
import type { KeyRing } from '../../src/ports/key-ring.ts';
import type { ProviderKind } from '../../src/ports/provider.ts';
import type { PlaceGround, PlaceModels } from './render-worker.ts';

export type FilmVendor = {
  readonly kind: ProviderKind;
  /** Where it stands on loopback; what people type as its base address. */
  readonly url: string;
  /** Absent: nobody has a key. */
  readonly secret?: string;
};

export type FilmDeskOptions = Pick<StudioDeskParts, 'patience' | 'gateRules'> & {
  readonly vendors: readonly FilmVendor[];
  readonly records: readonly ModelRecord[];
  /** More hosts of this machine that may be fetched from. */
  readonly privateHosts?: readonly string[];
  /** Changes what films are given. */
  readonly dress?: (
    models: Awaited<ReturnType<PlaceModels['openModels']>>,
  ) => Awaited<ReturnType<PlaceModels['openModels']>>;
};

/** One secret for each vendor, whoever asks. */
const ringOf = (vendors: readonly FilmVendor[]): KeyRing => ({
  find: async (provider) => {
    const secret = vendors.find(({ kind }) => kind.name === provider)?.secret;
    return secret === undefined ? 'missing' : { open: async () => secret };
  },
  providers: async () => new Set(vendors.flatMap(({ kind, secret }) => (secret === undefined ? [] : kind.name))),
  report: async () => undefined,
});

/** For `openPlace`. */
export const filmDesk =
  ({ vendors, records, privateHosts = [], dress = (models) => models, ...pace }: FilmDeskOptions) =>
  ({ database, objects, machines, intake }: PlaceGround): PlaceModels => {
    const clock = { now: Date.now };
    const policy = readUrlPolicy({
      privateHosts: [...vendors.map(({ url }) => new URL(url).host), ...privateHosts],
    });
    const settings = Object.fromEntries(vendors.map(({ kind, url }) => [baseUrlSetting(kind.name), url]));
    const desk = openStudioDesk({
      ...{ database, objects, intake, machines, clock, log: silentLog, metrics: createMetrics() },
      room: createRoomWatch([() => intake.freeBytes()], 0, clock),
      shelf: createProviderShelf({ policy, settings, kinds: vendors.map(({ kind }) => kind) }),
      ring: ringOf(vendors),
      catalogs: createCatalogs({ database, base: createCatalog(records), log: silentLog }),
      publicUrl: undefined,
      ...pace,
    });
    return { openModels: async (payer) => dress(await desk.openModels(payer)), close: () => desk.close() };
  };
