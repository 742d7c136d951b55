/** Bytes on their way in: kept where no reader looks, flushed on the way, handed over whole. Every name is ours, never a person's words. */

/** Flushed bytes of an upload. The pieces of one upload follow each other without holes. */
export type Piece = {
  readonly name: string;
  readonly bytes: number;
  /** Another for each writer: who left these bytes there. */
  readonly stamp: string;
};

/** A whole file that was flushed to disk; whoever asked for it moves it away or discards it. */
export type Received = { readonly path: string; readonly bytes: number; readonly sha256: string };

/** Writes at the end of one upload. One caller at a time; `flush` may run while more is written. */
export interface PieceWriter {
  /** Resolves when there is room for more, not when it is on disk. The bytes are kept until then and must not change. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes everything written before this call outlive a power cut; gives all pieces of the upload that do, oldest first. */
  flush(): Promise<readonly Piece[]>;
  /** Lets go of the files. What was not flushed is as good as never written. */
  close(): Promise<void>;
}

export interface Intake {
  /**
   * Takes a whole file, hashing it as it comes; on disk and flushed when it resolves, gone without a trace when it throws. Throws `body-too-large`
   * beyond `mostBytes`, `disk-full`, or what `bytes` throws.
   */
  receive(bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received>;
  /**
   * Goes on behind `pieces`, which are all of the upload that counts. `isFree`: whoever wrote last said so itself, so the last piece may grow;
   * otherwise somebody may still be writing to it and a new one is begun.
   */
  continueUpload(uploadId: string, pieces: readonly Piece[], isFree: boolean): Promise<PieceWriter>;
  /**
   * The pieces as one file, hashed. `isFree`: nobody can be writing to them any more, so a single piece may be handed over where it lies. Nothing
   * is removed: until the file was moved away, the same can be asked again.
   */
  assemble(uploadId: string, pieces: readonly Piece[], isFree: boolean): Promise<Received>;
  /** Removes everything of an upload; no error when there is nothing. */
  removeUpload(uploadId: string): Promise<void>;
  /** Removes a received file that is of no more use; no error when it is gone. A piece that was handed over where it lies stays. */
  discard(received: Received): Promise<void>;
  /** Ids of uploads that have bytes here, to find those nobody knows any more. */
  uploads(): Promise<readonly string[]>;
  /** Removes received files older than this that nobody took: their process died. Gives how many. */
  sweepReceived(olderThanMs: number): Promise<number>;
  /** Room left for more; undefined where that is not known. */
  freeBytes(): Promise<number | undefined>;
}
