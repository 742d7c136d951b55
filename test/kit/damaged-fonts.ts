/** A good font and ways to spoil it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildSfnt, tablesOf } from '../../src/adapters/text/sfnt.ts';
import { vetFont } from '../../src/adapters/text/text.ts';
import type { Random } from '../../src/domain/random.ts';

const require = createRequire(import.meta.url);

/** A shipped font as it lies on the disk (WOFF), and unpacked (TrueType). */
export const goodWoff: Uint8Array = readFileSync(
  require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff'),
);
export const goodTrueType: Uint8Array = vetFont(goodWoff);

/** Tables of a font, changed by `change`, as a font again. */
export const rebuilt = (bytes: Uint8Array, change: (tables: Map<string, Uint8Array>) => void): Uint8Array => {
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  const tables = new Map(tablesOf(read, 0).map(({ tag, offset, length }) => [tag, read(offset, length).slice()]));
  change(tables);
  return buildSfnt(
    bytes,
    [...tables].map(([tag, table]) => ({ tag, bytes: table })),
  );
};
/** One way to damage a font, chosen and aimed by the seed. */
export const damagedFont = (random: Random): Uint8Array => {
  const isPacked = random() < 0.3;
  const bytes = Uint8Array.from(isPacked ? goodWoff : goodTrueType);
  const at = (most: number): number => Math.floor(random() * most);
  const kind = at(5);
  if (kind === 0) return bytes.subarray(0, at(bytes.length));
  // The directory and headers, any place, a stretch overwritten, or only the layout tables.
  if (kind === 1) for (let i = 0; i < 8; i++) bytes[at(400)] = at(256);
  else if (kind === 2) for (let i = 0; i < 200; i++) bytes[at(bytes.length)] = at(256);
  else if (kind === 3) bytes.fill(at(2) * 255, at(bytes.length), at(bytes.length));
  else
    return rebuilt(goodTrueType, (tables) => {
      for (const tag of ['GSUB', 'GPOS', 'GDEF', 'glyf']) {
        const table = tables.get(tag);
        for (let i = 0; table && i < 40; i++) table[at(table.length)] = at(256);
      }
    });
  return bytes;
};
