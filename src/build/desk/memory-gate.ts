/** The gate of one process (ports/provider-gate): for the command line, where nobody else speaks to the vendors with this key. */
import type { Clock } from '../../ports/clock.ts';
import type { GateBounds, GatePass, ProviderGate } from '../../ports/provider-gate.ts';
import { afterLeaving, freshLane, type GateRules, knock, type LaneState, usualGateRules } from './gate-rules.ts';

export type MemoryGateOptions = {
  readonly clock: Clock;
  /** Resolves after that long, rejects with the signal's reason. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly rules?: GateRules;
};

type Lane = {
  state: LaneState;
  inside: number;
  /** Those who wait for somebody to leave, first come, first served. */
  readonly line: (() => void)[];
};

/** Opens a gate whose lanes live as long as it does. */
export const createMemoryGate = ({ clock, wait, rules = usualGateRules }: MemoryGateOptions): ProviderGate => {
  const lanes = new Map<string, Lane>();

  const laneOf = (name: string, bounds: GateBounds): Lane => {
    const lane = lanes.get(name) ?? { state: freshLane(bounds, clock.now()), inside: 0, line: [] };
    lanes.set(name, lane);
    return lane;
  };

  const passInto = (lane: Lane, isProbe: boolean): GatePass => {
    lane.inside += 1;
    let isBack = false;
    return {
      leave: async (outcome) => {
        if (isBack) return;
        isBack = true;
        lane.inside -= 1;
        lane.state = afterLeaving(lane.state, outcome, isProbe, clock.now(), rules);
        lane.line.shift()?.();
      },
    };
  };

  const turn = (lane: Lane, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const called = (): void => {
        signal.removeEventListener('abort', gone);
        resolve();
      };
      const gone = (): void => {
        const at = lane.line.indexOf(called);
        if (at >= 0) lane.line.splice(at, 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', gone, { once: true });
      lane.line.push(called);
    });

  return {
    enter: async (name, bounds, signal) => {
      const lane = laneOf(name, bounds);
      for (;;) {
        if (signal.aborted) lane.line.shift()?.(); // the call that this one got is for the next in line
        signal.throwIfAborted();
        const answer = knock(lane.state, bounds, lane.inside, clock.now(), rules);
        if (answer.kind === 'admitted') {
          lane.state = answer.lane;
          return passInto(lane, answer.isProbe);
        }
        if (answer.kind === 'closed') {
          lane.line.shift()?.(); // whoever was called in behind hears it too
          return { closedUntilMs: answer.untilMs };
        }
        if (answer.kind === 'full') await turn(lane, signal);
        else await wait(Math.max(1, answer.untilMs - clock.now()), signal);
      }
    },
  };
};
