/** Rows of deliveries as the studio fills, claims and ends them. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { DeliveryTry, DueDelivery, WebhookEvent } from './webhook.types.ts';

/**
 * One delivery for each webhook that asked for this: those of the project by members of it, those of all projects by the person in whose
 * name it happened. All carry the same event id. Gives how many.
 */
export const insertDeliveries = async (
  query: Query,
  { event, kind, projectId, personId, data }: WebhookEvent,
): Promise<number> => {
  const { numAffectedRows } = await sql`
    with told as (select workprint.new_id() as event_id)
    insert into workprint.webhook_deliveries (webhook_id, person_id, event_id, event, payload)
    select w.id, w.person_id, told.event_id, ${event}, ${JSON.stringify(data ?? null)}::jsonb
    from workprint.webhooks w cross join told
    where w.is_active and ${event} = any (w.events) and (${kind ?? null}::text is null or ${kind ?? null} = any (w.kinds))
      and (w.project_id = ${projectId}::uuid or (w.project_id is null and w.person_id = ${personId}::uuid))
      and exists (
        select from workprint.project_members m where m.project_id = ${projectId}::uuid and m.person_id = w.person_id)`.execute(
    query,
  );
  return Number(numAffectedRows ?? 0n);
};

export type Claim = {
  readonly now: Date;
  /** Until then nobody else takes them; a courier that dies gives them back so. */
  readonly leaseUntil: Date;
  readonly most: number;
  /** At most so many of one webhook at a time. */
  readonly mostOfOne: number;
  /** How many of each webhook are under way here. */
  readonly underWay: ReadonlyMap<string, number>;
};

/** Takes deliveries whose time has come, the oldest first, so that no other courier has them too. */
export const claimDue = async (
  query: Query,
  { now, leaseUntil, most, mostOfOne, underWay }: Claim,
): Promise<readonly DueDelivery[]> => {
  const { rows } = await sql<Omit<DueDelivery, 'formerSecretSealed'> & { readonly formerSecretSealed: string | null }>`
    with held as (
      select * from unnest(${[...underWay.keys()]}::uuid[], ${[...underWay.values()]}::integer[]) as held (webhook_id, count)
    ), due as (
      select oldest.id, next_at, coalesce(held.count, 0) + row_number() over (partition by webhook_id order by next_at, id) as place
      from (
        select id, webhook_id, next_at from workprint.webhook_deliveries
        where state = 'queued' and next_at <= ${now}
          and webhook_id not in (select webhook_id from held where count >= ${mostOfOne}::integer)
        order by next_at limit 1000
      ) oldest left join held using (webhook_id)
    ), taken as (
      select d.id from workprint.webhook_deliveries d join due on due.id = d.id
      where due.place <= ${mostOfOne}::integer and d.state = 'queued' and d.next_at <= ${now}
      order by due.next_at limit ${most}
      for update of d skip locked
    )
    update workprint.webhook_deliveries d
    set attempts = d.attempts + 1, next_at = ${leaseUntil}
    from taken, workprint.webhooks w
    where d.id = taken.id and w.id = d.webhook_id
    returning d.id, d.webhook_id as "webhookId", d.person_id as "personId", d.event_id as "eventId", d.event, d.payload,
      d.attempts as attempt, d.created_at as "createdAt", d.due_since as "dueSince", w.url, w.secret_sealed as "secretSealed",
      case when w.former_secret_until > ${now} then w.former_secret_sealed end as "formerSecretSealed"`.execute(query);
  return rows.map((row) => ({ ...row, formerSecretSealed: row.formerSecretSealed ?? undefined }));
};

export type TryEnd = {
  readonly state: 'queued' | 'done' | 'failed';
  readonly nextAt: Date;
  readonly finishedAt: Date | null;
  readonly tried: DeliveryTry;
};

/** Writes down what came of a try, unless the claim was lost meanwhile. */
export const endTry = async (query: Query, { id, attempt }: DueDelivery, end: TryEnd): Promise<boolean> => {
  const row = await query
    .updateTable('workprint.webhook_deliveries')
    .set({
      state: end.state,
      next_at: end.nextAt,
      finished_at: end.finishedAt,
      last_status: end.tried.status ?? null,
      last_error: end.tried.error ?? null,
      tries: sql`(tries || ${JSON.stringify([end.tried])}::jsonb)`,
    })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('attempts', '=', attempt)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Something arrived: the webhook is well. */
export const markWell = async (query: Query, webhookId: string): Promise<void> => {
  await query
    .updateTable('workprint.webhooks')
    .set({ failing_since: null })
    .where('id', '=', webhookId)
    .where('failing_since', 'is not', null)
    .execute();
};

/** Nothing arrived; gives since when. Undefined: the webhook is gone. */
export const markFailing = async (query: Query, webhookId: string, at: Date): Promise<Date | undefined> => {
  const row = await query
    .updateTable('workprint.webhooks')
    .set({ failing_since: sql`coalesce(failing_since, ${at})` })
    .where('id', '=', webhookId)
    .returning('failing_since')
    .executeTakeFirst();
  return row?.failing_since ?? undefined;
};

/** Switches a webhook off, says why, and drops what still waits for it. */
export const disableWebhook = async (
  query: Query,
  { webhookId, personId }: Pick<DueDelivery, 'webhookId' | 'personId'>,
  because: string,
  at: Date,
): Promise<void> => {
  const row = await query
    .updateTable('workprint.webhooks')
    .set({ is_active: false, disabled_at: at, disabled_because: because })
    .where('id', '=', webhookId)
    .where('is_active', '=', true)
    .returning('project_id')
    .executeTakeFirst();
  if (!row) return;
  await query
    .updateTable('workprint.webhook_deliveries')
    .set({ state: 'cancelled', finished_at: at })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'queued')
    .execute();
  await query
    .insertInto('workprint.audit_log')
    .values({
      person_id: personId,
      project_id: row.project_id,
      action: 'webhook-disabled',
      subject: `webhook:${webhookId}`,
      detail: JSON.stringify({ because }),
    })
    .execute();
};

/** Forgets deliveries that ended before this. Gives how many. */
export const forgetDeliveries = async (query: Query, before: Date): Promise<number> => {
  const { numDeletedRows } = await query
    .deleteFrom('workprint.webhook_deliveries')
    .where('finished_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
};
