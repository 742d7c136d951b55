/** Where a foreign document names a file: its own words are searched, since importers do not carry places along. */
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';

/** What a document would write for this reference. */
export const nameOf = (media: MediaReference): string => {
  switch (media.kind) {
    case 'file':
      return media.path;
    case 'url':
      return media.url;
    case 'asset':
      return `asset:${media.id}`;
    case 'missing':
      return media.name;
    case 'blob':
      return 'blob';
  }
};

const pathOf = (keys: readonly (string | number)[]): string =>
  keys
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`))
    .join('')
    .slice(0, 300);

const mostDeep = 100;

/** Each text of a JSON document at its first place. */
const textsIn = (
  value: unknown,
  keys: readonly (string | number)[],
  found: Map<string, string>,
): Map<string, string> => {
  if (typeof value === 'string' && !found.has(value)) found.set(value, pathOf(keys));
  if (typeof value !== 'object' || value === null || keys.length > mostDeep) return found;
  if (Array.isArray(value)) for (const [at, one] of value.entries()) textsIn(one, [...keys, at], found);
  else for (const [key, one] of Object.entries(value)) textsIn(one, [...keys, key], found);
  return found;
};

/** Finds the place of a reference in a JSON document; of other documents nothing is found. */
export const placesOf = (text: string): ((media: MediaReference) => string | undefined) => {
  let found: Map<string, string> | undefined;
  return (media) => {
    try {
      found ??= textsIn(JSON.parse(text), [], new Map());
    } catch {
      found = new Map(); // XML, EDL, JSON5: they have lines, not paths
    }
    return found.get(nameOf(media));
  };
};
