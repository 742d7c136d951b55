/** Who did what, when and from where. An entry commits with what it tells of, or neither does. */
import type { Query } from '../../ports/database.ts';
import type { Call } from '../api/api.ts';
import { insertAudit } from './audit.queries.ts';

export type AuditEntry = {
  /** A verb in the past: `project-deleted`, `member-removed`. */
  readonly action: string;
  /** What it was done to, by kind and id: `project:0190…`. */
  readonly subject: string;
  readonly projectId?: string;
  /** Plain JSON, no secrets. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Notes in the transaction of the deed. */
export const writeAudit = (
  query: Query,
  { caller, ipAddress, requestId }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'ipAddress' | 'requestId'>,
  entry: AuditEntry,
): Promise<void> =>
  insertAudit(query, {
    ...entry,
    ...{ personId: caller.personId, ipAddress, requestId },
    detail: { ...entry.detail, ...(caller.keyId !== undefined && { keyId: caller.keyId }) },
  });
