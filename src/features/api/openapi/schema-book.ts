/** JSON Schemas of the routes' own schemas, as OpenAPI 3.1 holds them: what has a name stands once below `components`. */
import { z } from 'zod';
import { strictly } from '../parse-part.ts';

export type JsonSchema = { readonly [key: string]: unknown };
type Loose = Record<string, unknown>;

export type SchemaBook = {
  /** What a caller may send (`input`), or gets (`output`). `owner` names parts that have no name of their own. */
  of(schema: z.ZodType, io: 'input' | 'output', owner: string): JsonSchema;
  readonly components: Readonly<Record<string, JsonSchema>>;
};

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every `$ref` below `value`, led to where its target now stands. */
const redirect = (value: unknown, to: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => redirect(one, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const target = key === '$ref' && typeof one === 'string' ? to.get(one) : undefined;
      return [key, target ?? redirect(one, to)];
    }),
  );
};

/** An empty book. */
export const openSchemaBook = (): SchemaBook => {
  const components: Record<string, JsonSchema> = {};

  /** A name below `components` for this content: the wanted one, unless something else has it. */
  const nameFor = (wanted: string, io: 'input' | 'output', content: string): string => {
    const names = [wanted, `${wanted}${io === 'input' ? 'Request' : 'Answer'}`];
    for (let at = 2; ; at++) {
      const name = names.shift() ?? `${wanted}${at}`;
      const taken = components[name];
      if (taken === undefined || JSON.stringify(taken) === content) return name;
    }
  };

  return {
    components,
    of: (schema, io, owner) => {
      const made = z.toJSONSchema(io === 'input' ? strictly(schema) : schema, {
        io,
        target: 'draft-2020-12',
        unrepresentable: 'any',
      }) as Loose;
      const { $schema: _dialect, $defs: parts, ...rest } = made;
      if (!isObject(parts)) return rest;
      const to = new Map<string, string>();
      for (const [name, part] of Object.entries(parts)) {
        const wanted = name.startsWith('__') ? `${owner}${name.replace(/^__schema/, 'Part')}` : name;
        to.set(`#/$defs/${name}`, `#/components/schemas/${nameFor(wanted, io, JSON.stringify(part))}`);
      }
      for (const [name, part] of Object.entries(parts)) {
        const { id: _id, ...content } = redirect(part, to) as Loose;
        components[(to.get(`#/$defs/${name}`) as string).slice('#/components/schemas/'.length)] = content;
      }
      return redirect(rest, to) as JsonSchema;
    },
  };
};
