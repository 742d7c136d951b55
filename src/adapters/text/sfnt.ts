/** The directory of an OpenType file (an "sfnt"): which tables it has and where. Bounds are checked before anything is read. */

/** Reads `length` bytes at `offset`; fewer when the file ends before. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

export type TableEntry = { readonly tag: string; readonly offset: number; readonly length: number };

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const mostFaces = 64;
const mostTables = 128;

/** Four letters at a place. */
export const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** Where each face of a file begins: one place for a font, several for a collection, none for what is neither. */
export const facesOf = (read: ReadAt): readonly number[] => {
  const head = viewOf(read(0, 12));
  if (head.byteLength < 12) return [];
  const signature = tagAt(head, 0);
  if (signature === '\u0000\u0001\u0000\u0000' || signature === 'OTTO' || signature === 'true') return [0];
  if (signature !== 'ttcf') return [];
  const count = Math.min(head.getUint32(8), mostFaces);
  const offsets = viewOf(read(12, count * 4));
  return Array.from({ length: Math.floor(offsets.byteLength / 4) }, (_, i) => offsets.getUint32(i * 4));
};

/** Tables of the face that begins at `start`, in the order of the directory. */
export const tablesOf = (read: ReadAt, start: number): readonly TableEntry[] => {
  const head = viewOf(read(start, 12));
  if (head.byteLength < 12) return [];
  const count = Math.min(head.getUint16(4), mostTables);
  const records = viewOf(read(start + 12, count * 16));
  return Array.from({ length: Math.floor(records.byteLength / 16) }, (_, i) => ({
    tag: tagAt(records, i * 16),
    offset: records.getUint32(i * 16 + 8),
    length: records.getUint32(i * 16 + 12),
  }));
};

/** Puts tables together to a font file again, in the order of their tags: they are looked for by halving. */
export const buildSfnt = (
  signature: Uint8Array,
  tables: readonly { readonly tag: string; readonly bytes: Uint8Array }[],
): Uint8Array => {
  const padded = (length: number): number => (length + 3) & ~3;
  const headerBytes = 12 + tables.length * 16;
  const file = new Uint8Array(tables.reduce((sum, { bytes }) => sum + padded(bytes.length), headerBytes));
  const view = viewOf(file);
  file.set(signature.subarray(0, 4));
  view.setUint16(4, tables.length);
  let at = headerBytes;
  const inOrder = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  inOrder.forEach(({ tag, bytes }, i) => {
    const record = 12 + i * 16;
    for (let letter = 0; letter < 4; letter++) file[record + letter] = tag.charCodeAt(letter);
    view.setUint32(record + 8, at);
    view.setUint32(record + 12, bytes.length);
    file.set(bytes, at);
    at += padded(bytes.length);
  });
  return file;
};
