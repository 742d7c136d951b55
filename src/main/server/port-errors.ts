/** Why a server cannot listen, in words. */
import { WorkprintError } from '../../domain/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'is one that only an administrator may use',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not an address of this machine',
};

/** The error to tell, of one that listening threw. */
export const asPortError = (error: unknown, host: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) return error;
  const what = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? host : `Port ${port} of ${host}`;
  const advice = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? '--host' : '--port';
  return new WorkprintError('usage', `${what} ${reason}; choose another with ${advice}.`, { cause: error });
};
