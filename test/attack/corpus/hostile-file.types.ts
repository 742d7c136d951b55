/** A file made to hurt. The corpus is generated: no exploit of others lies in this repository, only what each incident teaches. */

/** Where the canaries are: what no attack may touch, and what it names in order to try. */
export type Canaries = {
  /** `http://127.0.0.1:<port>`: every connection is counted. */
  readonly url: string;
  /** host:port without a scheme. */
  readonly host: string;
  /** Absolute path of a text file with the canary's words. */
  readonly secret: string;
  /** Absolute path of another person's clip, all of one colour that no other file has. */
  readonly neighbour: string;
};

export type HostileFile = {
  /** The name it wears, without a folder; unique in the corpus. */
  readonly name: string;
  /** What it tries, with the incident it comes from where there is one. */
  readonly tries: string;
  /** `refused`: it must not be taken in. `contained`: it may be taken in, and then shows its own content alone. */
  readonly fate: 'refused' | 'contained';
  readonly bytes: Uint8Array;
};

export const textBytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
