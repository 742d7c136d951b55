/** Who is asking, and how people prove it: the one place that knows cookies, passwords, keys and other studios' sign-in. */

/** A person behind a request. Of the same shape as the API's `Caller`. */
export type Identity = {
  readonly personId: string;
  readonly via: 'session' | 'key';
  readonly keyId?: string;
  readonly sessionId?: string;
  /** A session has all of them. */
  readonly scopes: readonly ('read' | 'write' | 'run' | 'manage')[];
};

export type SignInOptions = {
  readonly isSignUpOpen: boolean;
  /** Other places people may sign in with. */
  readonly providers: readonly ('google' | 'github')[];
};

/**
 * Why a request is nobody's: it brings no credentials, a key that opens nothing, a session's cookie sent by another site's page or that is
 * over, or credentials of a kind that is not taken.
 */
export type Absence = 'nothing' | 'unknown-key' | 'foreign-page' | 'ended-session' | 'other-scheme';

export interface SignIn {
  /**
   * The person of a session cookie or of a key in `x-api-key` or `authorization: Bearer` (which is preferred, since it may do less). Undefined: nobody, or a cookie
   * that another site's page sent. What was revoked is forgotten within a second on every server. Throws `unavailable`.
   */
  identify(headers: Headers): Promise<Identity | undefined>;
  /** Why headers that are nobody's are that: of what they are, without a look at what is known. */
  absence(headers: Headers): Absence;
  /** Answers everything below `/api/auth/`, `/api/v1/auth/` and `/auth/`. `ipAddress`: the client's own, behind all trusted proxies. */
  handle(request: Request, ipAddress: string): Promise<Response>;
  /** What a sign-in page must know. */
  options(): Promise<SignInOptions>;
  /**
   * For a personal machine: makes the local owner when there is nobody at all, and a link that signs in as the local owner once within 15
   * minutes. Gives the path of that link; undefined when people exist and none of them is a local owner.
   */
  ensureLocalOwner(): Promise<string | undefined>;
  /** The path of a link that signs this person in once within 15 minutes, for operators; undefined when nobody has this e-mail. */
  linkFor(email: string): Promise<string | undefined>;
  /** Forgets at once on this server what it remembers of a person's sessions and keys. */
  forget(personId: string): void;
  /** The session's cookie: `__Host-…` behind https. */
  readonly cookieName: string;
  /** The header value that ends a session in the browser. */
  readonly endedCookie: string;
}
