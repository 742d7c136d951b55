/** All routes about oneself: profile, sessions, what one did, taking one's data along, and leaving. */
import type { Route } from '../api/api.ts';
import { accountDeletionRoutes, type Farewell } from './account-deletion.routes.ts';
import { accountExportRoutes, type ExportRouteParts } from './account-export.routes.ts';
import { auditRoutes } from './audit.routes.ts';
import { profileRoutes } from './profile.routes.ts';
import { sessionRoutes } from './sessions.routes.ts';
import { studioRoutes } from './studio.routes.ts';

export type PeopleParts = Parameters<typeof profileRoutes>[0] &
  ExportRouteParts &
  Farewell &
  Parameters<typeof studioRoutes>[0];

export const peopleRoutes = (parts: PeopleParts): readonly Route[] => [
  ...profileRoutes(parts),
  ...sessionRoutes(parts),
  ...auditRoutes(),
  ...accountExportRoutes(parts),
  ...accountDeletionRoutes(parts),
  ...studioRoutes(parts),
];
