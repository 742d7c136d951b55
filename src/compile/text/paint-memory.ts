/** What laying out and painting may remember from one request to the next. The pictures are the same with and without. */
import type { Mask } from './coverage.ts';
import type { TextLayout } from './layout.ts';

/** The outline and the blurred shadow of a text. */
export type Soft = { readonly band: Mask | undefined; readonly shadow: Mask | undefined };

/** Captions of a few tracks, or the titles of a frame. */
const mostRemembered = 4;

/** The answers to the last questions. */
class Recent<Answer> {
  readonly #known = new Map<string, Answer>();

  ask(key: string, make: () => Answer): Answer {
    const answer = this.#known.get(key) ?? make();
    this.#known.delete(key);
    this.#known.set(key, answer);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostRemembered) break;
      this.#known.delete(oldest);
    }
    return answer;
  }
}

/**
 * Remembers layouts, outlines and shadows of the last texts: a text that comes letter by letter is laid out once, and while a caption
 * is spoken, where only colours change from word to word, most of the work is done once.
 */
export class PaintMemory {
  readonly #soft = new Recent<Soft>();
  readonly #layouts = new Recent<TextLayout>();

  /** The outline and shadow made for the key before, or made now. */
  soft(key: string, make: () => Soft): Soft {
    return this.#soft.ask(key, make);
  }

  /** The layout made for the key before, or made now. */
  layout(key: string, make: () => TextLayout): TextLayout {
    return this.#layouts.ask(key, make);
  }
}
