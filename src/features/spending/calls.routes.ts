/** `/spending/calls`: the book of paid calls, and saying what became of one that was lost. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import { defineRoute, notFound, pageFields, pageOf, RequestRefused, type Route, readCursor } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { bookAmendment } from './call-journal.queries.ts';
import { correctSpend } from './call-journal.ts';
import { callStates, findCall, listCalls, mayCorrectIn, mayRunIn, type SeenCall } from './calls.queries.ts';
import { jobOfCall } from './job-of-call.ts';
import { whoseOf } from './reports.routes.ts';
import { checkSaidCharge } from './said-charge.ts';
import { mostPerCallMicros } from './spend-refusals.ts';
import { givenMicros, micros, type SpendingParts } from './spending.types.ts';

const id = z.uuid();
const moment = z.iso.datetime();
const tag = 'spending';

const callView = z.object({
  ...{ id, projectId: id.nullable(), personId: id.nullable(), jobId: id.nullable(), keyId: id.nullable() },
  order: z.string().describe('what it was for: a generation, or a step of a film'),
  ...{ place: z.int(), model: z.string(), type: z.string(), state: z.enum(callStates), isFresh: z.boolean() },
  reservedMicros: micros.describe('the most it could cost, when it was asked for'),
  costMicros: micros,
  beyondMicros: micros.describe('billed beyond that'),
  charged: z.enum(['no', 'yes', 'unknown']),
  resolvedBy: id.nullable().describe('who said what became of it'),
  usage: z.record(z.string(), z.unknown()).nullable().describe('what the vendor says it counted'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  ...{ month: z.string(), tookMs: z.int(), createdAt: moment, sentAt: moment.nullable(), endedAt: moment.nullable() },
});
type CallView = z.input<typeof callView>;

const shown = (row: SeenCall): CallView => ({
  ...{
    id: row.id,
    projectId: row.project_id,
    personId: row.person_id,
    jobId: jobOfCall(row.build_id, row.order_key),
    keyId: row.key_id,
  },
  ...{ order: row.order_key, place: row.place, model: `${row.provider}/${row.model}`, type: row.type },
  ...{ state: row.state, isFresh: row.is_fresh, reservedMicros: row.reserved_micros, costMicros: row.cost_micros },
  beyondMicros: Math.max(0, row.cost_micros - row.reserved_micros),
  charged: row.charged as CallView['charged'],
  resolvedBy: row.resolved_by,
  usage: row.usage as CallView['usage'],
  error: row.error as CallView['error'],
  ...{ month: row.period, tookMs: row.took_ms, createdAt: row.created_at.toISOString() },
  sentAt: row.sent_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
});

const found = async (query: Query, callId: string): Promise<SeenCall> => {
  const row = await findCall(query, callId);
  if (!row) throw notFound('call');
  return row;
};

const confirm = z
  .boolean()
  .optional()
  .describe('the sum stands, although it is more than ten times what was kept free');

const correctBody = z.strictObject({
  micros: givenMicros.max(mostPerCallMicros).describe('what the bill says; 0: it was not billed'),
  confirm,
});

const resolveBody = z
  .strictObject({
    confirm,
    charged: z.enum(['no', 'yes']),
    micros: givenMicros
      .max(mostPerCallMicros)
      .optional()
      .describe('what the bill says; left out: all that was kept free'),
  })
  .refine(({ charged, micros: given }) => charged === 'yes' || given === undefined, {
    path: ['micros'],
    message: 'goes with charged: "yes" only',
  });

export const callRoutes = ({ resolved }: SpendingParts): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/spending/calls', tag, summary: 'List paid calls, newest first' },
    description:
      'One line for each call to a vendor: of a project, or those you pay for. `state=unknown`: those of which nobody knows whether they were billed.',
    access: { who: 'person', scope: 'read' },
    search: z.strictObject({ projectId: id.optional(), state: z.enum(callStates).optional(), ...pageFields }),
    answer: z.object({ calls: z.array(callView), next: z.string().nullable() }),
    handle: async ({ caller, search: { projectId, state, cursor, limit } }, query) => {
      const whose = await whoseOf(query, caller, projectId);
      const [before] = readCursor(z.tuple([id]), cursor) ?? [];
      const rows = await listCalls(query, whose, { state, before, most: limit + 1 });
      const page = pageOf(rows, limit, (row) => [row.id]);
      return { calls: page.shown.map(shown), next: page.next };
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/spending/calls/{id}/resolve', tag, summary: 'Say what became of a lost call' },
    description:
      'A call that was sent and of which nothing was heard keeps its money until somebody has looked at the vendor’s bill. `no`: the money is free again. `yes`: it is booked. For editors of the project and for whoever pays. More than ten times what was kept free is taken with `confirm` only.',
    access: { who: 'person', scope: 'run' },
    params: z.object({ id }),
    body: resolveBody,
    example: { body: { charged: 'yes', micros: 400_000 } },
    refuses: ['not-found', 'forbidden', 'conflict'],
    answer: callView,
    handle: async (call, query) => {
      const { params, body, caller } = call;
      const row = await found(query, params.id);
      const isTheirs = row.person_id === caller.personId;
      if (!isTheirs && (row.project_id === null || !(await mayRunIn(query, row.project_id))))
        throw new RequestRefused(
          'forbidden',
          'Editors of the project and whoever pays for this call say what became of it.',
        );
      checkSaidCharge(body, row.reserved_micros);
      const corrected = await correctSpend(
        query,
        row.id,
        body.charged === 'no' ? 0 : (body.micros ?? row.reserved_micros),
      );
      if (!corrected)
        throw new RequestRefused(
          'conflict',
          `Nobody is in doubt about this call: it is ${(await found(query, row.id)).state}.`,
        );
      await writeAudit(query, call, {
        ...{ action: 'charge-resolved', subject: `call:${row.id}` },
        ...(row.project_id !== null && { projectId: row.project_id }),
        detail: { charged: body.charged, micros: corrected.costMicros },
      });
      await resolved?.(query, {
        ...{ id: row.id, orderKey: row.order_key, buildId: row.build_id ?? undefined, charged: body.charged },
      });
      return shown(await found(query, row.id));
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/spending/calls/{id}/correct', tag, summary: 'Correct what was said of a lost call' },
    description:
      'The sum that a person gave with `resolve` is changed to what the bill says, as a line `correct` of the ledger. Only of calls that a person resolved, and only the money: work that went on is not asked again. For the owner of the project and for whoever pays.',
    access: { who: 'person', scope: 'run' },
    params: z.object({ id }),
    body: correctBody,
    example: { body: { micros: 40_000 } },
    refuses: ['not-found', 'forbidden', 'conflict'],
    answer: callView,
    handle: async (call, query) => {
      const { params, body, caller } = call;
      const row = await found(query, params.id);
      const isTheirs = row.person_id === caller.personId;
      if (!isTheirs && (row.project_id === null || !(await mayCorrectIn(query, caller.personId, row.project_id))))
        throw new RequestRefused(
          'forbidden',
          'The owner of the project and whoever pays for this call correct what was said of it.',
        );
      checkSaidCharge(body, row.reserved_micros);
      if (!(await bookAmendment(query, row.id, body.micros)))
        throw new RequestRefused(
          'conflict',
          row.state === 'unknown'
            ? 'Nobody has said yet what became of this call: POST /spending/calls/{id}/resolve.'
            : `What this call cost is not what a person said of it (it is ${row.state}), so it cannot be corrected.`,
        );
      await writeAudit(query, call, {
        ...{ action: 'charge-corrected', subject: `call:${row.id}` },
        ...(row.project_id !== null && { projectId: row.project_id }),
        detail: { fromMicros: row.cost_micros, micros: body.micros },
      });
      return shown(await found(query, row.id));
    },
  }),
];
