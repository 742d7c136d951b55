/** The door of projects: what other features ask of it. */

export { type ProjectParts, projectRoutes } from './projects.routes.ts';
export { purgeDeletedProjects } from './purge.ts';
