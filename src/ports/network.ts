/** The one way out to the world. Private networks cannot be reached through it, by any name, redirect or retry. */
export type OutgoingRequest = {
  /** `https:` or `http:`; anything else is refused. */
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The whole exchange, redirects included. */
  readonly timeoutMs: number;
  /** More bytes than this, after decompression, end the exchange. */
  readonly mostBytes: number;
  /** Fewer bytes a second than this over ten seconds end it too; default 1,000. */
  readonly leastBytesPerSecond?: number;
  /** Default 5; 0: a redirect is an answer like any other. */
  readonly mostRedirects?: number;
  /** Called just before the first byte of the question goes out: until then nobody was asked anything. Once for each hop. */
  readonly onSending?: () => void;
  readonly signal?: AbortSignal;
};

export type IncomingAnswer = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly body: ReadableStream<Uint8Array>;
};

export interface Network {
  /** Throws `url-refused` (before a byte is sent), `url-unreachable`, `url-too-slow`, `url-too-large`. */
  request(request: OutgoingRequest): Promise<IncomingAnswer>;
}
