/** The name of a request: equal requests of one project have equal names, and the second is answered from the first (C9). */
import { createHash } from 'node:crypto';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { ModelName } from '../../domain/generation/route.types.ts';
import { canonicalJson } from '../canonical-json.ts';

/** Raised whenever the same request would be answered differently by the same model. */
const version = 1;

/** SHA-256 of project, model and request, 64 hexadecimal digits. Files are in it by their content; names of people and keys are not. */
export const requestKeyOf = (projectId: string, model: ModelName, ask: Ask): string =>
  createHash('sha256')
    .update(`call\n${version}\n${projectId}\n${model}\n${canonicalJson(ask)}`)
    .digest('hex');
