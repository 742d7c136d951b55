/** PostgreSQL's settings for a database that shares its machine with films: modest memory, durable commits, no network. */
import { totalmem } from 'node:os';
import type { Place } from './place.ts';

const mebibyte = 1024 * 1024;
const clamp = (low: number, value: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)));

/** What a container allows counts, where it allows less than the machine has. */
const memoryBytes = (): number => {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
};

const memory = (): Readonly<Record<string, string>> => {
  const megabytes = memoryBytes() / mebibyte;
  return {
    shared_buffers: `${clamp(64, megabytes / 16, 1024)}MB`,
    effective_cache_size: `${clamp(256, megabytes / 3, 65_536)}MB`,
    maintenance_work_mem: `${clamp(32, megabytes / 64, 256)}MB`,
    work_mem: '8MB',
  };
};

/** Tests throw their data away, and therefore need not wait for the disk. */
const throwaway = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' } as const;

/**
 * The lines of `workprint.conf`. An operator's own `alter system` wins over them. Nothing listens on the network: whoever wants to connect
 * needs the folder of the socket and the password.
 */
export const tuningLines = (place: Place, socketFolder: string, isThrowaway: boolean): string => {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '200',
    ...memory(),
    max_wal_size: '1GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    // Queries here are short: planning parallel or compiled ones costs more than it gives, and they would need shared memory of /dev/shm.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_min_messages: 'warning',
    // A statement may hold what people wrote.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    cluster_name: 'workprint',
    ...(isThrowaway && throwaway),
  };
  const quoted = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return [
    `# Written by Workprint at every start for ${place.cluster.replaceAll('\n', ' ')}; use ALTER SYSTEM for your own.`,
    ...quoted,
    '',
  ].join('\n');
};
