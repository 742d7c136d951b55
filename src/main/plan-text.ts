/** What a plan says: per step what is cached and what would run, who would be asked for how much, and the price of it all. */
import type { BuildEntry } from '../build/build.ts';
import { dollarsText } from '../domain/money.ts';
import { planRows } from '../pipeline/export/plan-rows.ts';
import { neededKeys } from './film-keys.ts';

export type FilmPlan = {
  readonly entries: readonly BuildEntry[];
  /** False when what comes later hangs on answers that do not exist yet. */
  readonly isWhole: boolean;
  /** Variables of keys that are missing to make it. */
  readonly missingKeys: readonly string[];
  /** Where a budget is given: that, and what the film has cost in earlier runs. */
  readonly purse?: { readonly budgetMicros: number; readonly spentMicros: number };
};

const entryLine = ({ label, model, costMicros }: BuildEntry): string =>
  `  would run  ${label}${model === undefined ? '' : `  ${model} ${dollarsText(costMicros)}`}`;

const budgetLine = ({ budgetMicros, spentMicros }: NonNullable<FilmPlan['purse']>, costMicros: number): string => {
  const before = spentMicros > 0 ? ` with the ${dollarsText(spentMicros)} of earlier runs` : '';
  const needed = dollarsText(spentMicros + costMicros);
  return spentMicros + costMicros > budgetMicros
    ? `The budget of ${dollarsText(budgetMicros)} may not do: this film can cost ${needed}${before}. It would stop before it spends more.`
    : `The budget of ${dollarsText(budgetMicros)} will do${before}.`;
};

/** The plan as text for people. */
export const planText = ({ entries, isWhole, missingKeys, purse }: FilmPlan): string => {
  const rows = planRows(entries);
  const costMicros = rows.reduce((sum, row) => sum + row.costMicros, 0);
  const lines = entries.filter((entry) => entry.state === 'would-run').map(entryLine);
  const width = Math.max(6, ...rows.map((row) => row.step.length));
  const table = rows.map(
    (row) =>
      `  ${row.step.padEnd(width)}  ${String(row.wouldRun).padStart(5)} to run  ${String(row.cached).padStart(5)} cached${row.costMicros > 0 ? `  at most ${dollarsText(row.costMicros)}` : ''}`,
  );
  const rest = isWhole
    ? []
    : ['  Sound, timeline, segments and the film itself follow: their number hangs on how long the lines turn out.'];
  const verdict =
    lines.length === 0 && isWhole
      ? 'Nothing would run: everything is cached.'
      : `${lines.length} ${lines.length === 1 ? 'thing' : 'things'} would be made.`;
  const ending = [
    `${verdict} Cost: ${costMicros > 0 ? 'at most ' : ''}${dollarsText(costMicros)}.`,
    ...(missingKeys.length > 0 ? [neededKeys(missingKeys)] : []),
    ...(purse ? [budgetLine(purse, costMicros)] : []),
  ];
  return [...lines, ...(lines.length > 0 ? [''] : []), ...table, ...rest, '', ...ending].join('\n');
};

/** Prints to stdout. */
export const printPlan = (plan: FilmPlan, asJson: boolean): void => {
  const { entries, isWhole, missingKeys, purse } = plan;
  const steps = planRows(entries);
  const costMicros = steps.reduce((sum, row) => sum + row.costMicros, 0);
  const facts = { complete: isWhole, costMicros, missingKeys, ...purse, steps, entries };
  process.stdout.write(`${asJson ? JSON.stringify(facts) : planText(plan)}\n`);
};
