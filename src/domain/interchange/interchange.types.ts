/** What crosses the border: the formats, what a conversion lost, and what importers ask and answer. */
import type { Rate } from '../time.ts';
import type { MediaFacts } from '../timeline/media-facts.types.ts';
import type { MediaReference, Timeline } from '../timeline/timeline.types.ts';

export const interchangeFormats = [
  'workprint',
  'otio',
  'edl',
  'xmeml',
  'fcpxml',
  'shotstack',
  'editly',
  'srt',
  'vtt',
  'ass',
] as const;
/** `workprint` is our own JSON, `xmeml` Final Cut Pro 7's XML, `edl` CMX3600. */
export type InterchangeFormat = (typeof interchangeFormats)[number];

/** One thing that did not cross as it was. */
export type Loss = {
  /** Where in the source, e.g. `timeline.tracks[0].clips[1].asset.type`, `line 12`, `tracks[2].items[0]`. */
  readonly path: string;
  /** What it was, short; equal losses are grouped by it. */
  readonly what: string;
  readonly how: 'approximated' | 'dropped' | 'kept in metadata';
  /** What stands in its place, or what to do about it. */
  readonly note?: string;
};

export type ImportOptions = {
  /**
   * Frames per second where the source has none of its own (SRT, VTT, ASS, EDL), or when another is wanted. Captions may be read at
   * 1000, to be written as captions again with their times as they are.
   */
  readonly rate?: Rate;
  /** Frame size where the source has none; default 1920 × 1080. */
  readonly width?: number;
  readonly height?: number;
  /** Values for merge fields, over those of the source. */
  readonly merge?: Readonly<Record<string, string>>;
  /** What is known of a file; undefined: not known. Asked for lengths (`auto`), sizes and rates that only the file can tell. */
  readonly factsOf?: (media: MediaReference) => MediaFacts | undefined;
  /** Text of a caption file that the source names; undefined: not known. */
  readonly textOf?: (media: MediaReference) => string | undefined;
};

export type ImportResult = {
  readonly format: InterchangeFormat;
  readonly timeline: Timeline;
  readonly losses: readonly Loss[];
  /**
   * What was asked of `factsOf` and `textOf` and not answered. The timeline then stands on assumptions (each a loss); import again
   * with the answers to have it exact.
   */
  readonly wanted: { readonly facts: readonly MediaReference[]; readonly texts: readonly MediaReference[] };
};

export type ExportResult = { readonly text: string; readonly losses: readonly Loss[] };

/** Reads one format. Throws `import-failed` naming the place, and nothing else. */
export type Importer = (text: string, name: string, options: ImportOptions) => ImportResult;
/** Writes one format. */
export type Exporter = (timeline: Timeline) => ExportResult;
