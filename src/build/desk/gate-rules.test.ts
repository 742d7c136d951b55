import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLeaving, freshLane, knock, type LaneState, usualGateRules } from './gate-rules.ts';
import { createMemoryGate } from './memory-gate.ts';

const bounds = { atOnce: 100, perMinute: 6_000 };
const broken = (lane: LaneState, times: number, atMs: number): LaneState =>
  Array.from({ length: times }).reduce<LaneState>((now) => afterLeaving(now, { kind: 'broken' }, false, atMs), lane);

describe('the arithmetic of a gate', () => {
  it('DSK-13 closes after five failures one after the other, and those who were inside close it no further', () => {
    const lane = freshLane(bounds, 0);
    expect(knock(broken(lane, 4, 0), bounds, 0, 0).kind).toBe('admitted');
    const well = afterLeaving(broken(lane, 4, 0), { kind: 'fine' }, false, 0);
    expect(knock(broken(well, 4, 0), bounds, 0, 0).kind).toBe('admitted');
    expect(knock(broken(lane, 5, 0), bounds, 0, 0)).toEqual({ kind: 'closed', untilMs: 5_000 });
    expect(knock(broken(lane, 50, 0), bounds, 0, 0)).toEqual({ kind: 'closed', untilMs: 5_000 });
  });

  it('DSK-13 one alone probes; its failure closes for twice as long, up to five minutes, and its success opens', () => {
    let lane = broken(freshLane(bounds, 0), 5, 0);
    let nowMs = 5_000;
    const closedFor: number[] = [];
    for (let probes = 0; probes < 9; probes++) {
      const probe = knock(lane, bounds, 0, nowMs);
      if (probe.kind !== 'admitted') throw new Error(probe.kind);
      expect(probe.isProbe).toBe(true);
      expect(knock(probe.lane, bounds, 1, nowMs).kind).toBe('closed');
      expect(knock(afterLeaving(probe.lane, { kind: 'fine' }, true, nowMs), bounds, 0, nowMs)).toMatchObject({
        kind: 'admitted',
        isProbe: false,
      });
      lane = afterLeaving(probe.lane, { kind: 'broken' }, true, nowMs);
      closedFor.push((lane.closedUntilMs ?? 0) - nowMs);
      nowMs = lane.closedUntilMs ?? 0;
    }
    expect(closedFor).toEqual([10, 20, 40, 80, 160, 300, 300, 300, 300].map((seconds) => seconds * 1000));
  });

  it('DSK-13 a probe that is lost makes room for another', () => {
    const probe = knock(broken(freshLane(bounds, 0), 5, 0), bounds, 0, 5_000);
    if (probe.kind !== 'admitted') throw new Error(probe.kind);
    expect(knock(probe.lane, bounds, 0, 5_000 + usualGateRules.probeMs)).toMatchObject({
      kind: 'admitted',
      isProbe: true,
    });
  });

  it('DSK-13 a throttled lane stays closed until then, whatever goes well inside', () => {
    const lane = afterLeaving(freshLane(bounds, 0), { kind: 'throttled', untilMs: 7_000 }, false, 0);
    const later = afterLeaving(
      afterLeaving(lane, { kind: 'fine' }, false, 10),
      { kind: 'throttled', untilMs: 3_000 },
      false,
      10,
    );
    expect(knock(later, bounds, 0, 6_999)).toEqual({ kind: 'closed', untilMs: 7_000 });
    expect(knock(later, bounds, 0, 7_000)).toMatchObject({ kind: 'admitted', isProbe: false });
  });

  it('DSK-13 in no minute, wherever it begins, more knocks than the vendor allows, seed 42', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 50, maxLength: 400 }),
        (perMinute, gaps) => {
          const limits = { atOnce: 1_000, perMinute };
          let [lane, nowMs] = [freshLane(limits, 0), 0];
          const admitted: number[] = [];
          for (const gap of gaps) {
            nowMs += gap;
            const answer = knock(lane, limits, 0, nowMs);
            if (answer.kind !== 'admitted') continue;
            lane = answer.lane;
            admitted.push(nowMs);
          }
          for (const from of admitted)
            expect(admitted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(perMinute);
        },
      ),
      { seed: 42, numRuns: 60 },
    );
  });
});

describe('the gate of one process', () => {
  const open = () => {
    let nowMs = 0;
    const gate = createMemoryGate({
      clock: { now: () => nowMs },
      wait: async (ms) => {
        nowMs += ms;
      },
    });
    return { gate, pass: async () => gate.enter('v', { atOnce: 2, perMinute: 60_000 }, new AbortController().signal) };
  };

  it('DSK-14 lets in as many as the vendor takes at once, the others in the order they came', async () => {
    const { pass } = open();
    const [first, second] = [await pass(), await pass()];
    const order: string[] = [];
    const third = pass().then((got) => (order.push('third'), got));
    const fourth = pass().then((got) => (order.push('fourth'), got));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    if (!('leave' in first && 'leave' in second)) throw new Error('closed');
    await first.leave({ kind: 'fine' });
    await first.leave({ kind: 'fine' });
    await third;
    expect(order).toEqual(['third']);
    await second.leave({ kind: 'fine' });
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
  });

  it('DSK-14 who gives up waiting leaves the turn to the next, and a closed gate tells all who wait', async () => {
    const { gate } = open();
    const bounds = { atOnce: 1, perMinute: 60_000 };
    const first = await gate.enter('v', bounds, new AbortController().signal);
    const gone = new AbortController();
    const second = gate.enter('v', bounds, gone.signal);
    const third = gate.enter('v', bounds, new AbortController().signal);
    const fourth = gate.enter('v', bounds, new AbortController().signal);
    gone.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    if (!('leave' in first)) throw new Error('closed');
    await first.leave({ kind: 'throttled', untilMs: 9_000 });
    expect(await third).toEqual({ closedUntilMs: 9_000 });
    expect(await fourth).toEqual({ closedUntilMs: 9_000 });
  });
});
