/**
 * A vendor of models, as the studio sees every one of them: what it makes, how its key is tried, and for each kind of work one small
 * interface. A provider builds requests and reads answers; it keeps nothing, retries nothing, waits for nothing, knows no price and no budget:
 * all of that is the desk's.
 */

import type { ModelRecord } from '../domain/catalog/model.types.ts';
import type { Usage } from '../domain/generation/answer.types.ts';
import type { AskOf, AskType } from '../domain/generation/ask.types.ts';
import type { BlobRef } from '../domain/media.ts';

/** The way to this vendor and nowhere else: the guarded network, bound to its address. Shaped like `fetch`, so that SDKs can be given it. */
export type ProviderFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export type ProviderAccess = {
  /** Undefined where the provider needs none. */
  readonly key: string | undefined;
  /** Without a slash at its end; the provider's own unless an operator or a key says otherwise. */
  readonly baseUrl: string;
  readonly fetch: ProviderFetch;
};

/** What a call is given beside what is asked. */
export type CallContext = {
  /** The vendor's name of the model. */
  readonly model: string;
  /** The same for every try of the same call: sent to vendors that promise to do a thing once per key. */
  readonly submitKey: string;
  /** Where the vendor may say that it is done; undefined: nobody can reach this studio, it will be asked instead. */
  readonly webhookUrl?: string;
  /** Bytes of a file of the request. Providers send them inline or as a data address, as the vendor takes them. */
  read(file: BlobRef): Promise<Uint8Array>;
  readonly signal: AbortSignal;
};

/** A file a vendor made: its bytes, or where they lie. `isPrivate`: fetching it needs the key, which goes to the vendor's own address alone. */
export type MadeFile =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly kind: 'url'; readonly url: string; readonly mediaType?: string; readonly isPrivate?: true };

/** What a vendor answered, before its files are ours. Shapes as in `Answer`. */
export type Made = {
  readonly files: readonly MadeFile[];
  readonly text?: string;
  readonly object?: unknown;
  readonly characters?: readonly {
    readonly start: number;
    readonly end: number;
    readonly startMs: number;
    readonly endMs: number;
  }[];
  readonly words?: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
  readonly seed?: number;
  readonly loraUrl?: string;
  readonly notes?: readonly string[];
  readonly usage: Usage;
};

/** The vendor works on it. `handle` is all that is needed to ask again, from another process too: plain JSON without secrets. */
export type UnderWay = {
  readonly state: 'under-way';
  readonly handle: unknown;
  /** By which a webhook of the vendor names this work; left out where it sends none. */
  readonly workId?: string;
  /** 0..1 where the vendor says. */
  readonly progress?: number;
  /** When asking again makes sense. */
  readonly lookAfterMs?: number;
};
export type Finished = { readonly state: 'finished'; readonly made: Made };
export type Stage = UnderWay | Finished;

/**
 * One kind of work of one vendor. All throw `ProviderFailure` (domain/generation/provider-failure.ts) for what the vendor refused or broke, and the network's errors.
 */
export interface Maker<T extends AskType> {
  /** Sends the request: the one call that can cost money. */
  start(ask: AskOf<T>, call: CallContext): Promise<Stage>;
  /** How far it is; free. Needed where `start` answers `under-way`. */
  look?(handle: unknown, call: CallContext): Promise<Stage>;
  /** Tells the vendor to stop; it may have been too late. */
  cancel?(handle: unknown, call: CallContext): Promise<void>;
  /** Finds what was started with this submit key, where the vendor can say: after a crash between sending and hearing. Undefined: nothing was. */
  find?(ask: AskOf<T>, call: CallContext): Promise<UnderWay | undefined>;
}

export type Makers = { readonly [T in AskType]?: Maker<T> };

/** How trying a key went. */
export type KeyVerdict =
  | { readonly state: 'works'; readonly says?: string }
  | { readonly state: 'wrong' | 'expired' | 'no-credit' | 'forbidden'; readonly says: string };

/** A model a vendor says it has: what it says replaces what the catalog holds, what it does not say is left out. */
export type DiscoveredModel = Pick<ModelRecord, 'id' | 'makes'> &
  Partial<Omit<ModelRecord, 'provider' | 'id' | 'makes'>>;

/** A voice a vendor offers for speech. */
export type ProviderVoice = {
  /** What `SpeechAsk.voice` takes. */
  readonly id: string;
  readonly name: string;
  /** BCP 47, where the vendor says. */
  readonly languages?: readonly string[];
  readonly gender?: string;
  readonly description?: string;
  /** Names of models that speak with it; left out: all of the vendor's. */
  readonly models?: readonly string[];
};

export type Provider = {
  readonly makers: Makers;
  /** Headers that open private files: sent to the vendor's own origin and nowhere else, not even along a redirect. */
  readonly fileHeaders?: Readonly<Record<string, string>>;
  /** A free request that shows whether the key is good. */
  testKey?(signal: AbortSignal): Promise<KeyVerdict>;
  discover?(signal: AbortSignal): Promise<readonly DiscoveredModel[]>;
  /** Voices that this key may use. Vendors without voices leave it out. */
  voices?(signal: AbortSignal): Promise<readonly ProviderVoice[]>;
};

/** What a webhook of the vendor said, once its signature held. */
export type ProviderNotice = {
  /** Names the event: the same event twice is one. */
  readonly eventId: string;
  /** What identifies the work: `workId` of its `UnderWay`. */
  readonly workId: string;
  readonly sentAtMs: number;
};

/** A webhook as it came in. */
export type ProviderHook = {
  readonly headers: Readonly<Record<string, string>>;
  /** As received: signatures are over bytes. */
  readonly body: Uint8Array;
  readonly nowMs: number;
  readonly fetch: ProviderFetch;
};

/** A vendor before it is opened with a key: what main registers, one line each. */
export type ProviderKind = {
  /** `fal`: in model names, settings, rows. Lower case letters, digits, dashes. */
  readonly name: string;
  readonly title: string;
  /** Other names people use for it or for one of its models: `google`; `veo3` means a model. */
  readonly aliases: Readonly<Record<string, { readonly model?: string }>>;
  readonly baseUrl: string;
  /** `optional`: servers at home; `none`: nothing to pay and nobody to tell. */
  readonly needsKey: 'yes' | 'optional' | 'none';
  /** Environment variables in which the command line looks for a key, the first that is set. */
  readonly keyVariables: readonly string[];
  /** Where people get a key, and the documentation this was built from, with the day it was read. */
  readonly keyPage?: string;
  readonly builtFrom: readonly { readonly url: string; readonly checkedAt: string }[];
  /** Nobody has run it against the vendor itself with a key yet (`npm run verify:provider NAME`), or the day somebody did. */
  readonly verifiedLive: false | string;
  /** Whether a repeated submit with the same key is done and billed once. */
  readonly submitsOnce: boolean;
  /** For how long after the first submit that promise holds, where the vendor says; else half a day is trusted. */
  readonly submitsOnceForMs?: number;
  /** Usual bounds of the vendor, until it says otherwise by 429. */
  readonly usually: { readonly atOnce: number; readonly perMinute: number };
  /** Other addresses at which the vendor keeps what it made: host names, `*.fal.media` matches below. */
  readonly fileHosts: readonly string[];
  /** Other origins of the vendor's own API, reached with the key as long as the base URL is the vendor's: `https://rest.fal.ai`. */
  readonly otherOrigins?: readonly string[];
  /** Hosts that take a file by PUT (by POST: all parts are there) under an address the vendor gave out, never with the key; patterns as in `fileHosts`. */
  readonly uploadHosts?: readonly string[];
  /** What a good answer of this vendor may take beyond the usual 90 s of silence and 32 MiB: pictures come inside of answers. */
  readonly answers?: { readonly withinMs?: number; readonly mostBytes?: number };
  open(access: ProviderAccess): Provider;
  /** Checks a webhook; undefined: not signed as it should be. Vendors without webhooks leave it out. */
  readNotice?(hook: ProviderHook): Promise<ProviderNotice | 'unsigned' | 'too-old'>;
};
