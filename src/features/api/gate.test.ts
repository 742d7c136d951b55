import { expect, test } from 'vitest';
import { createGate } from './gate.ts';
import { RequestRefused } from './problem.ts';

const held = () => {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { work: () => done, finish };
};

test('API-13 so many work, so many wait, the rest is refused at once with when to come back', async () => {
  let refused = 0;
  const gate = createGate({ most: 2, mostWaiting: 1, waitMs: 60_000, onRefused: () => refused++ });
  const [a, b] = [held(), held()];
  const running = [gate.run(a.work), gate.run(b.work)];
  const order: string[] = [];
  const waiting = gate.run(async () => void order.push('waiting'));
  expect([gate.working, gate.waiting]).toEqual([2, 1]);
  const error = await gate.run(async () => undefined).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RequestRefused);
  expect(error).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '1' } });
  // One whose body has just arrived is not refused, and goes first.
  const admitted = gate.run(async () => void order.push('admitted'), { isAdmitted: true });
  a.finish();
  b.finish();
  await Promise.all([...running, waiting, admitted]);
  expect(order).toEqual(['admitted', 'waiting']);
  expect([gate.working, gate.waiting, refused]).toEqual([0, 0, 1]);
});

test('API-13 who waited too long is refused, and work that throws gives its place back', async () => {
  const gate = createGate({ most: 1, mostWaiting: 10, waitMs: 5 });
  const first = held();
  const running = gate.run(first.work);
  const late = gate.run(async () => 'answered').catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 20));
  first.finish();
  await running;
  expect(await late).toMatchObject({ code: 'unavailable' });
  await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.run(async () => 'answered')).toBe('answered');
});
