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

/** Every `$ref` below `value`, led to where its target now stands. What a format says already (the pattern of a UUID) is left out. */
const redirect = (value: unknown, to: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => redirect(one, to));
  if (!isObject(value)) return value;
  const isNoise = (key: string): boolean =>
    (key === 'pattern' && typeof value['format'] === 'string') ||
    (key === 'propertyNames' && JSON.stringify(value[key]) === '{"type":"string"}');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isNoise(key))
      .map(([key, one]) => {
        const target = key === '$ref' && typeof one === 'string' ? to.get(one) : undefined;
        return [key, target ?? redirect(one, to)];
      }),
  );
};

const without = (schema: Loose, names: readonly string[]): Loose =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));

/** What a part says, whatever it is called. */
const contentOf = (name: string, part: unknown): string => JSON.stringify(part).replaceAll(`"#/$defs/${name}"`, '"#"');

const partsOf = (made: Loose): Loose => (isObject(made['$defs']) ? made['$defs'] : {});
const anyJson = Object.entries(partsOf(z.toJSONSchema(z.object({ any: z.json() })) as Loose)).map(([name, part]) =>
  contentOf(name, part),
);

/** An empty book. */
export const openSchemaBook = (): SchemaBook => {
  const components: Record<string, JsonSchema> = {};
  /** Names by what stands under them. */
  const known = new Map<string, string>();

  /** A name below `components` for this content: the one it has, the wanted one, or the next that is free. */
  const nameFor = (wanted: string, io: 'input' | 'output', content: string): string => {
    const before = known.get(content);
    if (before !== undefined) return before;
    const names = [wanted, `${wanted}${io === 'input' ? 'Request' : 'Answer'}`];
    for (let at = 2; ; at++) {
      const name = names.shift() ?? `${wanted}${at}`;
      if (components[name] !== undefined) continue;
      known.set(content, name);
      return name;
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
      const to = new Map<string, string>();
      const parts = Object.entries(partsOf(made)).map(([name, part]) => {
        const content = contentOf(name, part);
        const own = anyJson.includes(content) ? 'Json' : `${owner}${name.replace(/^__schema/, 'Part')}`;
        const title = nameFor(name.startsWith('__') ? own : name, io, content);
        to.set(`#/$defs/${name}`, `#/components/schemas/${title}`);
        components[title] ??= {};
        return { title, part };
      });
      for (const { title, part } of parts) {
        components[title] = without(redirect(part, to) as Loose, ['id']);
      }
      return redirect(without(made, ['$schema', '$defs']), to) as JsonSchema;
    },
  };
};
