/** All vendors of models this studio knows, one line each, and the guarded way to each of them. */
import {
  createMadeFileFetch,
  createProviderFetch,
  type FetchMade,
  type ProviderPlace,
  type UrlPolicy,
} from '../adapters/net/net.ts';
import type { MadeBy } from '../build/desk/desk.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { MadeFile, ProviderFetch, ProviderKind } from '../ports/provider.ts';
import type { ProviderShelf } from '../ports/provider-shelf.ts';
import { anthropic } from '../providers/anthropic/anthropic.ts';
import { elevenlabs } from '../providers/elevenlabs/elevenlabs.ts';
import { fal } from '../providers/fal/fal.ts';
import { gemini } from '../providers/gemini/gemini.ts';
import { openai } from '../providers/openai/openai.ts';
import { openaiCompatible } from '../providers/openai-compatible/openai-compatible.ts';
import { openrouter } from '../providers/openrouter/openrouter.ts';
import { sync } from '../providers/sync/sync.ts';

/** In the order in which people see them. */
export const providerKinds: readonly ProviderKind[] = [
  openai,
  anthropic,
  gemini,
  openrouter,
  fal,
  elevenlabs,
  sync,
  openaiCompatible,
];

/** The setting that moves a vendor elsewhere: `WORKPRINT_OPENAI_BASE_URL`. */
export const baseUrlSetting = (name: string): string => `WORKPRINT_${name.toUpperCase().replaceAll('-', '_')}_BASE_URL`;

export type ShelfOptions = {
  /** What people's own addresses may reach. */
  readonly policy: UrlPolicy;
  /** What the operator set, by the names of settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly kinds?: readonly ProviderKind[];
};

/** Where a vendor stands, and who says so: a person with their key, the operator, or its own code. */
const placeOf = (kind: ProviderKind, own: string | undefined, { policy, settings }: ShelfOptions): ProviderPlace => {
  const set = settings[baseUrlSetting(kind.name)];
  const ofOperator = typeof set === 'string' ? set : undefined;
  return {
    policy,
    baseUrl: own ?? ofOperator ?? kind.baseUrl,
    baseUrlFrom: own !== undefined ? 'person' : ofOperator !== undefined ? 'operator' : 'vendor',
  };
};

const fetchTo = (kind: ProviderKind, place: ProviderPlace): ProviderFetch => {
  const { otherOrigins, uploadHosts, answers: { withinMs, mostBytes } = {} } = kind;
  return createProviderFetch({
    ...place,
    ...(otherOrigins && { otherOrigins }),
    ...(uploadHosts && { uploadHosts }),
    ...(withinMs !== undefined && { answersWithinMs: withinMs }),
    ...(mostBytes !== undefined && { mostAnswerBytes: mostBytes }),
  });
};

const nowhere: ProviderFetch = async () => {
  throw new WorkprintError('url-refused', 'This machine is asked nothing over the network.');
};

export type StudioShelf = ProviderShelf & {
  /** The way to a vendor without anybody's key: for the keys by which its webhooks are known. */
  fetchOf(kind: ProviderKind): ProviderFetch;
  /** A file that a vendor made, as a stream. Throws `url-…` for what must not or cannot be fetched. */
  fetchMade(
    file: Extract<MadeFile, { readonly kind: 'url' }>,
    by: Pick<MadeBy, 'provider' | 'baseUrl' | 'fileHeaders' | 'type' | 'signal'>,
  ): ReturnType<FetchMade>;
};

/** The shelf. `open` throws `url-refused` for an address that must not be reached. */
export const createProviderShelf = (options: ShelfOptions): StudioShelf => {
  const { kinds = providerKinds } = options;
  const byName = new Map(
    kinds.flatMap((kind) => [kind.name, ...Object.keys(kind.aliases)].map((name) => [name, kind])),
  );
  const kind = (name: string): ProviderKind | undefined => byName.get(name.trim().toLowerCase());
  const known = (name: string): ProviderKind => {
    const found = kind(name);
    if (found) return found;
    throw new WorkprintError('model-unknown', `There is no provider of models called “${name.slice(0, 60)}”.`);
  };
  return {
    kinds,
    kind,
    open: (name, { key, baseUrl: own }) => {
      const found = known(name);
      // This machine has no address.
      if (found.needsKey === 'none') return found.open({ key: undefined, baseUrl: '', fetch: nowhere });
      const place = placeOf(found, own, options);
      return found.open({ key, baseUrl: place.baseUrl, fetch: fetchTo(found, place) });
    },
    fetchOf: (found) => fetchTo(found, placeOf(found, undefined, options)),
    fetchMade: (file, { provider, baseUrl, fileHeaders, type, signal }) => {
      const found = known(provider);
      const { fileHosts } = found;
      const fetchMade = createMadeFileFetch({ ...placeOf(found, baseUrl, options), fileHosts });
      return fetchMade(file, { type, signal, ...(fileHeaders && { headers: fileHeaders }) });
    },
  };
};
