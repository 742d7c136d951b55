/**
 * A PostgreSQL of Workprint's own, in a folder of the home. It outlives a crash of ours and is found again; several servers on one home share
 * it; the last to leave ends it; when it dies, whoever still needs it starts it again.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { asFolderError, codeOf, diskFull, explainFailure, isHeldByAnother } from './explain-failure.ts';
import { ensureCluster } from './initialise.ts';
import { ensureLogin, superuserUrlOf, urlOf } from './login.queries.ts';
import { isOwned, register } from './owners.ts';
import { makeSocketFolder, type Place, preparePlace, readCredentials } from './place.ts';
import { disownLockFile, isPostmasterOf, readPostmaster, type Spawned, spawnPostmaster } from './postmaster.ts';
import { isAlive } from './process-life.ts';

export type EmbeddedPostgres = {
  /** For `createDatabase` and `migrate`. Holds the password: never print it. */
  readonly url: string;
  /** For what only a superuser may do, such as making databases in tests. Never used by the studio. */
  readonly superuserUrl: string;
  /** `joined`: it ran already, for another server or since before a crash of ours. */
  readonly how: 'started' | 'joined';
  /** Real path of the folder that holds all of it. */
  readonly folder: string;
  /** Leaves; the last to leave ends the server. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** WORKPRINT_HOME. */
  readonly home: string;
  readonly log?: (message: string) => void;
  /** For tests: commits do not wait for the disk, and a power cut loses everything. */
  readonly isThrowaway?: boolean;
};

type Running = {
  readonly pid: number;
  readonly socketFolder: string;
  readonly how: 'started' | 'joined';
  readonly spawned?: Spawned;
};

const lookEveryMs = 15;
/** Children of a killed server need a moment to notice; a clean end of another's takes a checkpoint. */
const yieldForMs = 30_000;
const fastStopMs = 30_000;
const mostKnocks = 20;
/** No socket, nobody behind it, and a server that is just starting or ending (57P01, 57P03). */
const isGone = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']);

/** Waits until the server we started is ready; undefined when another holds the folder. */
const awaitReady = async (place: Place, spawned: Spawned): Promise<{ pid: number } | undefined> => {
  const { child } = spawned;
  for (;;) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      const words = await spawned.words();
      if (isHeldByAnother(words)) return undefined;
      throw explainFailure(words, place.cluster);
    }
    const found = await readPostmaster(place);
    if (found?.pid === child.pid && found.isReady) return { pid: child.pid };
    await sleep(lookEveryMs);
  }
};

/** The server of this folder, running and ready: the one that is there, or a new one. */
const bringUp = async (
  place: Place,
  binaries: Binaries,
  isThrowaway: boolean,
  keptSocket?: string,
): Promise<Running> => {
  const giveUpAt = Date.now() + yieldForMs;
  for (;;) {
    const found = await readPostmaster(place);
    if (found && (await isPostmasterOf(found.pid, place))) {
      if (found.isReady && found.socketFolder)
        return { pid: found.pid, socketFolder: found.socketFolder, how: 'joined' };
      await sleep(lookEveryMs);
      continue;
    }
    if (found && isAlive(found.pid)) await disownLockFile(place);
    const socketFolder = keptSocket ?? (await makeSocketFolder(place));
    const spawned = await spawnPostmaster(place, binaries, socketFolder, isThrowaway);
    const ready = await awaitReady(place, spawned);
    if (ready) return { pid: ready.pid, socketFolder, how: 'started', spawned };
    if (!keptSocket && !socketFolder.startsWith(place.folder)) await rm(socketFolder, { recursive: true, force: true });
    if (Date.now() > giveUpAt) throw explainFailure(await spawned.words(), place.cluster);
    await sleep(100);
  }
};

/** Ends the server of this folder in good order: sessions are closed, everything is written down. */
const endServer = async (place: Place, socketFolder: string): Promise<void> => {
  const found = await readPostmaster(place);
  if (found && (await isPostmasterOf(found.pid, place))) {
    const isThere = (): Promise<boolean> => isPostmasterOf(found.pid, place);
    process.kill(found.pid, 'SIGINT');
    for (const until = Date.now() + fastStopMs; Date.now() < until && (await isThere()); ) await sleep(lookEveryMs);
    // What is not written yet stands in its log and is brought back at the next start.
    if (await isThere()) process.kill(found.pid, 'SIGQUIT');
  }
  if (!socketFolder.startsWith(place.folder)) await rm(socketFolder, { recursive: true, force: true });
};

const checkEveryMs = 500;
const restartAfterMs = 2_000;

/** While we own the place, a server that died is started again (by whoever notices first). */
const keepRunning = (
  first: Running,
  isThere: (pid: number) => Promise<boolean>,
  start: () => Promise<Running>,
  log: (message: string) => void,
): (() => Promise<void>) => {
  const leaving = new AbortController();
  const rest = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { ref: false, signal: leaving.signal }).catch(() => undefined); // the end of waiting is no error
  const restart = async (): Promise<number> => {
    log('The database has ended; it is started again.');
    for (let said = ''; ; ) {
      try {
        const { pid } = await start();
        log('The database runs again.');
        return pid;
      } catch (error) {
        // A full disk stays full for a while: the same is not said again and again.
        const words = error instanceof Error ? error.message : String(error);
        if (words !== said) log(words);
        said = words;
        await rest(restartAfterMs);
        if (leaving.signal.aborted) return 0;
      }
    }
  };
  const watch = async (): Promise<void> => {
    for (let pid = first.pid; !leaving.signal.aborted; await rest(checkEveryMs)) {
      if (!(await isThere(pid)) && !leaving.signal.aborted) pid = await restart();
    }
  };
  const watching = watch();
  return async () => {
    leaving.abort();
    await watching;
  };
};

/**
 * Starts or joins the database of this home. Throws `database-refused` (locked folder, other major version, lost passwords, no program for this
 * machine) or `disk-full`, each with what to do.
 */
export const startEmbeddedPostgres = async ({
  home,
  log = () => undefined,
  isThrowaway = false,
}: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const place = await preparePlace(home);
  const leave = await register(place.owners).catch((error: unknown) => {
    throw asFolderError(error, place.folder);
  });
  let running: Running | undefined;
  const depart = async (): Promise<void> => {
    await leave();
    if (running && !(await isOwned(place.owners))) await endServer(place, running.socketFolder);
  };
  try {
    const binaries = await prepareBinaries(place.folder, place.runAs);
    const cluster = await ensureCluster(place, binaries, isThrowaway);
    const credentials = await readCredentials(place);
    const enter = async (): Promise<Running> => {
      for (let tries = 1; ; tries++) {
        running = await bringUp(place, binaries, isThrowaway);
        try {
          await ensureLogin(running.socketFolder, credentials, cluster === 'made' && running.how === 'started');
          return running;
        } catch (error) {
          // Between the look at its file and the knock at its door a server may have ended: another leaves, another comes.
          if (tries === mostKnocks || !isGone.has(codeOf(error) ?? '')) throw error;
          await sleep(lookEveryMs * tries);
        }
      }
    };
    running = await enter();
    const { how, socketFolder } = running;
    const stopWatching = keepRunning(
      running,
      (pid) => isPostmasterOf(pid, place),
      () => bringUp(place, binaries, isThrowaway, socketFolder),
      log,
    );
    let stopped: Promise<void> | undefined;
    return {
      url: urlOf(socketFolder, credentials),
      superuserUrl: superuserUrlOf(socketFolder, credentials),
      how,
      folder: place.folder,
      stop: () => (stopped ??= stopWatching().then(depart)),
    };
  } catch (error) {
    await depart();
    throw asDiskSentence(error, place);
  }
};

/** A full disk is told by PostgreSQL itself when it ran already. */
const asDiskSentence = (error: unknown, place: Place): unknown =>
  codeOf(error) === '53100' ? diskFull(place.cluster, error) : asFolderError(error, place.folder);
