/**
 * Which key pays for a call: the payer's own, then what members shared with the project. What was found wrong is not used again before somebody
 * tested or changed it; what has reached its cap waits for the next month. A key is opened for the moment of one call.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { FoundKey, KeyRing, NoKey, Payer } from '../../ports/key-ring.ts';
import type { Log } from '../../ports/log.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { type Environment, environmentKey, withoutKeyAtAll } from './environment-keys.ts';
import { isLocalOwner, keyById, keysFor, noteFinding, type RingRow, sealedKey, touchKey } from './key-ring.queries.ts';
import { keyIdentity } from './key-rules.ts';

export type KeyRingParts = {
  readonly database: Pick<Database, 'asStudio' | 'asStudioLoosely'>;
  readonly secrets: Pick<Secrets, 'open'>;
  readonly clock: Clock;
  readonly kinds: readonly ProviderKind[];
  readonly log: Pick<Log, 'warn'>;
  /** Of a personal machine alone: what its variables hold counts as the local owner's. Never given on a server that many share. */
  readonly environment?: Environment;
};

/** An account without credit may have some again. */
const noCreditMs = 10 * 60_000;
const mostRemembered = 1000;

/** The month in which money spent at this moment counts, in UTC. */
const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

/** Why a key is passed over; undefined: it is not. */
const troubleOf = (row: RingRow, nowMs: number, needMicros: number): NoKey | undefined => {
  if (row.verdict === 'wrong' || row.verdict === 'expired') return row.verdict;
  if (row.verdict === 'no-credit' && nowMs - (row.testedAt?.getTime() ?? 0) < noCreditMs) return 'no-credit';
  if (needMicros > 0 && row.leftMicros !== null && row.leftMicros < needMicros) return 'capped';
  return undefined;
};

/** The ring of a server or a worker. `find` throws `unavailable`; opening a key also `key-missing` and `secret-unreadable`. */
export const createKeyRing = (parts: KeyRingParts): KeyRing => {
  const { database, secrets, clock, kinds, log, environment } = parts;
  /** Versions of keys that this process opened, so that what a call finds out is said of the key it used and of no later one. */
  const opened = new Map<string, number>();
  const remember = (id: string, version: number): void => {
    opened.delete(id);
    opened.set(id, version);
    const [oldest] = opened.keys();
    if (opened.size > mostRemembered && oldest !== undefined) opened.delete(oldest);
  };

  const touch = (id: string): void => {
    database
      .asStudioLoosely((query) => touchKey(query, id, new Date(clock.now())))
      .catch((error: unknown) => log.warn('The last use of a key of a provider could not be noted', { error }));
  };

  const foundKey = (row: RingRow): FoundKey => ({
    keyId: row.id,
    ...(row.baseUrl !== null && { baseUrl: row.baseUrl }),
    open: async () => {
      const kept = await database.asStudio((query) => sealedKey(query, row.id));
      if (!kept)
        throw new WorkprintError('key-missing', `The key of  was deleted a moment ago. Add one, or use another model.`);
      const key = secrets.open(kept.sealed, keyIdentity(row));
      remember(row.id, kept.version);
      touch(row.id);
      return key === '' ? undefined : key;
    },
  });

  /** Keys of the operator's environment, for the owner of the machine. */
  const environmentFor = async (personId: string): Promise<Environment> =>
    environment && (await database.asStudio((query) => isLocalOwner(query, personId))) ? environment : {};

  const kindOf = (provider: string): ProviderKind | undefined => kinds.find(({ name }) => name === provider);

  /** The first of rows that serves, then the environment before shared ones, then why not. */
  const choose = (
    rows: readonly RingRow[],
    kind: ProviderKind | undefined,
    variables: Environment,
    needMicros: number,
  ) => {
    const nowMs = clock.now();
    const troubles = rows.map((row) => troubleOf(row, nowMs, needMicros));
    const serving = rows.filter((_, at) => troubles[at] === undefined);
    const own = serving.find(({ isOwn }) => isOwn);
    if (own) return foundKey(own);
    const ofEnvironment = kind && environmentKey(variables, kind);
    if (ofEnvironment) return ofEnvironment;
    const [shared] = serving;
    // What can be mended at once is told first: a cap is raised by its person.
    return shared
      ? foundKey(shared)
      : (troubles.find((one) => one === 'capped') ?? troubles[0] ?? withoutKeyAtAll(kind));
  };

  const rowsFor = ({ personId, projectId }: Payer, provider?: string): Promise<readonly RingRow[]> =>
    database.asStudio((query) => keysFor(query, { personId, projectId, month: monthOf(clock.now()) }, provider));

  return {
    find: async (provider, payer, needMicros = 1, keyId) => {
      const begun = keyId && (await database.asStudio((query) => keyById(query, keyId, provider)));
      if (begun) return foundKey(begun);
      const kind = kindOf(provider);
      if (kind?.needsKey === 'none') return { open: async () => undefined };
      return choose(await rowsFor(payer, provider), kind, await environmentFor(payer.personId), needMicros);
    },
    mostRoom: async (provider, payer) => {
      const nowMs = clock.now();
      const rooms = (await rowsFor(payer, provider)).flatMap((row) =>
        row.limitMicros === null || row.leftMicros === null || troubleOf(row, nowMs, 0) !== undefined
          ? []
          : [{ limitMicros: Number(row.limitMicros), leftMicros: row.leftMicros }],
      );
      return rooms.toSorted((one, other) => other.leftMicros - one.leftMicros)[0];
    },
    providers: async (payer) => {
      const [rows, variables] = [await rowsFor(payer), await environmentFor(payer.personId)];
      const names = kinds
        .filter(
          (kind) =>
            typeof choose(
              rows.filter(({ provider }) => provider === kind.name),
              kind,
              variables,
              0,
            ) !== 'string',
        )
        .map(({ name }) => name);
      return new Set(names);
    },
    report: (keyId, verdict) =>
      database.asStudio((query) =>
        noteFinding(query, { id: keyId, verdict, at: new Date(clock.now()), version: opened.get(keyId) }),
      ),
  };
};
