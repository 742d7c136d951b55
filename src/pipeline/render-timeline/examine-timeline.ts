/**
 * A timeline looked at before any of its files is: everything that is wrong with the document itself is told, and every file it names is
 * listed with its place. With facts about the files it becomes a timeline, as exact as they allow.
 */
import { type InterchangeFormat, importAny, type Loss } from '../../domain/interchange/interchange.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import {
  atSource,
  type DraftTimeline,
  draftMedia,
  draftTimeline,
  draftTools,
  type NamedMedia,
  type Note,
  type ParseOptions,
  type SourceOf,
  settle,
  TimelineInvalid,
} from '../../domain/timeline/timeline.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import { type KnowsFamily, withKnownFamilies } from './known-families.ts';
import { replaceMedia } from './media-of.ts';
import { formatOf, parseJson } from './open-timeline.ts';
import { nameOf, placesOf } from './places-of.ts';

export type ExamineOptions = {
  readonly merge: Readonly<Record<string, string>>;
  readonly knowsFamily: KnowsFamily;
  /** What documents of our own may name besides addresses and assets. */
  readonly accept: NonNullable<ParseOptions['accept']>;
};

export type Examined = {
  readonly format: InterchangeFormat;
  /** Every file that is named, at the places of the source. */
  readonly files: readonly NamedMedia[];
  /** What it comes to with these facts. Undefined while a length hangs on a file that is not known. */
  readonly settle: (factsOf: (media: MediaReference) => MediaFacts | undefined) => SettledFor | undefined;
};

export type SettledFor = {
  readonly timeline: Timeline;
  /** No length was assumed. */
  readonly isExact: boolean;
  readonly notes: readonly Note[];
  readonly losses: readonly Loss[];
  /** From a path of the timeline to that of the document. */
  readonly sourceOf: SourceOf;
};

/** `name` is how people know the document. Throws `timeline-invalid` or `import-failed` with everything that is wrong. */
export const examineTimeline = (text: string, name: string, options: ExamineOptions): Examined =>
  formatOf(text, name) === 'workprint' ? examineOwn(text, name, options) : examineDialect(text, name, options);

const examineOwn = (text: string, name: string, { merge, knowsFamily, accept }: ExamineOptions): Examined => {
  const draft = draftTimeline(parseJson(text, name), { merge, accept });
  return {
    format: 'workprint',
    files: [...draftMedia(draft), ...draftTools(draft)],
    settle: (factsOf) => settleOwn(draft, knowsFamily, factsOf),
  };
};

const settleOwn = (
  draft: DraftTimeline,
  knowsFamily: KnowsFamily,
  factsOf: (media: MediaReference) => MediaFacts | undefined,
): SettledFor | undefined => {
  const isExact = draftMedia(draft).every(({ media }) => factsOf(media) !== undefined);
  try {
    const { timeline, notes, sourceOf } = settle(draft, factsOf);
    try {
      const known = withKnownFamilies({ format: 'workprint', timeline, losses: [] }, knowsFamily);
      return { timeline: known.timeline, isExact, notes, losses: [], sourceOf };
    } catch (error) {
      throw error instanceof TimelineInvalid ? atSource(error, sourceOf) : error;
    }
  } catch (error) {
    // What hangs on files that nobody has seen yet is told once they were.
    if (!isExact && error instanceof TimelineInvalid) return undefined;
    throw error;
  }
};

const filesOf = (timeline: Timeline): readonly NamedMedia[] => {
  const files: NamedMedia[] = [];
  replaceMedia(timeline, (media, _use, place) => {
    files.push({ media, place });
    return media;
  });
  return files;
};

const examineDialect = (text: string, name: string, { merge, knowsFamily }: ExamineOptions): Examined => {
  const first = importAny(text, name, { merge });
  const places = placesOf(text);
  const named = [
    ...filesOf(first.timeline),
    ...[...first.wanted.facts, ...first.wanted.texts].map((media) => ({ media, place: '' })),
  ];
  const files = new Map(named.map(({ media }) => [nameOf(media), { media, place: places(media) ?? '' }]));
  return {
    format: first.format,
    files: [...files.values()],
    settle: (factsOf) => {
      const { timeline, losses, format, wanted } = importAny(text, name, { merge, factsOf });
      const known = withKnownFamilies({ format, timeline, losses }, knowsFamily);
      const isExact = wanted.facts.length === 0 && wanted.texts.length === 0;
      return { timeline: known.timeline, losses: known.losses, isExact, notes: [], sourceOf: (path) => path };
    },
  };
};
