/**
 * Reads a timeline together with the files that lie beside it, as far as its lengths and captions hang on them. Nothing is opened
 * until a document asks; what cannot be looked at stays unknown, and the import says what it assumed.
 */
import { findFfmpeg } from '../adapters/ffmpeg/ffmpeg.ts';
import { openFileCache } from '../adapters/files/files.ts';
import { createMediaLibrary } from '../adapters/media/media.ts';
import { WorkprintError } from '../domain/errors.ts';
import { type ImportOptions, type ImportResult, importAny } from '../domain/interchange/interchange.ts';
import type { MediaFacts } from '../domain/timeline/media-facts.types.ts';
import { draftMedia, draftTimeline, TimelineInvalid } from '../domain/timeline/timeline.ts';
import type { MediaReference } from '../domain/timeline/timeline.types.ts';
import { cancelOnSignal } from './cancel-on-signal.ts';
import { workprintHome } from './home.ts';
import { readTimelineFile } from './input-file.ts';

type Wanted = ImportResult['wanted'];

/** What a first reading came to: all of it, or what it could not do without. */
const firstReading = (
  text: string,
  name: string,
  options: ImportOptions,
): { readonly result?: ImportResult; readonly wanted: Wanted; readonly failure?: TimelineInvalid } => {
  try {
    const result = importAny(text, name, options);
    return { result, wanted: result.wanted };
  } catch (failure) {
    // Our own documents do not assume a length: one that hangs on a file is a problem until the file is known.
    if (!(failure instanceof TimelineInvalid)) throw failure;
    const draft = draftTimeline(JSON.parse(text.replace(/^\uFEFF/u, '')), {
      ...{ accept: { files: true, blobs: true } },
      ...(options.merge && { merge: options.merge }),
    });
    return { failure, wanted: { facts: draftMedia(draft).map(({ media }) => media), texts: [] } };
  }
};

const pathsOf = (media: readonly MediaReference[]): readonly string[] => [
  ...new Set(media.flatMap((reference) => (reference.kind === 'file' ? [reference.path] : []))),
];

/** Answers by path; a file that is missing or broken, or an FFmpeg that is, gives none. Being cancelled is thrown. */
const answers = async <Answer>(
  paths: readonly string[],
  look: (path: string) => Promise<Answer>,
): Promise<ReadonlyMap<string, Answer>> => {
  const found = new Map<string, Answer>();
  for (const path of paths) {
    try {
      found.set(path, await look(path));
    } catch (error) {
      if (!(error instanceof WorkprintError) || error.code === 'cancelled') throw error;
    }
  }
  return found;
};

const lookAt = async (
  paths: readonly string[],
  resolve: (path: string) => string,
): Promise<ReadonlyMap<string, MediaFacts>> => {
  const [ffmpeg] = (await answers(paths.slice(0, 1), () => findFfmpeg())).values();
  if (ffmpeg === undefined) return new Map();
  const home = workprintHome();
  const cache = openFileCache(home);
  const cancel = cancelOnSignal();
  try {
    const library = createMediaLibrary({ ffmpeg, blobs: cache.blobs, home });
    return await answers(paths, async (path) => (await library.takeIn(resolve(path), cancel.signal)).facts);
  } finally {
    cancel.done();
    cache.close();
  }
};

/** Throws what `importAny` throws; `resolve` finds a file that the document names. */
export const readWithMedia = async (
  text: string,
  name: string,
  options: ImportOptions,
  resolve: (path: string) => string,
): Promise<ImportResult> => {
  const { result, wanted, failure } = firstReading(text, name, options);
  const facts = await lookAt(pathsOf(wanted.facts), resolve);
  const texts = await answers(pathsOf(wanted.texts), (path) => readTimelineFile(resolve(path)));
  if (facts.size + texts.size === 0) {
    if (result !== undefined) return result;
    throw failure;
  }
  const known = <Answer>(from: ReadonlyMap<string, Answer>, media: MediaReference): Answer | undefined =>
    media.kind === 'file' ? from.get(media.path) : undefined;
  return importAny(text, name, {
    ...options,
    factsOf: (media) => known(facts, media),
    textOf: (media) => known(texts, media),
  });
};
