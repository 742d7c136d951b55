/**
 * Gathers what is asked while an earlier answer is awaited, and asks for it in one go: many short jobs share one transaction, a lone one
 * waits for nobody.
 */

/** `work` answers its items in their order. When it fails for several, each is asked alone, so that one cannot fail the others. */
export const gather = <Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most = 200,
): ((item: Item) => Promise<Answer>) => {
  type Asked = {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  };
  let waiting: Asked[] = [];
  let isBusy = false;

  const ask = async (those: readonly Asked[]): Promise<void> => {
    try {
      const answers = await work(those.map(({ item }) => item));
      for (const [at, { resolve }] of those.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      if (those.length === 1) those[0]?.reject(error);
      else for (const one of those) await ask([one]);
    }
  };
  const drain = async (): Promise<void> => {
    isBusy = true;
    // Whoever asks in the same turn of the loop comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const those = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await ask(those);
    }
    isBusy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isBusy) void drain();
    });
};
