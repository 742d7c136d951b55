/**
 * Names under which connections keep the plans of their statements. Planning a query under row-level security costs more than running it, so
 * what is asked again is planned once a connection. Texts that vary without end (lists of many lengths) are not all kept.
 */
const mostNames = 1_000;
const names = new Map<string, string>();

/** The name of this text, the same in all of this process; undefined: it is asked without one. */
export const statementName = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
};
