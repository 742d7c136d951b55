/** All routes of projects: themselves, who works on them, who is asked to. */
import type { Route } from '../api/api.ts';
import { invitationRoutes } from './invitations.routes.ts';
import { memberRoutes } from './members.routes.ts';
import { projectCoreRoutes } from './project-core.routes.ts';
import { projectStateRoutes } from './project-state.routes.ts';

export type ProjectParts = Parameters<typeof invitationRoutes>[0] & Parameters<typeof projectStateRoutes>[0];

export const projectRoutes = (parts: ProjectParts): readonly Route[] => [
  ...projectCoreRoutes(),
  ...projectStateRoutes(parts),
  ...memberRoutes(),
  ...invitationRoutes(parts),
];
