/**
 * From the text of a file to a timeline whose every file is taken in. Our own documents and every dialect go the same way: read, look
 * at the files that decide lengths, settle, take in the rest.
 */
import { WorkprintError } from '../../domain/errors.ts';
import {
  detectFormat,
  ImportFailed,
  type InterchangeFormat,
  importAny,
  type Loss,
  readJson,
  refuseLosses,
} from '../../domain/interchange/interchange.ts';
import type { Rate } from '../../domain/time.ts';
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
import { MediaUnusable } from './media-unusable.ts';
import { nameOf, placesOf } from './places-of.ts';
import type { TakenFiles } from './take-in.ts';
import { withTrueKinds } from './true-kinds.ts';

export type OpenOptions = {
  /** Values of merge fields; they win over the document's. */
  readonly merge: Readonly<Record<string, string>>;
  /** For sources without a rate of their own. */
  readonly rate?: Rate;
  /** Refuses an import that loses anything. */
  readonly strict: boolean;
  /** What documents of our own may name besides addresses and assets. Default: files, and blobs of this machine's cache. */
  readonly accept?: NonNullable<ParseOptions['accept']>;
  readonly knowsFamily: KnowsFamily;
};

export type OpenedTimeline = {
  readonly format: InterchangeFormat;
  readonly timeline: Timeline;
  /** Nothing is wrong, but a person may like to know. */
  readonly notes: readonly Note[];
  /** What an import could not keep. */
  readonly losses: readonly Loss[];
};

/** What a text is. Something that set out to be JSON is told where it stops being it. Throws `timeline-invalid`. */
export const formatOf = (text: string, name: string): InterchangeFormat | undefined => {
  const format = detectFormat(text, name);
  if (format === undefined && /^\s*[{[]/.test(text)) parseJson(text, name);
  return format;
};

/** Line, column and what was expected, with the line; what V8 says where our own reader finds nothing wrong. */
const jsonMistake = (text: string, name: string, thrown: unknown): string => {
  try {
    readJson(text, name, { isPlain: true });
  } catch (error) {
    if (error instanceof ImportFailed)
      return `${error.place}: ${error.why}${error.shown === '' ? '' : `\n${error.shown}`}`;
    throw error;
  }
  return `${thrown instanceof Error ? thrown.message : String(thrown)}.`;
};

/** Throws `timeline-invalid` naming the line and column where it is no JSON. */
export const parseJson = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WorkprintError('timeline-invalid', `${name} is not JSON: ${jsonMistake(text, name, error)}`, {
      cause: error,
    });
  }
};

/** Throws `timeline-invalid`, `import-failed`, `import-lossy` and what taking files in throws. */
export const openTimeline = async (
  text: string,
  name: string,
  options: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline> => {
  const { sourceOf, ...read } =
    formatOf(text, name) === 'workprint'
      ? await openOwn(text, name, options, taken)
      : { ...(await openDialect(text, name, options, taken)), sourceOf: (path: string) => path };
  try {
    const opened = withKnownFamilies(read, options.knowsFamily);
    refuseLosses(options.strict ? opened.losses : [], name);
    return { ...opened, timeline: withTrueKinds(await taken.takeTimeline(opened.timeline)) };
  } catch (error) {
    if (error instanceof TimelineInvalid) throw atSource(error, sourceOf);
    throw error instanceof MediaUnusable ? error.at(sourceOf) : error;
  }
};

/** What is wrong with a document is told together with those of its files that are missing: nothing else of it can be known. */
const draftOf = async (json: unknown, options: ParseOptions, taken: TakenFiles): Promise<DraftTimeline> => {
  try {
    return draftTimeline(json, options);
  } catch (error) {
    throw error instanceof TimelineInvalid ? error.with(await taken.absent(error.named)) : error;
  }
};

const openOwn = async (
  text: string,
  name: string,
  // A film's own timeline names what lies in this machine's cache; what does not is told when it is taken in.
  { merge, accept = { blobs: true } }: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline & { readonly sourceOf: SourceOf }> => {
  const draft = await draftOf(parseJson(text, name), { merge, accept }, taken);
  await taken.takeAll(draftMedia(draft), draftTools(draft));
  return { format: 'workprint', losses: [], ...settle(draft, (media) => taken.factsOf(media)) };
};

const openDialect = async (
  text: string,
  name: string,
  { merge, rate }: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline> => {
  const options = { merge, ...(rate && { rate }) };
  const first = importAny(text, name, options);
  const { facts, texts } = first.wanted;
  const places = placesOf(text);
  const at = (media: MediaReference): NamedMedia => ({ media, place: places(media) ?? nameOf(media) });
  await taken.takeAll(facts.map(at));
  if (facts.length === 0 && texts.length === 0) return { ...first, notes: [] };
  await taken.takeTexts(texts.map(at));
  const { format, timeline, losses } = importAny(text, name, {
    ...options,
    factsOf: (media) => taken.factsOf(media),
    textOf: (media) => taken.textOf(media),
  });
  return { format, timeline, losses, notes: [] };
};
