/** docs/access.md as the robot reads it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Column = 'owner' | 'editor' | 'viewer' | 'stranger' | 'nobody';
export type Cell = 'yes' | 'own' | 'link' | 401 | 403 | 404;

export type AccessRow = {
  /** `GET /projects/{id}` */
  readonly route: string;
  readonly cells: Readonly<Record<Column, Cell>>;
  /** A scope, `no key`, or nothing for routes that are for everybody. */
  readonly key: string;
};

const columns: readonly Column[] = ['owner', 'editor', 'viewer', 'stranger', 'nobody'];
const words = new Set(['yes', 'own', 'link', '401', '403', '404']);
const keys = new Set(['', 'read', 'write', 'run', 'manage', 'no key']);

const cellOf = (text: string, line: string): Cell => {
  if (!words.has(text)) throw new Error(`docs/access.md: “${text}” is no word of the table, in: ${line}`);
  return /^\d/.test(text) ? (Number(text) as 401 | 403 | 404) : (text as 'yes');
};

/** Every line of the table by its route. Throws when a line is not understood or a route has two. */
export const readAccessTable = (
  text = readFileSync(fileURLToPath(new URL('../../../docs/access.md', import.meta.url)), 'utf8'),
): ReadonlyMap<string, AccessRow> => {
  const rows = new Map<string, AccessRow>();
  for (const line of text.split('\n').filter((one) => one.startsWith('| `'))) {
    const [route = '', ...rest] = line
      .split('|')
      .slice(1, -1)
      .map((one) => one.trim());
    const name = route.replaceAll('`', '');
    const key = rest[columns.length] ?? 'missing';
    if (rows.has(name)) throw new Error(`docs/access.md has two lines for ${name}.`);
    if (rest.length !== columns.length + 1 || !keys.has(key))
      throw new Error(`docs/access.md: this line is not understood: ${line}`);
    const cells = Object.fromEntries(columns.map((column, at) => [column, cellOf(rest[at] ?? '', line)]));
    rows.set(name, { route: name, cells: cells as AccessRow['cells'], key });
  }
  return rows;
};
