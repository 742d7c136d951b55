/** What time it is; injected, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}
