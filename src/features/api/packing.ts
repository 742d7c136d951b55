/** Text packed for the way: which packing an asker takes, and the packing itself. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const packers = {
  br: (text: string) =>
    promisify(brotliCompress)(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
  gzip: (text: string) => promisify(gzip)(text, { level: 5 }),
} as const;

export type Packing = keyof typeof packers;

/** `text` in UTF-8, packed. */
export const pack = async (packing: Packing, text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await packers[packing](text));

/** The packing that the asker takes and we like best. */
export const packingFor = (acceptEncoding: string | null): Packing | undefined => {
  if (acceptEncoding === null) return undefined;
  const taken = new Map(
    acceptEncoding.split(',').map((one) => {
      const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, quality === undefined ? 1 : Number(quality)] as const;
    }),
  );
  return (['br', 'gzip'] as const).find((name) => (taken.get(name) ?? taken.get('*') ?? 0) > 0);
};
