/**
 * Everything around a route: who asks, how often, whether there is room, and one shape for whatever comes out. A request is answered here
 * whatever happens; nothing that is thrown gets past.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Absence } from '../../ports/sign-in.ts';
import { corsHeaders, preflightHeaders, securityHeaders } from './answer-headers.ts';
import type { ApiEvents } from './api-events.types.ts';
import type { Arrival } from './arrival.types.ts';
import { bringsCredentials, checkSite, type Identify, nobody } from './caller.ts';
import type { Gate } from './gate.ts';
import { jsonResponse } from './json-response.ts';
import { createOpenStreams, whenOver } from './open-streams.ts';
import { refusalPage, wantsPage } from './pages/refusal-page.ts';
import { errorBody, RequestRefused } from './problem.ts';
import { type Allowance, bucketOfAddress, limitHeaders, type RateLimiter } from './rate-limit.ts';
import type { Caller, Route } from './route.types.ts';
import { type Answer, serveRoute } from './serve-route.ts';

/** What stands below all routes. */
export type Ground = {
  readonly database: Database;
  readonly identify: Identify;
  /** Why headers that are nobody's are that; left out: because they bring nothing. */
  readonly absence?: (headers: Headers) => Absence;
  readonly limiter: RateLimiter;
  readonly gate: Gate;
  readonly log: Log;
  readonly events: ApiEvents;
  /** Requests a minute of one person; of one address that is nobody. */
  readonly requestsPerMinute: number;
  /** Requests a minute with which one address that is nobody may make something. */
  readonly creationsPerMinute: number;
  /** Other sites whose pages may use the API. */
  readonly origins: readonly string[];
  readonly closing: AbortSignal;
  readonly checkAnswers?: boolean;
};

/** A request on its way, with what is known of it so far. */
export type Passage = {
  readonly request: Request;
  readonly arrival: Arrival;
  /** The pattern of its path, for logs and metrics. */
  readonly route: string;
  caller: Caller;
  /** Headers that the answer gets, however it ends. */
  headers: Record<string, string>;
  code?: string;
};

const enforce = async (bucket: string, most: number, passage: Passage, ground: Ground): Promise<void> => {
  const allowance: Allowance = await ground.limiter.take(bucket, most);
  Object.assign(passage.headers, limitHeaders(allowance));
  if (allowance.isAllowed) return;
  ground.events.rateLimited({ who: bucket.startsWith('person:') ? 'person' : 'address' });
  const seconds = Math.ceil(allowance.resetsMs / 1000);
  throw new RequestRefused(
    'rate-limited',
    `More than ${most} requests a minute; go on in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { headers: { 'retry-after': String(seconds) } },
  );
};

/** Finds out who asks and counts it. Somebody is counted wherever they are; nobody by address; a wrong key or an ended session too. */
const admit = async (route: Route, passage: Passage, ground: Ground): Promise<void> => {
  const { request, arrival } = passage;
  // A signed link says all that its route asks for.
  if (route.isUncounted) return;
  const brings = bringsCredentials(request.headers);
  const isPublic = route.access.who === 'anyone';
  if (brings) passage.caller = (await ground.identify(request.headers)) ?? nobody;
  if (passage.caller.via !== 'nobody') {
    await enforce(`person:${passage.caller.personId}`, ground.requestsPerMinute, passage, ground);
    checkSite(request, passage.caller, ground.origins);
    return;
  }
  // Without credentials at a route that wants them nothing was looked up, and refusing costs less than counting.
  if (!brings && !isPublic) return;
  const address = bucketOfAddress(arrival.ipAddress);
  const makes = isPublic && !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (makes) await enforce(`address-new:${address}`, ground.creationsPerMinute, passage, ground);
  else await enforce(`address:${address}`, ground.requestsPerMinute, passage, ground);
};

const streams = createOpenStreams();

/** A stream of events keeps a place of its person until it is over. */
const asStream = async (
  route: Route,
  { caller }: Passage,
  answer: () => Promise<Answer | Response>,
): Promise<Answer | Response> => {
  if (route.kind === 'json' || route.gives !== 'text/event-stream' || caller.via === 'nobody') return answer();
  const giveBack = streams.take(caller.personId);
  try {
    const given = await answer();
    return given instanceof Response ? whenOver(given, giveBack) : given;
  } catch (error) {
    giveBack();
    throw error;
  }
};

/** Answers by a route of the table. */
export const throughRoute = async (
  route: Route,
  params: Readonly<Record<string, string>>,
  passage: Passage,
  ground: Ground,
): Promise<Response> => {
  await ground.gate.run(() => admit(route, passage, ground));
  const { request, arrival, caller } = passage;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => ground.gate.run(work, { isAdmitted: true });
  const arrived = {
    ...{ request, params, caller, closing: ground.closing },
    ...{ requestId: arrival.requestId, ipAddress: arrival.ipAddress },
    absence: () => ground.absence?.(request.headers) ?? 'nothing',
  } as const;
  const workplace = { database: ground.database, inTurn, ...(ground.checkAnswers && { checkAnswers: true }) };
  const answer = await asStream(route, passage, () => serveRoute(route, arrived, workplace));
  if (answer instanceof Response) return complete(answer, passage);
  const text = JSON.stringify({ success: true, data: answer.data ?? null });
  return jsonResponse(request, text, { status: answer.status, headers: { ...passage.headers, ...answer.headers } });
};

const errorResponse = (error: unknown, passage: Passage, ground: Ground): Promise<Response> | Response => {
  const { status, body, headers } = errorBody(error, passage.arrival.requestId);
  passage.code = body.error.code;
  ground.events.errorAnswered({ code: body.error.code, route: passage.route });
  const isOver = passage.request.signal.aborted;
  if (status >= 500 && !isOver && status !== 503)
    ground.log.error('a request failed', { ...fieldsOf(passage), code: body.error.code, error });
  else if (status === 503 && !(error instanceof RequestRefused))
    ground.log.warn('a request could not be answered', { ...fieldsOf(passage), code: body.error.code, error });
  const said = {
    ...passage.headers,
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '1' }),
    ...headers,
  };
  if (wantsPage(passage.request)) return complete(refusalPage({ status, ...body.error }, said), passage);
  return jsonResponse(passage.request, JSON.stringify(body), { status, headers: said });
};

const fieldsOf = ({ arrival, request, route, caller }: Passage) => ({
  requestId: arrival.requestId,
  traceId: arrival.requestId,
  ipAddress: arrival.ipAddress,
  method: request.method,
  route,
  ...(caller.via !== 'nobody' && { personId: caller.personId }),
});

/** Headers that every answer to this request has, unless its handler says otherwise. */
export const headersFor = (request: Request, arrival: Arrival, ground: Ground): Record<string, string> => ({
  ...securityHeaders(arrival),
  ...corsHeaders(request, ground.origins),
  ...(ground.closing.aborted && { connection: 'close' }),
});

/** Puts what is missing on a response that a handler made itself, and takes the body off the answer to HEAD. */
export const complete = (response: Response, { request, headers }: Passage): Response => {
  const own = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'vary' && own.has('vary')) own.append('vary', value);
    else if (!own.has(name)) own.set(name, value);
  }
  const init = { status: response.status, statusText: response.statusText, headers: own };
  if (request.method !== 'HEAD') return new Response(response.body, init);
  void response.body?.cancel();
  return new Response(null, init);
};

/** Runs `answer`, whatever comes out, and writes the line of the log. */
export const serveRequest = async (
  passage: Passage,
  ground: Ground,
  answer: () => Promise<Response> | Response,
): Promise<Response> => {
  const since = performance.now();
  let response: Response;
  try {
    response = await answer();
  } catch (error) {
    response = await errorResponse(error, passage, ground);
  }
  const tookMs = Math.round((performance.now() - since) * 100) / 100;
  const { status } = response;
  const { method } = passage.request;
  ground.events.requestEnded({ route: passage.route, method, status, tookMs });
  // A flood is counted, not told line by line.
  const isShed = status === 503 && passage.code === 'unavailable';
  ground.log[isShed ? 'debug' : 'info']('request', {
    ...fieldsOf(passage),
    status,
    tookMs,
    ...(passage.code !== undefined && { code: passage.code }),
  });
  return response;
};

/** The answer to OPTIONS: which methods there are, and to a page of another site whether it may. */
export const optionsResponse = (passage: Passage, methods: readonly string[], ground: Ground): Response => {
  const isAsked = passage.request.headers.has('access-control-request-method');
  const isAllowed = ground.origins.includes(passage.request.headers.get('origin') ?? '');
  return new Response(null, {
    status: 204,
    headers: { allow: methods.join(', '), ...(isAsked && isAllowed && preflightHeaders(methods)) },
  });
};
