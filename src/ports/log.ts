/**
 * What happened, one line each. A line is a fixed sentence and fields of this list: there is no field for a header, a body, an address
 * with its query or any other place where a secret could travel.
 */
export type LogFields = {
  /** Of the request that led here, also when that was on another server. */
  readonly requestId?: string;
  readonly traceId?: string;
  readonly personId?: string;
  readonly projectId?: string;
  readonly jobId?: string;
  readonly assetId?: string;
  readonly documentId?: string;
  readonly webhookId?: string;
  /** Our own name of a route, never the path that was asked. */
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ipAddress?: string;
  /** Of the error table. */
  readonly code?: string;
  readonly kind?: string;
  readonly lane?: string;
  readonly state?: string;
  readonly step?: string;
  readonly worker?: string;
  readonly host?: string;
  readonly port?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly bytes?: number;
  readonly tookMs?: number;
  readonly version?: string;
  readonly processId?: number;
  /** Written as its name, its scrubbed message and the places in our code; its causes likewise. */
  readonly error?: unknown;
};

/** `event` is a sentence of ours, the same every time: what differs goes into fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A log whose lines all carry these fields. */
  with(fields: LogFields): Log;
}
