import type { Query } from '../../ports/database.ts';

export type NewAudit = {
  readonly personId: string;
  readonly action: string;
  readonly subject: string;
  readonly projectId?: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly ipAddress: string;
  readonly requestId: string;
};

export const insertAudit = async (query: Query, entry: NewAudit): Promise<void> => {
  await query
    .insertInto('workprint.audit_log')
    .values({
      person_id: entry.personId,
      project_id: entry.projectId ?? null,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
      ip_address: entry.ipAddress,
      request_id: entry.requestId,
    })
    .execute();
};

/** Entries about a project, or about the person asking; newest first. Row-level security decides what there is. */
export const listAudit = (
  query: Query,
  {
    projectId,
    before,
    most,
  }: { readonly projectId: string | undefined; readonly before: number | undefined; readonly most: number },
) =>
  query
    .selectFrom('workprint.audit_log')
    .select(['id', 'at', 'person_id', 'project_id', 'action', 'subject', 'detail', 'ip_address'])
    .$if(projectId !== undefined, (all) => all.where('project_id', '=', projectId ?? null))
    .$if(before !== undefined, (all) => all.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
