import type { BlobRef } from '../domain/media.ts';
import type { MediaFacts } from '../domain/timeline/media-facts.types.ts';

/** A file of known content and kind. */
export type TakenMedia = { readonly kind: 'blob'; readonly blob: BlobRef; readonly facts: MediaFacts };

/** Takes people's files in. A file is hostile until its bytes were sniffed here and probed in the sandbox. */
export interface MediaLibrary {
  /**
   * Decides the kind by content, probes, and names the file by its hash. The file stays where it is; what was found out is kept
   * under its size and time of change, so asking again costs nothing. Throws `media-not-found`, `media-refused` (with what it is
   * and what would be right), `media-corrupt`, `media-too-large`, `media-timeout`.
   */
  takeIn(path: string, signal: AbortSignal): Promise<TakenMedia>;
  /** All of a small file that is no media (a font, a lookup table). Throws `media-not-found`, `media-too-large`. */
  read(path: string, mostBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Where the bytes of a blob are on this machine; throws `media-changed` when a file taken in is not what it was. */
  locate(blob: BlobRef): Promise<string>;
}
