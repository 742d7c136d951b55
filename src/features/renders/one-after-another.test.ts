import { expect, test } from 'vitest';
import { oneAfterAnother } from './one-after-another.ts';

const never = new AbortController().signal;

test('VID-20 so many run at once, the others in the order in which they came, also after failures', async () => {
  const turns = oneAfterAnother(2);
  const [log, doors]: [string[], (() => void)[]] = [[], []];
  const work = (name: string, isBad = false) =>
    turns(async () => {
      log.push(name);
      await new Promise<void>((resolve) => doors.push(resolve));
      if (isBad) throw new Error(name);
      return name;
    }, never);
  const all = [work('a', true), work('b'), work('c'), work('d')].map((one) =>
    one.catch((error: Error) => `failed ${error.message}`),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual(['a', 'b']);
  while (doors.length > 0 || log.length < 4) {
    doors.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const open of doors) open();
  expect(await Promise.all(all)).toEqual(['failed a', 'b', 'c', 'd']);
  expect(log).toEqual(['a', 'b', 'c', 'd']);
});

test('VID-20 who waits and is told to stop leaves the line, and holds nobody up', async () => {
  const turns = oneAfterAnother(1);
  let open = (): void => undefined;
  const first = turns(() => new Promise<void>((resolve) => (open = resolve)), never);
  const stop = new AbortController();
  const second = turns(async () => 'second', stop.signal);
  const third = turns(async () => 'third', never);
  stop.abort(new Error('stopped'));
  await expect(second).rejects.toThrow('stopped');
  open();
  await first;
  expect(await third).toBe('third');
  await expect(turns(async () => 'late', stop.signal)).rejects.toThrow('stopped');
});
