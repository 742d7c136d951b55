/** What renders need of the studio. Given by main: ports, the machine that renders, and the few numbers an operator may set. */
import type { Resources } from '../../build/build.ts';
import type { CastFile } from '../../domain/performance/cast-file.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTools } from '../../pipeline/produce-film.ts';
import type { RenderTools } from '../../pipeline/render-timeline/render-timeline.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Intake } from '../../ports/intake.ts';
import type { Payer } from '../../ports/key-ring.ts';
import type { Network } from '../../ports/network.ts';
import type { PictureMaker } from '../../ports/picture-maker.ts';
import type { Queue } from '../../ports/queue.ts';
import type { RenderHistory } from '../../ports/render-history.ts';
import type { JobWatch } from '../jobs/jobs.ts';
import type { MediaLinks, Storage } from '../storage/storage.ts';
import type { TimelineLimits, TimelineMachine } from '../timelines/timelines.ts';

/** What a film needs to ask models. */
export type FilmModelTools = NonNullable<FilmTools['models']>;

/** What renders timelines here; opened when first needed and shared by all jobs of the process. */
export type RenderMachine = TimelineMachine & {
  /** Nothing that is used goes from this machine before the release. */
  hold(): Promise<{ release(): Promise<void> }>;
  readonly resources: Resources;
  readonly tools: RenderTools;
  readonly history: RenderHistory;
  readonly pictures: PictureMaker;
};

/** What makes films here: its processes start as they are needed; closed when the film is made. */
export type FilmMachine = {
  readonly answers: ActionCache;
  readonly resources: Resources;
  readonly tools: FilmTools;
  /** Starts the sound's workers ahead of their work. */
  prepareSound(): void;
  /** Throws `cast-invalid` when the cast names a voice that is not here. */
  checkVoices(file: CastFile): void;
  /** Plain sentences about what this machine lacks for this film. */
  notesFor(breakdown: Breakdown): readonly string[];
  close(): Promise<void>;
};

export type RenderLimits = TimelineLimits & {
  /** Largest body that holds a timeline or a script. */
  readonly mostDocumentBytes: number;
  /** A video whose likely time is below this is answered in the same request. */
  readonly quickMs: number;
  /** Assets beyond this size are never quick. */
  readonly quickFileBytes: number;
  /** How long results can be fetched. */
  readonly resultLifetimeMs: number;
  /** Work of less than this is not shared out to other workers. */
  readonly spreadFromMs: number;
  /** About how much work one piece is. */
  readonly pieceMs: number;
};

/** For `videocreate` and `films`, as numbers an operator may change. */
export const usualRenderLimits: Omit<RenderLimits, keyof TimelineLimits> = {
  mostDocumentBytes: 16 * 1024 ** 2,
  quickMs: 30_000,
  quickFileBytes: 100 * 1024 ** 2,
  resultLifetimeMs: 24 * 3600 * 1000,
  spreadFromMs: 5_000,
  pieceMs: 4_000,
};

/** Makes an asset of a finished video, in the transaction that keeps its results. Gives the id of the asset. */
export type KeepAsset = (
  query: Query,
  file: {
    readonly projectId: string;
    readonly personId: string;
    readonly blobHash: string;
    readonly bytes: number;
    readonly mediaType: string;
    readonly name: string;
  },
) => Promise<string>;

/** What the routes need. */
export type RenderDoorParts = {
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly limits: RenderLimits;
  readonly machine: () => Promise<RenderMachine>;
  /** For plans of films; nothing of it works before it is asked to. */
  readonly openFilmMachine: (signal: AbortSignal) => Promise<FilmMachine>;
  readonly openModels: (payer: Payer, signal: AbortSignal) => Promise<FilmModelTools>;
  /** Makes the addresses under which results are fetched. */
  readonly links: Pick<MediaLinks, 'linkTo'>;
  readonly watch: Pick<JobWatch, 'on'>;
  /** Throws `disk-full` (507) while the studio takes nothing new. */
  readonly checkRoom: () => Promise<void>;
  /** Throws `url-refused` for an address that will never be fetched. Absent: the job finds out. */
  readonly vetUrl?: (url: string) => void;
};

/** What the jobs need. */
export type RenderJobParts = {
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly limits: RenderLimits;
  readonly machine: () => Promise<RenderMachine>;
  readonly openFilmMachine: (signal: AbortSignal) => Promise<FilmMachine>;
  /** Films made at once by this worker; each takes a gigabyte and more. */
  readonly filmsAtOnce: number;
  /** The desk and what works with it, for films that ask models. */
  readonly openModels: (payer: Payer, signal: AbortSignal) => Promise<FilmModelTools>;
  readonly network: Network;
  readonly intake: Intake;
  readonly storage: Storage;
  readonly keepAsset: KeepAsset;
  /** Told what was really rendered, for the metrics. */
  readonly rendered?: (facts: { readonly frames: number; readonly tookMs: number }) => void;
};
