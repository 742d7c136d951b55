/** Files at Google are named by an address; only the name in it is used, on the address we were given ourselves. */
import { z } from 'zod';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { askJson, type VendorLine } from '../wire/wire.ts';

const idIn = (uri: string): string | undefined => /\/files\/([\w-]{1,200})(?::download)?(?:\?[^#]*)?$/.exec(uri)?.[1];

/** Where the file of this address is fetched with the key; the address itself when it names no file of the Files API. */
export const privateFileAt = (line: VendorLine, uri: string): string => {
  const id = idIn(uri);
  return id === undefined ? uri : `${line.access.baseUrl}/files/${id}:download?alt=media`;
};

const fileSchema = z.object({ state: z.string().optional() });

/** Whether Google still works on the file: it is named before it is whole. A file that cannot be asked about is not waited for. */
export const isInTheMaking = async (line: VendorLine, uri: string, signal: AbortSignal): Promise<boolean> => {
  const id = idIn(uri);
  if (id === undefined) return false;
  try {
    const { state } = await askJson(line, { path: `/files/${id}`, stake: 'look', signal }, fileSchema);
    return state === 'PROCESSING';
  } catch (error) {
    if (error instanceof ProviderFailure && ['provider-rejected', 'provider-forbidden'].includes(error.code))
      return false;
    throw error;
  }
};
