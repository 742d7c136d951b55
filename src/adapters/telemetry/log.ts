/** The log as lines of JSON. Only fields of the port's list are written, whatever an object brings along: nothing has to be taken out afterwards. */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Log, LogFields } from '../../ports/log.ts';
import { errorFields } from './error-fields.ts';

const known = {
  ...{
    requestId: 1,
    traceId: 1,
    personId: 1,
    projectId: 1,
    jobId: 1,
    assetId: 1,
    documentId: 1,
    webhookId: 1,
    route: 1,
    method: 1,
  },
  ...{ status: 1, ipAddress: 1, code: 1, kind: 1, lane: 1, state: 1, step: 1, worker: 1, host: 1, port: 1, attempt: 1 },
  ...{ count: 1, bytes: 1, tookMs: 1, version: 1, processId: 1 },
} as const satisfies Record<keyof Omit<LogFields, 'error'>, 1>;
const names = Object.keys(known) as (keyof typeof known)[];
const longest = 200;

const allowed = (fields: LogFields): Record<string, unknown> => {
  const line: Record<string, unknown> = {};
  for (const name of names) {
    const value: unknown = fields[name];
    if (typeof value === 'string') line[name] = value.slice(0, longest);
    else if (typeof value === 'number') line[name] = value;
  }
  if (fields.error !== undefined) line['error'] = errorFields(fields.error);
  return line;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const wrap = (logger: Logger): Log => ({
  debug: (event, fields = {}) => logger.debug(allowed(fields), event),
  info: (event, fields = {}) => logger.info(allowed(fields), event),
  warn: (event, fields = {}) => logger.warn(allowed(fields), event),
  error: (event, fields = {}) => logger.error(allowed(fields), event),
  with: (fields) => wrap(logger.child(allowed(fields))),
});

const mostHeldCharacters = 4 * 1024 * 1024;

/**
 * Lines go to this open file at once. One that takes nothing (its disk is full, its reader is gone) must not stop what is logged about: a few
 * megabytes are held and written when there is room again, and what is more is lost.
 */
export const openDestination = (fd: number): DestinationStream => {
  const destination = pino.destination({ dest: fd, sync: true, maxLength: mostHeldCharacters });
  destination.on('error', () => undefined); // there is no other place to say that the log cannot be written
  return destination;
};

/**
 * A log that writes to `destination`, by default to stderr, since stdout carries results. Each line: `time` (ISO), `level` (a word), `process`
 * (what kind of process: server, worker), the fields, `event`.
 */
export const createLog = (
  { level, process: kind }: { readonly level: LogLevel; readonly process: string },
  destination: DestinationStream = openDestination(2),
): Log =>
  wrap(
    pino(
      {
        level,
        messageKey: 'event',
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        base: { process: kind, processId: process.pid },
        formatters: { level: (label) => ({ level: label }) },
      },
      destination,
    ),
  );

/** A log that writes nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};
