/** Prices as OpenRouter writes them, moved by powers of ten without arithmetic, so that they stay exactly what it says. */

/** `text` times ten to the power of `places`; undefined when it is no price: `-1` means “it depends”. */
export const shifted = (text: string, places: number): string | undefined => {
  const match = /^(\d{1,12})(?:\.(\d{1,30}))?(?:e([+-]\d{1,2}))?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + places + Number(exponent);
  const digits = `${whole}${fraction}`;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const [left, right] = [padded.slice(0, at).replace(/^0+(?=\d)/, ''), padded.slice(at).replace(/0+$/, '')];
  if (left.length > 9 || right.length > 18) return undefined;
  return right === '' ? left : `${left}.${right}`;
};

/** Dollars for a million of what costs `text` dollars each. */
export const byTheMillion = (text: string): string | undefined => shifted(text, 6);
/** Dollars of so many cents. */
export const ofCents = (text: string): string | undefined => shifted(text, -2);
/** Dollars as they stand. */
export const asWritten = (text: string): string | undefined => shifted(text, 0);
/** Whether a price is more than another; for telling an addition from the same again. */
export const isDearer = (one: string, other: string): boolean => Number(one) > Number(other);
