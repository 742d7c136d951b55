/**
 * The API with its types: `await client.get('/projects/{id}', { params: { id } })` gives the data of the envelope, or throws what was refused.
 * The types are written by `npm run api-client` from the routes themselves.
 */
import type { Api } from './api.types.ts';
import { ApiError, errorOf } from './api-error.ts';

export type { Api, ApiCode } from './api.types.ts';
export { ApiError } from './api-error.ts';

type Method = keyof Api;
type PathOf<M extends Method> = keyof Api[M] & string;
type AskOf<M extends Method, P extends PathOf<M>> = Api[M][P] extends { readonly ask: infer Ask } ? Ask : never;
/** What a route answers. */
export type AnswerOf<M extends Method, P extends PathOf<M>> = Api[M][P] extends { readonly answer: infer Answer }
  ? Answer
  : never;

/** What any request may say besides. */
export type More = {
  readonly signal?: AbortSignal;
  /** The same key again is the same answer and no second effect. For routes that make something. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

type Arguments<Ask> = Record<string, never> extends Ask ? [ask?: Ask & More] : [ask: Ask & More];
type Send<M extends Method> = <P extends PathOf<M>>(path: P, ...ask: Arguments<AskOf<M, P>>) => Promise<AnswerOf<M, P>>;

type Sent = More & {
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

export type ApiClient = { readonly [M in Method]: Send<M> } & {
  /** The address of a route, for what is no JSON: streams of events, downloads, uploads. */
  url(path: string, ask?: Pick<Sent, 'params' | 'search'>): string;
};

export type ApiClientOptions = {
  /** Default `/api/v1`: the studio that the page came from. */
  readonly baseUrl?: string;
  /** A personal key; a page of the studio has its cookie. */
  readonly key?: string;
  readonly fetch?: typeof globalThis.fetch;
};

const fill = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new TypeError(`${path} needs the parameter ${name}.`);
    return encodeURIComponent(value);
  });

const searchText = (search: Readonly<Record<string, unknown>> = {}): string => {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) fields.append(name, String(one));
  }
  const text = fields.toString();
  return text && `?${text}`;
};

/** A client. Without options it is for pages of the studio itself. */
export const createApiClient = (options: ApiClientOptions = {}): ApiClient => {
  const { baseUrl = '/api/v1', key } = options;
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const url: ApiClient['url'] = (path, ask = {}) => `${baseUrl}${fill(path, ask.params)}${searchText(ask.search)}`;
  const through =
    (method: string) =>
    async (path: string, ask: Sent = {}): Promise<unknown> => {
      const response = await send(url(path, ask), {
        method,
        headers: {
          ...(ask.body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'x-api-key': key }),
          ...(ask.idempotencyKey !== undefined && { 'idempotency-key': ask.idempotencyKey }),
          ...ask.headers,
        },
        ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
        ...(ask.signal && { signal: ask.signal }),
      });
      const envelope: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw errorOf(response, envelope);
      if (typeof envelope !== 'object' || envelope === null || !('data' in envelope))
        throw new ApiError({ status: response.status, code: 'internal', message: 'The answer is not of this API.' });
      return envelope.data;
    };
  const methods = {
    get: through('GET'),
    post: through('POST'),
    put: through('PUT'),
    patch: through('PATCH'),
    delete: through('DELETE'),
  };
  return { ...methods, url } as unknown as ApiClient;
};
