/** Word lists are written as one string, because that is how a person reads and extends them. */
export const wordSet = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.trim().split(/\s+/)));

/** `word: value` lists: `table({ walk: 'walks strides' })` gives a map from each word to its key. */
export const wordTable = <K extends string>(lists: Readonly<Record<K, string>>): ReadonlyMap<string, K> => {
  const table = new Map<string, K>();
  for (const key of Object.keys(lists) as K[]) {
    for (const word of lists[key].trim().split(/\s+/)) if (!table.has(word)) table.set(word, key);
  }
  return table;
};
