/** A format that has a JSON Schema of its own, put among the components: one of the things that a wider component may be. */
import type { JsonSchema } from './schema-book.ts';

export type PublishedFormat = {
  readonly name: string;
  /** The component of which it is one kind; it stands first there. */
  readonly within: string;
  /** With its parts below `$defs`. */
  readonly schema: JsonSchema;
};

const title = (part: string): string => part.slice(0, 1).toUpperCase() + part.slice(1);

/** Every `#/$defs/part` below `value`, led to the component it becomes. */
const redirect = (value: unknown, name: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => redirect(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const part = key === '$ref' && typeof one === 'string' ? /^#\/\$defs\/(.+)$/.exec(one)?.[1] : undefined;
      return [key, part === undefined ? redirect(one, name) : `#/components/schemas/${name}${title(part)}`];
    }),
  );
};

/** What a schema says as a file of its own. */
const ofFiles: ReadonlySet<string> = new Set(['$schema', '$id', '$defs']);

const added = ({ name, schema }: PublishedFormat): Readonly<Record<string, JsonSchema>> => {
  const whole = Object.fromEntries(Object.entries(schema).filter(([key]) => !ofFiles.has(key)));
  const parts = Object.entries((schema['$defs'] ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries([
    [name, { ...(redirect(whole, name) as JsonSchema), 'x-format': true }],
    ...parts.map(([part, one]) => [`${name}${title(part)}`, redirect(one, name) as JsonSchema]),
  ]);
};

/** The components with these formats. */
export const withFormats = (
  components: Readonly<Record<string, JsonSchema>>,
  formats: readonly PublishedFormat[],
): Readonly<Record<string, JsonSchema>> =>
  formats.reduce((all, format) => {
    const wider = all[format.within];
    if (!wider) return all;
    const kinds = (wider['anyOf'] ?? []) as readonly JsonSchema[];
    const first = { $ref: `#/components/schemas/${format.name}` };
    return { ...all, ...added(format), [format.within]: { ...wider, anyOf: [first, ...kinds] } };
  }, components);
