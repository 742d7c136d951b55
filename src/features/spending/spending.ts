/** The door of spending: the book of paid calls, what may be spent, what was, and the gate before each vendor. */

export { correctSpend } from './call-journal.queries.ts';
export {
  type CallJournalOptions,
  createCallJournal,
  findByWork,
  intendIn,
  limitBuild,
  releaseUnsent,
} from './call-journal.ts';
export { createProviderGate, type ProviderGateOptions, type SharedGate } from './provider-gate.ts';
export { BudgetReached, type TightBudget } from './spend-refusals.ts';
