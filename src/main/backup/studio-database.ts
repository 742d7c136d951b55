/** The database of this studio, for as long as a backup or restore takes. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../adapters/postgres/postgres.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { Configuration } from '../settings/settings.ts';

export type StudioDatabase = { readonly url: string; readonly isShared: boolean; close(): Promise<void> };

/** Joins the one of the home, or starts it. With `mustExist` a home without one is refused instead of given an empty one. */
export const openStudioDatabase = async (
  home: string,
  configuration: Configuration,
  mustExist: boolean,
): Promise<StudioDatabase> => {
  const shared = configuration.DATABASE_URL;
  if (shared) return { url: shared, isShared: true, close: async () => undefined };
  const isThere = await access(join(home, 'database')).then(
    () => true,
    () => false, // that is the answer
  );
  if (mustExist && !isThere)
    throw new WorkprintError(
      'usage',
      `There is no studio in ${home}. Set WORKPRINT_HOME to the one you want, or DATABASE_URL.`,
    );
  const embedded = await startEmbeddedPostgres({ home });
  return { url: embedded.url, isShared: false, close: () => embedded.stop() };
};
