/** The door of the API's ground: how a route is defined, refused, answered; how all of them together become a server. Features stand on it. */

export { requireRole } from './access.ts';
export { answerOnce } from './answer-once.ts';
export type { ApiEvents } from './api-events.types.ts';
export type { Arrival } from './arrival.types.ts';
export { type Identify, nobody } from './caller.ts';
export { pageFields, pageOf, readCursor, writeCursor } from './cursor.ts';
export { defineRoute, defineStream } from './define-route.ts';
export { createGate, type Gate } from './gate.ts';
export { readBy } from './issue-words.ts';
export type { Mount, MountedCall } from './mount.types.ts';
export { type ApiApp, mountRoutes } from './mount-routes.ts';
export type { OtherRoute } from './openapi/describe-other.ts';
export { describeApi } from './openapi/openapi.ts';
export type { OpenApi } from './openapi/openapi.types.ts';
export type { PublishedFormat } from './openapi/published-format.ts';
export { referenceMounts } from './pages/pages.ts';
export { pageOfRefusal } from './pages/refusal-page.ts';
export { withoutPaths } from './plain-words.ts';
export { errorBody, notFound, type Problem, RequestRefused, statusOf } from './problem.ts';
export { bucketOfAddress, createRateLimiter, type RateLimiter } from './rate-limit.ts';
export { readBytes, readJson } from './read-json.ts';
export type { Access, Call, Caller, Example, Reply, Role, Route, Scope, Subject } from './route.types.ts';
export { scopes } from './route.types.ts';
export type { Ground } from './serve-request.ts';
export { reply } from './serve-route.ts';
export { createShedder } from './shed.ts';
