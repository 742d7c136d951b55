/** What the ground of the API tells whoever counts. Main wires it to the metrics. */
export type ApiEvents = {
  /** `route` is the pattern of the path, or `(none)`. */
  requestEnded(facts: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly tookMs: number;
  }): void;
  errorAnswered(facts: { readonly code: string; readonly route: string }): void;
  requestShed(): void;
  rateLimited(facts: { readonly who: 'person' | 'address' }): void;
};
