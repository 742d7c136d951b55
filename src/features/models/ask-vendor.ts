/** A free question to a vendor in a person's name: with their key, within its time, its failures without a word of the key. */
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { KeyRing, KeyState, NoKey } from '../../ports/key-ring.ts';
import type { Provider, ProviderKind } from '../../ports/provider.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import { RequestRefused } from '../api/api.ts';
import { withoutKey } from '../provider-keys/provider-keys.ts';

export type VendorParts = {
  readonly shelf: ProviderShelf;
  readonly ring: KeyRing;
};

/** Stands for no project: one's own keys alone. */
export const noProject = '00000000-0000-0000-0000-000000000000';

const mostMs = 30_000;

const refusals: Readonly<Record<NoKey, readonly [ErrorCode, (title: string) => string]>> = {
  missing: ['key-missing', (title) => `There is no key for ${title}. Add one with POST /api-keys.`],
  capped: [
    'key-missing',
    (title) => `Each key for ${title} has reached its cap of this month. Raise it, or add another.`,
  ],
  wrong: ['provider-key-wrong', (title) => `${title} does not know your key. Change it, or test it again.`],
  expired: ['provider-key-expired', (title) => `Your key for ${title} has expired. Replace it, or test it again.`],
  'no-credit': ['provider-no-credit', (title) => `The account of your key for ${title} has no credit. Add some there.`],
};

const verdicts: Readonly<Record<string, KeyState>> = {
  'provider-key-wrong': 'wrong',
  'provider-key-expired': 'expired',
  'provider-no-credit': 'no-credit',
  'provider-forbidden': 'forbidden',
};

/** Asks with the person's key. Throws why there is none, what the vendor refused or broke, `url-refused` and the network's errors. */
export const askVendor = async <T>(
  { shelf, ring }: VendorParts,
  kind: ProviderKind,
  who: { readonly personId: string; readonly projectId?: string | undefined; readonly signal: AbortSignal },
  question: (provider: Provider, signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const found = await ring.find(kind.name, { personId: who.personId, projectId: who.projectId ?? noProject }, 0);
  if (typeof found === 'string') {
    const [code, sentence] = refusals[found];
    throw new RequestRefused(code, sentence(kind.title));
  }
  const key = await found.open();
  const timely = AbortSignal.timeout(mostMs);
  try {
    const access = { key, ...(found.baseUrl !== undefined && { baseUrl: found.baseUrl }) };
    return await question(shelf.open(kind.name, access), AbortSignal.any([who.signal, timely]));
  } catch (error) {
    if (timely.aborted && !who.signal.aborted)
      throw new ProviderFailure('provider-silent', `${kind.title} did not answer within ${mostMs / 1000} seconds.`, {
        taken: 'unknown',
        charged: 'no',
      });
    if (!(error instanceof WorkprintError)) throw error;
    const verdict = verdicts[error.code];
    if (verdict && found.keyId !== undefined) await ring.report(found.keyId, verdict);
    if (withoutKey(error.message, key) === error.message) throw error;
    // The cause would carry the words on into the log.
    throw new WorkprintError(error.code, withoutKey(error.message, key));
  }
};
