/** What the desk stands on. Everything with a clock, a disk or a network is handed in, so that the desk itself only decides. */
import type { Day, ModelRecord } from '../../domain/catalog/model.types.ts';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { Ask, AskType } from '../../domain/generation/ask.types.ts';
import type { ModelName, RouteStep } from '../../domain/generation/route.types.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { Micros } from '../../domain/money.ts';
import type { Random } from '../../domain/random.ts';
import type { CallBell } from '../../ports/call-bell.ts';
import type { CallJournal } from '../../ports/call-journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeyRing, Payer } from '../../ports/key-ring.ts';
import type { Log } from '../../ports/log.ts';
import type { MadeFile } from '../../ports/provider.ts';
import type { ProviderGate } from '../../ports/provider-gate.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';

/** The models as one payer sees them: the catalog, what vendors said to them, prices of their own. */
export type DeskCatalog = {
  /** By `provider/model`, id or alias. Throws `model-unknown` and `model-retired`. */
  find(name: ModelName, makes: AskType, today: Day): ModelRecord;
  /** All that may be asked for this kind of work, the best first; without those that do one special thing of it. */
  list(makes: AskType, today: Day): readonly ModelRecord[];
  /** What the model does not take of a request; empty: legal. */
  check(record: ModelRecord, ask: Ask): readonly { readonly path: string; readonly message: string }[];
  /** Notes on what was asked of length and size and nobody says that the model does. */
  unchecked(record: ModelRecord, ask: Ask): readonly string[];
  /** The most it can cost, before it is asked; or what is not known of its price, as a sentence. */
  quote(
    record: ModelRecord,
    ask: Ask,
    today: Day,
  ): { readonly micros: Micros; readonly isExact: boolean } | { readonly unknown: string };
  /** What it cost; undefined: the usage does not tell. */
  cost(record: ModelRecord, ask: Ask, usage: Usage, today: Day): Micros | undefined;
};

/** Who made a file, and how it is fetched. */
export type MadeBy = {
  readonly provider: string;
  /** The base URL the vendor was opened with; undefined: its own. */
  readonly baseUrl: string | undefined;
  /** Headers that open its private files. They go to the vendor's own origin alone. */
  readonly fileHeaders: Readonly<Record<string, string>> | undefined;
  readonly type: AskType;
  readonly payer: Payer;
  readonly signal: AbortSignal;
};

/** A file that is ours. What was found out about it while it was kept tells whether it is what was asked for. */
export type KeptFile = {
  readonly blob: BlobRef;
  readonly facts?: {
    readonly seconds?: number;
    readonly width?: number;
    readonly height?: number;
    readonly hasSound?: boolean;
  };
};

/** How long the desk tries. All in milliseconds. */
export type DeskPatience = {
  /** Starts of one call at the same vendor. */
  readonly tries: number;
  /** Back-off between them: full jitter below `firstMs`, doubled each time up to `mostMs`. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Waiting for one vendor in all: back-off, closed gate. */
  readonly alone: number;
  /** The same where the route goes on. */
  readonly withNext: number;
  /** Between looks at work under way, where the vendor does not say: from, to. */
  readonly lookMs: readonly [first: number, most: number];
  /** How long work may be under way before it is given up. */
  readonly workMs: Readonly<Record<AskType, number>>;
  /** How long a call that was sent may still be answered after a cancel or stop. */
  readonly graceMs: number;
  /** How long an equal request that has not been sent yet is waited for. */
  readonly equalMs: number;
};

/** One call, over: for counters. */
export type CallEnd = {
  readonly provider: string;
  readonly model: string;
  readonly outcome: RouteStep['outcome'];
  readonly code?: string;
  readonly tookMs: number;
  readonly micros: Micros;
};

export type DeskDeps = {
  catalogFor(payer: Payer): Promise<DeskCatalog>;
  readonly journal: CallJournal;
  readonly gate: ProviderGate;
  readonly ring: KeyRing;
  readonly shelf: ProviderShelf;
  /**
   * Takes a made file over: fetches it where it lies elsewhere, stores it, looks at it. Throws `url-…`, `media-…` for what is wrong with the
   * file, other codes for what is wrong with the studio.
   */
  keep(file: MadeFile, by: MadeBy): Promise<KeptFile>;
  /** Bytes of a file of the request. */
  read(file: BlobRef): Promise<Uint8Array>;
  /** Whether an answer's file is still there. */
  holds(file: BlobRef): Promise<boolean>;
  /** Where this vendor may say that it is done; undefined: nobody can reach this studio. */
  webhookUrl?(provider: string): string | undefined;
  readonly bell: CallBell;
  readonly clock: Clock;
  /** Resolves after that long, rejects with the signal's reason. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** For jitter. */
  readonly chance: Random;
  readonly log: Log;
  readonly patience?: Partial<DeskPatience>;
  /** Told of every call that ended. Must not throw. */
  readonly onCall?: (end: CallEnd) => void;
};
