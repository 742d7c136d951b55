/** One at a time, in the order of asking. */

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is this caller's turn, with the function that ends it (more calls of it do nothing). */
  async take(): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }
}
