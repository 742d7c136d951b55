/** The door of PostgreSQL: the `Database` port, migrations, a server of one's own, what the doctor wants to know. */
export { createDatabase, type DatabaseOptions, type PostgresDatabase } from './create-database.ts';
export { asDatabaseError } from './database-errors.ts';
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/start-embedded.ts';
export { type DatabaseFacts, type EmbeddedFacts, inspectDatabase, inspectEmbedded } from './inspect.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
