/** POST /generate and what it would cost. */
import { defineRoute, type Route, reply } from '../api/api.ts';
import { estimateView, type GenerateBody, generateBody, startedView } from './generation.schemas.ts';
import type { GenerationParts } from './generation.types.ts';
import { newWish, quoteWish, startGeneration } from './start-generation.ts';
import { wishOf } from './wish.ts';

/** What may be refused before anything is spent. */
export const refusals = [
  ...(['model-unknown', 'model-retired', 'ask-illegal', 'price-unknown', 'key-missing', 'budget-reached'] as const),
] as const;

const example = {
  projectId: '0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3',
  type: 'image',
  provider: 'openai',
  model: 'gpt-image-2',
  prompt: 'A lighthouse at dusk, seen from a small boat',
  parameters: { width: 1024, height: 1024 },
};

const partsOf = ({ projectId, ...body }: GenerateBody) => ({ projectId, body });

/** POST /generate */
export const generateRoute = (parts: GenerationParts): Route =>
  defineRoute({
    ...{ method: 'post', path: '/generate', tag: 'Generations', creates: true, status: 202 },
    summary: 'Have a model make something',
    description: [
      'Text, pictures, films, speech and sounds, transcripts, lip-sync, learned styles. Answers at once with a job; `GET /generations/{id}` says what came of it.',
      'Whatever is refused here costs nothing and leaves nothing behind. An equal request of the project is answered from the first, free of charge, unless `fresh`.',
    ].join(' '),
    access: { who: 'member', role: 'editor', scope: 'run', of: 'project', at: 'body.projectId' },
    body: generateBody,
    bodyBytes: 2 * 1024 * 1024,
    refuses: refusals,
    answer: startedView,
    example: { body: example },
    handle: async ({ caller, body }, query) => {
      const started = await startGeneration(query, caller.personId, partsOf(body), parts);
      return reply(started, { status: 202, headers: { location: `/api/v1/generations/${started.id}` } });
    },
  });

/** POST /estimate-cost */
export const estimateCostRoute = (parts: GenerationParts): Route =>
  defineRoute({
    ...{ method: 'post', path: '/estimate-cost', tag: 'Generations', summary: 'What a generation would cost' },
    description:
      'The body of `POST /generate`. The same sum that would be kept free in every budget; nothing is written and nothing is sent to a provider. A key is not needed: where none is there, `missingKeys` names the providers.',
    access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'body.projectId' },
    body: generateBody,
    bodyBytes: 2 * 1024 * 1024,
    refuses: refusals.filter((code) => code !== 'budget-reached' && code !== 'key-missing'),
    answer: estimateView,
    example: { body: example },
    handle: async ({ caller, body: given }, query) => {
      const { projectId, body } = partsOf(given);
      const wish = await wishOf(query, projectId, body);
      const asker = { id: newWish, round: 1, projectId, personId: caller.personId };
      const { stations, leftOut } = await quoteWish(wish, asker, parts, { withoutKeys: true });
      const [first] = stations;
      if (!first) throw new Error('The desk quoted no station and refused nothing.');
      const { isExact, isCached } = first;
      return {
        ...{ micros: isCached ? 0 : first.mostMicros, isExact, isCached },
        stations: stations.map(({ lacksKey: _, notes = [], ...station }) => ({ ...station, notes: [...notes] })),
        leftOut: leftOut.map((one) => ({ ...one })),
        missingKeys: [...new Set(stations.flatMap(({ lacksKey }) => lacksKey ?? []))],
      };
    },
  });
