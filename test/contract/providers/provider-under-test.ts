/** What the contract needs to know of a provider: its fake vendor, a model for each kind of work, and what it can do of what may be asked. */
import { createHash } from 'node:crypto';
import { createMadeFileFetch, createProviderFetch, readUrlPolicy } from '../../../src/adapters/net/net.ts';
import { WorkprintError } from '../../../src/domain/errors.ts';
import type { AskType } from '../../../src/domain/generation/ask.types.ts';
import type { BlobRef } from '../../../src/domain/media.ts';
import type {
  CallContext,
  Made,
  MadeFile,
  Provider,
  ProviderFetch,
  ProviderKind,
} from '../../../src/ports/provider.ts';
import { type Asked, startVendor, type Vendor, type VendorWords } from '../../kit/vendors/vendor-server.ts';

/** What a kind of work of one provider can; left out: it cannot. */
export type Abilities = {
  /** Pictures a request may show. */
  readonly pictures?: number;
  /** First and last frame of a clip. */
  readonly frames?: 'first' | 'both';
  readonly schema?: true;
  /** Times of words or characters. */
  readonly times?: true;
  /** It counts tokens, seconds or characters, or says what it bills. */
  readonly counts?: true;
  /** Exactly what the fake's vendor says it billed for the plain request. */
  readonly billedMicros?: number;
};

export type WorkUnderTest = { readonly type: AskType; readonly model: string; readonly can: Abilities };

export type ProviderUnderTest = {
  readonly kind: ProviderKind;
  /** Path of the base URL at the fake: `/v1`, or nothing. */
  readonly basePath: string;
  readonly words: () => VendorWords;
  readonly works: readonly WorkUnderTest[];
  /** Whether a request sends work that may cost: weather and bills are about those. */
  readonly isSubmit: (asked: Asked) => boolean;
};

export type Limits = { readonly answersWithinMs?: number; readonly mostAnswerBytes?: number };

/** A provider at its fake vendor, and what a test does with both. */
export type Opened = {
  readonly vendor: Vendor;
  readonly provider: Provider;
  /** The same vendor, as a new process sees it. */
  again(key?: string): Provider;
  /** The same with other limits of the network. */
  limited(limits: Limits): Provider;
  call(model: string, signal?: AbortSignal): CallContext;
  /** Bytes of a made file, fetched as the studio would. */
  bytesOf(file: MadeFile, type: AskType): Promise<Uint8Array>;
  close(): Promise<void>;
};

const policy = readUrlPolicy({});

const kept = new Map<string, Uint8Array>();
/** A file that requests may show. */
export const blobOf = (bytes: Uint8Array, mediaType: string): BlobRef => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  kept.set(sha256, bytes);
  return { sha256, sizeBytes: bytes.byteLength, mediaType };
};

/** Starts the fake vendor and opens the provider at it. `tap`: sees all that goes by. */
export const openUnderTest = async (
  { kind, basePath, words }: ProviderUnderTest,
  tap: (send: ProviderFetch, baseUrl: string) => ProviderFetch = (send) => send,
): Promise<Opened> => {
  const vendor = await startVendor(words());
  const baseUrl = `${vendor.origin}${basePath}`;
  const place = { policy, baseUrl, baseUrlFrom: 'operator' as const };
  const open = (key: string, limits: Limits = {}): Provider =>
    kind.open({ key, baseUrl, fetch: tap(createProviderFetch({ ...place, ...limits }), baseUrl) });
  const provider = open(vendor.goodKey);
  const fetchMade = createMadeFileFetch({ ...place, fileHosts: kind.fileHosts });
  return {
    ...{ vendor, provider },
    again: (key = vendor.goodKey) => open(key),
    limited: (limits) => open(vendor.goodKey, limits),
    call: (model, signal = AbortSignal.timeout(20_000)) => ({
      ...{ model, signal, submitKey: 'wp_0198a3c47d1e7c3a9b0f' },
      read: async ({ sha256 }) => kept.get(sha256) ?? new Uint8Array(),
    }),
    bytesOf: async (file, type) => {
      if (file.kind === 'bytes') return file.bytes;
      const { body } = await fetchMade(file, { type, ...(provider.fileHeaders && { headers: provider.fileHeaders }) });
      return new Uint8Array(await new Response(body).arrayBuffer());
    },
    close: () => vendor.close(),
  };
};

/** Starts the work and looks until it is finished: at every look as another process would, from the handle alone. */
export const finish = async (opened: Opened, work: WorkUnderTest, ask: unknown): Promise<Made> => {
  const maker = opened.provider.makers[work.type] as AnyMaker;
  let stage = await maker.start(ask, opened.call(work.model));
  for (let looks = 0; stage.state === 'under-way'; looks++) {
    if (looks === 10) throw new WorkprintError('request-timeout', 'It is still under way after ten looks.');
    const handle: unknown = JSON.parse(JSON.stringify(stage.handle));
    stage = await (opened.again().makers[work.type] as AnyMaker).look(handle, opened.call(work.model));
  }
  return stage.made;
};

/** A maker of whatever kind: tests pass it the asks of its kind. */
export type AnyMaker = {
  start(ask: unknown, call: CallContext): Promise<AnyStage>;
  look(handle: unknown, call: CallContext): Promise<AnyStage>;
  cancel?(handle: unknown, call: CallContext): Promise<void>;
};
type AnyStage =
  | { readonly state: 'under-way'; readonly handle: unknown; readonly lookAfterMs?: number }
  | { readonly state: 'finished'; readonly made: Made };
