/** What the listener knows of a request that the request itself does not say. */
export type Arrival = {
  /** Given by a trusted proxy, else made. 8 to 64 of `A-Za-z0-9._-`. */
  readonly requestId: string;
  /** Of the client: a trusted proxy's word is taken for it. */
  readonly ipAddress: string;
  /** It came by https, as far as the last trusted proxy. */
  readonly isSecure: boolean;
  /** It came from this machine and through no proxy. */
  readonly isLocal: boolean;
};
