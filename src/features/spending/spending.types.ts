/** What the routes of spending stand on, and the days they are asked about. */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Database, Query } from '../../ports/database.ts';
import { RequestRefused } from '../api/api.ts';

/** A call of which somebody said what became of it. */
export type ResolvedCall = {
  readonly id: string;
  readonly orderKey: string;
  /** The job that waits for it, if one does. */
  readonly buildId: string | undefined;
  readonly charged: 'no' | 'yes';
};

export type SpendingParts = {
  readonly database: Pick<Database, 'asPerson'>;
  readonly clock: Clock;
  /** Told in the transaction of whoever resolved it: a job that was held for it may go on. */
  readonly resolved?: (query: Query, call: ResolvedCall) => Promise<void>;
};

/** Micro-dollars as answers give them. */
export const micros = z.int().describe('millionths of a US dollar');
/** Micro-dollars as people set them: up to a billion dollars. */
export const givenMicros = z.int().min(0).max(1e15).describe('millionths of a US dollar: 5000000 is $5');

/** Fields of a search for a stretch of days in UTC. */
export const dayFields = {
  from: z.iso.date().optional().describe('first day (UTC); default the first of this month'),
  to: z.iso.date().optional().describe('last day (UTC), included; default today'),
};

const dayMs = 24 * 3600_000;
const mostDays = 3660;

/** Moments of a stretch of days: from its first to before its end. Throws `request-invalid` for one that ends before it begins, or is longer than ten years. */
export const stretchOf = (
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  clock: Clock,
): { readonly from: string; readonly to: string; readonly begin: Date; readonly end: Date } => {
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const last = to ?? today;
  const first = from ?? `${last.slice(0, 7)}-01`;
  const [begin, end] = [new Date(`${first}T00:00:00Z`), new Date(Date.parse(`${last}T00:00:00Z`) + dayMs)];
  const days = (end.getTime() - begin.getTime()) / dayMs;
  const message =
    days < 1
      ? 'ends before it begins'
      : days > mostDays
        ? 'is longer than ten years; ask for less at a time'
        : undefined;
  if (message !== undefined)
    throw new RequestRefused('request-invalid', `from: the stretch ${message}.`, {
      problems: [{ path: 'from', message }],
    });
  return { from: first, to: last, begin, end };
};

/** The month in which something counts now: `2026-11`. */
export const monthOf = (clock: Clock): string => new Date(clock.now()).toISOString().slice(0, 7);
