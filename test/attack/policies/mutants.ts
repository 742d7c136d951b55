/** Every way in which one policy could be lost or weakened by mistake, each as the SQL that makes the mistake. */
import type { Policy, Table } from './catalog.ts';

export type Mutant = { readonly table: string; readonly name: string; readonly sql: string };

/** The next lower role, where the expression names one. */
const demoted = (expression: string): string =>
  expression
    .replaceAll("'editor'::workprint.project_role", "'viewer'::workprint.project_role")
    .replaceAll("'owner'::workprint.project_role", "'editor'::workprint.project_role");

/**
 * What a policy lets see and what it lets write are weakened together: where both stand, each alone is masked by the other, as an update must
 * pass both.
 */
const mutantsOf = ({ table, name, isRestrictive, using, check }: Policy): readonly Mutant[] => {
  const on = `policy ${name} on ${table}`;
  const dropped: Mutant = { table, name: `${table} ${name} dropped`, sql: `drop ${on}` };
  const weakened = (how: string, weaken: (expression: string) => string): readonly Mutant[] => {
    const clauses = [
      ...(using === null ? [] : [`using (${weaken(using)})`]),
      ...(check === null ? [] : [`with check (${weaken(check)})`]),
    ];
    const isSame = [using, check].every((each) => each === null || weaken(each) === each);
    return isSame || isRestrictive
      ? []
      : [{ table, name: `${table} ${name} ${how}`, sql: `alter ${on} ${clauses.join(' ')}` }];
  };
  return [dropped, ...weakened('always true', () => 'true'), ...weakened('for a lower role', demoted)];
};

/** Mutants of all policies, and every table that people reach without its row-level security. */
export const allMutants = (tables: readonly Table[], policies: readonly Policy[]): readonly Mutant[] => [
  ...policies.flatMap(mutantsOf),
  ...tables
    .filter(({ isGuarded, isReachable }) => isGuarded && isReachable)
    .map(
      ({ name }): Mutant => ({
        table: name,
        name: `${name} unguarded`,
        sql: `alter table ${name} disable row level security`,
      }),
    ),
];
