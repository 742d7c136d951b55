import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createGate, defineRoute } from '../../src/features/api/api.ts';
import { startTestStudio, type TestStudio } from '../kit/studio.ts';
import { runRow } from '../prove/run-row.ts';
import { overload } from './overload.ts';

let studio: TestStudio;
let finish: () => void = () => undefined;
let begun = 0;
beforeAll(async () => {
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  studio = await startTestStudio({
    ground: { gate: createGate({ most: 2, mostWaiting: 4, waitMs: 60_000 }) },
    mounts: () => [{ path: '/health', methods: ['GET'], handle: () => new Response('fine') }],
    routes: () => [
      defineRoute({
        ...{ method: 'get', path: '/held', tag: 'tests', summary: 'Waits.' },
        access: { who: 'anyone' },
        answer: z.null(),
        handle: async () => {
          begun++;
          await done;
          return null;
        },
      }),
    ],
  });
});
afterAll(() => studio.close());

test('API-13 PF2 what fits is answered, the rest is refused with when to come back, health stays green', async () => {
  const many = Array.from({ length: 60 }, () => studio.asNobody.ask('GET', '/held'));
  while (begun < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  let refused = 0;
  for (const one of many)
    void one.then(({ status, headers }) => {
      if (status === 503 && headers.get('retry-after') === '1') refused++;
    });
  // Two work; four wait before they are let in, four behind them after: all others are refused while those are still at it.
  while (refused < 50) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await studio.asNobody.fetch('/health')).status).toBe(200);
  finish();
  const statuses = (await Promise.all(many)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(6);
  expect((await studio.asNobody.ask('GET', '/held')).status).toBe(200);
});

test('API-13 PF2 a flood over the whole studio', async () => {
  const verdict = await runRow(overload, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
