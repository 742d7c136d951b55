/** A request for any route, made from its own description: ids of a world, a body that fits its schema. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Route } from '../../../src/features/api/api.ts';
import { sampleOf } from '../../../src/features/api/openapi/sample.ts';
import type { World } from './access-world.ts';

export type AskedFor = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

/** What an id in a path is, by the word before it or by its own name. */
const kinds: Readonly<Record<string, keyof World['ids']>> = {
  projects: 'project',
  assets: 'asset',
  jobs: 'job',
  documents: 'document',
  uploads: 'upload',
  webhooks: 'webhook',
  sessions: 'session',
  calls: 'call',
  generations: 'generation',
  'api-keys': 'apiKey',
  personId: 'member',
  invitationId: 'invitation',
  versionId: 'version',
  deliveryId: 'delivery',
  jobId: 'job',
};

/** Parameters that name what is nobody's. */
const nobodys: Readonly<Record<string, string>> = { provider: 'elevenlabs', name: 'openai/gpt-image-2' };

/** Names of the parameters of a path that are ids, in order. */
export const idsIn = (route: Route): readonly string[] =>
  [...route.path.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name as string)
    .filter((name) => name !== 'sha256' && !(name in nobodys));

const kindOf = (path: string, name: string): keyof World['ids'] => {
  const before = new RegExp(`([\\w-]+)/\\{${name}\\}`).exec(path)?.[1] ?? '';
  const kind = kinds[name] ?? kinds[before];
  if (!kind) throw new Error(`The robot does not know what {${name}} of ${path} is: add it to access-requests.ts.`);
  return kind;
};

const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as unknown as { $defs?: Record<string, never> };

/** Fields that a schema alone does not tell. */
const hintOf =
  (world: World) =>
  (field: string): unknown =>
    ({
      projectId: world.projectId,
      versionId: world.ids.version,
      personId: world.ids.member,
      version: 1,
      url: 'https://example.com/hook',
      email: `${randomUUID()}@example.com`,
      confirm: 'nobody@example.com',
      role: 'viewer',
      token: 'a-token-of-nobody',
      timeline: { version: 1 },
      script: 'INT. ROOM - DAY\n\nNothing happens.',
    })[field];

const fieldsOf = (schema: z.ZodType): readonly string[] =>
  Object.keys((schemaOf(schema) as { properties?: object }).properties ?? {});

/** Bodies whose rules no schema tells. */
const bodies: Readonly<Record<string, unknown>> = {
  'PUT /assets/{id}': { name: 'Renamed', version: 1 },
  'PUT /documents/{id}/contents': { text: 'INT. ROOM - NIGHT' },
  'POST /videocreate': { timeline: { version: 1 } },
  'POST /estimate-render': { timeline: { version: 1 } },
  // Nothing that would be sent to a vendor.
  'POST /api-keys/test': { provider: 'nonesuch', key: 'k1234567' },
  'PUT /models/{name}/price': { prices: [] },
};

/** Fields of bodies that name something inside of a project. */
const named = { documentId: 'document', versionId: 'version', assetId: 'asset', jobId: 'job' } as const;

/** What is one's own in every place but one: there a thing of somebody else is named. None for routes whose bodies name nothing. */
export const foreignRequests = (route: Route, own: World, victim: World): readonly AskedFor[] => {
  if (route.kind === 'stream' || !route.body) return [];
  const fields = new Set(fieldsOf(route.body));
  return Object.entries(named).flatMap(([field, kind]) => {
    if (!fields.has(field)) return [];
    const request = requestFor(route, own);
    // A timeline may be sent or named, never both.
    const body = Object.entries(request.body as object).filter(([name]) => name !== 'timeline');
    return [{ ...request, body: { ...Object.fromEntries(body), [field]: victim.ids[kind] } }];
  });
};

const bodyFor = (route: Route, world: World, withProject: boolean): unknown => {
  const made = plainBody(route, world);
  const isNamed = route.kind === 'json' && route.body && fieldsOf(route.body).includes('projectId');
  return withProject && isNamed && typeof made === 'object' ? { ...made, projectId: world.projectId } : made;
};

const plainBody = (route: Route, world: World): unknown => {
  const known = bodies[nameOf(route)];
  if (known !== undefined) return known;
  if (route.kind === 'stream' || !route.body) return undefined;
  const json = schemaOf(route.body);
  const made = sampleOf(json as never, (json.$defs ?? {}) as never, { hint: hintOf(world) });
  const example = route.example?.body;
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return made;
  const mine = Object.fromEntries(
    ['projectId', 'versionId', 'personId']
      .filter((field) => field in example)
      .map((field) => [field, hintOf(world)(field)]),
  );
  return { ...example, ...mine };
};

const searchFor = (route: Route, world: World, withProject: boolean): string => {
  if (!route.search) return '';
  const json = schemaOf(route.search);
  const made = sampleOf(json as never, (json.$defs ?? {}) as never, { hint: hintOf(world) }) as Record<string, unknown>;
  if (withProject && fieldsOf(route.search).includes('projectId')) made['projectId'] = world.projectId;
  const text = new URLSearchParams(
    Object.entries(made).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();
  return text && `?${text}`;
};

/** Requests that are no JSON. */
const special = (route: Route, world: World): Pick<AskedFor, 'headers' | 'body'> | undefined => {
  const tus = { 'tus-resumable': '1.0.0' };
  const project = Buffer.from(world.projectId).toString('base64');
  switch (nameOf(route)) {
    case 'POST /assets': {
      const part = (name: string, text: string) =>
        `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
      const file =
        '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.srt"\r\ncontent-type: text/plain\r\n\r\n1\r\n--edge--\r\n';
      return {
        headers: { 'content-type': 'multipart/form-data; boundary=edge' },
        body: part('projectId', world.projectId) + file,
      };
    }
    case 'POST /uploads':
      return {
        headers: {
          ...tus,
          'upload-length': '10',
          'upload-metadata': `projectId ${project},filename ${Buffer.from('a.mp4').toString('base64')}`,
        },
      };
    case 'PATCH /uploads/{id}':
    case 'POST /uploads/{id}':
      return {
        headers: {
          ...tus,
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
          'x-http-method-override': 'PATCH',
        },
        body: 'abc',
      };
    case 'HEAD /uploads/{id}':
    case 'DELETE /uploads/{id}':
      return { headers: tus };
    default:
      return undefined;
  }
};

/** `idAt` may replace the id at a place of the path. `withProject`: lists are asked for this world's project. */
export const requestFor = (
  route: Route,
  world: World,
  { idAt, withProject = true }: { idAt?: (name: string, real: string) => string; withProject?: boolean } = {},
): AskedFor => {
  const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const real = name === 'sha256' ? world.sha256 : (nobodys[name] ?? world.ids[kindOf(route.path, name)]);
    return encodeURIComponent(idAt?.(name, real) ?? real);
  });
  const body = bodyFor(route, world, withProject);
  const own = special(route, world) ?? { headers: {}, ...(body !== undefined && { body }) };
  return { method: route.method.toUpperCase(), path: `/api/v1${path}${searchFor(route, world, withProject)}`, ...own };
};
