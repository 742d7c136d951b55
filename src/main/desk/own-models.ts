/** The catalog of the command line: the shipped one, with models of one's own servers that a film names, and with one's own prices. */
import {
  type Catalog,
  createCatalog,
  type DiscoveredRecord,
  mergeCatalog,
  type OwnPrice,
} from '../../domain/catalog/catalog.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { believable } from '../../features/models/models.ts';
import type { KeyRing, Payer } from '../../ports/key-ring.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';

type Asking = {
  readonly shelf: ProviderShelf;
  readonly ring: Pick<KeyRing, 'find'>;
  readonly payer: Payer;
  readonly signal: AbortSignal;
};

const mostMs = 30_000;

/** Models of a server that a sentence names. */
const mostNamed = 5;

/** The kind and the model's own name there; undefined: of no provider. */
const partsOf = (name: string, shelf: ProviderShelf): { kind: ProviderKind; model: string } | undefined => {
  const at = name.indexOf('/');
  const kind = at < 1 ? undefined : shelf.kind(name.slice(0, at));
  return kind && { kind, model: name.slice(at + 1) };
};

/** What the server says it has, of what was named. What it says is looked at like everything from outside. */
const askServer = async (
  kind: ProviderKind,
  models: ReadonlySet<string>,
  { shelf, ring, payer, signal }: Asking,
): Promise<readonly DiscoveredRecord[]> => {
  const key = await ring.find(kind.name, payer, 0);
  if (typeof key === 'string') return [];
  const access = { key: await key.open(), ...(key.baseUrl !== undefined && { baseUrl: key.baseUrl }) };
  const said = await shelf.open(kind.name, access).discover?.(AbortSignal.any([signal, AbortSignal.timeout(mostMs)]));
  const listed = believable(said ?? []);
  const absent = [...models].find((one) => !listed.some(({ model }) => model === one));
  if (absent !== undefined) {
    const has =
      listed.length === 0
        ? 'none'
        : listed
            .slice(0, mostNamed)
            .map(({ model }) => model.slice(0, 100))
            .join(', ');
    throw new WorkprintError(
      'model-unknown',
      `The ${kind.title} has no model “${absent.slice(0, 100)}”; it lists ${has}${listed.length > mostNamed ? ' and more' : ''}.`,
    );
  }
  return listed
    .filter(({ model }) => models.has(model))
    .map(({ record }) => ({ ...(record as unknown as DiscoveredRecord), provider: kind.name }));
};

/**
 * Servers that need no key are asked for models nobody else knows; no other vendor is asked anything. Throws `model-unknown` for one that it does not
 * list, what it refused or broke, `url-refused`.
 */
export const withOwnModels = async (
  base: Catalog,
  {
    named = [],
    prices = [],
  }: { readonly named?: readonly string[] | undefined; readonly prices?: readonly OwnPrice[] | undefined },
  asking: Asking,
): Promise<Catalog> => {
  const known = new Set(base.records.map(({ provider, id }) => `${provider}/${id}`));
  const wanted = new Map<ProviderKind, Set<string>>();
  for (const name of named) {
    const { kind, model } = partsOf(name, asking.shelf) ?? {};
    if (kind?.needsKey !== 'optional' || model === undefined || known.has(`${kind.name}/${model}`)) continue;
    wanted.set(kind, (wanted.get(kind) ?? new Set()).add(model));
  }
  if (wanted.size === 0 && prices.length === 0) return base;
  const said = await Promise.all([...wanted].map(([kind, models]) => askServer(kind, models, asking)));
  const own = prices.map((price) => ({
    ...price,
    provider: asking.shelf.kind(price.provider)?.name ?? price.provider,
  }));
  return createCatalog(mergeCatalog(base.records, said.flat(), own));
};
