/** Where in the source document something stands: a chain of keys, turned into a path only when a person must read it. */

/** One step into a document; the root has no parent and no key. */
export type Place = { readonly parent?: Place; readonly key?: string | number };

export const root: Place = {};

/** The place of an entry of the object or list at `parent`. */
export const placeIn = (parent: Place, key: string | number): Place => ({ parent, key });

/** Keys from the root down. */
export const keysOf = (place: Place): readonly (string | number)[] => {
  const keys: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.key !== undefined; at = at.parent) keys.push(at.key);
  return keys.reverse();
};

const plainName = /^[\p{L}_$][\p{L}\p{N}_$-]{0,80}$/u;

/** `tracks[1].clips[0].start`; names that are no plain words stand in brackets and quotes; the root is the empty text. */
export const pathOf = (place: Place): string =>
  keysOf(place)
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!plainName.test(key)) return `[${JSON.stringify(key.slice(0, 80))}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
