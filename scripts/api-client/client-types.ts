/** The types of the API client, from the OpenAPI document. */
import type { OpenApi, Operation } from '../../src/features/api/openapi/openapi.types.ts';
import type { JsonSchema } from '../../src/features/api/openapi/schema-book.ts';
import { schemaType } from './schema-type.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const askOf = (operation: Operation): string => {
  const group = (place: 'path' | 'query') => (operation.parameters ?? []).filter((one) => one.in === place);
  const fields = (ones: ReturnType<typeof group>): string =>
    ones
      .map(({ name, required, schema }) => {
        const optional = required ? '' : '?';
        return `readonly ${name}${optional}: ${schemaType(schema, false)}${required ? '' : ' | undefined'};`;
      })
      .join(' ');
  const [params, search] = [group('path'), group('query')];
  const body = operation.requestBody?.content['application/json'];
  const parts = [
    params.length > 0 && `readonly params: { ${fields(params)} };`,
    search.length > 0 && `readonly search${search.some(({ required }) => required) ? '' : '?'}: { ${fields(search)} };`,
    body && `readonly body: ${schemaType(body.schema, false)};`,
  ].filter(Boolean);
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : 'Record<never, never>';
};

/** What is sent is JSON, or nothing. */
const isJson = ({ requestBody }: Operation): boolean =>
  requestBody === undefined || requestBody.content['application/json'] !== undefined;

const dataOf = (operation: Operation): JsonSchema | undefined => {
  const [success] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const schema = success?.[1].content?.['application/json']?.schema;
  return (schema?.['properties'] as Readonly<Record<string, JsonSchema>> | undefined)?.['data'];
};

/** The text of api.types.ts, to be formatted. Routes of streams are left out: they are asked by their address. */
export const clientTypes = (document: OpenApi): string => {
  const { Error: error, ...schemas } = document.components.schemas;
  const codes = (error as { properties: { error: { properties: { code: { enum: readonly string[] } } } } }).properties
    .error.properties.code.enum;
  const named = Object.entries(schemas).map(([name, schema]) => `export type ${name} = ${schemaType(schema, true)};`);
  const groups = methods.map((method) => {
    const routes = Object.entries(document.paths).flatMap(([path, operations]) => {
      const operation = operations[method];
      const data = operation && dataOf(operation);
      return operation && data && isJson(operation)
        ? [
            `/** ${operation.summary.replaceAll('*/', '* /')}. */\n'${path}': { readonly ask: ${askOf(operation)}; readonly answer: ${schemaType(data, true)} };`,
          ]
        : [];
    });
    return `readonly ${method}: { ${routes.join('\n')} };`;
  });
  return [
    '/** What the API takes and gives, by method and path. Written by `npm run api-client` from the routes: do not edit. */',
    `export type ApiCode = ${codes.map((code) => `'${code}'`).join(' | ')};`,
    ...named,
    `export type Api = { ${groups.join('\n')} };`,
    '',
  ].join('\n\n');
};
