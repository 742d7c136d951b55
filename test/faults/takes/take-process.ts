/** A studio as a process of its own that stands still at the points its generations name. Its one argument is JSON: `TakeSettings`. */

import { createDatabase } from '../../../src/adapters/postgres/postgres.ts';
import { silentLog } from '../../../src/adapters/telemetry/telemetry.ts';
import { generationJobs, generationRoutes } from '../../../src/features/generations/generations.ts';
import { createWorker } from '../../../src/features/jobs/jobs.ts';
import { workerName } from '../../../src/main/worker.ts';
import { openGenerationKit } from '../../kit/generation-parts.ts';
import { openLibraryParts } from '../../kit/library-parts.ts';
import { type PaidKindOptions, paidKind } from '../../kit/paid/paid-kind.ts';
import { paidRecords, paidShelf } from '../../kit/paid-vendor.ts';
import type { FreshDatabase } from '../../kit/postgres.ts';
import { startTestStudio } from '../../kit/studio.ts';
import {
  createHaltingJournal,
  createHalts,
  databaseOfJournal,
  databaseOfRequests,
  haltingDesk,
  haltingHandler,
  haltingKeep,
  haltingKind,
} from './take-points.ts';

export type TakeSettings = {
  readonly url: string;
  readonly folder: string;
  readonly vendors: readonly PaidKindOptions[];
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { url, folder, vendors } = JSON.parse(process.argv[2] ?? '{}') as TakeSettings;

const database = createDatabase(url, { application: 'a studio that dies' });
const halts = createHalts(say);
const journal = createHaltingJournal(halts);
const { parts: library } = await openLibraryParts(database, folder);
const kit = openGenerationKit({
  library: { ...library, database: databaseOfJournal(database, halts, journal.isSettling) },
  shelf: paidShelf(vendors.map((vendor) => haltingKind(paidKind(vendor), halts))),
  records: vendors.flatMap(({ name }) => paidRecords(name)),
  ...{ journal: journal.wrap, keep: haltingKeep(halts), desk: haltingDesk(halts) },
});
const requests = databaseOfRequests(database, halts);
const studio = await startTestStudio({
  // Whoever asks says by their token which person they are: the people are made by the test.
  ground: {
    database: requests,
    identify: async (headers) => ({
      personId: headers.get('authorization') ?? '',
      via: 'session',
      scopes: ['read', 'write', 'run', 'manage'],
    }),
  },
  fresh: { url, superuserUrl: url, database, close: async () => undefined } satisfies FreshDatabase,
  routes: () => generationRoutes(kit.parts),
});
await createWorker({
  ...{ database, queue: library.queue, log: silentLog, name: workerName() },
  handlers: generationJobs({ ...kit.parts, database }).map((handler) => haltingHandler(handler, halts)),
  concurrency: { calls: 128 },
});
say(`ready ${studio.url}`);
