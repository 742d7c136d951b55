/** What `workprint serve` runs: a server until it is told to stop. */
import { spawn } from 'node:child_process';
import { requireJail } from '../adapters/sandbox/sandbox.ts';
import { createLog } from '../adapters/telemetry/telemetry.ts';
import type { GivenOptions } from './command-line.ts';
import { complaintOf } from './complaints.ts';
import { workprintHome } from './home.ts';
import { ownVersion } from './own-version.ts';
import { readPort } from './port-option.ts';
import { serveStudio } from './server/serve-studio.ts';
import { openServices } from './server/services.ts';
import { readConfiguration } from './settings/settings.ts';
import { untilToldToStop } from './worker.ts';

const usualPort = 4400;
const graceMs = 8_000;
const goneWithinMs = 9_900;

/** Opens a page with the system's own opener, where there is one; a studio without a screen goes on without. */
const openBrowser = (url: string): void => {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // no such program: the address stands on the screen
  child.unref();
};

/** Serves and returns the exit code. Throws `usage`, `configuration-invalid`, `database-refused`, `sandbox-missing`, a disk error. */
export const serve = async (given: GivenOptions): Promise<number> => {
  const configuration = readConfiguration(process.env);
  const port = readPort(given) ?? usualPort;
  const host = typeof given.host === 'string' ? given.host : '127.0.0.1';
  const asJson = given.json === true;
  requireJail(configuration.WORKPRINT_ALLOW_UNSANDBOXED === 'yes');
  const log = createLog({ level: configuration.WORKPRINT_LOG_LEVEL, process: 'server' });
  // Packages that write to the console by themselves: their words go where all others go.
  console.error = (...words: unknown[]) => log.warn('A package complained', { error: complaintOf(words) });
  const stopped = untilToldToStop();
  const services = await openServices(workprintHome(), configuration, log);
  try {
    const server = await serveStudio(services, {
      host,
      port,
      hasWorker: given['no-worker'] !== true,
      version: ownVersion(),
    });
    const { url, localLink } = server;
    if (asJson) process.stdout.write(`${JSON.stringify({ type: 'ready', url, ...(localLink && { localLink }) })}\n`);
    else {
      process.stdout.write(`${url}\n`);
      process.stderr.write(
        [
          `Workprint answers at ${url}; the reference of its API is at ${url}/api/reference.`,
          ...(localLink ? [`Open this once, within 15 minutes, to be signed in: ${localLink}`] : []),
          'Ctrl-C stops it; whatever runs goes on at the next start.',
          '',
        ].join('\n'),
      );
    }
    if (given.open === true) openBrowser(localLink ?? url);
    await stopped;
    log.info('The studio stops');
    const late = setTimeout(() => {
      log.error('The studio did not stop in time and ends now; its leases run out by themselves');
      process.exit(70);
    }, goneWithinMs);
    await server.close(graceMs);
    await services.close();
    clearTimeout(late);
    return 0;
  } catch (error) {
    await services.close();
    throw error;
  }
};
