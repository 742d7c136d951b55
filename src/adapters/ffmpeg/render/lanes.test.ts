import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

test('VID-28 who is in a hurry goes before those who are not, and behind those who were in a hurry before', async () => {
  const lanes = createLanes(new URL('./nothing-is-run.ts', import.meta.url), 1);
  const { signal } = new AbortController();
  const first = await lanes.take(signal);
  const order: string[] = [];
  const take = async (name: string, isUrgent: boolean): Promise<void> => {
    const lane = await lanes.take(signal, isUrgent);
    order.push(name);
    lane.leave();
  };
  const all = [take('a', false), take('b', false), take('urgent 1', true), take('urgent 2', true)];
  first.leave();
  await Promise.all(all);
  expect(order).toEqual(['urgent 1', 'urgent 2', 'a', 'b']);
  await lanes.close();
});
