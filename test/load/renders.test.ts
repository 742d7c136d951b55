import { expect, test } from 'vitest';
import { runRow } from '../prove/run-row.ts';
import { longRender } from './long-render.ts';

test('VID-22 PC8 people who use the studio while it renders are answered', async () => {
  const verdict = await runRow(longRender, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
