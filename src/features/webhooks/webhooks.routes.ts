/** `/webhooks`: a person's own receivers, their secrets, and what was brought to them. */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { defineRoute, notFound, RequestRefused, type Route } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { secretIdentity } from './deliver.ts';
import { makeSecret } from './sign-delivery.ts';
import { testEventName, usualWebhookKinds, webhookEventNames, webhookKinds } from './webhook.types.ts';
import {
  cancelWaiting,
  changeWebhook,
  countWebhooks,
  type DeliveryRow,
  deleteWebhook,
  findDelivery,
  findWebhook,
  insertTest,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  newId,
  replaceSecret,
  sealedSecret,
  seesProject,
  sendAgain,
  type WebhookRow,
  wakeCouriers,
} from './webhooks.queries.ts';

export type WebhookRouteDeps = {
  readonly database: Pick<Database, 'asPerson'>;
  readonly secrets: Pick<Secrets, 'seal' | 'open'>;
  readonly clock: Clock;
  /** Throws `url-refused` for an address that nothing will ever be sent to. */
  readonly vetUrl: (url: string) => void;
  /** Default 20. */
  readonly mostPerPerson?: number;
};

/** Time in which a receiver changes over to a new secret. */
const formerSecretMs = 24 * 3600 * 1000;

const id = z.uuid();
const params = z.object({ id });
const url = z.url({ protocol: /^https?$/ }).max(2000);
const events = z
  .array(z.enum(webhookEventNames))
  .min(1)
  .max(webhookEventNames.length)
  .transform((all) => [...new Set(all)]);
const kinds = z
  .array(z.enum(webhookKinds))
  .min(1)
  .max(webhookKinds.length)
  .transform((all) => [...new Set(all)])
  .describe('Kinds of jobs whose ends are told.');
const mine = { who: 'person', scope: 'manage' } as const;

const webhook = z.object({
  ...{ id, projectId: id.nullable(), url: z.string(), events: z.array(z.string()), isActive: z.boolean() },
  kinds: z.array(z.string()).describe('kinds of jobs whose ends are told'),
  secretEnding: z.string().describe('the last four characters of the secret'),
  failingSince: z.iso.datetime().nullable().describe('nothing has arrived since'),
  disabledAt: z.iso.datetime().nullable(),
  disabledBecause: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
const withSecret = webhook.extend({
  secret: z.string().optional().describe('signs the deliveries; shown in this answer and never again'),
});
const delivery = z.object({
  ...{ id, eventId: id, event: z.string(), state: z.string(), attempts: z.int() },
  ...{ lastStatus: z.int().nullable(), lastError: z.string().nullable() },
  tries: z.array(
    z.object({ at: z.iso.datetime(), status: z.int().optional(), error: z.string().optional(), tookMs: z.number() }),
  ),
  payload: z.unknown().describe('what is sent as `data`'),
  nextAt: z.iso.datetime().nullable().describe('when it is tried next'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
type DeliveryView = z.input<typeof delivery>;

const shown = ({ failingSince, disabledAt, createdAt, events: asked, kinds: meant, ...row }: WebhookRow) => ({
  ...row,
  events: [...asked],
  kinds: [...meant],
  failingSince: failingSince?.toISOString() ?? null,
  disabledAt: disabledAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
const shownDelivery = ({ nextAt, createdAt, finishedAt, tries, ...row }: DeliveryRow): DeliveryView => ({
  ...row,
  tries: tries as DeliveryView['tries'],
  nextAt: row.state === 'queued' ? nextAt.toISOString() : null,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const found = async (query: Query, webhookId: string): Promise<WebhookRow> => {
  const row = await findWebhook(query, webhookId);
  if (!row) throw notFound('webhook');
  return row;
};

const active = async (query: Query, webhookId: string): Promise<WebhookRow> => {
  const row = await found(query, webhookId);
  if (!row.isActive) throw new RequestRefused('conflict', 'This webhook is switched off; set isActive to true first.');
  return row;
};

const about = (row: Pick<WebhookRow, 'id' | 'projectId'>, action: string) => ({
  ...{ action, subject: `webhook:${row.id}` },
  ...(row.projectId !== null && { projectId: row.projectId }),
});

/** Routes of webhooks. */
export const webhookRoutes = ({
  database,
  secrets,
  clock,
  vetUrl,
  mostPerPerson = 20,
}: WebhookRouteDeps): readonly Route[] => {
  const sealed = (webhookId: string) => {
    const secret = makeSecret();
    return { secretSealed: secrets.seal(secret, secretIdentity(webhookId)), secretEnding: secret.slice(-4) };
  };
  /** Opened after the commit, so that no answer kept for a repeated request holds it. */
  const addSecret = async <Answer extends { readonly id: string }>(personId: string, answer: Answer) => {
    const kept = await database.asPerson(personId, (query) => sealedSecret(query, answer.id));
    return kept === undefined ? answer : { ...answer, secret: secrets.open(kept, secretIdentity(answer.id)) };
  };
  const now = (): Date => new Date(clock.now());

  return [
    defineRoute({
      ...{ method: 'post', path: '/webhooks', tag: 'webhooks', creates: true, status: 201 },
      summary: 'Have events told to an address of yours',
      description:
        'With `projectId`: events of that project, whoever causes them. Without: events that you cause, in all projects. `kinds` are the jobs that are meant, `render`, `film` and `generation` unless you say otherwise. The answer holds the secret that signs the deliveries, once.',
      access: mine,
      body: z.strictObject({ url, events, kinds: kinds.default([...usualWebhookKinds]), projectId: id.optional() }),
      answer: withSecret,
      handle: async (call, query) => {
        const { body } = call;
        vetUrl(body.url);
        if (body.projectId !== undefined && !(await seesProject(query, body.projectId))) throw notFound('project');
        if ((await countWebhooks(query)) >= mostPerPerson)
          throw new RequestRefused(
            'quota-exceeded',
            `You have ${mostPerPerson} webhooks, as many as one person may have.`,
          );
        const webhookId = await newId(query);
        const made = {
          ...body,
          id: webhookId,
          projectId: body.projectId,
          personId: call.caller.personId,
          ...sealed(webhookId),
        };
        const row = await insertWebhook(query, made);
        await writeAudit(query, call, about(row, 'webhook-created'));
        return shown(row);
      },
      afterwards: ({ caller }, answer) => addSecret(caller.personId, answer),
    }),
    defineRoute({
      ...{ method: 'get', path: '/webhooks', tag: 'webhooks', summary: 'List your webhooks, newest first' },
      access: mine,
      search: z.strictObject({ projectId: id.optional() }),
      answer: z.object({
        webhooks: z.array(webhook),
        events: z.array(z.string()).describe('events that can be asked for'),
        kinds: z.array(z.string()).describe('kinds of jobs that can be asked for'),
      }),
      handle: async ({ search }, query) => ({
        webhooks: (await listWebhooks(query, search.projectId)).map(shown),
        events: [...webhookEventNames],
        kinds: [...webhookKinds],
      }),
    }),
    defineRoute({
      ...{ method: 'get', path: '/webhooks/{id}', tag: 'webhooks', summary: 'Read a webhook' },
      access: mine,
      params,
      answer: webhook,
      handle: async ({ params }, query) => shown(await found(query, params.id)),
    }),
    defineRoute({
      ...{ method: 'put', path: '/webhooks/{id}', tag: 'webhooks', summary: 'Change a webhook' },
      description: 'What is left out stays. Switched off, it drops what still waits; switched on, it begins anew.',
      access: mine,
      params,
      body: z.strictObject({
        ...{ url: url.optional(), events: events.optional(), kinds: kinds.optional() },
        isActive: z.boolean().optional(),
      }),
      answer: webhook,
      handle: async (call, query) => {
        const { params, body } = call;
        if (body.url !== undefined) vetUrl(body.url);
        const row = await changeWebhook(query, params.id, body);
        if (!row) throw notFound('webhook');
        if (body.isActive === false) await cancelWaiting(query, row.id, now());
        await writeAudit(query, call, about(row, 'webhook-changed'));
        return shown(row);
      },
    }),
    defineRoute({
      ...{ method: 'delete', path: '/webhooks/{id}', tag: 'webhooks', summary: 'Delete a webhook and its deliveries' },
      access: mine,
      params,
      answer: z.object({ id }),
      handle: async (call, query) => {
        const row = await found(query, call.params.id);
        await deleteWebhook(query, row.id);
        await writeAudit(query, call, about(row, 'webhook-deleted'));
        return { id: row.id };
      },
    }),
    defineRoute({
      ...{
        method: 'post',
        path: '/webhooks/{id}/secret',
        tag: 'webhooks',
        creates: true,
        summary: 'Make a new secret',
      },
      description: 'The one before it signs beside it for 24 hours, so that the receiver can change over.',
      access: mine,
      params,
      answer: withSecret,
      handle: async (call, query) => {
        const { params } = call;
        const formerUntil = new Date(clock.now() + formerSecretMs);
        const row = await replaceSecret(query, params.id, { ...sealed(params.id), formerUntil });
        if (!row) throw notFound('webhook');
        await writeAudit(query, call, about(row, 'webhook-secret-replaced'));
        return shown(row);
      },
      afterwards: ({ caller }, answer) => addSecret(caller.personId, answer),
    }),
    defineRoute({
      ...{ method: 'post', path: '/webhooks/{id}/test', tag: 'webhooks', creates: true, status: 202 },
      summary: 'Send a test event',
      description: `The event is \`${testEventName}\`. Its delivery is listed with the others.`,
      access: mine,
      params,
      answer: delivery,
      handle: async ({ params, caller }, query) => {
        const { id: webhookId } = await active(query, params.id);
        const row = await insertTest(query, { webhookId, personId: caller.personId, at: now() });
        await wakeCouriers(query);
        return shownDelivery(row);
      },
    }),
    defineRoute({
      ...{
        method: 'get',
        path: '/webhooks/{id}/deliveries',
        tag: 'webhooks',
        summary: 'List deliveries, newest first',
      },
      description: 'They are kept for 30 days. `next` is the `before` of the next page, null on the last.',
      access: mine,
      params,
      search: z.strictObject({ before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      answer: z.object({ deliveries: z.array(delivery), next: id.nullable() }),
      handle: async ({ params, search: { before, limit } }, query) => {
        const row = await found(query, params.id);
        const rows = await listDeliveries(query, row.id, { before, limit: limit + 1 });
        const page = rows.slice(0, limit);
        return { deliveries: page.map(shownDelivery), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
      },
    }),
    defineRoute({
      ...{
        method: 'post',
        path: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
        tag: 'webhooks',
        creates: true,
        status: 202,
      },
      summary: 'Deliver an event once more',
      description: 'With the same event id, so that a receiver that has it already knows.',
      access: mine,
      params: z.object({ id, deliveryId: id }),
      answer: delivery,
      handle: async ({ params }, query) => {
        const row = await active(query, params.id);
        const again = await sendAgain(query, row.id, params.deliveryId, now());
        if (!again && (await findDelivery(query, row.id, params.deliveryId)))
          throw new RequestRefused('conflict', 'This delivery still waits for its next try.');
        if (!again) throw notFound('delivery');
        await wakeCouriers(query);
        return shownDelivery(again);
      },
    }),
  ];
};
