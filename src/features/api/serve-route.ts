/** One request through one route: who asks, what they bring, whether they may, the work in a transaction, the answer in its envelope. */
import type { Database, Query } from '../../ports/database.ts';
import type { Absence } from '../../ports/sign-in.ts';
import { checkCaller, checkStanding } from './access.ts';
import { answerOnce } from './answer-once.ts';
import { refuseUnkeepable } from './keepable-text.ts';
import { parsePart, searchOf } from './parse-part.ts';
import { readJson } from './read-json.ts';
import type { Call, Caller, Reply, Route } from './route.types.ts';

/** What is known of a request before its route looks at it. */
export type Arrived = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly ipAddress: string;
  readonly caller: Caller;
  /** Why nobody is there, when nobody is. */
  readonly absence: () => Absence;
  readonly closing: AbortSignal;
};

/** An answer of JSON, not yet text. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
};

/** Where a request does its work: a transaction, and a place among those that may work at the same time. */
export type Workplace = {
  readonly database: Database;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Answers are held against their schemas, and one that does not fit is our mistake. For tests. */
  readonly checkAnswers?: boolean;
};

type AnyCall = Call<unknown, unknown, unknown>;
type AnyJsonRoute = Extract<Route, { readonly kind: 'json' }>;

const callOf = (arrived: Arrived, parts: { params: unknown; search: unknown; body: unknown }): AnyCall => ({
  ...parts,
  caller: arrived.caller,
  // Asked for by few: making the signal costs more than the rest of this.
  get signal() {
    return arrived.request.signal;
  },
  closing: arrived.closing,
  requestId: arrived.requestId,
  ipAddress: arrived.ipAddress,
  header: (name) => arrived.request.headers.get(name) ?? undefined,
});

/** Answers a request by its route. Throws what is refused; the caller makes an answer of that. */
export const serveRoute = async (route: Route, arrived: Arrived, workplace: Workplace): Promise<Answer | Response> => {
  const { request, caller } = arrived;
  const { access } = route;
  checkCaller(access, caller, arrived.absence);
  if (request.url.includes('%')) refuseUnkeepable({ ...arrived.params, ...searchOf(request.url) });
  const params = parsePart(route.params, arrived.params);
  const search = parsePart(route.search, searchOf(request.url));
  if (route.kind === 'stream') {
    if (access.who === 'member')
      await workplace.inTurn(() =>
        workplace.database.asPerson(caller.personId, (query) =>
          checkStanding(access, { params, search, body: {} }, query),
        ),
      );
    return route.handle(
      callOf(arrived, { params, search, body: undefined }) as Call<unknown, unknown, undefined>,
      request,
    );
  }
  const body = route.body ? parsePart(route.body, await readJson(request, route.bodyBytes)) : {};
  return serveJson(route, callOf(arrived, { params, search, body }), workplace);
};

const serveJson = async (route: AnyJsonRoute, call: AnyCall, workplace: Workplace): Promise<Answer> => {
  const { access } = route;
  const work = async (query: Query): Promise<Reply<unknown>> => {
    if (access.who === 'member') await checkStanding(access, call, query);
    return asReply(await route.handle(call, query));
  };
  const once = (query: Query) =>
    route.creates && call.caller.via !== 'nobody' ? answerOnce(route, call, query, work) : work(query);
  const first = await workplace.inTurn(() => workplace.database.asPerson(call.caller.personId, once));
  const last = route.afterwards ? { ...first, ...asReply(await route.afterwards(call, first.data)) } : first;
  if (workplace.checkAnswers) route.answer.parse(JSON.parse(JSON.stringify(last.data ?? null)));
  return { status: last.status ?? route.status ?? 200, headers: last.headers ?? {}, data: last.data };
};

const asReply = (answer: unknown): Reply<unknown> => (isReply(answer) ? answer : { data: answer });

/** Replies are told from plain data by a mark, so that data may have any field. */
const replies = new WeakSet<object>();
const isReply = (answer: unknown): answer is Reply<unknown> =>
  typeof answer === 'object' && answer !== null && replies.has(answer);

/** An answer that says its status or headers too. */
export const reply = <Answer>(data: Answer, more: Omit<Reply<Answer>, 'data'> = {}): Reply<Answer> => {
  const made = { ...more, data };
  replies.add(made);
  return made;
};
