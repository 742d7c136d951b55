/** Every way in which one policy could be lost or weakened by mistake, each as the SQL that makes the mistake. */
import type { Policy, Table } from './catalog.ts';

export type Mutant = { readonly table: string; readonly name: string; readonly sql: string };

const isTrue = (expression: string | null): boolean => expression === null || expression === 'true';

/** The next lower role, where the expression names one. */
const demoted = (expression: string): string =>
  expression
    .replaceAll("'editor'::workprint.project_role", "'viewer'::workprint.project_role")
    .replaceAll("'owner'::workprint.project_role", "'editor'::workprint.project_role");

const mutantsOf = ({ table, name, isRestrictive, using, check }: Policy): readonly Mutant[] => {
  const on = `policy ${name} on ${table}`;
  const changed = (what: string, clause: string): Mutant => ({
    table,
    name: `${table} ${name} ${what}`,
    sql: `alter ${on} ${clause}`,
  });
  const dropped: Mutant = { table, name: `${table} ${name} dropped`, sql: `drop ${on}` };
  if (isRestrictive) return [dropped];
  return [
    dropped,
    ...(isTrue(using) ? [] : [changed('using true', 'using (true)')]),
    ...(isTrue(check) ? [] : [changed('check true', 'with check (true)')]),
    ...(using && demoted(using) !== using ? [changed('using a lower role', `using (${demoted(using)})`)] : []),
    ...(check && demoted(check) !== check ? [changed('check of a lower role', `with check (${demoted(check)})`)] : []),
  ];
};

/** Mutants of all policies, and every table without its row-level security. */
export const allMutants = (tables: readonly Table[], policies: readonly Policy[]): readonly Mutant[] => [
  ...policies.flatMap(mutantsOf),
  ...tables
    .filter(({ isGuarded }) => isGuarded)
    .map(
      ({ name }): Mutant => ({
        table: name,
        name: `${name} unguarded`,
        sql: `alter table ${name} disable row level security`,
      }),
    ),
];
