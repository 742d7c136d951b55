/** What `workprint work` runs: a worker until it is told to stop. */
import { requireJail } from '../adapters/sandbox/sandbox.ts';
import { createLog } from '../adapters/telemetry/telemetry.ts';
import type { GivenOptions } from './command-line.ts';
import { workprintHome } from './home.ts';
import { ownVersion } from './own-version.ts';
import { readPort } from './port-option.ts';
import { openServices } from './server/services.ts';
import { openWatchPort } from './server/watch-port.ts';
import { jobHandlers, jobMetrics, startChores, usualConcurrency } from './server/workings.ts';
import { readConfiguration } from './settings/settings.ts';
import { readConcurrency, runWorker } from './worker.ts';

/** Works and returns the exit code. Throws `usage`, `configuration-invalid`, `database-refused`, `sandbox-missing`, a disk error. */
export const work = async (given: GivenOptions): Promise<number> => {
  const configuration = readConfiguration(process.env);
  const concurrency = readConcurrency(given, usualConcurrency());
  const port = readPort(given);
  requireJail(configuration.WORKPRINT_ALLOW_UNSANDBOXED === 'yes');
  const log = createLog({ level: configuration.WORKPRINT_LOG_LEVEL, process: 'worker' });
  const services = await openServices(workprintHome(), configuration, log);
  const { database, queue, metrics } = services;
  const watched = port === undefined ? undefined : await openWatchPort(services, { port, version: ownVersion() });
  const chores = concurrency.chores ? await startChores(services) : undefined;
  return runWorker(
    {
      ...{ database, queue, log, concurrency, handlers: jobHandlers(services), metrics: jobMetrics(metrics) },
      close: async () => {
        await Promise.all([chores?.stop(500), watched?.close(500)]);
        await services.close();
      },
    },
    () => {
      if (given.json === true)
        process.stdout.write(`${JSON.stringify({ type: 'ready', ...(watched && { url: watched.url }) })}\n`);
      else process.stderr.write('Workprint takes jobs. Ctrl-C stops it; whatever runs is given to others.\n');
    },
  );
};
