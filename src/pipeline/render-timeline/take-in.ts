/**
 * Files named by a timeline become blobs: each once, several at a time. Everything that is wrong with any of them is told together,
 * each at its place, before anything is rendered.
 */
import { parseCube } from '../../compile/filters/cube.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import { type NamedMedia, type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import type { FarMedia, FetchedFile, Intake } from './intake.types.ts';
import { type MediaUse, replaceMedia } from './media-of.ts';
import { MediaUnusable } from './media-unusable.ts';
import { lastPartOf, misuse, plainName, shownName, type Takeable, unreachable } from './takeable.ts';

const megabyte = 1024 * 1024;
const mostFontBytes = 32 * megabyte;
const mostLutBytes = 16 * megabyte;
const mostTextBytes = 16 * megabyte;
const atOnce = 4;

/** Places at which one file is named. */
type Wanted = { readonly media: Takeable; readonly places: string[] };
type Blob = MediaReference & { kind: 'blob' };
/** What it is taken in as: a picture and a sound are looked at alike. */
type Role = 'media' | 'layer' | 'font' | 'lut';

const roleOf = (use: MediaUse): Role => (use === 'picture' || use === 'sound' ? 'media' : use);
const nameIn = (media: Takeable): string => {
  switch (media.kind) {
    case 'file':
      return `file ${media.path}`;
    case 'url':
      return `url ${media.url}`;
    case 'asset':
      return `asset ${media.id}`;
    case 'blob':
      return `blob ${media.blob.sha256}`;
  }
};
/** What has to be taken in before it can be used so: layers, fonts and tables that are blobs are ready. */
const isUnknown = (media: MediaReference, use: MediaUse): media is Takeable =>
  media.kind === 'blob' ? !media.facts && roleOf(use) === 'media' : media.kind !== 'missing';
const keyOf = (role: Role, media: Takeable): string => `${role} ${nameIn(media)}`;
const roleIn = (key: string): Role => key.slice(0, key.indexOf(' ')) as Role;

const isFar = (media: Takeable): media is Takeable & FarMedia => media.kind === 'asset' || media.kind === 'url';

/** Files taken in so far; asked twice, a file is looked at once. */
export class TakenFiles {
  readonly #intake: Intake;
  readonly #taken = new Map<string, Blob>();
  readonly #fetched = new Map<string, Promise<FetchedFile>>();
  readonly #texts = new Map<string, string>();
  readonly #paths = new Set<string>();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** What is known of a reference that was taken in. */
  factsOf(media: MediaReference): MediaFacts | undefined {
    const local = this.#local(media);
    if (local.kind === 'blob') return local.facts;
    return local.kind === 'missing' ? undefined : this.#taken.get(keyOf('media', local))?.facts;
  }

  /** The text of a reference that `takeTexts` read. */
  textOf(media: MediaReference): string | undefined {
    const local = this.#local(media);
    return local.kind === 'blob' || local.kind === 'missing' ? undefined : this.#texts.get(nameIn(local));
  }

  /** Every file that documents named by path and that was taken in, as paths of this machine. */
  get paths(): readonly string[] {
    return [...this.#paths];
  }

  /** What is an address, or only a name, as the file of that name if there is one. */
  #local(media: MediaReference): MediaReference {
    const name = media.kind === 'url' ? lastPartOf(media.url) : media.kind === 'missing' ? media.name : undefined;
    const path = name === undefined ? undefined : this.#intake.find?.(name);
    return path === undefined ? media : { kind: 'file', path };
  }

  /** Those of these that cannot be had, each at its place, as far as that shows without opening any. */
  async absent(files: readonly NamedMedia[]): Promise<readonly Problem[]> {
    const { resolve, exists } = this.#intake;
    const problems: Problem[] = [];
    for (const { media, place } of files) {
      const local = this.#local(media);
      const problem = this.#cannot(local);
      if (problem !== undefined) problems.push({ path: place, message: problem });
      else if (local.kind === 'file' && exists && !(await exists(resolve?.(local.path) ?? local.path)))
        problems.push({
          path: place,
          message: `${shownName(local)} is not there; correct the path, or put the file there`,
        });
    }
    return problems;
  }

  /**
   * Takes in all of these as media; problems are thrown together, as `timeline-invalid` or what a single one threw. Where there are any,
   * what is missing of the others is told with them.
   */
  async takeAll(files: readonly NamedMedia[], others: readonly NamedMedia[] = []): Promise<void> {
    try {
      await this.#takeMedia(files);
    } catch (error) {
      const problems = error instanceof MediaUnusable ? [error.problem] : [];
      const invalid = error instanceof TimelineInvalid ? error : new TimelineInvalid(problems);
      const absent = invalid.problems.length > 0 ? await this.absent(others) : [];
      throw absent.length > 0 ? invalid.with(absent) : error;
    }
  }

  async #takeMedia(files: readonly NamedMedia[]): Promise<void> {
    const wanted = new Map<string, Wanted>();
    const problems: Problem[] = [];
    for (const { media, place } of files) {
      const local = this.#local(media);
      // Blobs and lost media are told when the whole timeline is taken in.
      if (local.kind === 'blob' || local.kind === 'missing') continue;
      this.#want(wanted, local, 'media', place, problems);
    }
    await this.#take(wanted, problems);
  }

  /** Reads caption files that a source names. Problems are thrown as by `takeAll`. */
  async takeTexts(files: readonly { readonly media: MediaReference; readonly place: string }[]): Promise<void> {
    const { library, signal } = this.#intake;
    for (const { media, place } of files) {
      const local = this.#local(media);
      if (local.kind === 'blob' || local.kind === 'missing' || this.#cannot(local)) continue;
      try {
        const path = await this.#pathOf(local);
        this.#texts.set(nameIn(local), new TextDecoder().decode(await library.read(path, mostTextBytes, signal)));
      } catch (error) {
        throw error instanceof WorkprintError ? await this.#told(error, local, place) : error;
      }
    }
  }

  /** The timeline with every file as a blob. Throws all problems together. */
  async takeTimeline(given: Timeline): Promise<Timeline> {
    const wanted = new Map<string, Wanted>();
    const problems: Problem[] = [];
    const timeline = replaceMedia(given, (media) => this.#local(media));
    await this.#checkKept(timeline, problems);
    replaceMedia(timeline, (media, use, place) => {
      if (media.kind === 'missing') problems.push({ path: place, message: unreachable(media, this.#intake) ?? '' });
      else if (isUnknown(media, use)) this.#want(wanted, media, roleOf(use), place, problems);
      return media;
    });
    await this.#take(wanted, problems);
    const misused: Problem[] = [];
    const taken = replaceMedia(timeline, (media, use, place) => {
      const found = isUnknown(media, use) ? this.#taken.get(keyOf(roleOf(use), media)) : undefined;
      const problem = misuse(found ?? media, use);
      if (problem) misused.push({ path: place, message: `${shownName(media)} ${problem}` });
      return found ?? media;
    });
    if (misused.length > 0) throw new TimelineInvalid(misused);
    return taken;
  }

  /** What does not lie in this cache is told, since such a timeline is another machine's or older than its cache. */
  async #checkKept(timeline: Timeline, problems: Problem[]): Promise<void> {
    const { blobs } = this.#intake;
    const lost = new Map<string, string>();
    const named = new Map<string, { readonly blob: Blob['blob']; readonly path: string }>();
    replaceMedia(timeline, (media, _use, path) => {
      if (media.kind === 'blob' && !media.facts) named.set(media.blob.sha256, { blob: media.blob, path });
      return media;
    });
    for (const { blob, path } of named.values()) if (!(await blobs.has(blob))) lost.set(blob.sha256, path);
    const [first] = lost.values();
    if (first === undefined) return;
    const others = lost.size > 1 ? `, nor are those of ${lost.size - 1} others` : '';
    problems.push({
      path: first,
      message: `its bytes are not in this cache${others}; make the film again, or name files`,
    });
    throw new TimelineInvalid(problems);
  }

  /** A sentence when this cannot be had here at all. */
  #cannot(media: MediaReference): string | undefined {
    return unreachable(media, this.#intake);
  }

  /** Notes where a file is wanted, or why it cannot be had. */
  #want(wanted: Map<string, Wanted>, media: Takeable, role: Role, place: string, problems: Problem[]): void {
    const problem = this.#cannot(media);
    if (problem !== undefined) {
      problems.push({ path: place, message: problem });
      return;
    }
    const key = keyOf(role, media);
    const known = wanted.get(key) ?? { media, places: [] };
    if (known.places.length < 3) known.places.push(place);
    wanted.set(key, known);
  }

  async #take(wanted: ReadonlyMap<string, Wanted>, problems: Problem[]): Promise<void> {
    const line = [...wanted].filter(([key]) => !this.#taken.has(key));
    const failures: unknown[] = [];
    const work = async (): Promise<void> => {
      for (let next = line.shift(); next; next = line.shift()) {
        const [key, { media, places }] = next;
        try {
          this.#taken.set(key, await this.#takeOne(roleIn(key), media));
        } catch (error) {
          if (!(error instanceof WorkprintError) || error.code === 'cancelled') throw error;
          failures.push(error);
          problems.push({ path: places.join(', '), message: (await this.#told(error, media)).message });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (problems.length === 0) return;
    // One broken file keeps its own code and page; several are a document to mend.
    if (problems.length === 1 && failures[0] instanceof WorkprintError) {
      const [problem] = problems;
      throw new MediaUnusable(failures[0], problem as Problem);
    }
    throw new TimelineInvalid(problems);
  }

  /** The same error in the words of the document: a file that was brought here has no path that means anything to a person. */
  async #told(error: WorkprintError, media: Takeable, place?: string): Promise<WorkprintError> {
    const path =
      media.kind === 'blob'
        ? this.#intake.blobs.localPath(media.blob)
        : (await this.#fetched.get(nameIn(media))?.catch(() => undefined))?.path;
    const message = path === undefined ? error.message : error.message.replaceAll(path, shownName(media));
    const whole = new WorkprintError(error.code, message, { cause: error });
    return place === undefined ? whole : new MediaUnusable(whole, { path: place, message });
  }

  /** Where the bytes are on this machine. */
  async #pathOf(media: Takeable): Promise<string> {
    if (media.kind === 'blob') return this.#intake.blobs.localPath(media.blob);
    if (media.kind !== 'file') return (await this.#obtain(media)).path;
    const path = this.#intake.resolve?.(media.path) ?? media.path;
    this.#paths.add(path);
    return path;
  }

  #obtain(media: FarMedia): Promise<FetchedFile> {
    const { obtain, signal } = this.#intake;
    const key = nameIn(media);
    const known = this.#fetched.get(key);
    if (known) return known;
    if (!obtain) throw new Error(`Nothing here obtains ${key}.`);
    const fetched = obtain(media, signal);
    this.#fetched.set(key, fetched);
    return fetched;
  }

  async #takeOne(role: Role, media: Takeable): Promise<Blob> {
    const { library, blobs, vetFont, signal } = this.#intake;
    const path = await this.#pathOf(media);
    switch (role) {
      case 'media':
        return (isFar(media) ? (await this.#obtain(media)).taken : undefined) ?? library.takeIn(path, signal);
      case 'font': {
        const font = vetFont(await library.read(path, mostFontBytes, signal), plainName(media));
        return { kind: 'blob', blob: await blobs.put(font, 'font/sfnt') };
      }
      case 'lut': {
        const bytes = await library.read(path, mostLutBytes, signal);
        parseCube(new TextDecoder().decode(bytes));
        return { kind: 'blob', blob: await blobs.put(bytes, 'application/x-cube-lut') };
      }
      default:
        throw new WorkprintError(
          'media-refused',
          `${shownName(media)} is named as a painted layer; layers are made by Workprint itself.`,
        );
    }
  }
}
