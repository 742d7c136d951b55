/**
 * A shape is the one description of a part of the document: it reads (checks, completes, types) and it prints its JSON Schema.
 * The parser and docs/timeline.schema.json are both made of shapes, so they cannot disagree.
 */
import type { Place } from './place.ts';
import type { Reading } from './reading.ts';

/** What a shape gives when the value was not right; at least one problem has been told by then. */
export const wrong: unique symbol = Symbol('wrong');
export type Wrong = typeof wrong;

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Schemas that are referred to by name (`$defs`), filled while a schema is printed. */
export type Definitions = Map<string, JsonSchema>;

export type Shape<T> = {
  /** The typed value, or `wrong` after telling every problem in it. */
  readonly read: (value: unknown, place: Place, reading: Reading) => T | Wrong;
  readonly schema: (definitions: Definitions) => JsonSchema;
  /** What it takes, to follow “use …”: `a number from 0 to 1`. */
  readonly takes: string;
};

/** The type a shape reads. */
export type ReadBy<S> = S extends Shape<infer T> ? T : never;

/** A shape whose value is made into another one: to complete, convert or check what is right on its own. */
export const refined = <From, To>(
  shape: Shape<From>,
  next: (value: From, place: Place, reading: Reading) => To | Wrong,
): Shape<To> => ({
  ...shape,
  read: (value, place, reading) => {
    const from = shape.read(value, place, reading);
    return from === wrong ? wrong : next(from, place, reading);
  },
});

/** A shape that stands under a name in the schema's `$defs`. `shape` is asked for late, so that shapes may contain themselves. */
export const named = <T>(name: string, takes: string, shape: () => Shape<T>): Shape<T> => {
  let made: Shape<T> | undefined;
  const get = (): Shape<T> => {
    made ??= shape();
    return made;
  };
  return {
    takes,
    read: (value, place, reading) => get().read(value, place, reading),
    schema: underName(name, (definitions) => get().schema(definitions)),
  };
};

/** A schema that is printed once, in `$defs`, and referred to. Whatever has the name must have the same schema. */
export const underName =
  (name: string, schema: Shape<unknown>['schema']): Shape<unknown>['schema'] =>
  (definitions) => {
    if (!definitions.has(name)) {
      definitions.set(name, {});
      definitions.set(name, schema(definitions));
    }
    return { $ref: `#/$defs/${name}` };
  };

/** Shapes told apart by what the value is; the first whose `when` holds reads it, the last one otherwise. */
export const either = <T>(
  takes: string,
  ...choices: readonly { readonly when: (value: unknown) => boolean; readonly shape: Shape<T> }[]
): Shape<T> => ({
  takes,
  read: (value, place, reading) => {
    const choice = choices.find(({ when }) => when(value)) ?? choices.at(-1);
    return choice ? choice.shape.read(value, place, reading) : reading.tell(place, `use ${takes}`);
  },
  schema: (definitions) => ({ anyOf: choices.map(({ shape }) => shape.schema(definitions)) }),
});
