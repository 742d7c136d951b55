/** The book of calls as people see it; row-level security decides which there are, and neither asks nor answers are among the columns. */
import { sql } from 'kysely';
import type { CallState } from '../../ports/call-journal.ts';
import type { Query } from '../../ports/database.ts';
import type { Whose } from './reports.queries.ts';

export const callStates = [
  'intended',
  'sent',
  'under-way',
  'done',
  'failed',
  'unknown',
] as const satisfies readonly CallState[];

const columns = [
  ...([
    'id',
    'project_id',
    'person_id',
    'build_id',
    'order_key',
    'place',
    'provider',
    'model',
    'key_id',
    'type',
    'is_fresh',
  ] as const),
  ...([
    'state',
    'error',
    'reserved_micros',
    'cost_micros',
    'charged',
    'usage',
    'period',
    'resolved_by',
    'took_ms',
  ] as const),
  ...(['created_at', 'sent_at', 'ended_at'] as const),
] as const;

const seen = (query: Query) => query.selectFrom('workprint.provider_calls').select(columns);

/** Newest first, after the one the last page ended with. */
export const listCalls = (
  query: Query,
  whose: Whose,
  wanted: { readonly state: CallState | undefined; readonly before: string | undefined; readonly most: number },
) =>
  seen(query)
    .$if('projectId' in whose, (all) => all.where('project_id', '=', 'projectId' in whose ? whose.projectId : null))
    .$if('personId' in whose, (all) => all.where('person_id', '=', 'personId' in whose ? whose.personId : null))
    // Word for word, so that the index of unknown calls is used under row-level security.
    .$if(wanted.state === 'unknown', (all) => all.where(sql<boolean>`state = 'unknown'`))
    .$if(wanted.state !== undefined && wanted.state !== 'unknown', (all) =>
      all.where('state', '=', wanted.state ?? 'done'),
    )
    .$if(wanted.before !== undefined, (all) => all.where('id', '<', wanted.before ?? ''))
    .orderBy('id', 'desc')
    .limit(wanted.most)
    .execute();

export type SeenCall = Awaited<ReturnType<typeof listCalls>>[number];

export const findCall = (query: Query, id: string): Promise<SeenCall | undefined> =>
  seen(query).where('id', '=', id).executeTakeFirst();

/** Whether the one asking may start work in this project. */
export const mayRunIn = async (query: Query, projectId: string): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`select workprint.may_run(${projectId}::uuid) as may`.execute(query);
  return rows[0]?.may ?? false;
};

/** Whether this is the owner of the project, who corrects what was said of its calls. */
export const mayCorrectIn = async (query: Query, personId: string, projectId: string): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.project_members')
    .select('role')
    .where('person_id', '=', personId)
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row?.role === 'owner';
};
