/** Whether a database can be brought to the schema of this program, and by which migrations. Nothing is asked or changed here. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Applied, Server } from './migrate.queries.ts';
import type { Migration } from './migration-files.ts';

const leastVersion = 150_000;

const refused = (message: string): WorkprintError => new WorkprintError('database-refused', message);

/** Throws `database-refused` for a version or an encoding the studio does not work with. */
export const checkServer = ({ versionNumber, version, encoding }: Server): void => {
  if (versionNumber < leastVersion)
    throw refused(`This database is PostgreSQL ${version}; Workprint needs 15 or newer.`);
  if (encoding !== 'UTF8')
    throw refused(`This database keeps text as ${encoding}; Workprint needs one made with the encoding UTF8.`);
};

/** What was applied must agree with our files, as far as it goes; the rest is what is missing. Throws `database-refused`. */
export const pendingOf = (applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] => {
  for (const { version, name, checksum } of applied) {
    const ours = migrations.find((migration) => migration.version === version);
    if (!ours)
      throw refused(
        `This database was brought up to date by a newer Workprint (it has ${name}, which this one does not know). Start that version or a newer one.`,
      );
    if (ours.checksum !== checksum)
      throw refused(
        `The migration ${ours.name} was applied to this database with another content. Put the file back as it was and write a new migration instead.`,
      );
  }
  const last = Math.max(0, ...applied.map(({ version }) => version));
  const skipped = migrations.find(({ version }) => version < last && !applied.some((each) => each.version === version));
  if (skipped) throw refused(`The migration ${skipped.name} was never applied, though later ones were.`);
  return migrations.filter(({ version }) => version > last);
};
