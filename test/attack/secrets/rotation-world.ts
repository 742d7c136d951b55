/**
 * A database full of sealed texts of every kind, as an older studio left them: keys of vendors and secrets of webhooks in the first form, which names
 * no master key, tokens of sign-in in better-auth's.
 */
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { createSecrets, type MasterSecrets } from '../../../src/adapters/secrets/secrets.ts';
import { keyIdentity } from '../../../src/features/provider-keys/provider-keys.ts';
import { secretIdentity } from '../../../src/features/webhooks/webhooks.ts';
import type { FreshDatabase } from '../../kit/postgres.ts';
import { addPerson } from '../../kit/studio.ts';

/** Seals many texts under one salt, so that filling takes no longer than scrypt once. */
const quickSealer = (masterKey: Uint8Array) => {
  const salt = randomBytes(64);
  const key = scryptSync(masterKey, salt, 32, { N: 4096, r: 8, p: 1 });
  return (text: string, identity: string): string => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(identity));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return ['v1', ...[salt, nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
  };
};

/** Where a text lies, what it is sealed to, what it says. */
type Planted = {
  readonly table: 'provider_keys' | 'webhooks' | 'logins';
  readonly column: string;
  readonly id: string;
  readonly identity: string;
  readonly says: string;
};

export type RotationWorld = {
  readonly planted: readonly Planted[];
  /** How many texts lie under the present key of these secrets. */
  underPresent(secrets: MasterSecrets): Promise<number>;
  /** Throws unless every text opens and says what it said. */
  readAll(secrets: MasterSecrets): Promise<void>;
  sealedAt(place: Planted): Promise<string>;
  /** Writes the text of a vendor's key again, sealed by these secrets. */
  write(place: Planted, secrets: MasterSecrets): Promise<void>;
};

/** Nine tenths are keys of vendors, the rest secrets of webhooks (each with one before it) and tokens of sign-in. */
export const fillWithSealed = async (
  { database }: FreshDatabase,
  masterKey: Uint8Array,
  rows: number,
): Promise<RotationWorld> => {
  const seal = quickSealer(masterKey);
  const cookies = createSecrets(masterKey).sign('cookies', 'workprint');
  const people = [await addPerson(database, 'One'), await addPerson(database, 'Two')] as const;
  const planted: Planted[] = [];
  const plant = (place: Omit<Planted, 'says'>): string => {
    const says = `canary-${randomBytes(12).toString('hex')}`;
    planted.push({ ...place, says });
    return place.table === 'logins' ? says : seal(says, place.identity);
  };
  const others = Math.max(1, Math.floor(rows / 40));
  const keys = Array.from({ length: rows - 4 * others }, (_, at) => {
    const id = crypto.randomUUID();
    const whose = { id, personId: people[at % 2] ?? people[0], provider: 'paid' };
    const sealed = plant({ table: 'provider_keys', column: 'sealed', id, identity: keyIdentity(whose) });
    return { id, person_id: whose.personId, provider: 'paid', name: `key ${at}`, sealed, last_four: '' };
  });
  const webhooks = Array.from({ length: others }, () => {
    const [id, table] = [crypto.randomUUID(), 'webhooks' as const];
    const secret_sealed = plant({ table, column: 'secret_sealed', id, identity: secretIdentity(id) });
    const former_secret_sealed = plant({ table, column: 'former_secret_sealed', id, identity: secretIdentity(id) });
    return {
      ...{ id, person_id: people[0], url: 'https://receiver.example/', events: ['job.done'], secret_ending: 'x' },
      ...{ secret_sealed, former_secret_sealed },
    };
  });
  const logins = await Promise.all(
    Array.from({ length: others }, async (_, at) => {
      const [id, table] = [crypto.randomUUID(), 'logins' as const];
      const sealed = (column: string) =>
        symmetricEncrypt({ key: cookies, data: plant({ table, column, id, identity: '' }) });
      return {
        ...{ id, person_id: people[0], account_id: `account ${at}`, provider_id: 'google' },
        ...{ access_token: await sealed('access_token'), refresh_token: await sealed('refresh_token') },
      };
    }),
  );
  await database.asStudio(async (query) => {
    for (let from = 0; from < keys.length; from += 2000)
      await query
        .insertInto('workprint.provider_keys')
        .values(keys.slice(from, from + 2000))
        .execute();
    await query.insertInto('workprint.webhooks').values(webhooks).execute();
    await query.insertInto('workprint.logins').values(logins).execute();
  });

  const stored = async (): Promise<ReadonlyMap<string, string>> => {
    const texts = new Map<string, string>();
    await database.asStudio(async (query) => {
      for (const table of ['provider_keys', 'webhooks', 'logins'] as const)
        for (const row of await query.selectFrom(`workprint.${table}`).selectAll().execute())
          for (const [column, value] of Object.entries(row))
            if (typeof value === 'string') texts.set(`${table} ${column} ${row.id}`, value);
    });
    return texts;
  };
  const opened = async (sealed: string, { table, identity }: Planted, secrets: MasterSecrets): Promise<string> => {
    if (table !== 'logins') return secrets.open(sealed, identity);
    const all = [secrets.sign('cookies', 'workprint'), ...secrets.formerSignatures('cookies', 'workprint')];
    for (const key of all)
      try {
        return await symmetricDecrypt({ key, data: sealed });
      } catch {
        // Sealed under another of them; below it is told when under none.
      }
    throw new Error(`a token of sign-in opens under none of ${all.length} secrets`);
  };
  const keyOf = ({ table, column, id }: Planted): string => `${table} ${column} ${id}`;
  return {
    planted,
    underPresent: async (secrets) => {
      const prefix = secrets.presentPrefix();
      return [...(await stored()).values()].filter((text) => text.startsWith(prefix)).length;
    },
    readAll: async (secrets) => {
      const texts = await stored();
      for (const place of planted) {
        const says = await opened(texts.get(keyOf(place)) ?? '', place, secrets);
        if (says !== place.says) throw new Error(`${keyOf(place)} says something else`);
      }
    },
    write: async ({ id, says, identity }, secrets) => {
      const sealed = secrets.seal(says, identity);
      await database.asStudio((query) =>
        query.updateTable('workprint.provider_keys').set({ sealed }).where('id', '=', id).execute(),
      );
    },
    sealedAt: async (place) => (await stored()).get(keyOf(place)) ?? '',
  };
};
