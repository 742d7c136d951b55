/** What the ledger should be, computed the plain way: purses as numbers in a map, calls as a list. The database is held against it. */

export type Scope = 'build' | 'key' | 'person' | 'project';

/** The purses a call counts in: `person 0190… 2026-11`. */
export type PurseName = string;

export type ModelCall = {
  readonly id: string;
  readonly reserve: number;
  readonly counts: readonly PurseName[];
  state: 'open' | 'unknown' | 'over';
  cost: number;
};

export const purseName = (scope: Scope, id: string, period: string): PurseName => `${scope} ${id} ${period}`;

export type SpendModel = {
  readonly calls: ModelCall[];
  /** Limits by scope and id; no entry: none. */
  readonly limits: Map<string, number>;
  /** Whether so much more fits into all of them. */
  fits(counts: readonly PurseName[], amount: number): boolean;
  /** What stands in each purse that there should be: reserved and spent. */
  purses(): ReadonlyMap<PurseName, readonly [number, number]>;
  /** What was of this month is of `label` from now on. */
  monthPasses(month: string, label: string): void;
  /** The purses of something deleted are gone. */
  forget(scope: Scope, id: string): void;
};

export const createSpendModel = (): SpendModel => {
  const gone = new Set<string>();
  const calls: ModelCall[] = [];
  const limits = new Map<string, number>();
  const ownerOf = (name: PurseName): string => name.slice(0, name.lastIndexOf(' '));

  const purses = (): Map<PurseName, [number, number]> => {
    const found = new Map<PurseName, [number, number]>();
    for (const call of calls)
      for (const name of call.counts) {
        if (gone.has(ownerOf(name))) continue;
        const purse = found.get(name) ?? [0, 0];
        purse[0] += call.state === 'over' ? 0 : call.reserve;
        purse[1] += call.cost;
        found.set(name, purse);
      }
    return found;
  };

  return {
    ...{ calls, limits, purses },
    fits: (counts, amount) => {
      const now = purses();
      return counts.every((name) => {
        const limit = limits.get(ownerOf(name));
        const [reserved, spent] = now.get(name) ?? [0, 0];
        return amount === 0 || limit === undefined || reserved + spent + amount <= limit;
      });
    },
    monthPasses: (month, label) => {
      for (const [at, call] of calls.entries()) {
        const counts = call.counts.map((name) => (name.endsWith(` ${month}`) ? `${ownerOf(name)} ${label}` : name));
        calls[at] = { ...call, counts };
      }
    },
    forget: (scope, id) => gone.add(`${scope} ${id}`),
  };
};
