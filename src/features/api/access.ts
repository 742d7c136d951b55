/** Who may do what: decided here once, before a handler runs, from the route's own description. */
import type { Query } from '../../ports/database.ts';
import type { Absence } from '../../ports/sign-in.ts';
import { standingOf } from './access.queries.ts';
import { unauthenticated } from './caller.ts';
import { notFound, RequestRefused } from './problem.ts';
import type { Access, Caller, Place, Role, Subject } from './route.types.ts';

const rank: Readonly<Record<Role, number>> = { viewer: 1, editor: 2, owner: 3 };

/** Somebody is there, by a way and with scopes that suffice; `absence` says why nobody is. Throws `unauthenticated`, `forbidden`. */
export const checkCaller = (access: Access, caller: Caller, absence: () => Absence): void => {
  if (access.who === 'anyone') return;
  if (caller.via === 'nobody') throw unauthenticated(absence());
  if (access.bySession && caller.via !== 'session')
    throw new RequestRefused('forbidden', 'This needs a signed-in person; a key cannot do it.');
  if (!caller.scopes.includes(access.scope))
    throw new RequestRefused('forbidden', `This key may not do that: it lacks the scope “${access.scope}”.`);
};

type Parts = { readonly params: unknown; readonly search: unknown; readonly body: unknown };

/** The id that stands at a place of a request. */
const idAt = (place: Place, parts: Parts): string => {
  const [part, field] = place.split('.') as [keyof Parts, string];
  const id = (parts[part] as Readonly<Record<string, unknown>> | undefined)?.[field];
  if (typeof id !== 'string')
    throw new Error(`A route says its subject stands at ${place}, but its schema has none there.`);
  return id;
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** What somebody must be to a subject. */
export type Standing = Pick<Access & { readonly who: 'member' }, 'of' | 'role' | 'evenDeleted'> & {
  readonly id: string;
};

/**
 * The role of the one asking suffices in the subject's project: for routes that learn of their subject from a form or a header. Throws
 * `not-found`, `gone`, `forbidden`.
 */
export const requireRole = async (query: Query, { of, id, role, evenDeleted }: Standing): Promise<void> => {
  const standing = uuid.test(id) ? await standingOf(query, of, id) : undefined;
  if (!standing) throw notFound(nounOf[of]);
  if (standing.isGone && !evenDeleted) throw new RequestRefused('gone', `This ${nounOf[of]} was deleted.`);
  if (rank[standing.role] < rank[role])
    throw new RequestRefused('forbidden', `This needs the role “${role}” in the project; yours is “${standing.role}”.`);
};

/** The caller's role in the subject's project suffices. Throws `not-found`, `gone`, `forbidden`. */
export const checkStanding = (access: Access & { readonly who: 'member' }, parts: Parts, query: Query): Promise<void> =>
  requireRole(query, { ...access, id: idAt(access.at, parts) });

const nounOf: Readonly<Record<Subject, string>> = {
  project: 'project',
  asset: 'asset',
  job: 'job',
  document: 'document',
  upload: 'upload',
  generation: 'generation',
};
