/**
 * The arithmetic of a gate (ports/provider-gate), without a store: when a lane admits, when it closes and for how long. Every gate computes with
 * it, the one of the server on rows, the one of the command line in memory.
 */
import type { GateBounds, GatePass } from '../../ports/provider-gate.ts';

/** What is remembered of a lane: four numbers. */
export type LaneState = {
  /** Failures one after the other; something that went well clears them. */
  readonly failures: number;
  /** Nobody is admitted before; undefined or past: open. */
  readonly closedUntilMs: number | undefined;
  /** Knocks that may still be made, as counted at `countedAtMs`; more come with time. */
  readonly tokens: number;
  readonly countedAtMs: number;
};

export type GateOutcome = Parameters<GatePass['leave']>[0];

export type GateRules = {
  /** So many failures one after the other close the gate. */
  readonly failuresToClose: number;
  /** For how long, the first time; each failed probe doubles it up to `mostClosedMs`. */
  readonly firstClosedMs: number;
  readonly mostClosedMs: number;
  /** How long one caller probes alone, before another may. */
  readonly probeMs: number;
};

/** Five failures close a lane for 5 s, then 10 s, 20 s … 5 min; one caller at a time tries whether it is over. */
export const usualGateRules: GateRules = {
  failuresToClose: 5,
  firstClosedMs: 5_000,
  mostClosedMs: 300_000,
  probeMs: 60_000,
};

/**
 * A tenth of a minute's knocks may come at once, the rest is spread over it: so in no minute, wherever it begins, there are more than the
 * vendor allows.
 */
const bucketOf = ({ perMinute }: GateBounds): { readonly most: number; readonly perMs: number } => {
  const most = Math.max(1, Math.floor(perMinute / 10));
  return { most, perMs: Math.max(perMinute - most, perMinute / 2) / 60_000 };
};

/** A lane nobody has knocked at. */
export const freshLane = (bounds: GateBounds, nowMs: number): LaneState => ({
  failures: 0,
  closedUntilMs: undefined,
  tokens: bucketOf(bounds).most,
  countedAtMs: nowMs,
});

export type Knock =
  /** `lane` is the new state. `isProbe` belongs to the pass: its verdict opens the gate again or closes it for longer. */
  | { readonly kind: 'admitted'; readonly lane: LaneState; readonly isProbe: boolean }
  | { readonly kind: 'closed'; readonly untilMs: number }
  /** Somebody has to leave first. */
  | { readonly kind: 'full' }
  /** Knocked too often: a token is there at that time. */
  | { readonly kind: 'early'; readonly untilMs: number };

/** May one more come in? `inside`: passes given out and not given back. A clock that went back counts as stood still. */
export const knock = (
  lane: LaneState,
  bounds: GateBounds,
  inside: number,
  nowMs: number,
  rules: GateRules = usualGateRules,
): Knock => {
  if (lane.closedUntilMs !== undefined && lane.closedUntilMs > nowMs)
    return { kind: 'closed', untilMs: lane.closedUntilMs };
  if (inside >= Math.max(1, bounds.atOnce)) return { kind: 'full' };
  const bucket = bucketOf(bounds);
  const tokens = Math.min(bucket.most, lane.tokens + Math.max(0, nowMs - lane.countedAtMs) * bucket.perMs);
  if (tokens < 1) return { kind: 'early', untilMs: nowMs + Math.ceil((1 - tokens) / bucket.perMs) };
  const isProbe = lane.failures >= rules.failuresToClose;
  return {
    kind: 'admitted',
    isProbe,
    lane: {
      failures: lane.failures,
      // The probe goes alone: to everybody else the gate stays closed until it is back, or lost.
      closedUntilMs: isProbe ? nowMs + rules.probeMs : undefined,
      tokens: tokens - 1,
      countedAtMs: nowMs,
    },
  };
};

const closedMs = (failures: number, rules: GateRules): number =>
  Math.min(rules.mostClosedMs, rules.firstClosedMs * 2 ** Math.min(30, failures - rules.failuresToClose));

/** The lane after a pass came back. */
export const afterLeaving = (
  lane: LaneState,
  outcome: GateOutcome,
  isProbe: boolean,
  nowMs: number,
  rules: GateRules = usualGateRules,
): LaneState => {
  switch (outcome.kind) {
    case 'fine':
      // What a throttled vendor answered to those already inside does not open its gate earlier.
      return lane.failures < rules.failuresToClose
        ? { ...lane, failures: 0 }
        : { ...lane, failures: 0, closedUntilMs: undefined };
    case 'left':
      return isProbe ? { ...lane, closedUntilMs: nowMs } : lane;
    case 'throttled':
      return { ...lane, closedUntilMs: Math.max(lane.closedUntilMs ?? 0, outcome.untilMs) };
    case 'broken': {
      // Those who were inside when it closed tell nothing new.
      if (lane.failures >= rules.failuresToClose && !isProbe) return lane;
      const failures = lane.failures + 1;
      if (failures < rules.failuresToClose) return { ...lane, failures };
      return {
        ...lane,
        failures,
        closedUntilMs: Math.max(isProbe ? 0 : (lane.closedUntilMs ?? 0), nowMs + closedMs(failures, rules)),
      };
    }
  }
};
