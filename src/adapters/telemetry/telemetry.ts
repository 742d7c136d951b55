/** The door of telemetry: the log and the numbers of a process. */
export { createLog, type LogLevel, openDestination, silentLog } from './log.ts';
export { createMetrics, metricNames } from './metrics.ts';
