/** The gate before each vendor, one for all workers: how many may be inside, how often one may knock, and whether it makes sense to. */

export type GateBounds = { readonly atOnce: number; readonly perMinute: number };

export type GatePass = {
  /** What was learned inside. `broken` counts towards closing the gate; `throttled` closes it until then. */
  leave(
    outcome: { readonly kind: 'fine' | 'broken' | 'left' } | { readonly kind: 'throttled'; readonly untilMs: number },
  ): Promise<void>;
};

export interface ProviderGate {
  /**
   * Waits its turn. `closed`: the vendor fails again and again, or said not to come before `untilMs`; the desk goes elsewhere or waits. A pass that is not
   * given back (its process died) is void after a while.
   */
  enter(lane: string, bounds: GateBounds, signal: AbortSignal): Promise<GatePass | { readonly closedUntilMs: number }>;
}
