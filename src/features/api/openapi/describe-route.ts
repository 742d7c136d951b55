/** One route as an operation of OpenAPI. */
import type { Route } from '../route.types.ts';
import { accessInWords } from './access-words.ts';
import type { Content, Operation, Parameter } from './openapi.types.ts';
import { codesOf, refusalsOf } from './refusals.ts';
import type { JsonSchema, SchemaBook } from './schema-book.ts';

/** `GET /projects/{id}` → `getProjectsById`. */
export const operationIdOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  method +
  path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^\{(\w+)\}$/, (_whole, name: string) => `By-${name}`))
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

const parametersOf = (schema: JsonSchema, place: 'path' | 'query'): readonly Parameter[] => {
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof one['description'] === 'string' && { description: one['description'] }),
    schema: one,
  }));
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Chosen by you: the same key again is the same answer and no second effect.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const parameters = (route: Route, book: SchemaBook, owner: string): readonly Parameter[] => [
  ...(route.params ? parametersOf(book.of(route.params, 'input', owner), 'path') : []),
  ...(route.search ? parametersOf(book.of(route.search, 'input', owner), 'query') : []),
  ...(route.kind === 'json' && route.creates ? [idempotencyKey] : []),
  ...Object.entries(route.reads ?? {}).map(
    ([name, { description, required = false }]): Parameter => ({
      ...{ name, in: 'header', required, description },
      schema: { type: 'string' },
    }),
  ),
];

const errorContent: Content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
const ids = { 'x-request-id': { $ref: '#/components/headers/RequestId' } };

const meanings: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'It was made.',
  202: 'It is under way.',
  204: 'Done; there is nothing to read.',
};

/** The usual status first. */
const success = (route: Route, book: SchemaBook, owner: string): Operation['responses'] => {
  const statuses = [route.status ?? 200, ...(route.alsoStatus ?? [])];
  const content = contentOf(route, book, owner);
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: meanings[status] ?? 'Done.',
        headers: ids,
        ...(content && status !== 204 && { content }),
      },
    ]),
  );
};

const contentOf = (route: Route, book: SchemaBook, owner: string): Content | undefined => {
  if (!route.answer)
    return route.kind === 'stream' && route.gives !== undefined ? { [route.gives]: { schema: {} } } : undefined;
  const data = book.of(route.answer, 'output', `${owner}Answer`);
  const schema: JsonSchema = {
    type: 'object',
    properties: { success: { const: true }, data },
    required: ['success', 'data'],
  };
  const example = route.example?.answer;
  return {
    'application/json': { schema, ...(example !== undefined && { example: { success: true, data: example } }) },
  };
};

const refused = (route: Route): Operation['responses'] =>
  Object.fromEntries(
    [...refusalsOf(route)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `[\`${code}\`](/api/errors/${code})`).join(', '),
        headers: {
          ...ids,
          ...((status === 429 || status === 503) && { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }),
        },
        content: errorContent,
      },
    ]),
  );

const bodyOf = (route: Route, book: SchemaBook, owner: string): Operation['requestBody'] => {
  if (route.kind === 'stream')
    return route.takes === undefined ? undefined : { required: true, content: { [route.takes]: { schema: {} } } };
  if (!route.body) return undefined;
  const example = route.example?.body;
  const schema = book.of(route.body, 'input', `${owner}Body`);
  return { required: true, content: { 'application/json': { schema, ...(example !== undefined && { example }) } } };
};

/** Everything the reference and the client know of a route. */
export const describeRoute = (route: Route, book: SchemaBook): Operation => {
  const operationId = operationIdOf(route);
  const owner = operationId.slice(0, 1).toUpperCase() + operationId.slice(1);
  const access = accessInWords(route.access);
  const given = parameters(route, book, owner);
  const requestBody = bodyOf(route, book, owner);
  const scope = route.access.who === 'anyone' ? undefined : route.access.scope;
  const bySessionOnly = route.access.who !== 'anyone' && route.access.bySession === true;
  return {
    operationId,
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, `**Who may:** ${access}`].filter(Boolean).join('\n\n'),
    security:
      scope === undefined ? [] : [{ session: [] }, ...(bySessionOnly ? [] : [{ key: [scope] }, { bearer: [scope] }])],
    ...(given.length > 0 && { parameters: given }),
    ...(requestBody && { requestBody }),
    responses: { ...success(route, book, owner), ...refused(route) },
    'x-access': access,
    'x-codes': codesOf(route),
  };
};
