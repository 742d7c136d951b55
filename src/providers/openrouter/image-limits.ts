/**
 * What an image model of OpenRouter takes: what all of those who serve it take, since OpenRouter chooses among them.
 * Source: npm @openrouter/sdk 1.3.19 (ImageEndpoint.supportedParameters, CapabilityDescriptor), read 2026-11-20.
 */
import { z } from 'zod';
import type { ModelLimits } from '../../domain/catalog/model.types.ts';
import { unsaidLimits } from '../wire/wire.ts';

const capability = z.union([
  z.object({ type: z.literal('enum'), values: z.array(z.string().max(40)).max(200) }),
  z.object({ type: z.literal('range'), min: z.number(), max: z.number() }),
  z.object({ type: z.literal('boolean') }),
  // A kind that came later: it is taken, nobody here knows how.
  z.object({ type: z.string() }),
]);
/** Left out: this server did not say what it takes. */
export const parametersSchema = z.record(z.string(), capability).nullish().catch(undefined);
type Parameters = NonNullable<z.infer<typeof parametersSchema>>;

/** Words that all of them take; `null`: not all of them say, or they have none in common. */
const commonWords = (all: readonly Parameters[], name: string): readonly string[] | null => {
  const lists = all.map((parameters) => {
    const told = parameters[name];
    return told && 'values' in told ? told.values : undefined;
  });
  const [first, ...others] = lists;
  if (!first || lists.includes(undefined)) return null;
  const common = first.filter((word) => others.every((list) => list?.includes(word)));
  return common.length > 0 ? common : null;
};

/** The most that all of them take; `null`: not all of them say. */
const commonMost = (all: readonly Parameters[], name: string, without: number | null): number | null => {
  const most = all.map((parameters) => {
    const told = parameters[name];
    if (told === undefined) return without;
    return 'max' in told && Number.isFinite(told.max) ? Math.max(0, Math.floor(told.max)) : null;
  });
  return most.includes(null) ? null : Math.min(...(most as readonly number[]));
};

/** Limits that hold whoever serves it; nothing is said where one of them says nothing. */
export const limitsOf = (servers: readonly (Parameters | null | undefined)[], showsPictures: boolean): ModelLimits => {
  const base = { ...unsaidLimits, takesNegativePrompt: false };
  const all = servers.filter((parameters) => parameters !== null && parameters !== undefined);
  if (all.length === 0 || all.length < servers.length) return base;
  const ratios = commonWords(all, 'aspect_ratio')?.filter((word) => /^(?:auto|[\d.]{1,6}:[\d.]{1,6})$/.test(word));
  const qualities = commonWords(all, 'quality');
  return {
    ...base,
    aspectRatios: ratios && ratios.length > 0 ? ratios : null,
    resolutions: commonWords(all, 'resolution'),
    // Who does not name a number makes one picture, and rejects more.
    outputsPerRequest: commonMost(all, 'n', 1),
    takesSeed: all.every((parameters) => parameters['seed'] !== undefined),
    references: {
      images: showsPictures ? commonMost(all, 'input_references', null) : 0,
      videos: 0,
      audios: 0,
    },
    ...(qualities && { qualities }),
  };
};
