/** `/spending/cap`: what one may spend in a month, whatever for. */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Query } from '../../ports/database.ts';
import { defineRoute, type Route } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { type Fullness, ownFullness, setOwnCap } from './budgets.queries.ts';
import { givenMicros, micros, monthOf } from './spending.types.ts';

/** How full a budget is, as answers say it. */
export const fullnessView = z.object({
  limitMicros: micros.nullable().describe('null: no limit'),
  spentMicros: micros,
  reservedMicros: micros.describe('kept free for work under way: the most it can cost'),
  leftMicros: micros.nullable().describe('never below 0; null: no limit'),
});

export const shownFullness = (full: Fullness): z.input<typeof fullnessView> => ({
  ...full,
  leftMicros: full.limitMicros === null ? null : Math.max(0, full.limitMicros - full.spentMicros - full.reservedMicros),
});

const capView = fullnessView.extend({ month: z.string().describe('in UTC: 2026-11') });
const tag = 'spending';

export const capRoutes = ({ clock }: { readonly clock: Clock }): readonly Route[] => {
  const shown = async (query: Query, personId: string): Promise<z.input<typeof capView>> => {
    const month = monthOf(clock);
    return { month, ...shownFullness(await ownFullness(query, personId, month)) };
  };
  return [
    defineRoute({
      ...{ method: 'get', path: '/spending/cap', tag, summary: 'Your monthly cap, and what is left of it' },
      access: { who: 'person', scope: 'read' },
      answer: capView,
      handle: ({ caller }, query) => shown(query, caller.personId),
    }),
    defineRoute({
      ...{ method: 'put', path: '/spending/cap', tag, summary: 'Set your monthly cap' },
      description:
        'It counts whatever you pay for, in all projects, by the month in UTC. Work that would pass it is refused before anything is sent. Below what is spent already, it stops everything that costs.',
      access: { who: 'person', scope: 'manage' },
      body: z.strictObject({ limitMicros: givenMicros }),
      example: { body: { limitMicros: 20_000_000 } },
      answer: capView,
      handle: async (call, query) => {
        const { personId } = call.caller;
        await setOwnCap(query, personId, call.body.limitMicros);
        const detail = { limitMicros: call.body.limitMicros };
        await writeAudit(query, call, { action: 'spending-cap-set', subject: `person:${personId}`, detail });
        return shown(query, personId);
      },
    }),
    defineRoute({
      ...{ method: 'delete', path: '/spending/cap', tag, summary: 'Take your monthly cap away' },
      access: { who: 'person', scope: 'manage' },
      answer: capView,
      handle: async (call, query) => {
        const { personId } = call.caller;
        await setOwnCap(query, personId, null);
        await writeAudit(query, call, { action: 'spending-cap-removed', subject: `person:${personId}` });
        return shown(query, personId);
      },
    }),
  ];
};
