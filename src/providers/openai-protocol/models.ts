/** `GET /models`: whether a key is good, and which models there are. Source: https://platform.openai.com/docs/api-reference/models, read 2026-11-20. */
import { z } from 'zod';
import { askJson, type VendorLine } from '../wire/wire.ts';

const listSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(300) })).max(20_000) });

/** Names of the models this key may use. Throws like `askJson`. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly string[]> => {
  const { data } = await askJson(line, { path: '/models', stake: 'free', signal }, listSchema);
  return data.map(({ id }) => id);
};
