/**
 * What a key is good for, and which models speak: `GET /v1/user/subscription`, `GET /v1/models`.
 * Sources: https://elevenlabs.io/docs/api-reference/user/subscription/get, https://elevenlabs.io/docs/api-reference/models/list and npm
 * @elevenlabs/elevenlabs-js 2.73.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { DiscoveredModel, KeyVerdict } from '../../ports/provider.ts';
import { askJson, count, tryKey, unsaidLimits, type VendorLine } from '../wire/wire.ts';

const subscriptionSchema = z.object({
  tier: z.string().max(100).catch('unknown'),
  character_count: count,
  character_limit: count,
  can_extend_character_limit: z.boolean().catch(true),
  max_credit_limit_extension: z.union([z.number(), z.string()]).nullish().catch(undefined),
});

/** Whether the key works, what plan it is of and what is left of it. */
export const testKey = async (line: VendorLine, signal: AbortSignal): Promise<KeyVerdict> => {
  let isUsedUp = false;
  const verdict = await tryKey(async () => {
    const plan = await askJson(line, { path: '/v1/user/subscription', stake: 'free', signal }, subscriptionSchema);
    const { tier, character_count: used, character_limit: limit } = plan;
    isUsedUp = used !== undefined && limit !== undefined && used >= limit && plan.max_credit_limit_extension === 0;
    return used === undefined || limit === undefined
      ? `Plan ${tier}.`
      : `Plan ${tier}, ${used} of ${limit} credits used.`;
  });
  if (verdict.state === 'works' && isUsedUp) return { state: 'no-credit', says: `${verdict.says} None is left.` };
  // A key may be limited to speech: it does not see its account, and works all the same.
  if (verdict.state === 'forbidden') {
    const models = await tryKey(async () => {
      await listModels(line, signal);
      return 'It may not see its own account.';
    });
    return models.state === 'forbidden' ? verdict : models;
  }
  return verdict;
};

const modelsSchema = z
  .array(
    z.object({
      model_id: z.string().min(1).max(200),
      name: z.string().max(200).nullish().catch(undefined),
      can_do_text_to_speech: z.boolean().nullish().catch(undefined),
      maximum_text_length_per_request: count,
    }),
  )
  .max(1000);

/** Models that speak, with the longest text they take. Prices are no part of the list: they hang on the plan. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const models = await askJson(line, { path: '/v1/models', stake: 'free', signal }, modelsSchema);
  return models
    .filter(({ can_do_text_to_speech }) => can_do_text_to_speech === true)
    .map(({ model_id, name, maximum_text_length_per_request: promptChars }) => ({
      id: model_id,
      makes: 'speech',
      ...(name && { title: name }),
      ...(promptChars !== undefined && { limits: { ...unsaidLimits, promptChars } }),
    }));
};
