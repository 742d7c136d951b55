/** The attacks on the API's ground at small size. */
import { expect, test } from 'vitest';
import { requireChromium } from '../kit/chromium.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { accessRobot } from './access/access-robot.ts';
import { readAccessTable } from './access/access-table.ts';
import { repeatedRequests } from './repeated-requests.ts';
import { storedScripts } from './stored-scripts.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('API-9 PE1 everybody on every route with every kind of id', () => prove(accessRobot));
test('API-10 PA4 one key is one effect and one answer', () => prove(repeatedRequests));

test.skipIf(requireChromium() === undefined)('API-22 PE9 text that people send never runs in a browser', () =>
  prove(storedScripts),
);

test('API-9 a line of the table that is not understood is no line', () => {
  const line = (text: string) => () => readAccessTable(`| route | … |\n${text}\n`);
  expect(line('| `GET /a` | yes | yes | 403 | 404 | 401 | read |')().get('GET /a')).toMatchObject({
    key: 'read',
    cells: { viewer: 403 },
  });
  expect(line('| `GET /a` | yes | maybe | 403 | 404 | 401 | read |')).toThrow('“maybe” is no word');
  expect(line('| `GET /a` | yes | yes | 403 | 404 | 401 | all |')).toThrow('not understood');
  expect(line('| `GET /a` | yes | yes | 403 | 404 | read |')).toThrow('not understood');
});
