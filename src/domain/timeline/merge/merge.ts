/** Fills merge fields in. Values may hold other fields; each is worked out once, so that no document can make them explode. */
import { limits } from '../../limits.ts';
import { nearest } from '../schema/words.ts';
import { mergeFields } from './merge-field.ts';

/** Values by name: the document's own, overridden by the caller's. */
export type MergeValues = Readonly<Record<string, string | number | boolean>>;

/** A text filled in, or what stands in the way, worked out when somebody wants to read it. */
export type Filled = { readonly text: string } | { readonly problem: () => string };

/** How deep values may refer to each other. */
const deepest = 32;

/** Fills texts from one set of values, and knows which values were used. */
export class Merge {
  readonly used = new Set<string>();
  readonly #values: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Filled>();

  #total = 0;

  constructor(values: MergeValues) {
    this.#values = new Map(Object.entries(values).map(([name, value]) => [name, String(value)]));
  }

  /** The text with every field replaced by its value, escaped fields by themselves. */
  fill(text: string): Filled {
    const filled = this.#fill(text, []);
    if ('problem' in filled || filled.text === text) return filled;
    this.#total += filled.text.length;
    return this.#total <= limits.mergedTextsLength
      ? filled
      : { problem: () => 'the merge fields of the document make too much text in all; use shorter values' };
  }

  #fill(text: string, trail: readonly string[]): Filled {
    if (!text.includes('{{')) return { text };
    let filled = '';
    let from = 0;
    for (const match of text.matchAll(mergeFields())) {
      filled += text.slice(from, match.index);
      from = match.index + match[0].length;
      if (match[0].startsWith('\\')) {
        filled += match[0].slice(1);
        continue;
      }
      const value = this.#valueOf(match[1] ?? '', trail);
      if ('problem' in value) return value;
      filled += value.text;
      if (filled.length > limits.mergedTextLength)
        return {
          problem: () => `its merge fields make it longer than ${limits.mergedTextLength} characters; use shorter ones`,
        };
    }
    return { text: filled + text.slice(from) };
  }

  #valueOf(name: string, trail: readonly string[]): Filled {
    this.used.add(name);
    const known = this.#known.get(name);
    if (known) return known;
    if (trail.includes(name))
      return {
        problem: () => `merge fields go round in a circle: ${[...trail, name].join(' → ')}; break it in one of them`,
      };
    if (trail.length >= deepest)
      return { problem: () => `merge field “${trail[0]}” leads through more than ${deepest} others; refer to fewer` };
    const value = this.#values.get(name);
    const filled =
      value === undefined ? { problem: () => this.#missing(name, trail) } : this.#fill(value, [...trail, name]);
    // A circle is said from where it was entered, so only what is right is remembered.
    if ('text' in filled) this.#known.set(name, filled);
    return filled;
  }

  #missing(name: string, trail: readonly string[]): string {
    const by = trail.length > 0 ? ` (used by “${trail.at(-1)}”)` : '';
    // Of names this short nearly all are near each other.
    const names = name.length < 3 ? [] : [...this.#values.keys()].filter((known) => known.length >= 3);
    const near = nearest(name, names, 2);
    const right = near ? `did you mean “${near}”?` : `give it in “merge”, or write \\{{${name}}} for the text itself`;
    return `merge field “${name}”${by} has no value; ${right}`;
  }
}
