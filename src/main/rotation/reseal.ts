/**
 * Seals every sealed text of a studio anew under its present master key. Page by page, each in a transaction of its own, each row only if it is still
 * as it was read: so it can be killed at any moment, run beside servers, and run again.
 */
import type { Client } from 'pg';
import type { MasterSecrets } from '../../adapters/secrets/secrets.ts';
import { resealedToken } from '../../adapters/sign-in/sign-in.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { type SealedPlace, type SealedRow, sealedPlaces } from './sealed-places.ts';
import { type Resealed, replaceSealed, rowsToReseal } from './sealed-rows.queries.ts';

export type ResealReport = {
  /** Texts that were sealed anew by this run. */
  readonly resealed: number;
  /** Texts that open under none of the keys that were given: `table.column id`. */
  readonly unreadable: readonly string[];
};

/** A page takes half a second; what is killed loses no more. */
const pageRows = 50;
/** Servers that still seal under a key before are overtaken; ones that never stop are not waited for. */
const mostRounds = 10;

const isUnreadable = (error: unknown): boolean => error instanceof WorkprintError && error.code === 'secret-unreadable';

/** The text sealed anew; `present`: it need not be. */
const anew = async (
  place: SealedPlace,
  row: SealedRow,
  secrets: MasterSecrets,
): Promise<{ readonly sealed: string } | 'present' | 'unreadable'> => {
  if (place.by === 'sign-in') {
    const cookies = [secrets.sign('cookies', 'workprint'), ...secrets.formerSignatures('cookies', 'workprint')];
    return resealedToken(row.sealed, cookies);
  }
  const identity = place.by.identity(row);
  try {
    return { sealed: secrets.seal(secrets.open(row.sealed, identity), identity) };
  } catch (error) {
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
};

type Round = { readonly client: Client; readonly secrets: MasterSecrets; readonly unreadable: Set<string> };

/** All of a place once; gives how many were replaced or changed under our hands. */
const resealPlace = async (
  { client, secrets, unreadable }: Round,
  place: SealedPlace,
  onPage: (resealed: number) => void,
): Promise<{ readonly resealed: number; readonly missed: number }> => {
  let [resealed, missed] = [0, 0];
  for (let after: string | undefined; ; ) {
    const presentPrefix = secrets.presentPrefix();
    const rows = await rowsToReseal(client, place, { ...(after && { after }), presentPrefix, most: pageRows });
    const changes: Resealed[] = [];
    for (const row of rows) {
      const to = await anew(place, row, secrets);
      if (to === 'unreadable') unreadable.add(`${place.table}.${place.column} ${row.id}`);
      else if (to !== 'present') changes.push({ id: row.id, from: row.sealed, to: to.sealed });
    }
    const replaced = changes.length > 0 ? await replaceSealed(client, place, changes) : 0;
    resealed += replaced;
    missed += changes.length - replaced;
    if (replaced > 0) onPage(replaced);
    after = rows.at(-1)?.id;
    if (rows.length < pageRows) return { resealed, missed };
  }
};

/** Goes over all places until a round finds nothing more to do. Throws `conflict` when somebody goes on sealing under a key before. */
export const resealAll = async (
  client: Client,
  secrets: MasterSecrets,
  onProgress: (resealed: number) => void,
): Promise<ResealReport> => {
  let resealed = 0;
  for (let round = 0; round < mostRounds; round++) {
    const unreadable = new Set<string>();
    let [changed, missed] = [0, 0];
    for (const place of sealedPlaces) {
      const done = await resealPlace({ client, secrets, unreadable }, place, (count) => {
        resealed += count;
        onProgress(resealed);
      });
      changed += done.resealed;
      missed += done.missed;
    }
    if (changed === 0 && missed === 0) return { resealed, unreadable: [...unreadable] };
  }
  throw new WorkprintError(
    'conflict',
    'Somebody goes on sealing under a key before. Restart every server and worker with the new key, then run this again; what was sealed anew stays.',
  );
};
