/** Boxes of the ISO base media format (ISO/IEC 14496-12): MP4, MOV. Sizes are checked; nothing is followed out of its parent. */
import { bigEndian, latin1 } from './bytes.ts';

export type Box = {
  readonly type: string;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
};

/** Siblings in one box; a real one has some dozens, and a hostile one ends here. */
const mostSiblings = 10_000;

/** The header of the box at `at`: its type, where its content begins, and its whole size; `size` 0 stands for “to the end”. */
export const boxHeader = (
  bytes: Uint8Array,
  at: number,
): { readonly type: string; readonly headerBytes: number; readonly size: number } | undefined => {
  const size = bigEndian(bytes, at, 4);
  if (size < 0 || at + 8 > bytes.length) return undefined;
  const type = latin1(bytes, at + 4, 4);
  if (size !== 1) return size !== 0 && size < 8 ? undefined : { type, headerBytes: 8, size };
  const [high, low] = [bigEndian(bytes, at + 8, 4), bigEndian(bytes, at + 12, 4)];
  if (high < 0 || low < 0) return undefined;
  const large = high * 2 ** 32 + low;
  return large < 16 ? undefined : { type, headerBytes: 16, size: large };
};

/** The boxes between `from` and `to`; a damaged one ends the list. */
export const boxesIn = (bytes: Uint8Array, from: number, to: number): readonly Box[] => {
  const boxes: Box[] = [];
  for (let at = from; at < to && boxes.length < mostSiblings; ) {
    const header = boxHeader(bytes, at);
    if (!header) break;
    const end = header.size === 0 ? to : at + header.size;
    if (end > to) break;
    boxes.push({ type: header.type, from: at + header.headerBytes, to: end });
    at = end;
  }
  return boxes;
};

/** The first box down a path of types, each inside the one before. */
export const boxAt = (bytes: Uint8Array, parent: Box, ...path: readonly string[]): Box | undefined => {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = boxesIn(bytes, box.from, box.to).find((child) => child.type === type);
  }
  return box;
};
