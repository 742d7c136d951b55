/**
 * A route as data: what it takes, what it gives, and who may ask. The server, the reference, the client and the tests of access are
 * all made from this one description, so none of them can know a route that the others do not.
 */
import type { z } from 'zod';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Query } from '../../ports/database.ts';

/** What a key may do. `read` sees, `write` changes projects and their contents, `run` starts jobs, `manage` rules over members, webhooks and the account. */
export const scopes = ['read', 'write', 'run', 'manage'] as const;
export type Scope = (typeof scopes)[number];

export type Role = 'viewer' | 'editor' | 'owner';

/** Rows that stand in a project; the project decides who may. */
export type Subject = 'project' | 'asset' | 'job' | 'document' | 'upload' | 'generation';

/** Where a request names its subject: `params.id`, `body.projectId`. */
export type Place = `${'params' | 'search' | 'body'}.${string}`;

export type Access =
  /** Nobody needs to be signed in. */
  | { readonly who: 'anyone' }
  /** Somebody is signed in; what they see is their own. `bySession`: a key is refused, since it could raise its own rights. */
  | { readonly who: 'person'; readonly scope: Scope; readonly bySession?: true }
  /** Somebody with at least this role in the project of the subject. Others are told that it does not exist. */
  | {
      readonly who: 'member';
      readonly role: Role;
      readonly scope: Scope;
      readonly of: Subject;
      readonly at: Place;
      readonly bySession?: true;
      /** Also while the subject lies in the bin: restoring, purging. Otherwise what was deleted is `gone`. */
      readonly evenDeleted?: true;
    };

export type Caller = {
  /** Of nobody: the nil UUID, for whom row-level security shows nothing. */
  readonly personId: string;
  readonly via: 'session' | 'key' | 'nobody';
  readonly keyId?: string;
  readonly sessionId?: string;
  /** A session may do everything. */
  readonly scopes: readonly Scope[];
};

/** Everything a request brings, parsed. */
export type Call<Params, Search, Body> = {
  readonly caller: Caller;
  readonly params: Params;
  readonly search: Search;
  readonly body: Body;
  /** Aborted when the one who asked is gone. */
  readonly signal: AbortSignal;
  /** Aborted when this server is about to stop: what would go on without end (a stream of events) ends now, a transfer goes on. */
  readonly closing: AbortSignal;
  /** Also the trace id of everything that this request starts. */
  readonly requestId: string;
  readonly ipAddress: string;
  /** Header values as they came, lower-case names. */
  header(name: string): string | undefined;
};

/** What a handler answers when it says more than its data. */
export type Reply<Answer> = {
  readonly status?: 200 | 201 | 202;
  readonly data: Answer;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An example for the reference; what a robot sends when it tries who may. */
export type Example = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly answer?: unknown;
};

type Described = {
  /** Below `/api/v1` and `/api`; parameters in braces: `/projects/{id}`. */
  readonly path: string;
  /** A few words for the reference. */
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly access: Access;
  /** Codes it may refuse with beyond those that every route of its kind has; for the reference. */
  readonly refuses?: readonly ErrorCode[];
  readonly example?: Example;
  /** Statuses of a success beside `status`, with the same answer: 200 when it is done at once, else 202. */
  readonly alsoStatus?: readonly (200 | 201 | 202 | 204)[];
  /** Headers of the request that it reads, beside those that every route of its kind does; for the reference. */
  readonly reads?: Readonly<Record<string, { readonly description: string; readonly required?: true }>>;
  /** For `anyone`: neither counted against a limit nor asked who it is. Bytes behind signed links, which a player fetches in many pieces. */
  readonly isUncounted?: true;
  /** Answers at this path without a prefix too: tus clients know `/uploads`. */
  readonly alsoAtRoot?: true;
};

type Schemas<P extends z.ZodType, S extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  readonly params?: P;
  readonly search?: S;
  readonly body?: B;
  /** The schema of `data` in the envelope. */
  readonly answer: A;
  /** Of a success; default 200. */
  readonly status?: 200 | 201 | 202;
  /** Largest body in bytes; default 1 MiB. */
  readonly bodyBytes?: number;
};

/** Answers JSON. `handle` runs in one transaction as the caller: when it throws, nothing happened. */
export type JsonRoute<P extends z.ZodType, S extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Described &
  Schemas<P, S, B, A> & {
    readonly kind: 'json';
    readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
    /** The request makes something: `Idempotency-Key` is honoured, the answer commits with its effect. */
    readonly creates?: true;
    readonly handle: (
      call: Call<z.output<P>, z.output<S>, z.output<B>>,
      query: Query,
    ) => Promise<z.input<A> | Reply<z.input<A>>>;
    /** After the commit, outside the transaction, also when the answer is a repeated one: waiting for a job to end. */
    readonly afterwards?: (
      call: Call<z.output<P>, z.output<S>, z.output<B>>,
      answer: z.input<A>,
    ) => Promise<z.input<A> | Reply<z.input<A>>>;
  };

/** Takes or gives streams. Access was checked; the route opens its own transactions. */
export type StreamRoute<P extends z.ZodType, S extends z.ZodType> = Described & {
  readonly kind: 'stream';
  /** `get` is asked for `HEAD` as well unless there is a route of its own for that; the answer's body is then dropped. */
  readonly method: 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';
  readonly params?: P;
  readonly search?: S;
  /** Media types of what it takes and gives, for the reference. */
  readonly takes?: string;
  readonly gives?: string;
  /** Where it answers in the envelope: the schema of `data` and the status, for the reference. */
  readonly answer?: z.ZodType;
  readonly status?: 200 | 201 | 202 | 204;
  /** The body is not read before `handle` does. Headers that the route does not set (security, request id) are added. */
  readonly handle: (call: Call<z.output<P>, z.output<S>, undefined>, request: Request) => Promise<Response>;
};

/** A route of unknown types, as tables of routes hold it. */
// oxlint-disable-next-line no-explicit-any -- each route was checked by its own types when it was defined
export type Route = JsonRoute<any, any, any, any> | StreamRoute<any, any>;
