/** Keys of vendors: found for whoever pays, opened only for the moment of a call. */
import type { Micros } from '../domain/money.ts';

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

/** What a call or a test found out about a key. */
export type KeyState = 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden';

/**
 * Why no key is to be had. `missing`: there is none and one is needed; `capped`: there are, and each has reached its cap of this month;
 * `wrong`, `expired`, `no-credit`: so the only ones were found lately, and nobody has changed or tested them since.
 */
export type NoKey = 'missing' | 'capped' | 'wrong' | 'expired' | 'no-credit';

/** What the cap of a key leaves of this month. */
export type KeyRoom = { readonly limitMicros: Micros; readonly leftMicros: Micros };

export interface KeyRing {
  /**
   * The key to use: the payer's own that is active, else one shared with the project. `needMicros`: a key whose cap of this month leaves less
   * is passed over for one that has room; 0: nothing will be spent, so no cap counts; left out: something. `keyId`: the one with which work was
   * begun that is under way; it is taken if it is still there, whatever its cap, since only its account knows that work.
   */
  find(provider: string, payer: Payer, needMicros?: Micros, keyId?: string): Promise<FoundKey | NoKey>;
  /** Of the keys that `find` passes over for their caps, the one with the most room; undefined: there is none. For a refusal with numbers. */
  mostRoom?(provider: string, payer: Payer): Promise<KeyRoom | undefined>;
  /** Providers for which `find` would find one. */
  providers(payer: Payer): Promise<ReadonlySet<string>>;
  /** What a call found out about the key: it does not work any more, or it does. */
  report(keyId: string, verdict: KeyState): Promise<void>;
}
