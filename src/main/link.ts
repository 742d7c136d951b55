/** What `workprint link` runs: whoever can start it holds the master key and the database, so nothing more is asked. */
import { asDatabaseError, createDatabase, migrate, startEmbeddedPostgres } from '../adapters/postgres/postgres.ts';
import { createSecrets, loadMasterKey } from '../adapters/secrets/secrets.ts';
import { createSignIn } from '../adapters/sign-in/sign-in.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { GivenOptions } from './command-line.ts';
import { workprintHome } from './home.ts';
import { readPort } from './port-option.ts';
import { type Configuration, readConfiguration } from './settings/settings.ts';

const usualPort = 4400;

/** The path of a link of this person; undefined: nobody has the e-mail. */
const pathOf = async (
  email: string,
  url: string,
  home: string,
  configuration: Configuration,
): Promise<string | undefined> => {
  await migrate(url);
  const masterKey = await loadMasterKey({
    given: configuration.ENCRYPTION_MASTER_KEY,
    ...{ home, isDatabaseShared: configuration.DATABASE_URL !== undefined },
  });
  const database = createDatabase(url);
  try {
    const signIn = createSignIn({
      ...{ pool: database.signInPool, signUp: configuration.WORKPRINT_SIGN_UP, asKnownError: asDatabaseError },
      secret: createSecrets(masterKey).sign('cookies', 'workprint'),
      publicUrl: configuration.WORKPRINT_PUBLIC_URL,
      // Nobody knocks here; the link is only written down.
      attempts: { take: async () => ({ isAllowed: false, resetsMs: 0 }), bucketOf: (ipAddress) => ipAddress },
      onTrouble: (message, error) => {
        throw new Error(message, { cause: error });
      },
    });
    return await signIn.linkFor(email);
  } finally {
    await database.close();
  }
};

/** Prints the link and returns the exit code. Throws `not-found`, `usage`, `configuration-invalid`, `database-refused`, `unavailable`. */
export const link = async (email: string, given: GivenOptions): Promise<number> => {
  const configuration = readConfiguration(process.env);
  const base = configuration.WORKPRINT_PUBLIC_URL ?? `http://127.0.0.1:${readPort(given) ?? usualPort}`;
  const home = workprintHome();
  const embedded = configuration.DATABASE_URL === undefined ? await startEmbeddedPostgres({ home }) : undefined;
  try {
    const path = await pathOf(email, configuration.DATABASE_URL ?? embedded?.url ?? '', home, configuration);
    if (path === undefined) throw new WorkprintError('not-found', `Nobody in this studio has the e-mail ${email}.`);
    process.stdout.write(given.json === true ? `${JSON.stringify({ link: `${base}${path}` })}\n` : `${base}${path}\n`);
    if (given.json !== true) process.stderr.write('Whoever opens this first, within 15 minutes, is signed in.\n');
    return 0;
  } finally {
    await embedded?.stop();
  }
};
