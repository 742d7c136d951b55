/** Every route of spending. */
import type { Route } from '../api/api.ts';
import { callRoutes } from './calls.routes.ts';
import { capRoutes } from './caps.routes.ts';
import { exportRoutes } from './export.routes.ts';
import { reportRoutes } from './reports.routes.ts';
import type { SpendingParts } from './spending.types.ts';

/** Caps, reports, the book of calls, the ledger. */
export const spendingRoutes = (parts: SpendingParts): readonly Route[] => [
  ...capRoutes(parts),
  ...reportRoutes(parts),
  ...callRoutes(parts),
  ...exportRoutes(parts),
];
