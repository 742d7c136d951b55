/** How values and choices are said in problems. */

/** Numbers as people write them: a true minus sign, thousands set apart. */
export const saidNumber = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '−Infinity';
  const digits = String(Math.abs(value));
  const grouped = /^\d{5,}$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;
  return value < 0 ? `−${grouped}` : grouped;
};

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57).toWellFormed()}…` : text);

/** A value in a few words: “abc”, 12, true, a list of 3, an object. */
export const said = (value: unknown): string => {
  if (typeof value === 'string') return `“${shortened(value)}”`;
  if (typeof value === 'number') return saidNumber(value);
  if (value === undefined) return 'nothing';
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** `a, b or c`. */
export const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Edits that turn one word into another: letters added, left out, replaced, or two neighbours swapped. */
const distance = (from: string, to: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[to.length] ?? 0;
};

/** The known word that a mistyped one most likely means, if one is near enough: within a third of its letters, and `most` edits. */
export const nearest = (
  word: string,
  known: readonly string[],
  most: number = Number.POSITIVE_INFINITY,
): string | undefined => {
  // Among very many names the nearest means little, and costs much.
  if (word.length > 60 || known.length > 1000) return undefined;
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const near = known
    .map((name) => ({ name, away: distance(plain(word), plain(name)) }))
    .sort((a, b) => a.away - b.away)[0];
  return near && near.away <= most && near.away <= Math.max(1, Math.floor(Math.min(word.length, near.name.length) / 3))
    ? near.name
    : undefined;
};
