/**
 * `GET /models`: whether a key is good, and which models there are. The list tells what a model can be asked, not what it makes: that is told by
 * the families Google names its models after. Source: https://ai.google.dev/api/models, read 2026-11-20.
 */
import { z } from 'zod';
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { askJson, unsaidLimits, type VendorLine } from '../wire/wire.ts';

const tokens = z.number().int().positive().nullish().catch(undefined);

const pageSchema = z.object({
  models: z
    .array(
      z.object({
        name: z.string().regex(/^models\/[\w.-]{1,200}$/),
        displayName: z.string().max(300).optional().catch(undefined),
        inputTokenLimit: tokens,
        outputTokenLimit: tokens,
      }),
    )
    .max(1000),
  nextPageToken: z.string().max(2000).optional(),
});
type Page = z.infer<typeof pageSchema>;

const mostPages = 10;

const pageOf = (line: VendorLine, signal: AbortSignal, query: Readonly<Record<string, string>>): Promise<Page> =>
  askJson(line, { path: '/models', query, stake: 'free', signal }, pageSchema);

/** Asks for one model: the key is good when that goes well. */
export const testModels = async (line: VendorLine, signal: AbortSignal): Promise<undefined> => {
  await pageOf(line, signal, { pageSize: '1' });
  return undefined;
};

const families: readonly (readonly [RegExp, AskType | undefined])[] = [
  [
    /embedding|aqa|live|native-audio|robotics|computer-use|imagen|lyria|learnlm|transcri|translat|deep-research/,
    undefined,
  ],
  [/^veo-|^gemini-omni/, 'video'],
  [/-tts(?:-|$)/, 'speech'],
  [/-image(?:-|$)|nano-banana/, 'image'],
  [/^(?:gemini|gemma)-/, 'text'],
];

const modelOf = ({ name, displayName, ...said }: Page['models'][number]): readonly DiscoveredModel[] => {
  const id = name.slice('models/'.length);
  const makes = families.find(([family]) => family.test(id))?.[1];
  if (!makes) return [];
  const tokenLimits = { contextTokens: said.inputTokenLimit ?? null, outputTokens: said.outputTokenLimit ?? null };
  return [
    {
      ...{ id, makes, ...(displayName !== undefined && { title: displayName }) },
      // Of models that make no words the list tells limits of their prompts, which are others' business.
      ...(makes === 'text' && { limits: { ...unsaidLimits, ...tokenLimits } }),
    },
  ];
};

/** All models this key may use and the studio can ask. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const found = new Map<string, DiscoveredModel>();
  let pageToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await pageOf(line, signal, { pageSize: '1000', ...(pageToken !== undefined && { pageToken }) });
    for (const model of page.models.flatMap(modelOf)) found.set(model.id, model);
    if (!page.nextPageToken || page.nextPageToken === pageToken) break;
    pageToken = page.nextPageToken;
  }
  return [...found.values()];
};
