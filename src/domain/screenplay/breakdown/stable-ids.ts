/**
 * Ids that survive edits elsewhere: made from what a thing is and how often the same thing came before, never from its
 * place in the list. Only a second, identical line is told apart by its occurrence.
 */
import { stableId } from '../../random.ts';

export class StableIds {
  readonly #seen = new Map<string, number>();

  /** e.g. `part-0123456789abcdef`. */
  next(kind: string, ...names: readonly string[]): string {
    const key = [kind, ...names].join('\u0001');
    const first = stableId(key);
    const occurrence = this.#seen.get(first) ?? 0;
    this.#seen.set(first, occurrence + 1);
    return `${kind}-${occurrence === 0 ? first : stableId(`${key}\u0001${occurrence}`)}`;
  }
}
