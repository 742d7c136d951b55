/** What takes the files of a timeline in: on the command line from folders, on a server from the library and the network. */
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';

/** What is not a file of this machine yet. */
export type FarMedia = MediaReference & { readonly kind: 'asset' | 'url' };

/** A file that was brought here. */
export type FetchedFile = {
  readonly path: string;
  /** What it is, where somebody looked at it before. */
  readonly taken?: TakenMedia;
};

export type Intake = {
  readonly library: MediaLibrary;
  readonly blobs: BlobStore;
  /** Where the file lies that a document names by a path; absent: documents may not name paths. */
  readonly resolve?: (path: string) => string;
  /** Whether a path of this machine leads to something. Absent: nobody can tell without opening it. */
  readonly exists?: (path: string) => Promise<boolean>;
  /** The file of this name in the folder where a person said that files lie; for addresses and lost media. */
  readonly find?: (name: string) => string | undefined;
  /** Brings what an asset or an address names; absent: neither can be had. Throws what is wrong with it, naming no path. */
  readonly obtain?: (media: FarMedia, signal: AbortSignal) => Promise<FetchedFile>;
  /** What of a font may be used; throws `font-refused` unless it is a sound one. */
  readonly vetFont: (bytes: Uint8Array, name: string) => Uint8Array;
  readonly signal: AbortSignal;
};
