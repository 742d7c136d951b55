/** Files at Google are named by an address; only the name in it is used, on the address we were given ourselves. */
import type { VendorLine } from '../wire/wire.ts';

/** Where the file of this address is fetched with the key; the address itself when it names no file of the Files API. */
export const privateFileAt = (line: VendorLine, uri: string): string => {
  const id = /\/files\/([\w-]{1,200})(?::download)?(?:\?[^#]*)?$/.exec(uri)?.[1];
  return id === undefined ? uri : `${line.access.baseUrl}/files/${id}:download?alt=media`;
};
