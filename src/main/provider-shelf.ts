/** All vendors of models this studio knows, one line each, and the guarded way to each of them. */
import { createProviderFetch, type UrlPolicy } from '../adapters/net/net.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { ProviderKind } from '../ports/provider.ts';
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

/** The shelf. `open` throws `url-refused` for an address that must not be reached. */
export const createProviderShelf = ({ policy, settings, kinds = providerKinds }: ShelfOptions): ProviderShelf => {
  const byName = new Map(
    kinds.flatMap((kind) => [kind.name, ...Object.keys(kind.aliases)].map((name) => [name, kind])),
  );
  const kind = (name: string): ProviderKind | undefined => byName.get(name.trim().toLowerCase());
  return {
    kinds,
    kind,
    open: (name, { key, baseUrl: own }) => {
      const found = kind(name);
      if (!found)
        throw new WorkprintError('model-unknown', `There is no provider of models called “${name.slice(0, 60)}”.`);
      const set = settings[baseUrlSetting(found.name)];
      const ofOperator = typeof set === 'string' ? set : undefined;
      const baseUrl = own ?? ofOperator ?? found.baseUrl;
      const baseUrlFrom = own !== undefined ? 'person' : ofOperator !== undefined ? 'operator' : 'vendor';
      const { otherOrigins, uploadHosts, answers: { withinMs, mostBytes } = {} } = found;
      return found.open({
        ...{ key, baseUrl },
        fetch: createProviderFetch({
          ...{ policy, baseUrl, baseUrlFrom },
          ...(otherOrigins && { otherOrigins }),
          ...(uploadHosts && { uploadHosts }),
          ...(withinMs !== undefined && { answersWithinMs: withinMs }),
          ...(mostBytes !== undefined && { mostAnswerBytes: mostBytes }),
        }),
      });
    },
  };
};
