/** What a plan says: per step what is cached and what would run, and the price of it all. */
import type { BuildEntry } from '../build/build.ts';
import { dollarsText } from '../domain/money.ts';
import { planRows } from '../pipeline/export/plan-rows.ts';

/** Prints to stdout. `isWhole` is false when what comes later hangs on answers that do not exist yet. */
export const printPlan = (entries: readonly BuildEntry[], isWhole: boolean, asJson: boolean): void => {
  const rows = planRows(entries);
  const costMicros = rows.reduce((sum, row) => sum + row.costMicros, 0);
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ complete: isWhole, costMicros, steps: rows, entries })}\n`);
    return;
  }
  const lines = entries.filter((entry) => entry.state === 'would-run').map((entry) => `  would run  ${entry.label}`);
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
  process.stdout.write(
    `${[...lines, ...(lines.length > 0 ? [''] : []), ...table, ...rest, '', `${verdict} Cost: ${costMicros > 0 ? 'at most ' : ''}${dollarsText(costMicros)}.`].join('\n')}\n`,
  );
};
