/** What people can have generated, and what the feature needs of the studio. */
import type { DeskCatalog } from '../../build/desk/desk.types.ts';
import { fitAsk } from '../../domain/catalog/catalog.ts';
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { Payer } from '../../ports/key-ring.ts';
import type { ModelDesk } from '../../ports/model-desk.ts';
import type { ProviderFetch, ProviderKind } from '../../ports/provider.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import type { Queue } from '../../ports/queue.ts';
import type { LibraryLimits, RoomWatch } from '../library/library.ts';
import type { MediaLinks } from '../storage/storage.ts';

/** As people say it; `audio` is speech unless its parameters say `kind: sound`. */
export const generationTypes = ['text', 'image', 'video', 'audio', 'transcript', 'lipsync', 'lora'] as const;
export type GenerationType = (typeof generationTypes)[number];

export type GenerationParts = {
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly links: MediaLinks;
  readonly limits: LibraryLimits;
  readonly room: Pick<RoomWatch, 'check'>;
  readonly desk: ModelDesk;
  /** The catalog as the desk sees it. */
  readonly catalogFor: (payer: Payer) => Promise<DeskCatalog>;
};

/** The catalog as one person sees it, today. */
export type KnownModels = {
  /** Throws `model-unknown` with the nearest names, `model-retired` with the successor. */
  find(name: string, makes: Ask['type']): ModelRecord;
  /** What of the request this model does not take: paths below the ask (`durationSeconds`), full of what is legal. */
  check(record: ModelRecord, ask: Ask): readonly { readonly path: string; readonly message: string }[];
  /** The same request with the nearest that this model takes. */
  fit(record: ModelRecord, ask: Ask): Ask;
};

/** The models that whoever pays can ask. */
export const modelsFor = async (
  { catalogFor, clock }: Pick<GenerationParts, 'catalogFor' | 'clock'>,
  payer: Payer,
): Promise<KnownModels> => {
  const catalog = await catalogFor(payer);
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  return {
    find: (name, makes) => catalog.find(name, makes, today),
    check: (record, ask) => catalog.check(record, ask),
    fit: (record, ask) => fitAsk(record, ask).ask,
  };
};

/** What the door for vendors' webhooks needs. */
export type NoticeParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly shelf: Pick<ProviderShelf, 'kinds'>;
  /** The way to the vendor, for its public keys. */
  readonly fetchOf: (kind: ProviderKind) => ProviderFetch;
};
