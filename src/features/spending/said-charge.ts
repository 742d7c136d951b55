/** What a person says a call cost is held against what it could cost: a sum far beyond that is a slip of the pen, and would empty a budget. */
import { dollarsText } from '../../domain/money.ts';
import { RequestRefused } from '../api/api.ts';

/** A vendor that bills more than so many times the reservation was never seen; whoever has such a bill says so twice. */
const mostTimes = 10;

export type SaidCharge = { readonly micros?: number | undefined; readonly confirm?: boolean | undefined };

/** Throws `request-invalid` at `micros` for more than ten times what was kept free, unless it is confirmed. */
export const checkSaidCharge = ({ micros = 0, confirm }: SaidCharge, reservedMicros: number): void => {
  if (confirm === true || micros <= reservedMicros * mostTimes) return;
  const message = `is ${dollarsText(micros)}, more than ten times the ${dollarsText(reservedMicros)} that were kept free for it. If the bill really says so, send it again with "confirm": true`;
  throw new RequestRefused('request-invalid', `micros: ${message}.`, { problems: [{ path: 'micros', message }] });
};
