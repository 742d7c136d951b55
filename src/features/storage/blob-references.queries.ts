/** Which rows name a blob. Whoever adds a table that names blobs adds it here: the sweeper removes what nobody names. */
import { type RawBuilder, sql } from 'kysely';

/** Tables with a column `blob_hash`. Answers of steps and of paid calls count too: making them again costs time or money. */
export const tablesNamingBlobs = [
  'assets',
  'asset_derivatives',
  'job_results',
  'answer_blobs',
  'provider_call_blobs',
] as const;

/** A condition on `workprint.blobs`, called `blob`: some row names it. */
export const isNamed: RawBuilder<boolean> = sql`(${sql.join(
  tablesNamingBlobs.map(
    (table) => sql`exists (select from ${sql.table(`workprint.${table}`)} named where named.blob_hash = blob.hash)`,
  ),
  sql` or `,
)})`;
