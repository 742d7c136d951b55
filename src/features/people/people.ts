/** The door of people: what other features ask of it. */
export { type AuditEntry, writeAudit } from './audit.ts';
export { type PeopleParts, peopleRoutes } from './people.routes.ts';
