/** Keys of vendors: found for whoever pays, opened only for the moment of a call. */

/** Who a paid call is for, and whose budgets it counts against. */
export type Payer = {
  readonly personId: string;
  readonly projectId: string;
  /** The job or the run of the command line that may have a budget of its own. */
  readonly buildId?: string;
};

export type FoundKey = {
  /** Undefined: none is needed, or it is the operator's from the environment. */
  readonly keyId?: string;
  readonly baseUrl?: string;
  /** The secret. Called once a call, never kept. */
  open(): Promise<string | undefined>;
};

export interface KeyRing {
  /**
   * The key to use: the payer's own that is active, else one shared with the project. `missing`: there is none and one is needed; `capped`:
   * there are, and each has reached its cap of this month.
   */
  find(provider: string, payer: Payer): Promise<FoundKey | 'missing' | 'capped'>;
  /** Providers for which `find` would find one. */
  providers(payer: Payer): Promise<ReadonlySet<string>>;
  /** What a call found out about the key: it does not work any more, or it does. */
  report(keyId: string, verdict: 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden'): Promise<void>;
}
