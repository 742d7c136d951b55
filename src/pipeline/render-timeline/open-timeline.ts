/**
 * From the text of a file to a timeline whose every file is taken in. Our own documents and every dialect go the same way: read, look
 * at the files that decide lengths, settle, take in the rest.
 */
import { WorkprintError } from '../../domain/errors.ts';
import {
  detectFormat,
  type InterchangeFormat,
  importAny,
  type Loss,
  refuseLosses,
} from '../../domain/interchange/interchange.ts';
import type { Rate } from '../../domain/time.ts';
import {
  atSource,
  draftMedia,
  draftTimeline,
  type Note,
  type SourceOf,
  settle,
  TimelineInvalid,
} from '../../domain/timeline/timeline.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import { type KnowsFamily, withKnownFamilies } from './known-families.ts';
import type { TakenFiles } from './take-in.ts';
import { withTrueKinds } from './true-kinds.ts';

export type OpenOptions = {
  /** Values of merge fields; they win over the document's. */
  readonly merge: Readonly<Record<string, string>>;
  /** For sources without a rate of their own. */
  readonly rate?: Rate;
  /** Refuses an import that loses anything. */
  readonly strict: boolean;
  /** Text of a caption file that a source names. */
  readonly readText: (path: string) => Promise<string>;
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

/** Throws `timeline-invalid`, `import-failed`, `import-lossy` and what taking files in throws. */
export const openTimeline = async (
  text: string,
  name: string,
  options: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline> => {
  const format = detectFormat(text, name);
  // Something that set out to be JSON is told where it stops being it.
  if (format === undefined && /^\s*[{[]/.test(text)) parseJson(text, name);
  const { sourceOf, ...read } =
    format === 'workprint'
      ? await openOwn(text, name, options, taken)
      : { ...(await openDialect(text, name, options, taken)), sourceOf: (path: string) => path };
  try {
    const opened = withKnownFamilies(read, options.knowsFamily);
    refuseLosses(options.strict ? opened.losses : [], name);
    return { ...opened, timeline: withTrueKinds(await taken.takeTimeline(opened.timeline)) };
  } catch (error) {
    throw error instanceof TimelineInvalid ? atSource(error, sourceOf) : error;
  }
};

const parseJson = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkprintError('timeline-invalid', `${name} is not JSON: ${reason}.`, { cause: error });
  }
};

const openOwn = async (
  text: string,
  name: string,
  options: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline & { readonly sourceOf: SourceOf }> => {
  const draft = draftTimeline(parseJson(text, name), {
    merge: options.merge,
    // A film's own timeline names what lies in this machine's cache; what does not is told when it is taken in.
    accept: { blobs: true },
  });
  await taken.takeAll(draftMedia(draft));
  return { format: 'workprint', losses: [], ...settle(draft, (media) => taken.factsOf(media)) };
};

const openDialect = async (
  text: string,
  name: string,
  { merge, rate, readText }: OpenOptions,
  taken: TakenFiles,
): Promise<OpenedTimeline> => {
  const options = { merge, ...(rate && { rate }) };
  const first = importAny(text, name, options);
  const { facts, texts } = first.wanted;
  if (facts.length === 0 && texts.length === 0) return { ...first, notes: [] };
  await taken.takeAll(facts.filter(({ kind }) => kind === 'file').map((media) => ({ media, place: nameOf(media) })));
  const read = new Map<string, string>();
  for (const media of texts) if (media.kind === 'file') read.set(media.path, await readText(media.path));
  const { format, timeline, losses } = importAny(text, name, {
    ...options,
    factsOf: (media) => taken.factsOf(media),
    textOf: (media) => (media.kind === 'file' ? read.get(media.path) : undefined),
  });
  return { format, timeline, losses, notes: [] };
};

const nameOf = (media: MediaReference): string => (media.kind === 'file' ? media.path : media.kind);
