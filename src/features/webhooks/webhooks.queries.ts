/** Rows of webhooks as their person sees and changes them. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import { testEventName } from './webhook.types.ts';

export type WebhookRow = {
  readonly id: string;
  readonly projectId: string | null;
  readonly url: string;
  readonly events: readonly string[];
  readonly kinds: readonly string[];
  readonly secretEnding: string;
  readonly isActive: boolean;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledBecause: string | null;
  readonly createdAt: Date;
};

const columns = [
  'id',
  'project_id as projectId',
  'url',
  'events',
  'kinds',
  'secret_ending as secretEnding',
  'is_active as isActive',
  'failing_since as failingSince',
  'disabled_at as disabledAt',
  'disabled_because as disabledBecause',
  'created_at as createdAt',
] as const;

/** An id for a row that is still to be made; its secret is sealed to it. */
export const newId = async (query: Query): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select workprint.new_id() as id`.execute(query);
  if (!rows[0]) throw new Error('The database made no id.');
  return rows[0].id;
};

export const insertWebhook = async (
  query: Query,
  made: {
    readonly id: string;
    readonly personId: string;
    readonly projectId: string | undefined;
    readonly url: string;
    readonly events: readonly string[];
    readonly kinds: readonly string[];
    readonly secretSealed: string;
    readonly secretEnding: string;
  },
): Promise<WebhookRow> =>
  query
    .insertInto('workprint.webhooks')
    .values({
      id: made.id,
      person_id: made.personId,
      project_id: made.projectId ?? null,
      url: made.url,
      events: [...made.events],
      kinds: [...made.kinds],
      secret_sealed: made.secretSealed,
      secret_ending: made.secretEnding,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();

/** Newest first. */
export const listWebhooks = (query: Query, projectId: string | undefined): Promise<WebhookRow[]> => {
  const all = query.selectFrom('workprint.webhooks').select(columns).orderBy('id', 'desc');
  return (projectId === undefined ? all : all.where('project_id', '=', projectId)).execute();
};

export const findWebhook = (query: Query, id: string): Promise<WebhookRow | undefined> =>
  query.selectFrom('workprint.webhooks').select(columns).where('id', '=', id).executeTakeFirst();

/** How many webhooks the asking person has. */
export const countWebhooks = async (query: Query): Promise<number> => {
  const { count } = await query
    .selectFrom('workprint.webhooks')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export type WebhookChange = {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly isActive?: boolean | undefined;
};

/** Undefined: there is no such webhook. Switching it on forgets why it was off. */
export const changeWebhook = (
  query: Query,
  id: string,
  { url, events, kinds, isActive }: WebhookChange,
): Promise<WebhookRow | undefined> => {
  const changes = {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events: [...events] }),
    ...(kinds !== undefined && { kinds: [...kinds] }),
    ...(isActive !== undefined && { is_active: isActive }),
    ...(isActive === true && { failing_since: null, disabled_at: null, disabled_because: null }),
  };
  if (Object.keys(changes).length === 0) return findWebhook(query, id);
  return query
    .updateTable('workprint.webhooks')
    .set(changes)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
};

/** False: there was none. */
export const deleteWebhook = async (query: Query, id: string): Promise<boolean> => {
  const row = await query.deleteFrom('workprint.webhooks').where('id', '=', id).returning('id').executeTakeFirst();
  return row !== undefined;
};

/** What still waits for this webhook is not sent. */
export const cancelWaiting = async (query: Query, webhookId: string, at: Date): Promise<void> => {
  await query
    .updateTable('workprint.webhook_deliveries')
    .set({ state: 'cancelled', finished_at: at })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'queued')
    .execute();
};

/** The sealed secret of one's own webhook. */
export const sealedSecret = async (query: Query, id: string): Promise<string | undefined> => {
  const row = await query
    .selectFrom('workprint.webhooks')
    .select('secret_sealed')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.secret_sealed;
};

/** A new secret; the one before it goes on signing until `formerUntil`. Undefined: there is no such webhook. */
export const replaceSecret = (
  query: Query,
  id: string,
  made: { readonly secretSealed: string; readonly secretEnding: string; readonly formerUntil: Date },
): Promise<WebhookRow | undefined> =>
  query
    .updateTable('workprint.webhooks')
    .set((of) => ({
      former_secret_sealed: of.ref('secret_sealed'),
      former_secret_until: made.formerUntil,
      secret_sealed: made.secretSealed,
      secret_ending: made.secretEnding,
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();

/** Whether the asking person sees the project and it was not deleted. */
export const seesProject = async (query: Query, projectId: string): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.projects')
    .select('id')
    .where('id', '=', projectId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};

export type DeliveryRow = {
  readonly id: string;
  readonly eventId: string;
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly tries: unknown;
  readonly payload: unknown;
  readonly nextAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

const deliveryColumns = [
  'id',
  'event_id as eventId',
  'event',
  'state',
  'attempts',
  'last_status as lastStatus',
  'last_error as lastError',
  'tries',
  'payload',
  'next_at as nextAt',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const;

/** Newest first, after the one the last page ended with. */
export const listDeliveries = (
  query: Query,
  webhookId: string,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<DeliveryRow[]> => {
  const all = query
    .selectFrom('workprint.webhook_deliveries')
    .select(deliveryColumns)
    .where('webhook_id', '=', webhookId);
  return (before === undefined ? all : all.where('id', '<', before)).orderBy('id', 'desc').limit(limit).execute();
};

/** A delivery that only tests whether the receiver listens. Gives its row. */
export const insertTest = (
  query: Query,
  to: { readonly webhookId: string; readonly personId: string; readonly at: Date },
): Promise<DeliveryRow> =>
  query
    .insertInto('workprint.webhook_deliveries')
    .values({
      webhook_id: to.webhookId,
      person_id: to.personId,
      event_id: sql<string>`workprint.new_id()`,
      event: testEventName,
      payload: JSON.stringify({ webhookId: to.webhookId }),
      due_since: to.at,
      next_at: to.at,
      created_at: to.at,
    })
    .returning(deliveryColumns)
    .executeTakeFirstOrThrow();

/** The same event once more, from the first try on. Undefined: there is no such delivery of this webhook, or it still waits. */
export const sendAgain = (
  query: Query,
  webhookId: string,
  deliveryId: string,
  at: Date,
): Promise<DeliveryRow | undefined> =>
  query
    .updateTable('workprint.webhook_deliveries')
    .set({ state: 'queued', attempts: 0, due_since: at, next_at: at, finished_at: null })
    .where('id', '=', deliveryId)
    .where('webhook_id', '=', webhookId)
    .where('state', '<>', 'queued')
    .returning(deliveryColumns)
    .executeTakeFirst();

export const findDelivery = (query: Query, webhookId: string, deliveryId: string): Promise<DeliveryRow | undefined> =>
  query
    .selectFrom('workprint.webhook_deliveries')
    .select(deliveryColumns)
    .where('id', '=', deliveryId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();

/** Tells the couriers, when this transaction commits, that there is something to bring. */
export const wakeCouriers = async (query: Query): Promise<void> => {
  await sql`select pg_notify('workprint_webhooks', '')`.execute(query);
};
