/**
 * Bytes under names, on a disk or in an S3-compatible store. Names are ours, never a person's words: a kind and a leaf, as in
 * `blobs/<sha256>`; lower-case letters, then lower-case letters, digits and dashes.
 */
export type ObjectFacts = { readonly bytes: number; readonly modifiedMs: number };

export type ByteRange = { readonly first: number; readonly last: number };

export type SignedObject = { readonly lifetimeMs: number; readonly disposition: string; readonly mediaType: string };

export interface ObjectStore {
  /**
   * Whole and durable when it resolves, absent (or what it was before) otherwise. The file stays where it is and must not be written to
   * any more: where that is possible its bytes are shared (a hard link) instead of copied. Throws `disk-full`, `unavailable`.
   */
  putFile(name: string, path: string, mediaType: string): Promise<void>;
  put(name: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /**
   * Undefined when there is no such object. `range` is inclusive, as in HTTP, and is cut to what there is. Whoever does not read to the
   * end cancels the stream.
   */
  read(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined>;
  /** The object as a file at `path`, where nothing must be yet: shared or copied, not flushed. False: there is no such object. */
  copyTo(name: string, path: string): Promise<boolean>;
  facts(name: string): Promise<ObjectFacts | undefined>;
  /** No error when it was not there. */
  remove(name: string): Promise<void>;
  /** All names that begin with `prefix` (a kind and a slash, or more), in order, with their facts. */
  list(prefix: string): AsyncIterable<ObjectFacts & { readonly name: string }>;
  /** Writes that began before this moment and never came to an end, by names for `discard` only. */
  unfinished(startedBeforeMs: number): AsyncIterable<string>;
  /** Removes what is left of an unfinished write. */
  discard(unfinished: string): Promise<void>;
  /** A URL of the store itself that serves this object for so long; undefined where we serve it ourselves (a disk). */
  signedUrl(name: string, options: SignedObject): Promise<string | undefined>;
  health(): Promise<{ readonly isUp: boolean; readonly freeBytes?: number }>;
}
