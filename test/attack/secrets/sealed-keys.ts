/** PE6: what is sealed stays sealed, opens only where it belongs, and outlives a rotation of its master key that is killed in the middle. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSecrets, openMasterKeys } from '../../../src/adapters/secrets/secrets.ts';
import { keyIdentity } from '../../../src/features/provider-keys/provider-keys.ts';
import { withClient } from '../../../src/main/backup/database-client.ts';
import { type RotationReport, rotate } from '../../../src/main/rotation/rotate-key.ts';
import { readConfiguration } from '../../../src/main/settings/settings.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/postgres.ts';
import { runWorkprint, startWorkprint } from '../../kit/run-workprint.ts';
import type { Facts, OpenProof, ProofRow, ProofSize } from '../../prove/row.types.ts';
import { fillWithSealed } from './rotation-world.ts';

type World = { readonly fresh: FreshDatabase; readonly folder: string; readonly size: ProofSize };

const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');

const mustRefuse = (work: () => unknown, what: string): void => {
  try {
    work();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'secret-unreadable') return;
    throw error;
  }
  throw new Error(`${what} opened`);
};

/** Every text tried in every other row: of the same person, another person, another provider. */
const swaps = async ({ size }: World): Promise<Facts> => {
  const secrets = createSecrets(randomBytes(32));
  const rows = Array.from({ length: size === 'full' ? 100 : 12 }, (_, at) => {
    const row = { id: crypto.randomUUID(), personId: `person ${at % 3}`, provider: at % 2 ? 'openai' : 'fal' };
    return { row, sealed: secrets.seal(`key ${at}`, keyIdentity(row)) };
  });
  let refused = 0;
  for (const { row, sealed } of rows) {
    for (const other of rows.filter(({ row: { id } }) => id !== row.id)) {
      mustRefuse(() => secrets.open(other.sealed, keyIdentity(row)), 'another row’s text');
      refused++;
    }
    for (const changed of [{ personId: 'nobody' }, { provider: 'gemini' }, { id: crypto.randomUUID() }]) {
      mustRefuse(() => secrets.open(sealed, keyIdentity({ ...row, ...changed })), 'a text in another’s name');
      refused++;
    }
  }
  return { refused };
};

/** The whole way of sealing but for scrypt, a million times. */
const nonces = async ({ size }: World): Promise<Facts> => {
  const count = size === 'full' ? 1_000_000 : 5_000;
  const secrets = createSecrets(randomBytes(32), {
    derive: (key, salt) => createHmac('sha256', key).update(salt).digest(),
  });
  const seen = new Set<string>();
  for (let at = 0; at < count; at++) {
    const [, , , nonce = ''] = secrets.seal('the same text', 'the same row').split('.');
    if (nonce.length !== 16) throw new Error('a nonce has not 96 bits');
    seen.add(nonce);
  }
  if (seen.size !== count) throw new Error(`${count - seen.size} nonces came twice`);
  return { nonces: count };
};

type Environment = Readonly<Record<string, string>>;

/** The last words of a whole worker. */
const startedWith = async ({ fresh, folder }: World, environment: Environment, at: number): Promise<string> => {
  const { code, stderr } = await runWorkprint(['work', '--json'], {
    ...{ DATABASE_URL: fresh.url, WORKPRINT_HOME: join(folder, `keyless-${at}`), WORKPRINT_ALLOW_UNSANDBOXED: 'yes' },
    ...environment,
  });
  return code === 2 ? stderr : `code ${code}: ${stderr.slice(-300)}`;
};

/** The refusal of what every start reads first. */
const readWith = async (environment: Environment, home: string): Promise<string> => {
  try {
    const { ENCRYPTION_MASTER_KEY: given, ENCRYPTION_MASTER_KEY_PREVIOUS: previous } = readConfiguration(environment);
    await openMasterKeys({ given, previous, home, isDatabaseShared: true });
    return '';
  } catch (error) {
    return String(error);
  }
};

/** A server of a shared database starts under no key, a short one or a word; and of two homes none has the key of the other. */
const noKey = async (world: World): Promise<Facts> => {
  const { folder, size } = world;
  const tries: readonly Environment[] = [
    {},
    { ENCRYPTION_MASTER_KEY: 'change-me' },
    { ENCRYPTION_MASTER_KEY: 'ab'.repeat(16) },
    { ENCRYPTION_MASTER_KEY: 'ab'.repeat(32), ENCRYPTION_MASTER_KEY_PREVIOUS: 'old' },
  ];
  for (const [at, environment] of tries.entries()) {
    const said = await (size === 'full' ? startedWith(world, environment, at) : readWith(environment, folder));
    if (!said.includes('ENCRYPTION_MASTER_KEY')) throw new Error(`try ${at + 1} was not refused by name: ${said}`);
  }
  const homes = [join(folder, 'one'), join(folder, 'two')];
  const made = await Promise.all(
    homes.map(async (home) =>
      hex((await openMasterKeys({ given: undefined, home, isDatabaseShared: false }))().present),
    ),
  );
  if (new Set(made).size !== 2) throw new Error('two homes were given the same key');
  return { refused: tries.length };
};

const wholeRun = async (environment: Environment): Promise<RotationReport> => {
  const { code, stdout, stderr } = await runWorkprint(['rotate-key', '--json'], environment);
  if (code !== 0) throw new Error(`the second run ended with ${code}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as RotationReport;
};

/** What the command does, without a process of its own. */
const ownRun = (environment: Environment, url: string, home: string): Promise<RotationReport> =>
  withClient(url, 'rotation', (client) =>
    rotate(
      client,
      { home, configuration: readConfiguration(environment), isShared: true },
      { isForgetting: false, onProgress: () => undefined },
    ),
  );

/** Killed as soon as a part is done, then run to its end, while somebody goes on changing rows. */
const rotation = async ({ fresh, folder, size }: World): Promise<Facts> => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const rows = size === 'full' ? 10_000 : 70;
  const world = await fillWithSealed(fresh, before, rows);
  const both = createSecrets(() => ({ present: after, former: [before] }));
  const home = join(folder, 'rotated');
  mkdirSync(home, { recursive: true });
  const environment = {
    ...{ DATABASE_URL: fresh.url, WORKPRINT_HOME: home },
    ...{ ENCRYPTION_MASTER_KEY: hex(after), ENCRYPTION_MASTER_KEY_PREVIOUS: hex(before) },
  };
  const killed = startWorkprint(['rotate-key', '--json'], environment);
  killed.child.stdout?.once('data', () => killed.child.kill('SIGKILL'));
  const ended = await killed.ended;
  const halfway = await world.underPresent(both);
  if (halfway === 0 || halfway >= world.planted.length - 4)
    throw new Error(`it was not killed in the middle: ${halfway} of ${world.planted.length}, ${ended.stderr}`);
  await world.readAll(both);
  // Meanwhile a server with both keys changes a row, and one that was not restarted yet goes on sealing under the key before.
  const [first, second] = world.planted;
  if (!first || !second) throw new Error('nothing was planted');
  await world.write(first, both);
  await world.write(second, createSecrets(before));
  const report = await (size === 'full' ? wholeRun(environment) : ownRun(environment, fresh.url, home));
  if (report.texts !== world.planted.length || report.unreadable.length > 0)
    throw new Error(`it reports ${JSON.stringify(report)}`);
  await world.readAll(createSecrets(after));
  const sealed = await world.sealedAt(second);
  mustRefuse(() => createSecrets(before).open(sealed, second.identity), 'a text under the key before');
  return { rotated: world.planted.length };
};

const open = async (size: ProofSize, folder: string): Promise<OpenProof> => {
  const world: World = { fresh: await freshDatabase(), folder, size };
  return {
    cases: [
      { name: 'a text in another row, name or provider', run: () => swaps(world) },
      { name: 'nonces', run: () => nonces(world) },
      { name: 'no key, no start', run: () => noKey(world) },
      { name: 'rotation, killed in the middle', run: () => rotation(world) },
    ],
    close: () => world.fresh.close(),
  };
};

export const sealedKeys: ProofRow = {
  id: 'PE6',
  promise: 'What is sealed opens only where it belongs, under no made-up key, and outlives a rotation that is killed.',
  counts: 'cases',
  facts: { refused: 'sum', nonces: 'sum', rotated: 'sum' },
  open,
};
