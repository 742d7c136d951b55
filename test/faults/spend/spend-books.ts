/** The books held against each other: purses against open calls and against the ledger, and each call's lines against themselves. */
import type { SpendRig } from '../../kit/spend-rig.ts';

/** Purses of these scopes, and calls. Left out: all there are. */
export type BooksWanted = { readonly scopeIds: readonly string[]; readonly calls: readonly string[] };

const counted = `select p.scope, p.scope_id, p.period, c.id from workprint.provider_calls c,
  lateral workprint.purses_of(c.build_id, c.key_id, c.person_id, c.project_id, c.period) p`;

const purseSql = `
  with counted as (${counted} where $2::uuid[] is null or c.id = any($2))
  select p.scope || ' ' || p.scope_id || ' ' || p.period as name, p.reserved_micros::int as reserved, p.spent_micros::int as spent,
    coalesce((select sum(c.reserved_micros) from counted join workprint.provider_calls c using (id)
      where (counted.scope, counted.scope_id, counted.period) = (p.scope, p.scope_id, p.period)
        and c.state in ('intended', 'sent', 'under-way', 'unknown')), 0)::int as open,
    coalesce((select sum(l.micros) from counted join workprint.ledger_entries l on l.call_id = counted.id
      where (counted.scope, counted.scope_id, counted.period) = (p.scope, p.scope_id, p.period)
        and l.kind in ('commit', 'excess', 'correct')), 0)::int as booked
  from workprint.purses p where $1::uuid[] is null or p.scope_id = any($1)`;

const callSql = `
  select c.id, c.state, c.reserved_micros::int as reserve, c.cost_micros::int as cost,
    coalesce(sum(l.micros) filter (where l.kind = 'reserve'), 0)::int as reserved,
    coalesce(sum(l.micros) filter (where l.kind in ('commit', 'release')), 0)::int as ended,
    coalesce(sum(l.micros) filter (where l.kind in ('commit', 'excess', 'correct')), 0)::int as spent,
    coalesce(bool_or(l.period <> c.period), false) as strays
  from workprint.provider_calls c left join workprint.ledger_entries l on l.call_id = c.id
  where $1::uuid[] is null or c.id = any($1) group by c.id`;

type CallBooks = Readonly<Record<'id' | 'state', string>> &
  Readonly<Record<'reserve' | 'cost' | 'reserved' | 'ended' | 'spent', number>> & { readonly strays: boolean };

const isOpen = new Set<string>(['intended', 'sent', 'under-way', 'unknown']);

/** Throws where they disagree. Gives what each purse holds: reserved and spent. */
export const checkBooks = async (
  rig: SpendRig,
  wanted?: BooksWanted,
): Promise<ReadonlyMap<string, readonly [number, number]>> => {
  const purses = new Map<string, readonly [number, number]>();
  for (const row of await rig.asSuperuser(purseSql, [wanted?.scopeIds ?? null, wanted?.calls ?? null])) {
    const { name, reserved, spent, open, booked } = row as Record<string, number> & { readonly name: string };
    if (reserved !== open) throw new Error(`${name} keeps ${reserved} free, and its open calls ${open}`);
    if (spent !== booked) throw new Error(`${name} holds ${spent} as spent, and the ledger ${booked}`);
    purses.set(name, [reserved as number, spent as number]);
  }
  for (const row of await rig.asSuperuser(callSql, [wanted?.calls ?? null])) {
    const { id, state, reserve, cost, reserved, ended, spent, strays } = row as CallBooks;
    if (reserved !== reserve) throw new Error(`call ${id} keeps ${reserve} free, and its line says ${reserved}`);
    if (!isOpen.has(state) && ended !== reserve)
      throw new Error(`call ${id} reserved ${reserve}, and ended with ${ended}`);
    if (spent !== cost || (isOpen.has(state) && ended !== 0))
      throw new Error(`call ${id} cost ${cost}, and its lines say ${spent}`);
    if (strays) throw new Error(`call ${id} has lines of another month`);
  }
  return purses;
};
