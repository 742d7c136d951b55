/** Text that PostgreSQL can keep: it holds no NUL and no half of a character. What handlers say may come from a person's file. */

/** The same text without what cannot be kept. */
export const keepable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** Plain JSON of an answer, its texts keepable. Throws for what JSON cannot say: that is a mistake of the handler. */
export const plainJson = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer ?? null, (_, value: unknown) => (typeof value === 'string' ? keepable(value) : value)),
  );
