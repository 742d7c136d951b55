/** The door of people: what other features ask of it, and what the studio does for them in the background. */
export { type AuditEntry, writeAudit } from './audit.ts';
export { removeExpiredAccess } from './expired.ts';
export { type PeopleParts, peopleRoutes } from './people.routes.ts';
