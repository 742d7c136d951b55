/** The ledger as a table for spreadsheets (RFC 4180), made while it is downloaded. */
import { dollarsText } from '../../domain/money.ts';
import { jobOfCall } from './job-of-call.ts';
import type { LedgerLine } from './reports.queries.ts';

const columns: readonly (readonly [name: string, value: (line: LedgerLine) => string])[] = [
  ['at', ({ at }) => at.toISOString()],
  ['month', ({ period }) => period],
  ['kind', ({ kind }) => kind],
  ['dollars', ({ micros }) => dollarsText(micros).replace('$', '')],
  ['micros', ({ micros }) => String(micros)],
  ['provider', ({ provider }) => provider],
  ['model', ({ model }) => model],
  ['type', ({ type }) => type],
  ['call', ({ call_id }) => call_id ?? ''],
  ['project', ({ project_id }) => project_id ?? ''],
  ['person', ({ person_id }) => person_id ?? ''],
  ['job', ({ build_id, order_key }) => jobOfCall(build_id, order_key) ?? ''],
  ['key', ({ key_id }) => key_id ?? ''],
];

/** Spreadsheets run what begins like a formula; a model's name is a stranger's word. Numbers of ours may begin with a minus. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text);

const cell = (text: string): string => {
  const shown = harmless(text);
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
};

const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The first line of the table. */
export const csvHeader = row(columns.map(([name]) => name));

export const csvLines = (lines: readonly LedgerLine[]): string =>
  lines.map((line) => row(columns.map(([, value]) => value(line)))).join('');
