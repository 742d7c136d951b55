/** Paths beside the table of routes: sign-in's own, signed media, health, pages. They get the same ids, headers, limits and log lines. */
import type { Arrival } from './arrival.types.ts';

export type MountedCall = {
  readonly request: Request;
  /** Of the path's pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly arrival: Arrival;
  readonly closing: AbortSignal;
};

export type Mount = {
  /** In Hono's words: `/api/auth/*`, `/media/:name`. The first that fits is asked. */
  readonly path: string;
  /** What it answers; `HEAD` goes with `GET`. Any other is 405. */
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
  /** May throw what is refused. */
  handle(call: MountedCall): Promise<Response> | Response;
};
