/** `/spending` and `/spending/drift`: what was spent, by what, and how far it was from what was expected. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import { type Caller, defineRoute, type Route, requireRole } from '../api/api.ts';
import { ownFullness, projectFullness } from './budgets.queries.ts';
import { fullnessView, shownFullness } from './caps.routes.ts';
import {
  driftOf,
  type Group,
  groupings,
  mostGroups,
  projectNames,
  spentBy,
  spentInAll,
  unknownNow,
  type Whose,
} from './reports.queries.ts';
import { dayFields, micros, monthOf, type SpendingParts, stretchOf } from './spending.types.ts';

/** Whose money is asked about; throws `not-found`, `gone` for a project that the one asking does not see. */
export const whoseOf = async (query: Query, caller: Caller, projectId: string | undefined): Promise<Whose> => {
  if (projectId === undefined) return { personId: caller.personId };
  await requireRole(query, { of: 'project', id: projectId, role: 'viewer' });
  return { projectId };
};

const projectId = z.uuid().optional().describe('of a project: what everybody spent in it; left out: what you paid for');
const tag = 'spending';
const access = { who: 'person', scope: 'read' } as const;

const groupView = z.object({
  key: z.string().nullable().describe('null: of projects that were deleted'),
  title: z.string().nullable().describe('the name of the project'),
  spentMicros: micros,
  calls: z.int(),
});

const titled = async (
  query: Query,
  groups: readonly Group[],
  isByProject: boolean,
): Promise<z.input<typeof groupView>[]> => {
  const names = isByProject
    ? await projectNames(
        query,
        groups.map(({ key }) => key).filter((key) => key !== null),
      )
    : new Map<string, string>();
  return groups.map(({ key, micros: spentMicros, calls }) => ({
    ...{ key, spentMicros, calls },
    title: (key !== null && names.get(key)) || null,
  }));
};

/** To the thousandth: a ratio is read, not computed with. */
const rounded = (ratio: number | null): number | null => (ratio === null ? null : Math.round(ratio * 1000) / 1000);

export const reportRoutes = ({ clock }: SpendingParts): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/spending', tag, summary: 'What was spent, and what may be' },
    description: `Sums of the ledger for a stretch of days, in groups, and the budget as it is now: the project’s, or your own cap of this month. At most ${mostGroups} groups: the latest days, or the dearest of the others.`,
    access,
    search: z.strictObject({ projectId, by: z.enum(groupings).default('day'), ...dayFields }),
    answer: z.object({
      ...{ from: z.iso.date(), to: z.iso.date(), by: z.enum(groupings), spentMicros: micros },
      groups: z.array(groupView),
      budget: fullnessView.extend({ scope: z.enum(['project', 'person']), period: z.string() }),
      unknown: z
        .object({ calls: z.int(), reservedMicros: micros })
        .describe('calls that were lost: somebody has to look at the bill and say what became of them'),
    }),
    handle: async ({ caller, search }, query) => {
      const whose = await whoseOf(query, caller, search.projectId);
      const stretch = stretchOf(search, clock);
      const groups = await spentBy(query, whose, stretch, search.by);
      const unknown = await unknownNow(query, whose);
      const month = monthOf(clock);
      const full =
        'projectId' in whose
          ? await projectFullness(query, whose.projectId)
          : await ownFullness(query, whose.personId, month);
      return {
        ...{ from: stretch.from, to: stretch.to, by: search.by, spentMicros: await spentInAll(query, whose, stretch) },
        groups: await titled(query, groups, search.by === 'project'),
        budget: {
          ...('projectId' in whose
            ? { scope: 'project' as const, period: 'always' }
            : { scope: 'person' as const, period: month }),
          ...shownFullness(full),
        },
        unknown: { calls: unknown.calls, reservedMicros: unknown.micros },
      };
    },
  }),
  defineRoute({
    ...{ method: 'get', path: '/spending/drift', tag, summary: 'Estimates beside bills, by model' },
    description:
      'For answers that came in these days: what was kept free for them at most, what they cost, and the ratio of the two. A ratio above 1 means that a vendor billed more than its price list promises; look at the price of that model. Models that went beyond come first.',
    access,
    search: z.strictObject({ projectId, ...dayFields }),
    answer: z.object({
      ...{ from: z.iso.date(), to: z.iso.date() },
      models: z.array(
        z.object({
          ...{ model: z.string(), calls: z.int(), estimatedMicros: micros, costMicros: micros },
          beyondCalls: z.int().describe('calls that cost more than was kept free'),
          medianRatio: z.number().nullable().describe('cost for each micro-dollar kept free; null where nothing was'),
          worstRatio: z.number().nullable(),
        }),
      ),
    }),
    handle: async ({ caller, search }, query) => {
      const whose = await whoseOf(query, caller, search.projectId);
      const stretch = stretchOf(search, clock);
      const models = (await driftOf(query, whose, stretch)).map(({ provider, model, ...row }) => ({
        ...row,
        model: `${provider}/${model}`,
        medianRatio: rounded(row.medianRatio),
        worstRatio: rounded(row.worstRatio),
      }));
      return { from: stretch.from, to: stretch.to, models };
    },
  }),
];
