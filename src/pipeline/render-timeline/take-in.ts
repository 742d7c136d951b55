/**
 * Files named by a timeline become blobs: each once, several at a time. Everything that is wrong with any of them is told together,
 * each at its place, before anything is rendered.
 */
import { parseCube } from '../../compile/filters/cube.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import { type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaLibrary } from '../../ports/media-library.ts';
import { type MediaUse, replaceMedia } from './media-of.ts';

/** What takes files in, and how a path that a document names becomes one of this machine. */
export type Intake = {
  readonly library: MediaLibrary;
  readonly blobs: BlobStore;
  readonly resolve: (path: string) => string;
  /** The file of this name in the folder where a person said that files lie; for addresses and lost media. */
  readonly find?: (name: string) => string | undefined;
  /** What of a font may be used; throws `font-refused` unless it is a sound one. */
  readonly vetFont: (bytes: Uint8Array, name: string) => Uint8Array;
  readonly signal: AbortSignal;
};

const megabyte = 1024 * 1024;
const mostFontBytes = 32 * megabyte;
const mostLutBytes = 16 * megabyte;
const atOnce = 4;

/** Places at which one file is named, and as what. */
type Wanted = { readonly path: string; readonly uses: Set<MediaUse>; readonly places: string[] };

type Taken = MediaReference & { kind: 'blob' };

const keyOf = (use: MediaUse, path: string): string =>
  `${use === 'picture' || use === 'sound' ? 'media' : use} ${path}`;

/** Files taken in so far; asked twice, a file is looked at once. */
export class TakenFiles {
  readonly #intake: Intake;
  readonly #taken = new Map<string, Taken>();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** What is known of a reference that was taken in. */
  factsOf(media: MediaReference): MediaFacts | undefined {
    const local = this.#local(media);
    if (local.kind === 'blob') return local.facts;
    return local.kind === 'file' ? this.#taken.get(keyOf('picture', local.path))?.facts : undefined;
  }

  /** Every file that was taken in, as paths of this machine. */
  get paths(): readonly string[] {
    return [...this.#taken.keys()].map((key) => this.#intake.resolve(key.slice(key.indexOf(' ') + 1)));
  }

  /** What is an address, or only a name, as the file of that name if there is one. */
  #local(media: MediaReference): MediaReference {
    const name = media.kind === 'url' ? lastPartOf(media.url) : media.kind === 'missing' ? media.name : undefined;
    const path = name === undefined ? undefined : this.#intake.find?.(name);
    return path === undefined ? media : { kind: 'file', path };
  }

  /** Takes in all of these as media; problems are thrown together, as `timeline-invalid` or what a single one threw. */
  async takeAll(files: readonly { readonly media: MediaReference; readonly place: string }[]): Promise<void> {
    const wanted = new Map<string, Wanted>();
    for (const { media, place } of files) want(wanted, this.#local(media), 'picture', place);
    await this.#take(wanted, []);
  }

  /** The timeline with every file as a blob. Throws all problems together. */
  async takeTimeline(given: Timeline): Promise<Timeline> {
    const wanted = new Map<string, Wanted>();
    const problems: Problem[] = [];
    const timeline = await this.#fromCache(
      replaceMedia(given, (media) => this.#local(media)),
      problems,
    );
    replaceMedia(timeline, (media, use, place) => {
      const problem = want(wanted, media, use, place);
      if (problem) problems.push({ path: place, message: problem });
      return media;
    });
    await this.#take(wanted, problems);
    const misused: Problem[] = [];
    const taken = replaceMedia(timeline, (media, use, place) => {
      const found = media.kind === 'file' ? (this.#taken.get(keyOf(use, media.path)) ?? media) : media;
      const problem = misuse(found, use);
      if (problem) misused.push({ path: place, message: `${nameOf(media)} ${problem}` });
      return found;
    });
    if (misused.length > 0) throw new TimelineInvalid(misused);
    return taken;
  }

  /** What lies in this cache, as files of it; what does not is told, since such a timeline is another machine's or older than its cache. */
  async #fromCache(timeline: Timeline, problems: Problem[]): Promise<Timeline> {
    const { blobs } = this.#intake;
    const lost = new Map<string, string>();
    const named = new Map<string, { readonly blob: Taken['blob']; readonly path: string }>();
    const local = replaceMedia(timeline, (media, use, path) => {
      if (media.kind !== 'blob' || media.facts) return media;
      named.set(media.blob.sha256, { blob: media.blob, path });
      return use === 'picture' || use === 'sound' ? { kind: 'file', path: blobs.localPath(media.blob) } : media;
    });
    for (const { blob, path } of named.values()) if (!(await blobs.has(blob))) lost.set(blob.sha256, path);
    const [first] = lost.values();
    if (first === undefined) return local;
    const others = lost.size > 1 ? `, nor are those of ${lost.size - 1} others` : '';
    problems.push({
      path: first,
      message: `its bytes are not in this cache${others}; make the film again, or name files`,
    });
    throw new TimelineInvalid(problems);
  }

  async #take(wanted: ReadonlyMap<string, Wanted>, problems: Problem[]): Promise<void> {
    const line = [...wanted].filter(([key]) => !this.#taken.has(key));
    const failures: unknown[] = [];
    const work = async (): Promise<void> => {
      for (let next = line.shift(); next; next = line.shift()) {
        const [key, { path, places }] = next;
        try {
          this.#taken.set(key, await this.#takeOne(key, path));
        } catch (error) {
          if (!(error instanceof WorkprintError) || error.code === 'cancelled') throw error;
          failures.push(error);
          problems.push({ path: places.join(', '), message: error.message });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (problems.length === 0) return;
    // One broken file keeps its own code and page; several are a document to mend.
    if (problems.length === 1 && failures[0] instanceof WorkprintError) {
      const { code, message } = failures[0];
      throw new WorkprintError(code, `${problems[0]?.path}: ${message}`, { cause: failures[0] });
    }
    throw new TimelineInvalid(problems);
  }

  async #takeOne(key: string, path: string): Promise<Taken> {
    const { library, blobs, resolve, vetFont, signal } = this.#intake;
    const place = resolve(path);
    if (key.startsWith('media ')) return library.takeIn(place, signal);
    if (key.startsWith('font ')) {
      const bytes = await library.read(place, mostFontBytes, signal);
      return { kind: 'blob', blob: await blobs.put(vetFont(bytes, path), 'font/sfnt') };
    }
    if (key.startsWith('lut ')) {
      const bytes = await library.read(place, mostLutBytes, signal);
      parseCube(new TextDecoder().decode(bytes));
      return { kind: 'blob', blob: await blobs.put(bytes, 'application/x-cube-lut') };
    }
    throw new WorkprintError(
      'media-refused',
      `“${path}” is named as a painted layer; layers are made by Workprint itself.`,
    );
  }
}

/** `https://host/a%20b.mp4?x=1` ends in `a b.mp4`. */
const lastPartOf = (url: string): string => {
  const part =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a per cent sign that stands for itself
  }
};

/** Notes where a file is wanted; a sentence when a reference cannot be a file of this machine. */
const want = (wanted: Map<string, Wanted>, media: MediaReference, use: MediaUse, place: string): string | undefined => {
  switch (media.kind) {
    case 'blob':
      return undefined;
    case 'file': {
      const key = keyOf(use, media.path);
      const known = wanted.get(key) ?? { path: media.path, uses: new Set<MediaUse>(), places: [] };
      known.uses.add(use);
      if (known.places.length < 3) known.places.push(place);
      wanted.set(key, known);
      return undefined;
    }
    case 'url':
      return `the command line fetches nothing from the network; download ${media.url} into a folder and name that with --media`;
    case 'asset':
      return `“asset:${media.id}” is in the library of a server; on the command line name a file`;
    case 'missing':
      return `“${media.name}” was missing already where the timeline came from; name a file, or the folder it lies in with --media`;
  }
};

const nameOf = (media: MediaReference): string => (media.kind === 'file' ? `“${media.path}”` : 'the file');

/** A sentence when a file cannot be what it is used as. */
const misuse = (media: MediaReference, use: MediaUse): string | undefined => {
  if (media.kind !== 'blob' || !media.facts) return undefined;
  if (use === 'picture' && !media.facts.picture) return 'has no picture; put it on an audio track';
  if (use === 'sound' && media.facts.sounds.length === 0)
    return 'has no sound; put it on a video track, or name another file';
  return undefined;
};
