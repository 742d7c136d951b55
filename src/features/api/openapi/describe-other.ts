/** A route that is none of the table, such as signing in: described beside the others, with its own answers and its own refusals. */
import type { z } from 'zod';
import { operationIdOf } from './describe-route.ts';
import type { Operation, Parameter } from './openapi.types.ts';
import type { JsonSchema, SchemaBook } from './schema-book.ts';

export type OtherRoute = {
  readonly method: 'get' | 'post';
  /** Below `/api/v1` and `/api`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Who may, in words. */
  readonly access: string;
  /** It wants the cookie of a session. */
  readonly bySession: boolean;
  readonly body?: z.ZodType;
  readonly search?: z.ZodType;
  /** What it answers, by status, in order; those from 400 on are refusals. */
  readonly answers: readonly { readonly status: number; readonly description: string; readonly schema?: z.ZodType }[];
};

/** As an operation of the document. */
export const describeOther = (route: OtherRoute, book: SchemaBook): Operation => {
  const operationId = operationIdOf(route);
  const owner = operationId.slice(0, 1).toUpperCase() + operationId.slice(1);
  const search = route.search ? book.of(route.search, 'input', owner) : {};
  const required = (search['required'] ?? []) as readonly string[];
  const given = Object.entries((search['properties'] ?? {}) as Record<string, JsonSchema>).map(
    ([name, schema]): Parameter => ({ name, in: 'query', required: required.includes(name), schema }),
  );
  const schema = route.body && book.of(route.body, 'input', `${owner}Body`);
  return {
    ...{ operationId, tags: [route.tag], summary: route.summary },
    description: `${route.description}\n\n**Who may:** ${route.access}`,
    security: route.bySession ? [{ session: [] }] : [],
    ...(given.length > 0 && { parameters: given }),
    ...(schema && { requestBody: { required: true as const, content: { 'application/json': { schema } } } }),
    responses: Object.fromEntries(
      route.answers.map(({ status, description, schema: answer }) => [
        status,
        {
          description,
          ...(answer && {
            content: { 'application/json': { schema: book.of(answer, 'output', `${owner}Answer${status}`) } },
          }),
        },
      ]),
    ),
    'x-access': route.access,
    'x-codes': [],
  };
};
