/** The door of spending: the book of paid calls, what may be spent, what was, and the gate before each vendor. */
export { buildFullness } from './budgets.queries.ts';
export {
  type CallJournalOptions,
  correctSpend,
  createCallJournal,
  findByWork,
  intendIn,
  limitBuild,
  openOrders,
  releaseUnsent,
} from './call-journal.ts';
export { fullnessView, shownFullness } from './caps.routes.ts';
export { keepLedger } from './chores.ts';
export { createProviderGate, type ProviderGateOptions, type SharedGate } from './provider-gate.ts';
export { checkSaidCharge } from './said-charge.ts';
export { BudgetReached, type TightBudget } from './spend-refusals.ts';
export { spendingRoutes } from './spending.routes.ts';
export type { ResolvedCall, SpendingParts } from './spending.types.ts';
