/** Two workers before one vendor. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpendRig, type SpendRig } from '../../../test/kit/spend-rig.ts';
import type { GatePass } from '../../ports/provider-gate.ts';
import { createProviderGate, type SharedGate } from './spending.ts';

let rig: SpendRig;
let gates: readonly [SharedGate, SharedGate];
beforeAll(async () => {
  rig = await openSpendRig();
  gates = [createProviderGate(rig.database, 'one', { keepEveryMs: 10 }), createProviderGate(rig.database, 'two')];
});
afterAll(async () => {
  for (const gate of gates) await gate.close();
  await rig.close();
});

const { signal } = new AbortController();
const open = { atOnce: 100, perMinute: 100_000 };
const enter = async (lane: string, at: 0 | 1 = 0, bounds = open): Promise<GatePass> => {
  const answer = await gates[at].enter(lane, bounds, signal);
  if ('closedUntilMs' in answer) throw new Error(`closed until ${answer.closedUntilMs}`);
  return answer;
};
const isClosed = async (lane: string, at: 0 | 1 = 0): Promise<number | false> => {
  const answer = await gates[at].enter(lane, open, signal);
  if ('closedUntilMs' in answer) return answer.closedUntilMs;
  await answer.leave({ kind: 'left' });
  return false;
};
const fail = async (lane: string, times: number): Promise<void> => {
  for (let at = 0; at < times; at++) await (await enter(lane)).leave({ kind: 'broken' });
};
const timePasses = (lane: string) =>
  rig.asSuperuser("update workprint.provider_gates set closed_until = now() - interval '1 s' where lane = $1", [lane]);

test('LED-20 never more are inside than may be, over all workers; everybody comes in', async () => {
  const lane = randomUUID();
  let [inside, most] = [0, 0];
  await Promise.all(
    Array.from({ length: 24 }, async (_, at) => {
      const pass = await enter(lane, at % 2 === 0 ? 0 : 1, { atOnce: 3, perMinute: 100_000 });
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside--;
      await pass.leave({ kind: 'fine' });
      await pass.leave({ kind: 'broken' }); // a pass is given back once
    }),
  );
  expect(most).toBeLessThanOrEqual(3);
  expect(await rig.asSuperuser('select failures from workprint.provider_gates where lane = $1', [lane])).toEqual([
    { failures: 0 },
  ]);
  expect(await rig.asSuperuser('select id from workprint.provider_passes where lane = $1', [lane])).toEqual([]);
});

test('LED-21 who knocks too often waits for a token, and whoever gives up makes room in the line', async () => {
  const lane = randomUUID();
  const bounds = { atOnce: 100, perMinute: 10 };
  await (await enter(lane, 0, bounds)).leave({ kind: 'fine' });
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = [first, second].map((each) => gates[0].enter(lane, bounds, each.signal));
  second.abort(new Error('enough'));
  await expect(waiting[1]).rejects.toThrow('enough');
  first.abort(new Error('enough, too'));
  await expect(waiting[0]).rejects.toThrow('enough, too');
  await rig.asSuperuser("update workprint.provider_gates set counted_at = now() - interval '10 s' where lane = $1", [
    lane,
  ]);
  await (await enter(lane, 1, bounds)).leave({ kind: 'fine' });
});

test('LED-22 PA5 five failures one after the other close a lane for all; one caller tries alone, and is believed', async () => {
  const lane = randomUUID();
  await fail(lane, 4);
  await (await enter(lane)).leave({ kind: 'fine' });
  await fail(lane, 4);
  expect(await isClosed(lane)).toBe(false);
  await fail(lane, 1);
  const closedFor = async (at: 0 | 1): Promise<number> =>
    Math.round((Number(await isClosed(lane, at)) - Date.now()) / 1000);
  expect(await closedFor(1)).toBeGreaterThan(2);
  expect(await closedFor(0)).toBeLessThanOrEqual(5);
  await timePasses(lane);
  const probe = await enter(lane, 1);
  expect(await isClosed(lane, 0)).not.toBe(false);
  await probe.leave({ kind: 'broken' });
  expect(await closedFor(0)).toBeGreaterThan(6);
  await timePasses(lane);
  await (await enter(lane, 0)).leave({ kind: 'fine' });
  expect(await isClosed(lane, 1)).toBe(false);
});

test('LED-22 a vendor that says until when it does not want to be asked is not asked before', async () => {
  const lane = randomUUID();
  const pass = await enter(lane);
  const untilMs = Date.now() + 60_000;
  await (await enter(lane, 1)).leave({ kind: 'throttled', untilMs });
  expect(await isClosed(lane, 0)).toBe(untilMs);
  await pass.leave({ kind: 'fine' });
  expect(await isClosed(lane, 1)).toBe(untilMs);
});

test('LED-23 a pass is good while its process lives, and void after it', async () => {
  const lane = randomUUID();
  const bounds = { atOnce: 1, perMinute: 100_000 };
  const ageing = "update workprint.provider_passes set void_at = now() - interval '1 s' where lane = $1";
  const passes = async () =>
    (
      await rig.asSuperuser('select void_at > now() as good from workprint.provider_passes where lane = $1', [lane])
    ).map(({ good }) => good);
  const kept = await enter(lane, 0, bounds);
  await rig.asSuperuser(ageing, [lane]);
  await expect.poll(passes).toEqual([true]);
  await kept.leave({ kind: 'fine' });
  const lost = await enter(lane, 1, bounds);
  await rig.asSuperuser(ageing, [lane]);
  const next = await enter(lane, 0, bounds);
  await lost.leave({ kind: 'left' });
  await next.leave({ kind: 'fine' });
  expect(await passes()).toEqual([]);
});

test('LED-24 whoever waits in another process hears that somebody left', async () => {
  const lane = randomUUID();
  const bounds = { atOnce: 1, perMinute: 100_000 };
  const inside = await enter(lane, 0, bounds);
  const waiting = enter(lane, 1, bounds);
  await expect
    .poll(() =>
      rig.asSuperuser('select wanted_until is not null as wanted from workprint.provider_gates where lane = $1', [
        lane,
      ]),
    )
    .toEqual([{ wanted: true }]);
  await inside.leave({ kind: 'fine' });
  await (await waiting).leave({ kind: 'fine' });
});
