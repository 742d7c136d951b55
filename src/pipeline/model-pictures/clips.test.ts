import { expect, test } from 'vitest';
import type { Build } from '../../build/build.ts';
import { checkAsk } from '../../domain/catalog/catalog.ts';
import { plainBrief } from '../../domain/prompt/testing/hard-briefs.ts';
import { someRecord } from '../../domain/prompt/testing/some-record.ts';
import type { Order } from '../../ports/model-desk.ts';
import { makeClips } from './clips.ts';

test('FLM-64 a resolution somebody wrote reaches the desk as it was written, so that a model without it is left out', async () => {
  const record = someRecord('wan', 'video', { resolutions: ['480p', '720p'] });
  const asked: Order[] = [];
  const desk = {
    quote: async (order: Order) => (asked.push(order), { stations: [], leftOut: [] }),
    serve: () => Promise.reject(new Error('a plan buys nothing')),
  };
  const build = {
    all: (work: readonly unknown[]) => Promise.all(work),
    produce: async (step: { price?: (input: unknown) => Promise<unknown> }, input: unknown) => step.price?.(input),
  } as unknown as Build;
  const tools = { desk, payer: { personId: 'home', projectId: 'home' } };
  const choice = { policy: { kind: 'model', model: 'a/b' }, options: {}, resolution: '9p' } as const;
  await makeClips(build, tools, { record: () => record }, choice, [plainBrief], () => undefined);
  const ask = asked[0]?.askFor?.('a/b');
  expect(ask && checkAsk(record, ask).map(({ path }) => path)).toEqual(['resolution']);
});
