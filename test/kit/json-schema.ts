/** A small reader of JSON Schema (2020-12): the keywords that our own schemas use, and an error for any other. */

type Schema = { readonly [keyword: string]: unknown };
type Check = (rule: unknown, value: unknown, schema: Schema, root: Schema) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfType = (type: unknown, value: unknown): boolean => {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
};

const all = (rule: unknown): readonly Schema[] => rule as readonly Schema[];
const always: Check = () => true;

const checks: Readonly<Record<string, Check>> = {
  $schema: always,
  $defs: always,
  title: always,
  description: always,
  $ref: (rule, value, _schema, root) => {
    const name = String(rule).replace('#/$defs/', '');
    const found = (root.$defs as Record<string, Schema>)[name];
    if (!found) throw new Error(`“${name}” leads nowhere.`);
    return isValid(found, value, root);
  },
  type: (rule, value) => (Array.isArray(rule) ? rule : [rule]).some((type) => isOfType(type, value)),
  const: (rule, value) => rule === value,
  enum: (rule, value) => all(rule).includes(value as Schema),
  minimum: (rule, value) => typeof value !== 'number' || value >= Number(rule),
  maximum: (rule, value) => typeof value !== 'number' || value <= Number(rule),
  minLength: (rule, value) => typeof value !== 'string' || value.length >= Number(rule),
  maxLength: (rule, value) => typeof value !== 'string' || value.length <= Number(rule),
  pattern: (rule, value) => typeof value !== 'string' || new RegExp(String(rule), 'u').test(value),
  minItems: (rule, value) => !Array.isArray(value) || value.length >= Number(rule),
  maxItems: (rule, value) => !Array.isArray(value) || value.length <= Number(rule),
  items: (rule, value, _schema, root) =>
    !Array.isArray(value) || value.every((entry) => isValid(rule as Schema, entry, root)),
  required: (rule, value) =>
    !isObject(value) || (rule as readonly string[]).every((name) => Object.hasOwn(value, name)),
  properties: (rule, value, _schema, root) =>
    !isObject(value) ||
    Object.entries(rule as Record<string, Schema>).every(
      ([name, schema]) => !Object.hasOwn(value, name) || isValid(schema, value[name], root),
    ),
  additionalProperties: (rule, value, schema, root) => {
    if (!isObject(value)) return true;
    const known = isObject(schema.properties) ? schema.properties : {};
    const others = Object.keys(value).filter((name) => !Object.hasOwn(known, name));
    return rule === false ? others.length === 0 : others.every((name) => isValid(rule as Schema, value[name], root));
  },
  allOf: (rule, value, _schema, root) => all(rule).every((schema) => isValid(schema, value, root)),
  anyOf: (rule, value, _schema, root) => all(rule).some((schema) => isValid(schema, value, root)),
  oneOf: (rule, value, _schema, root) => all(rule).filter((schema) => isValid(schema, value, root)).length === 1,
};

/** Whether a value is one that a schema takes. Throws on keywords that are not known here. */
export const isValid = (schema: Schema, value: unknown, root: Schema = schema): boolean =>
  Object.entries(schema).every(([keyword, rule]) => {
    const check = checks[keyword];
    if (!check) throw new Error(`This reader does not know the keyword “${keyword}”.`);
    return check(rule, value, schema, root);
  });
