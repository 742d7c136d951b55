/** `GET /models`: whether a key is good, which models there are, how long they live. Source: npm `@anthropic-ai/sdk@1.11.0`, read 2026-11-20. */
import { z } from 'zod';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { askJson, unsaidLimits, type VendorLine } from '../wire/wire.ts';

const day = z
  .string()
  .transform((time) => /^\d{4}-\d\d-\d\d/.exec(time)?.[0] ?? null)
  .nullish()
  .catch(undefined);
const tokens = z.number().int().positive().nullish().catch(undefined);

const pageSchema = z.object({
  data: z
    .array(
      z.object({
        id: z.string().min(1).max(300),
        display_name: z.string().max(300).optional().catch(undefined),
        lifecycle: z.enum(['active', 'deprecated', 'retired']).optional().catch(undefined),
        created_at: day,
        deprecated_at: day,
        retires_at: day,
        max_input_tokens: tokens,
        max_tokens: tokens,
      }),
    )
    .max(1000),
  has_more: z.boolean().optional(),
  last_id: z.string().nullish(),
});

type Page = z.infer<typeof pageSchema>;

const mostPages = 10;

const pageOf = (line: VendorLine, signal: AbortSignal, query: Readonly<Record<string, string>>): Promise<Page> =>
  askJson(line, { path: '/models', query, stake: 'free', signal }, pageSchema);

/** Asks for one model: the key is good when that goes well. */
export const testModels = async (line: VendorLine, signal: AbortSignal): Promise<undefined> => {
  await pageOf(line, signal, { limit: '1' });
  return undefined;
};

const modelOf = (model: Page['data'][number]): DiscoveredModel => ({
  id: model.id,
  makes: 'text',
  ...(model.display_name !== undefined && { title: model.display_name }),
  limits: { ...unsaidLimits, contextTokens: model.max_input_tokens ?? null, outputTokens: model.max_tokens ?? null },
  ...(model.lifecycle !== undefined && {
    status: model.lifecycle,
    lifeCycle: {
      // “An epoch value if the release date is unknown.”
      released: model.created_at?.startsWith('1970') ? null : (model.created_at ?? null),
      deprecated: model.deprecated_at ?? null,
      shutdown: model.retires_at ?? null,
      replacement: null,
    },
  }),
});

/** All models this key may use. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const found = new Map<string, DiscoveredModel>();
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await pageOf(line, signal, { limit: '1000', ...(after !== undefined && { after_id: after }) });
    for (const model of page.data) found.set(model.id, modelOf(model));
    if (page.has_more !== true || !page.last_id || page.last_id === after) break;
    after = page.last_id;
  }
  return [...found.values()];
};
