/**
 * Tokens of Google and GitHub as better-auth seals them, under the secret of cookies: so they must be sealed anew when that secret changes. Nobody of
 * this studio reads them otherwise.
 */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';

const isSealed = (kept: string): boolean => kept.length % 2 === 0 && /^[\da-f]{80,}$/i.test(kept);

const opened = async (kept: string, secret: string): Promise<string | undefined> => {
  try {
    return await symmetricDecrypt({ key: secret, data: kept });
  } catch {
    return undefined; // sealed under another secret: that is the answer
  }
};

/**
 * The token sealed under the first of these secrets; `present`: it is already, or was never sealed; `unreadable`: none of them opens it.
 */
export const resealedToken = async (
  kept: string,
  secrets: readonly string[],
): Promise<{ readonly sealed: string } | 'present' | 'unreadable'> => {
  const [present = '', ...former] = secrets;
  if (!isSealed(kept) || (await opened(kept, present)) !== undefined) return 'present';
  for (const secret of former) {
    const token = await opened(kept, secret);
    if (token !== undefined) return { sealed: await symmetricEncrypt({ key: present, data: token }) };
  }
  return 'unreadable';
};
