/** What the jobs that look at new assets need of the machine they run on. Given by main, on workers only. */
import type { BlobRef } from '../../../domain/media.ts';
import type { MediaFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { BlobStore } from '../../../ports/blob-store.ts';
import type { Log } from '../../../ports/log.ts';
import type { MediaLibrary, TakenMedia } from '../../../ports/media-library.ts';
import type { MediaTool } from '../../../ports/media-tool.ts';
import type { Network } from '../../../ports/network.ts';
import type { PictureMaker } from '../../../ports/picture-maker.ts';
import type { AssetKind } from '../assets/asset.types.ts';
import type { LibraryParts } from '../library.types.ts';

/** A sound being decoded: 32-bit floats, little-endian, interleaved stereo at 48 kHz. */
export type HeardSound = {
  readonly samples: AsyncIterable<Uint8Array>;
  /** Throws when it ended badly. */
  readonly done: Promise<void>;
  /** Ends it early without an error. */
  stop(): Promise<void>;
};

export type HearSound = (
  request: {
    readonly media: TakenMedia;
    readonly audioTrack: number;
    readonly firstSample: number;
    readonly sampleCount: number;
    readonly speed: number;
    readonly reversed: boolean;
  },
  signal: AbortSignal,
) => Promise<HeardSound>;

/** A font that may be drawn with, and what it calls itself. */
export type ReadFont = (
  bytes: Uint8Array,
  name: string,
) => {
  readonly bytes: Uint8Array;
  readonly families: readonly string[];
  readonly weight: number;
  readonly italic: boolean;
};

/** What of a machine it takes to look at files and to make previews. */
export type ImportMachine = {
  /** The blob as a file of this machine; undefined when it is stored nowhere or damaged. */
  readonly bring: (blob: BlobRef) => Promise<string | undefined>;
  /** Keeps what was brought here from being cleared away until `release`. */
  readonly hold: () => Promise<{ release(): Promise<void> | void }>;
  readonly blobs: BlobStore;
  readonly library: MediaLibrary;
  readonly tools: { readonly media: MediaTool };
  readonly pictures: PictureMaker;
  readonly hear: HearSound;
  /** Throws `font-refused`. */
  readonly readFont: ReadFont;
};

export type ImportParts = LibraryParts & {
  /** Opened when first asked for. */
  readonly machine: () => Promise<ImportMachine>;
  readonly network: Network;
  readonly log: Log;
};

/** What a file turned out to be. */
export type Inspected = {
  readonly kind: AssetKind;
  readonly mediaType: string;
  /** MediaFacts of media; a few words about everything else. */
  readonly facts: MediaFacts | Readonly<Record<string, unknown>>;
  readonly media?: TakenMedia;
  /** Of a font: the bytes that may be drawn with. */
  readonly font?: Uint8Array;
};

/** Something made of an asset, small enough to be held. */
export type Derivative = {
  readonly kind: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
};
