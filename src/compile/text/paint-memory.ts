/** What painting may remember from one request to the next. */
import type { Mask } from './coverage.ts';

/** The outline and the blurred shadow of a text. */
export type Soft = { readonly band: Mask | undefined; readonly shadow: Mask | undefined };

/**
 * Remembers outlines and shadows of the last texts. While a caption is spoken only colours change from word to word, and these two are most
 * of the work. The pictures are the same with and without.
 */
export class PaintMemory {
  readonly #known = new Map<string, Soft>();

  /** What was made for the key before, or is made now. */
  remember(key: string, make: () => Soft): Soft {
    const soft = this.#known.get(key) ?? make();
    this.#known.delete(key);
    this.#known.set(key, soft);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostRemembered) break;
      this.#known.delete(oldest);
    }
    return soft;
  }
}

const mostRemembered = 3;
