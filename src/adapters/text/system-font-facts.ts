/** What an installed font says about itself: its names (table `name`) and style (tables `OS/2` and `head`). */
import { viewOf } from './sfnt.ts';

const utf16 = new TextDecoder('utf-16be');
const latin = new TextDecoder('latin1');
/** Name 1 is the family; name 16 the family as typographers see it, which has more than four styles. */
const familyNameIds: ReadonlySet<number> = new Set([1, 16]);
const windowsPlatform = 3;
const unicodePlatform = 0;

/** Names of the family in every language, in lower case, each once. */
export const familyNames = (table: Uint8Array): readonly string[] => {
  const view = viewOf(table);
  const names = new Set<string>();
  if (table.length < 6) return [];
  const strings = view.getUint16(4);
  const count = Math.min(view.getUint16(2), Math.floor((table.length - 6) / 12));
  for (let i = 0; i < count; i++) {
    const at = 6 + i * 12;
    if (!familyNameIds.has(view.getUint16(at + 6))) continue;
    const platform = view.getUint16(at);
    const start = strings + view.getUint16(at + 10);
    const bytes = table.subarray(start, start + view.getUint16(at + 8));
    const isUtf16 = platform === windowsPlatform || platform === unicodePlatform;
    names.add((isUtf16 ? utf16 : latin).decode(bytes).toLowerCase());
  }
  return [...names];
};

/** Weight 1..1000, slant, and width 1..9 (5 is normal). */
export const styleOf = (os2: Uint8Array, head: Uint8Array): { weight: number; italic: boolean; width: number } => {
  const isItalicByHead = head.length >= 46 && (viewOf(head).getUint16(44) & 2) !== 0;
  if (os2.length < 64) return { weight: 400, italic: isItalicByHead, width: 5 };
  const view = viewOf(os2);
  const weight = view.getUint16(4);
  return {
    weight: weight >= 1 && weight <= 1000 ? weight : 400,
    italic: isItalicByHead || (view.getUint16(62) & 1) !== 0,
    width: view.getUint16(6) || 5,
  };
};
