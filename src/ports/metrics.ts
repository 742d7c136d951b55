/** Numbers about the studio, for whoever watches it. Labels are words of ours: never a person's, since each new one costs memory for good. */
export interface Metrics {
  /** `route`: the pattern of the path. */
  requestEnded(facts: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly tookMs: number;
  }): void;
  errorAnswered(facts: { readonly code: string; readonly route: string }): void;
  requestShed(): void;
  rateLimited(facts: { readonly who: 'person' | 'address' }): void;
  jobStarted(facts: { readonly kind: string; readonly waitedMs: number }): void;
  jobEnded(facts: {
    readonly kind: string;
    readonly state: string;
    readonly code?: string;
    readonly tookMs: number;
  }): void;
  /** Video answered in the same request, or as a job to come back for. */
  videoAnswered(facts: { readonly how: 'quick' | 'async' }): void;
  rendered(facts: { readonly frames: number; readonly tookMs: number }): void;
  storageUsed(facts: {
    readonly operation: string;
    readonly isOk: boolean;
    readonly tookMs: number;
    readonly bytes?: number;
  }): void;
  webhookSent(facts: { readonly isOk: boolean; readonly tookMs: number }): void;
  /** `type`: of the request. A model that only one person's server has is still a vendor's word, so the adapter counts so many and no more. */
  spent(facts: {
    readonly provider: string;
    readonly model: string;
    readonly type: string;
    readonly micros: number;
  }): void;
  /** One call of a vendor, over: `outcome` as the desk names it. */
  callEnded(facts: {
    readonly provider: string;
    readonly outcome: string;
    readonly code?: string;
    readonly tookMs: number;
  }): void;
  /** Called when the numbers are read; at most once a second. */
  observe(name: ObservedNumber, read: () => Promise<readonly Observation[]> | readonly Observation[]): void;
  /** All numbers in Prometheus' text form. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Numbers that are looked up, not counted. */
export type ObservedNumber =
  | 'queue_jobs' // labels lane, state
  | 'requests_in_flight' // label state: working, waiting
  | 'part_is_up' // label part, as in /health
  | 'disk_free_bytes'
  | 'disk_total_bytes'
  | 'stored_bytes'
  | 'live_documents';

export type Observation = { readonly value: number; readonly labels?: Readonly<Record<string, string>> };
