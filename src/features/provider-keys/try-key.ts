/** One free request to a vendor that shows whether a key is good, and what came of it in our words. */
import { WorkprintError } from '../../domain/errors.ts';
import type { KeyState } from '../../ports/key-ring.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import { RequestRefused } from '../api/api.ts';
import { withoutKey } from './key-rules.ts';

/** How trying a key went; `unreachable` says nothing of the key. */
export type TriedKey = { readonly state: KeyState | 'unreachable'; readonly message: string };

/** A vendor that is silent longer is called unreachable. */
const mostMs = 15_000;
const mostWords = 500;

const sentences: Readonly<Record<KeyState, (title: string) => string>> = {
  works: (title) => `The key works: ${title} took it.`,
  wrong: (title) => `${title} does not know this key. Copy it again, or make a new one there.`,
  expired: (title) => `This key of ${title} has expired or was revoked. Make a new one there.`,
  'no-credit': (title) => `${title} knows the key, but its account has no credit. Add some there.`,
  forbidden: (title) => `${title} knows the key, but it may not do this. Give it the rights it needs there.`,
};

/** What a vendor's failure says of the key; undefined: nothing. */
const stateOf: Readonly<Record<string, KeyState>> = {
  'provider-key-wrong': 'wrong',
  'provider-key-expired': 'expired',
  'provider-no-credit': 'no-credit',
  'provider-forbidden': 'forbidden',
};

const told = (kind: ProviderKind, state: KeyState, says: string | undefined, key: string | undefined): TriedKey => {
  // Cut only after the key is taken out, or half of it could stay.
  const words = withoutKey(says ?? '', key)
    .trim()
    .slice(0, mostWords);
  return { state, message: `${sentences[state](kind.title)}${words ? ` It says: “${words}”` : ''}` };
};

const unreachable = (kind: ProviderKind, error: WorkprintError, key: string | undefined): TriedKey => ({
  state: 'unreachable',
  message: `${kind.title} could not be asked, so nothing is known of the key: ${withoutKey(error.message, key).slice(0, mostWords)}`,
});

/** Throws `url-refused` for an address that must not be reached, `cancelled`, `request-invalid` where a vendor has no free request to try. */
export const tryKey = async (
  shelf: ProviderShelf,
  kind: ProviderKind,
  access: { readonly key: string | undefined; readonly baseUrl?: string },
  signal: AbortSignal,
): Promise<TriedKey> => {
  const timely = AbortSignal.timeout(mostMs);
  try {
    const provider = shelf.open(kind.name, access);
    if (!provider.testKey)
      throw new RequestRefused(
        'request-invalid',
        `${kind.title} has no free request that would try a key; the first real one will show it.`,
      );
    const verdict = await provider.testKey(AbortSignal.any([signal, timely]));
    return told(kind, verdict.state, verdict.says, access.key);
  } catch (error) {
    if (timely.aborted && !signal.aborted)
      return {
        state: 'unreachable',
        message: `${kind.title} said nothing within ${mostMs / 1000} seconds, so nothing is known of the key. Try again later.`,
      };
    if (!(error instanceof WorkprintError) || error.code === 'url-refused' || error instanceof RequestRefused)
      throw error;
    const state = stateOf[error.code];
    if (state) return told(kind, state, error.message, access.key);
    const isOfService = error.code.startsWith('provider-') || error.code.startsWith('url-');
    if (isOfService) return unreachable(kind, error, access.key);
    throw error;
  }
};
