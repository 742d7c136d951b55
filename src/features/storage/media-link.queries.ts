import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { LinkSubject } from './media-link.ts';

export type LinkedBlob = { readonly hash: string; readonly bytes: number; readonly isDamaged: boolean };

const rowsOf = (subject: LinkSubject) => {
  if (subject.of === 'asset')
    return sql`select blob_hash, project_id from workprint.assets where id = ${subject.id}::uuid and deleted_at is null`;
  if (subject.of === 'derivative')
    return sql`
      select derivative.blob_hash, derivative.project_id from workprint.asset_derivatives derivative
      join workprint.assets asset on asset.id = derivative.asset_id and asset.deleted_at is null
      where derivative.asset_id = ${subject.id}::uuid and derivative.kind = ${subject.kind}`;
  return sql`
    select blob_hash, project_id from workprint.job_results
    where job_id = ${subject.id}::uuid and kind = ${subject.kind} and (expires_at is null or expires_at > now())`;
};

/** The blob that the row of a link names now; undefined when the row, or its project, is gone. */
export const findLinkedBlob = async (query: Query, subject: LinkSubject): Promise<LinkedBlob | undefined> => {
  const { rows } = await sql<{ hash: string; bytes: string; is_damaged: boolean }>`
    select blob.hash, blob.bytes, blob.damaged_at is not null as is_damaged
    from (${rowsOf(subject)}) named
    join workprint.projects project on project.id = named.project_id and project.deleted_at is null
    join workprint.blobs blob on blob.hash = named.blob_hash`.execute(query);
  const row = rows[0];
  return row && { hash: row.hash, bytes: Number(row.bytes), isDamaged: row.is_damaged };
};
