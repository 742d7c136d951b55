/** Whether a key is good, and which models there are: `GET /v2/models`. Source: npm @sync.so/sdk 0.3.0, read 2026-11-20. */
import { z } from 'zod';
import type { DiscoveredModel, KeyVerdict } from '../../ports/provider.ts';
import { askJson, tryKey, type VendorLine } from '../wire/wire.ts';

/** Its path for the list of generations answers to good keys only; the list of models may answer to anybody. */
const generationsSchema = z.array(z.unknown());

/** Lists nothing but what has the one state nothing is in for long. */
export const testKey = (line: VendorLine, signal: AbortSignal): Promise<KeyVerdict> =>
  tryKey(async () => {
    const question = { path: '/v2/generations', query: { status: 'PENDING' }, stake: 'free', signal } as const;
    await askJson(line, question, generationsSchema);
    return undefined;
  });

const modelsSchema = z
  .array(
    z.object({
      id: z.string().min(1).max(200),
      name: z.string().min(1).max(200),
      description: z.string().max(2000).nullish().catch(undefined),
    }),
  )
  .max(500);

/** Models for lip-sync by the name a request gives them. Their prices hang on the plan and are no part of the list. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const models = await askJson(line, { path: '/v2/models', stake: 'free', signal }, modelsSchema);
  return models.map(({ name }) => ({ id: name, makes: 'lipsync' }));
};
