/** What is found wrong with a request for a model: the sentence people read, and how it would be put right. */
import type { Ask } from '../../generation/ask.types.ts';
import type { ModelRecord } from '../model.types.ts';

/** Something that the model does not take. */
export type Problem = {
  /** Below the request: `durationSeconds`, `references`. */
  readonly path: string;
  /** A full sentence: what was asked, what would be legal, what comes nearest. */
  readonly message: string;
  /** What would be legal, as plain JSON: a list, bounds, a most. */
  readonly legal: unknown;
  /** The nearest legal value; undefined: none, or to leave it out. */
  readonly nearest?: unknown;
};

export type Finding = Problem & {
  /** The request with the nearest legal value. Left out where nothing would still be what was asked. */
  readonly fix?: (ask: Ask) => Ask;
};

/** Looks at one side of a request. */
export type Check = (record: ModelRecord, ask: Ask) => readonly Finding[];

/** The request with another value of one field. */
export const withField =
  (field: string, value: unknown) =>
  (ask: Ask): Ask =>
    ({ ...ask, [field]: value }) as Ask;

/** The request without a field. */
export const withoutField =
  (...fields: readonly string[]) =>
  (ask: Ask): Ask =>
    Object.fromEntries(Object.entries(ask).filter(([field]) => !fields.includes(field))) as unknown as Ask;
