/** `/models`: every model there is, what it can do and what it costs; and what a person says it costs. */
import { z } from 'zod';
import { nameOf } from '../../domain/catalog/catalog.ts';
import { askTypes } from '../../domain/generation/ask.types.ts';
import type { Clock } from '../../ports/clock.ts';
import { defineRoute, notFound, pageFields, pageOf, RequestRefused, type Route, readCursor } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { type Catalogs, recordKey } from './catalogs.ts';
import { modelView, ownPriceList } from './model.schemas.ts';
import { countOwnPrices, removeOwnPrice, setOwnPrice } from './models.queries.ts';
import { dayOf, filtered, readableModel, viewOf } from './show-model.ts';

export type ModelRouteParts = {
  readonly catalogs: Catalogs;
  readonly clock: Clock;
  /** Default 1,000. */
  readonly mostPrices?: number;
};

const tag = 'models';
const reader = { who: 'person', scope: 'read' } as const;
const mine = { who: 'person', scope: 'manage' } as const;
/** Names have slashes, which are written `%2F` in a path. */
const params = z.object({ name: z.string().min(1).max(400).describe('`provider/model`, its slashes as %2F') });
const makes = z.enum(askTypes);

/** Routes of models. */
export const modelRoutes = ({ catalogs, clock, mostPrices = 1000 }: ModelRouteParts): readonly Route[] => {
  const today = () => dayOf(clock.now());
  const shown = async (personId: string, name: string, wanted?: z.output<typeof makes>) => {
    const known = await catalogs.knownFor({ personId });
    return viewOf(readableModel(known, name, { today: today(), ...(wanted && { makes: wanted }) }), known);
  };
  /** The model that is meant, in the words in which its price is kept. Throws `model-unknown`, `model-retired`. */
  const meant = async (personId: string, name: string) => {
    const { provider, id } = await shown(personId, name);
    return { personId, provider, model: id };
  };

  return [
    defineRoute({
      ...{ method: 'get', path: '/models', tag, summary: 'List models, of all providers' },
      description:
        'The catalog, with what providers said when they were asked with your keys and with your own prices. Retired models stay in it and name their successor.',
      access: reader,
      search: z.strictObject({
        type: makes.optional().describe('the kind of work'),
        q: z.string().trim().max(200).optional().describe('words of the name or the title'),
        provider: z.string().max(100).optional(),
        ...pageFields,
      }),
      answer: z.object({ models: z.array(modelView), next: z.string().nullable() }),
      handle: async ({ caller, search: { type, q, provider, cursor, limit } }) => {
        const known = await catalogs.knownFor({ personId: caller.personId });
        const all = filtered(known, { makes: type, words: q, provider });
        const after = readCursor(z.tuple([z.string()]), cursor)?.[0];
        const from = after === undefined ? 0 : all.findIndex((record) => recordKey(record) === after) + 1;
        const { shown: page, next } = pageOf(all.slice(from, from + limit + 1), limit, (record) => [recordKey(record)]);
        return { models: page.map((record) => viewOf(record, known)), next };
      },
    }),
    defineRoute({
      ...{ method: 'get', path: '/models/{name}', tag, summary: 'Read a model' },
      description:
        'By its name, another name it has, or an alias such as `nano-banana`. An unknown name is answered with the nearest ones.',
      access: reader,
      refuses: ['model-unknown', 'model-retired'],
      params,
      search: z.strictObject({ type: makes.optional().describe('of a model that does several kinds of work') }),
      answer: modelView,
      example: { params: { name: 'openai/gpt-image-2' } },
      handle: ({ caller, params: { name }, search: { type } }) => shown(caller.personId, name, type),
    }),
    defineRoute({
      ...{ method: 'put', path: '/models/{name}/price', tag, summary: 'Set what a model costs you' },
      description:
        'Replaces every other price of the model for you, and in projects that belong to you for everybody who works there. An empty list says that it costs nothing. What a provider reports as billed still counts as billed.',
      access: mine,
      refuses: ['model-unknown', 'model-retired', 'quota-exceeded'],
      params,
      body: z.strictObject({ prices: ownPriceList }),
      answer: modelView,
      example: {
        params: { name: 'openai/gpt-image-2' },
        body: { prices: [{ unit: 'image', dollars: '0.04', when: { resolutions: ['1024x1024'] } }] },
      },
      handle: async (call, query) => {
        const { personId } = call.caller;
        const which = await meant(personId, call.params.name);
        if ((await countOwnPrices(query)) >= mostPrices)
          throw new RequestRefused('quota-exceeded', `You have set ${mostPrices} prices, as many as one person may.`);
        await setOwnPrice(query, { ...which, prices: call.body.prices, at: new Date(clock.now()) });
        const subject = `model:${which.provider}/${which.model}`;
        await writeAudit(query, call, { action: 'model-price-set', subject, detail: { prices: call.body.prices } });
        return shown(personId, call.params.name);
      },
      // Read again after the commit, from which on it counts.
      afterwards: ({ caller, params: { name } }) => shown(caller.personId, name),
    }),
    defineRoute({
      ...{ method: 'delete', path: '/models/{name}/price', tag, summary: 'Take your price of a model back' },
      description: 'The catalog’s counts again, or the provider’s where it says one.',
      access: mine,
      refuses: ['model-unknown'],
      params,
      answer: modelView,
      example: { params: { name: 'openai/gpt-image-2' } },
      handle: async (call, query) => {
        const { personId } = call.caller;
        const which = await meant(personId, call.params.name);
        if (!(await removeOwnPrice(query, which))) throw notFound('price of yours');
        const subject = `model:${nameOf({ provider: which.provider, id: which.model })}`;
        await writeAudit(query, call, { action: 'model-price-removed', subject });
        return shown(personId, call.params.name);
      },
      afterwards: ({ caller, params: { name } }) => shown(caller.personId, name),
    }),
  ];
};
