/** What each route can refuse with, by status: read off its description, so that nothing has to be remembered. */
import { type ErrorCode, errorTable } from '../../../domain/errors.ts';
import { statusOf } from '../problem.ts';
import type { Route } from '../route.types.ts';

/** Every code with which this route may answer. */
export const codesOf = (route: Route): readonly ErrorCode[] => {
  const { access } = route;
  const hasBody = route.kind === 'json' && route.body !== undefined;
  const codes: readonly (readonly [boolean, readonly ErrorCode[]])[] = [
    [hasBody || route.params !== undefined || route.search !== undefined, ['request-invalid']],
    [hasBody, ['body-too-large', 'media-type-unsupported', 'request-timeout']],
    [access.who !== 'anyone', ['unauthenticated', 'forbidden']],
    [access.who === 'member' || route.params !== undefined, ['not-found']],
    [access.who === 'member' && !access.evenDeleted, ['gone']],
    [route.kind === 'json' && route.creates === true, ['idempotency-mismatch']],
    [true, [...(route.refuses ?? []), 'rate-limited', 'unavailable', 'internal']],
  ];
  return [...new Set(codes.flatMap(([applies, some]) => (applies ? some : [])))];
};

/** The same, by status, in order. */
export const refusalsOf = (route: Route): ReadonlyMap<number, readonly ErrorCode[]> =>
  new Map([...Map.groupBy(codesOf(route), statusOf)].sort(([a], [b]) => a - b));

/** All codes of the API's errors, with their status. */
export const allCodes = (Object.keys(errorTable) as ErrorCode[]).map((code) => ({ code, status: statusOf(code) }));
