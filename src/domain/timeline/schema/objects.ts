/** Shapes of objects, lists and unions told apart by a word. Unknown fields are problems, with the field that was meant. */
import { type Place, placeIn } from './place.ts';
import type { Reading } from './reading.ts';
import { type Definitions, type JsonSchema, type Shape, type Wrong, wrong } from './shape.ts';
import { nearest, orList, said, saidNumber } from './words.ts';

/** One field of an object. `Always` says whether the read object has it always (required, or with a default). */
export type Field<T, Always extends boolean> = {
  readonly shape: Shape<T>;
  readonly always: Always;
  readonly fallback?: (reading: Reading) => T;
  /** Other names people may use for it. */
  readonly aliases: readonly string[];
  /** For the schema: units, meaning, default. */
  readonly about?: string;
};
export type Fields = { readonly [name: string]: Field<unknown, boolean> };

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
/** The object that fields read. */
export type ObjectOf<F> = {
  readonly [K in keyof F as F[K] extends Field<unknown, true> ? K : never]: ValueOf<F[K]>;
} & { readonly [K in keyof F as F[K] extends Field<unknown, true> ? never : K]?: ValueOf<F[K]> };

type FieldWords = { readonly about?: string; readonly aliases?: readonly string[] };

const field = <T, Always extends boolean>(
  shape: Shape<T>,
  always: Always,
  { about, aliases = [] }: FieldWords,
): Field<T, Always> => ({ shape, always, aliases, ...(about !== undefined && { about }) });

/** A field that must be given. */
export const required = <T>(shape: Shape<T>, words: FieldWords = {}): Field<T, true> => field(shape, true, words);
/** A field that may be left out, and then is. */
export const optional = <T>(shape: Shape<T>, words: FieldWords = {}): Field<T, false> => field(shape, false, words);
/** A field that is filled in when left out. */
export const defaulted = <T>(shape: Shape<T>, fallback: (reading: Reading) => T, words: FieldWords = {}) => ({
  ...field(shape, true as const, words),
  fallback,
});

/** Whether a value is an object with fields. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type ObjectRule = {
  /** `a clip`. */
  readonly takes: string;
  /** Names that people bring from elsewhere, and what they are called here. */
  readonly hints?: Readonly<Record<string, string>>;
  /** Names of what belongs elsewhere, and what to do instead, as the rest of a sentence about the field. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Fields that are read elsewhere: never unknown when meant. */
  readonly alsoKnown?: readonly string[];
};

/** An object with these fields and no others, read in their order. */
export const objectShape = <F extends Fields>(fields: F, rule: ObjectRule): Shape<ObjectOf<F>> => {
  const owners = new Map<string, string>();
  for (const [name, { aliases }] of Object.entries(fields))
    for (const spelling of [name, ...aliases]) owners.set(spelling, name);
  const entries = Object.entries(fields);
  return {
    takes: rule.takes,
    read: (value, place, reading) => {
      if (!isObject(value)) return reading.tell(place, `${said(value)} is no object; use ${rule.takes} in braces`);
      const spellings = spellingsIn(value, place, reading, owners, rule);
      const result: Record<string, unknown> = {};
      let isRight = !spellings.hasStrangers;
      for (const [name, { shape, always, fallback }] of entries) {
        const spelling = spellings.given.get(name);
        if (spelling !== undefined) {
          const read = shape.read(value[spelling], placeIn(place, spelling), reading);
          if (read === wrong) isRight = false;
          else result[name] = read;
        } else if (fallback) result[name] = fallback(reading);
        else if (always) {
          reading.tell(placeIn(place, name), `is missing; give ${shape.takes}`);
          isRight = false;
        }
      }
      return isRight ? (result as ObjectOf<F>) : wrong;
    },
    schema: (definitions) => objectSchema(fields, definitions),
  };
};

type Spellings = { readonly given: ReadonlyMap<string, string>; readonly hasStrangers: boolean };

/** Under which spelling each field was given. Unknown fields and a field given twice are told. */
const spellingsIn = (
  value: Readonly<Record<string, unknown>>,
  place: Place,
  reading: Reading,
  owners: ReadonlyMap<string, string>,
  { hints = {}, elsewhere = {}, alsoKnown = [] }: ObjectRule,
): Spellings => {
  const given = new Map<string, string>();
  let hasStrangers = false;
  for (const spelling of Object.keys(value)) {
    if (value[spelling] === undefined) continue;
    const owner = owners.get(spelling);
    const other = owner === undefined ? undefined : given.get(owner);
    if (owner !== undefined && other === undefined) {
      given.set(owner, spelling);
      continue;
    }
    hasStrangers = true;
    reading.tell(placeIn(place, spelling), () => {
      if (other !== undefined) return `says the same as “${other}”; use one of the two`;
      if (Object.hasOwn(elsewhere, spelling)) return elsewhere[spelling] as string;
      const meant = Object.hasOwn(hints, spelling)
        ? hints[spelling]
        : nearest(spelling, [...owners.keys(), ...alsoKnown]);
      const known = orList([...alsoKnown, ...new Set(owners.values())]);
      return `is not known here; ${meant ? `did you mean “${meant}”?` : `use ${known}`}`;
    });
  }
  return { given, hasStrangers };
};

const objectSchema = (fields: Fields, definitions: Definitions): JsonSchema => {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, { shape, aliases, about }] of Object.entries(fields)) {
    const schema = shape.schema(definitions);
    properties[name] = about === undefined ? schema : { ...schema, description: about };
    for (const alias of aliases) properties[alias] = { ...schema, description: `The same as ${name}.` };
  }
  const needed = Object.entries(fields).filter(([, { always, fallback }]) => always && !fallback);
  const plainlyNeeded = needed.filter(([, { aliases }]) => aliases.length === 0).map(([name]) => name);
  const byAnyName = needed
    .filter(([, { aliases }]) => aliases.length > 0)
    .map(([name, { aliases }]) => ({ anyOf: [name, ...aliases].map((spelling) => ({ required: [spelling] })) }));
  return {
    type: 'object',
    properties,
    ...(plainlyNeeded.length > 0 && { required: plainlyNeeded }),
    ...(byAnyName.length > 0 && { allOf: byAnyName }),
    additionalProperties: false,
  };
};

type ListRule<T> = {
  readonly takes: string;
  readonly shortest?: number;
  readonly longest: number;
  /** What must hold between entries; those that could not be read are `wrong`, so that the others can still be checked. */
  readonly check?: (entries: readonly (T | Wrong)[], place: Place, reading: Reading) => true | Wrong;
};

/** A list of values of one shape. All are read, even when one is wrong. */
export const listShape = <T>(
  entry: Shape<T>,
  { takes, shortest = 0, longest, check }: ListRule<T>,
): Shape<readonly T[]> => ({
  takes,
  read: (value, place, reading) => {
    if (!Array.isArray(value)) return reading.tell(place, `${said(value)} is no list; use ${takes} in brackets`);
    if (value.length < shortest) return reading.tell(place, `${said(value)} is too short; use ${takes}`);
    if (value.length > longest)
      return reading.tell(place, `${saidNumber(value.length)} are too many; use ${saidNumber(longest)} at most`);
    const entries: (T | Wrong)[] = [];
    let isRight = true;
    for (let index = 0; index < value.length; index++) {
      const read = entry.read(value[index], placeIn(place, index), reading);
      if (read === wrong) isRight = false;
      entries.push(read);
    }
    if (check && check(entries, place, reading) === wrong) isRight = false;
    return isRight ? (entries as T[]) : wrong;
  },
  schema: (definitions) => ({
    type: 'array',
    items: entry.schema(definitions),
    ...(shortest > 0 && { minItems: shortest }),
    maxItems: longest,
  }),
});

/** Objects told apart by the word in one of their fields. `aliases` are other spellings of the words. */
export const byWordShape = <T>(
  tag: string,
  takes: string,
  shapes: Readonly<Record<string, Shape<T>>>,
  aliases: Readonly<Record<string, string>> = {},
): Shape<T> => {
  const words = orList(Object.keys(shapes).map((word) => `“${word}”`));
  return {
    takes,
    read: (value, place, reading) => {
      if (!isObject(value)) return reading.tell(place, `${said(value)} is no object; use ${takes} in braces`);
      const word = value[tag];
      if (word === undefined) return reading.tell(placeIn(place, tag), `is missing; use ${words}`);
      const filled = typeof word === 'string' ? reading.fill(word, placeIn(place, tag)) : word;
      if (filled === wrong) return wrong;
      const name = typeof filled === 'string' && Object.hasOwn(aliases, filled) ? aliases[filled] : filled;
      const shape = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (shape) return shape.read(value, place, reading);
      return reading.tell(placeIn(place, tag), () => {
        const near = typeof filled === 'string' ? nearest(filled, Object.keys(shapes)) : undefined;
        return `${said(filled)} is not known; ${near ? `did you mean “${near}”? Use` : 'use'} ${words}`;
      });
    },
    schema: (definitions) => ({ oneOf: Object.values(shapes).map((shape) => shape.schema(definitions)) }),
  };
};

/** Those of the named fields that are there. */
export const given = <T extends object, K extends keyof T>(object: T, names: readonly K[]): Pick<T, K> => {
  const result: Partial<T> = {};
  for (const name of names) if (object[name] !== undefined) result[name] = object[name];
  return result as Pick<T, K>;
};

/** The object without the named fields. */
export const without = <T extends object, K extends keyof T>(object: T, names: readonly K[]): Omit<T, K> => {
  const result = { ...object };
  for (const name of names) delete result[name];
  return result;
};
