/** The option `--port` of those who listen. */
import { WorkprintError } from '../domain/errors.ts';
import type { GivenOptions } from './command-line.ts';

/** The number given, or undefined; throws `usage`. */
export const readPort = ({ port }: GivenOptions): number | undefined => {
  if (port === undefined) return undefined;
  if (typeof port === 'string' && /^\d{1,5}$/.test(port) && Number(port) < 65_536) return Number(port);
  throw new WorkprintError('usage', `--port takes a number from 0 to 65535, not “${String(port)}”.`);
};
