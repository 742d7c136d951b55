/** `/generations`: what was made, asking for it again, stopping it, and saying what became of a lost call. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import {
  defineRoute,
  notFound,
  pageFields,
  pageOf,
  RequestRefused,
  type Route,
  readCursor,
  reply,
} from '../api/api.ts';
import { cancelJob, isOver, runStates } from '../jobs/jobs.ts';
import { writeAudit } from '../people/people.ts';
import { checkSaidCharge, correctSpend } from '../spending/spending.ts';
import { callsOf } from './calls.queries.ts';
import { refusals } from './generate.routes.ts';
import {
  type AskedBody,
  askedBody,
  type Changes,
  generationDetail,
  generationView,
  resolveBody,
  searchText,
  startedView,
  statsView,
  varyBody,
} from './generation.schemas.ts';
import { type GenerationParts, generationTypes } from './generation.types.ts';
import { statsOf } from './generation-stats.queries.ts';
import { goOn } from './go-on.ts';
import { findGeneration, type GenerationRow, listGenerations } from './read-generation.queries.ts';
import { showGeneration, showGenerations } from './show-generation.ts';
import { startGeneration } from './start-generation.ts';
import { readWish } from './wish.ts';
import { without } from './without.ts';
import { deleteGeneration } from './write-generation.queries.ts';

const id = z.uuid();
const params = z.object({ id });
const reader = { who: 'member', role: 'viewer', scope: 'read', of: 'generation', at: 'params.id' } as const;
const runner = { who: 'member', role: 'editor', scope: 'run', of: 'generation', at: 'params.id' } as const;
const inProject = { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'search.projectId' } as const;

/** `state=failed` or `state=queued,running`. */
const states = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(runStates)).min(1).max(runStates.length));
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const period = { from: moment.optional(), to: moment.optional() };
const tag = 'Generations';

const present = async (query: Query, generationId: string): Promise<GenerationRow> => {
  const row = await findGeneration(query, generationId);
  if (!row) throw notFound('generation');
  return row;
};

/** What was asked with these changes: parameters one by one, a model or a route instead of what was there. */
const changed = (body: AskedBody, changes: Changes): AskedBody => {
  const choosesModel = changes.provider !== undefined || changes.model !== undefined || changes.route !== undefined;
  const merged = { ...(changes.type === undefined && body.parameters), ...changes.parameters };
  const parameters = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  return askedBody.parse({
    ...(choosesModel ? without(body, 'provider', 'model', 'route') : body),
    fresh: undefined,
    ...changes,
    parameters,
  });
};

const readRoutes = ({ links }: GenerationParts): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/generations', tag, summary: 'List what was generated, newest first' },
    access: inProject,
    search: z.strictObject({
      projectId: id,
      type: z.enum(generationTypes).optional(),
      provider: z.string().max(100).optional(),
      model: z.string().max(300).optional().describe('as its provider calls it, or `provider/model`'),
      state: states.optional(),
      q: searchText.optional().describe('words of the prompt'),
      ...period,
      ...pageFields,
    }),
    answer: z.object({ generations: z.array(generationView), next: z.string().nullable() }),
    handle: async ({ search: { cursor, q, limit, ...filter } }, query) => {
      const [before] = readCursor(z.tuple([id]), cursor) ?? [];
      const rows = await listGenerations(query, { ...filter, words: q, before, limit: limit + 1 });
      const { shown, next } = pageOf(rows, limit, (row) => [row.id]);
      return { generations: [...(await showGenerations(query, shown, links))], next };
    },
  }),
  defineRoute({
    ...{
      method: 'get',
      path: '/generations/stats',
      tag,
      summary: 'How often models answered, how fast and at what cost',
    },
    access: inProject,
    search: z.strictObject({ projectId: id, ...period }),
    answer: statsView,
    handle: ({ search }, query) => statsOf(query, search),
  }),
  defineRoute({
    ...{ method: 'get', path: '/generations/{id}', tag, summary: 'Read a generation: files, path, calls, cost' },
    access: reader,
    params,
    answer: generationDetail,
    handle: ({ params }, query) => showGeneration(query, params.id, links),
  }),
];

const againRoutes = (parts: GenerationParts): readonly Route[] => {
  /** In the name of whoever asks, whoever asked first. */
  const again = async (query: Query, personId: string, of: GenerationRow, body: AskedBody) => {
    const started = await startGeneration(query, personId, { projectId: of.projectId, originId: of.id, body }, parts);
    return reply(started, { status: 202, headers: { location: `/api/v1/generations/${started.id}` } });
  };
  const shared = {
    tag,
    creates: true,
    status: 202,
    access: runner,
    params,
    refuses: refusals,
    answer: startedView,
  } as const;
  return [
    defineRoute({
      ...{ method: 'post', path: '/generations/{id}/rerun', summary: 'Make it again, as it was, anew', ...shared },
      handle: async ({ params, caller }, query) => {
        const row = await present(query, params.id);
        return again(query, caller.personId, row, { ...readWish(row.asked).body, fresh: true });
      },
    }),
    defineRoute({
      ...{ method: 'post', path: '/generations/{id}/vary', summary: 'Make it again with changes', ...shared },
      description:
        'Parameters are changed one by one, and null takes one away; a model or a route takes the place of what was there.',
      body: varyBody,
      bodyBytes: 2 * 1024 * 1024,
      example: { body: { changes: { prompt: 'The same lighthouse in a storm', parameters: { seed: 7 } } } },
      handle: async ({ params, caller, body }, query) => {
        const row = await present(query, params.id);
        return again(query, caller.personId, row, changed(readWish(row.asked).body, body.changes));
      },
    }),
  ];
};

const changeRoutes = ({ queue, links }: GenerationParts): readonly Route[] => [
  defineRoute({
    ...{ method: 'post', path: '/generations/{id}/cancel', tag, summary: 'Stop a generation' },
    description:
      'What is under way at a provider is told to stop; it may have been too late, and then it costs what it costs.',
    access: runner,
    params,
    answer: generationDetail,
    handle: async ({ params }, query) => {
      const { jobId } = await present(query, params.id);
      await cancelJob(query, queue, jobId);
      return showGeneration(query, params.id, links);
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/generations/{id}/resolve', tag, summary: 'Say what became of a lost call' },
    description:
      'A call of which nobody knows whether it was billed holds its generation and keeps its money. `no` frees the money and asks anew; `yes` books it and goes on with the next of the route, or ends.',
    access: runner,
    params,
    body: resolveBody,
    refuses: ['conflict'],
    answer: generationDetail,
    example: { body: { charged: 'no' } },
    handle: async (call, query) => {
      const { params, body } = call;
      const { state, projectId } = await present(query, params.id);
      const lost = (await callsOf(query, params.id)).filter((one) => one.state === 'unknown');
      // Held without a lost call: a key that was put right, or a call that was resolved in the book.
      if (lost.length === 0 && state !== 'held')
        throw new RequestRefused('conflict', 'No call of this generation is in doubt: there is nothing to resolve.');
      for (const { reservedMicros } of lost) checkSaidCharge(body, reservedMicros);
      for (const { id: callId, reservedMicros } of lost) {
        const micros = body.charged === 'no' ? 0 : (body.micros ?? reservedMicros);
        await correctSpend(query, callId, micros);
        await writeAudit(query, call, {
          ...{ action: 'charge-resolved', subject: `call:${callId}`, projectId },
          detail: { charged: body.charged, micros },
        });
      }
      await goOn(query, queue, params.id, body.charged);
      return showGeneration(query, params.id, links);
    },
  }),
  defineRoute({
    ...{ method: 'delete', path: '/generations/{id}', tag, summary: 'Remove a generation from the history' },
    description: 'Its files stay in the library and its cost in the ledger. One that is not over is cancelled first.',
    access: { ...runner, scope: 'write' },
    params,
    refuses: ['conflict'],
    answer: z.object({ id }),
    handle: async ({ params }, query) => {
      const { state } = await present(query, params.id);
      if (!isOver(state))
        throw new RequestRefused('conflict', `This generation is ${state}: cancel it first, then remove it.`);
      await deleteGeneration(query, params.id);
      return { id: params.id };
    },
  }),
];

/** Routes of generations that were asked for. */
export const generationsRoutes = (parts: GenerationParts): readonly Route[] => [
  ...readRoutes(parts),
  ...againRoutes(parts),
  ...changeRoutes(parts),
];
