/** A plan step by step: how much of each is cached, how much would run, and the most that can cost. */
import type { BuildEntry } from '../../build/build.ts';

export type PlanRow = {
  readonly step: string;
  readonly cached: number;
  readonly wouldRun: number;
  /** The most that what would run can cost. */
  readonly costMicros: number;
};

/** Providers whose keys are missing for what would run, each once. */
export const missingKeysOf = (entries: readonly BuildEntry[]): string[] => [
  ...new Set(entries.flatMap(({ lacksKey }) => lacksKey ?? [])),
];

/** In the order in which steps were first asked. */
export const planRows = (entries: readonly BuildEntry[]): PlanRow[] =>
  [...new Set(entries.map((entry) => entry.step))].map((step) => {
    const own = entries.filter((entry) => entry.step === step);
    return {
      step,
      cached: own.filter((entry) => entry.state === 'cached').length,
      wouldRun: own.filter((entry) => entry.state === 'would-run').length,
      costMicros: own.reduce((sum, entry) => sum + entry.costMicros, 0),
    };
  });
