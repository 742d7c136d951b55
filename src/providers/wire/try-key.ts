/** Trying a key: a free request, and what its failure says about the key. */
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { KeyVerdict } from '../../ports/provider.ts';

const verdicts: Readonly<Record<string, Exclude<KeyVerdict['state'], 'works'>>> = {
  'provider-key-wrong': 'wrong',
  'provider-key-expired': 'expired',
  'provider-no-credit': 'no-credit',
  'provider-forbidden': 'forbidden',
};

/** `works` when the request goes well, the verdict when its failure is one; every other failure is thrown. `says`: told of a key that works. */
export const tryKey = async (request: () => Promise<string | undefined>): Promise<KeyVerdict> => {
  try {
    const says = await request();
    return { state: 'works', ...(says !== undefined && { says }) };
  } catch (error) {
    const state = error instanceof ProviderFailure ? verdicts[error.code] : undefined;
    if (state) return { state, says: (error as ProviderFailure).message };
    throw error;
  }
};
