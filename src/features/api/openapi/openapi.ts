/** The whole API as an OpenAPI 3.1 document, made from the routes: it cannot know anything else than the server. */
import type { Route } from '../route.types.ts';
import { describeOther, type OtherRoute } from './describe-other.ts';
import { describeRoute } from './describe-route.ts';
import type { OpenApi, Operation } from './openapi.types.ts';
import { type PublishedFormat, withFormats } from './published-format.ts';
import { allCodes } from './refusals.ts';
import { openSchemaBook } from './schema-book.ts';

const about = [
  'JSON in, film out. Every answer is `{"success": true, "data": …}` or `{"success": false, "error": {…}}`, but those of `/auth`, which say what they have to say as it is;',
  'every `error.code` has a page at `/api/errors/{code}`.',
  'Fields that a route does not know are refused, never ignored.',
].join(' ');

const errorSchema = {
  type: 'object',
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      properties: {
        code: { enum: allCodes.map(({ code }) => code) },
        message: { type: 'string', description: 'What is wrong and what would be right, for people.' },
        details: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              path: {
                type: 'string',
                description: 'From the root of the body, such as `timeline.tracks[1].clips[0].start`.',
              },
              message: { type: 'string' },
            },
            required: ['path', 'message'],
          },
        },
        requestId: { type: 'string', description: 'The same id stands in the log of the studio.' },
      },
      required: ['code', 'message', 'requestId'],
    },
  },
  required: ['success', 'error'],
} as const;

/** What is published besides the routes. */
export type ApiFacts = {
  readonly version: string;
  /** Of the session. */
  readonly cookieName: string;
  /** Routes that are none of the table. */
  readonly others?: readonly OtherRoute[];
  /** Formats with a schema of their own. */
  readonly formats?: readonly PublishedFormat[];
};

/** Describes all of it. */
export const describeApi = (
  routes: readonly Route[],
  { version, cookieName, others = [], formats = [] }: ApiFacts,
): OpenApi => {
  const book = openSchemaBook();
  const paths: Record<string, Record<string, Operation>> = {};
  const sorted = [...routes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const route of sorted) {
    const path = (paths[route.path] ??= {});
    path[route.method] = describeRoute(route, book);
  }
  for (const other of others) (paths[other.path] ??= {})[other.method] = describeOther(other, book);
  const tags = [...new Set([...others, ...routes].map(({ tag }) => tag))].map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Workprint',
      version,
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags,
    paths,
    components: {
      schemas: { Error: errorSchema, ...withFormats(book.components, formats) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieName,
          description: 'Set by signing in at `/api/auth/sign-in/email`.',
        },
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description:
            'A personal key. It may do what its scopes say: `read`, `write`, `run`, `manage`. `authorization: Bearer KEY` is the same.',
        },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The same key, for programs that know only this header.',
        },
      },
      headers: {
        RequestId: { description: 'Names this request in the log.', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds until trying again makes sense.', schema: { type: 'integer' } },
      },
    },
  };
};
