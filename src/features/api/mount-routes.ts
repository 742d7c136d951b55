/** The table of routes as something that answers requests: every route below `/api/v1` and `/api`, and what is mounted beside it. */
import { type Context, Hono } from 'hono';
import type { Arrival } from './arrival.types.ts';
import { nobody } from './caller.ts';
import type { Mount } from './mount.types.ts';
import { notFound, RequestRefused } from './problem.ts';
import type { Route } from './route.types.ts';
import {
  complete,
  type Ground,
  headersFor,
  optionsResponse,
  type Passage,
  serveRequest,
  throughRoute,
} from './serve-request.ts';

export type ApiApp = Hono<{ Bindings: Arrival }>;

const prefixes = ['/api/v1', '/api'];

/** `/projects/{id}` in Hono's words. */
const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Fixed words before parameters, so that `/jobs/latest` is not taken for a job called “latest”. */
const bySpecificity = (a: string, b: string): number => {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [isLeft, isRight] = [left[at]?.startsWith('{') ?? false, right[at]?.startsWith('{') ?? false];
    if (isLeft !== isRight) return isLeft ? 1 : -1;
  }
  return 0;
};

/** What a path answers: its routes by method, in upper case. */
const methodsOf = (routes: readonly Route[]): ReadonlyMap<string, Route> => {
  const byMethod = new Map<string, Route>();
  for (const route of routes) {
    const method = route.method.toUpperCase();
    if (route.isUncounted && route.access.who !== 'anyone')
      throw new Error(`${method} ${route.path} cannot be uncounted: it must know who asks.`);
    if (byMethod.has(method)) throw new Error(`Two routes answer ${method} ${route.path}.`);
    byMethod.set(method, route);
  }
  return byMethod;
};

const allowed = (methods: Iterable<string>): readonly string[] => {
  const known = new Set(methods);
  if (known.has('GET')) known.add('HEAD');
  return [...known.add('OPTIONS')].sort();
};

const refuseMethod = (method: string, methods: readonly string[]): never => {
  throw new RequestRefused(
    'method-not-allowed',
    `This path does not answer ${method}; it answers ${methods.join(', ')}.`,
    {
      headers: { allow: methods.join(', ') },
    },
  );
};

const here: Arrival = { requestId: 'no-listener', ipAddress: '127.0.0.1', isSecure: false, isLocal: true };

const passageOf = (context: Context<{ Bindings: Arrival }>, route: string, ground: Ground): Passage => {
  const request = context.req.raw;
  const arrival = context.env?.requestId === undefined ? here : context.env;
  return { request, arrival, route, caller: nobody, headers: headersFor(request, arrival, ground) };
};

const mountPath = (app: ApiApp, path: string, routes: readonly Route[], ground: Ground): void => {
  const byMethod = methodsOf(routes);
  const methods = allowed(byMethod.keys());
  const answer = (context: Context<{ Bindings: Arrival }>): Promise<Response> => {
    const passage = passageOf(context, path, ground);
    return serveRequest(passage, ground, () => {
      const { method } = passage.request;
      const route = byMethod.get(method) ?? (method === 'HEAD' ? byMethod.get('GET') : undefined);
      const isPreflight = method === 'OPTIONS' && passage.request.headers.has('access-control-request-method');
      if (route && !isPreflight) return throughRoute(route, context.req.param(), passage, ground);
      if (method === 'OPTIONS') return complete(optionsResponse(passage, methods, ground), passage);
      return refuseMethod(method, methods);
    });
  };
  const roots = routes.some((route) => route.alsoAtRoot) ? [...prefixes, ''] : prefixes;
  for (const root of roots) app.all(`${root}${honoPath(path)}`, answer);
};

const mountOther = (app: ApiApp, mount: Mount, ground: Ground): void => {
  const methods = allowed(mount.methods);
  app.all(mount.path, (context) => {
    const passage = passageOf(context, mount.path, ground);
    const { request, arrival } = passage;
    return serveRequest(passage, ground, async () => {
      const { method } = request;
      const answers = methods.includes(method) && method !== 'OPTIONS';
      if (answers)
        return complete(
          await mount.handle({ request, arrival, params: context.req.param(), closing: ground.closing }),
          passage,
        );
      if (method === 'OPTIONS') return complete(optionsResponse(passage, methods, ground), passage);
      return refuseMethod(method, methods);
    });
  });
};

/**
 * The whole API. Routes are tried from the most to the least specific, then mounts in their order; what fits none is `not-found` in the
 * same shape. `app.fetch(request, arrival)` answers; without an arrival the request counts as this machine's own.
 */
export const mountRoutes = (routes: readonly Route[], ground: Ground, mounts: readonly Mount[] = []): ApiApp => {
  const app: ApiApp = new Hono<{ Bindings: Arrival }>();
  const byPath = Map.groupBy(routes, ({ path }) => path);
  for (const path of [...byPath.keys()].sort(bySpecificity)) mountPath(app, path, byPath.get(path) ?? [], ground);
  for (const mount of mounts) mountOther(app, mount, ground);
  app.notFound((context) => {
    const passage = passageOf(context, '(none)', ground);
    return serveRequest(passage, ground, () => {
      throw notFound('path');
    });
  });
  return app;
};
