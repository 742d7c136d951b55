/** The driver's and the server's errors in the house's words. What was the fault of a query stays as it is: a bug, shown to nobody. */
import { WorkprintError } from '../../domain/errors.ts';

/** The SQLSTATE of an error of the server, five characters. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
};

const isAwaySentence =
  'The studio’s database cannot be reached just now. What was not answered did not happen or can be asked again; try in a few seconds.';

export const unavailable = (cause?: unknown): WorkprintError =>
  new WorkprintError('unavailable', isAwaySentence, { cause });

/** Errors of the socket and of looking up the name. */
const socketCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...[
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENOENT',
    'ENOTSOCK',
    'ERR_STREAM_DESTROYED',
    'ERR_STREAM_WRITE_AFTER_END',
    'EADDRNOTAVAIL',
  ],
]);

/** The driver's own words for a connection that is gone or did not come about. */
const driverWords =
  /^(?:Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Query read timeout|read ECONN|The server does not support SSL)/;

/** Shut down, crashed, starting up, full of connections, connection lost in a transaction. Class 08: connection exceptions. */
const awayStates = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03', '25P04']);

/** The connection is of no more use, or never was. */
export const isConnectionLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const state = sqlStateOf(error);
  if (state !== undefined && (awayStates.has(state) || state.startsWith('08'))) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && socketCodes.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return driverWords.test(error.message);
};

/** A statement was planned before a migration changed what it gives. */
export const isStalePlan = (error: unknown): boolean =>
  sqlStateOf(error) === '0A000' && error instanceof Error && error.message.startsWith('cached plan');

const refusals: Readonly<Record<string, string>> = {
  '28P01': 'The database refuses the password of DATABASE_URL.',
  '28000': 'The database does not let the login of DATABASE_URL in; look at its pg_hba.conf.',
  '3D000': 'The database named in DATABASE_URL does not exist; create it first, owned by the login of the URL.',
};

/** Statement or lock took longer than allowed, disk full, out of memory: it may go better later. */
const laterStates: Readonly<Record<string, string>> = {
  '57014': 'The database took too long to answer. Try again in a few seconds.',
  '55P03': 'What you want to change is being changed by somebody else. Try again in a few seconds.',
  '40P01': 'Two changes got in each other’s way, and this one was taken back. Try again.',
  '40001': 'Two changes got in each other’s way, and this one was taken back. Try again.',
  '53200': 'The studio’s database is out of memory just now. Try again in a few seconds.',
};

/** `unavailable`, `disk-full` or `database-refused` where that is the reason; every other error as it is. */
export const asDatabaseError = (error: unknown): unknown => {
  if (error instanceof WorkprintError) return error;
  if (isConnectionLost(error) || isStalePlan(error)) return unavailable(error);
  const state = sqlStateOf(error) ?? '';
  if (state === '53100')
    return new WorkprintError(
      'disk-full',
      'The disk of the studio’s database is full. Its operator has to free some space; nothing that was kept is lost.',
      {
        cause: error,
      },
    );
  const refusal = refusals[state];
  if (refusal) return new WorkprintError('database-refused', refusal, { cause: error });
  const later = laterStates[state];
  if (later) return new WorkprintError('unavailable', later, { cause: error });
  return error;
};
