/** New assets in one request: the file of a form, or what an address leads to. */
import { z } from 'zod';
import type { Received } from '../../../ports/intake.ts';
import {
  answerOnce,
  defineRoute,
  defineStream,
  RequestRefused,
  type Route,
  reply,
  requireRole,
} from '../../api/api.ts';
import { createJob } from '../../jobs/jobs.ts';
import { cleanTags, displayName, fileName } from '../display-name.ts';
import type { LibraryParts } from '../library.types.ts';
import { checkAhead } from '../quota.ts';
import { type FormFile, readForm } from '../read-form.ts';
import { assetSchema } from './asset.types.ts';
import { readAssets } from './assets.queries.ts';
import { newId } from './keep.queries.ts';
import { nameAsset, storeReceived } from './keep-file.ts';
import { showAssets } from './show-asset.ts';

export const fetchKind = 'fetch-asset';
/** What the job that fetches an address is given. The id is chosen before, so that a second try makes no second asset. */
export type FetchInput = {
  readonly assetId: string;
  readonly url: string;
  readonly name: string | null;
  readonly tags: readonly string[];
};

const tag = 'assets';
/** A form is a little longer than its file. */
const formOverheadBytes = 1024 ** 2;

const fieldsSchema = z.object({
  projectId: z.uuid('must be the id of a project of yours'),
  name: z.string().min(1).max(300).optional(),
  tags: z.array(z.string().max(200)).max(50),
});

const refuseForm = (path: string, message: string): RequestRefused =>
  new RequestRefused('request-invalid', `${path}: ${message}.`, { problems: [{ path, message }] });

/** Fields as a form has them: tags as several fields, or as one with commas. */
const readFields = (fields: ReadonlyMap<string, readonly string[]>): z.output<typeof fieldsSchema> => {
  const known = new Set(['projectId', 'name', 'tags']);
  for (const field of fields.keys())
    if (!known.has(field))
      throw refuseForm(field.slice(0, 100), 'is no field of this form; there are file, projectId, name and tags');
  for (const single of ['projectId', 'name'])
    if ((fields.get(single)?.length ?? 0) > 1) throw refuseForm(single, 'stands there more than once');
  const name = fields.get('name')?.[0];
  const parsed = fieldsSchema.safeParse({
    projectId: fields.get('projectId')?.[0],
    ...(name !== undefined && { name }),
    tags: (fields.get('tags') ?? []).flatMap((each) => each.split(',')),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuseForm(String(issue?.path[0] ?? 'projectId'), issue?.message ?? 'is wrong');
};

const addedSchema = assetSchema.extend({
  jobId: z.uuid().describe('the job that looks at it'),
  duplicates: z.array(z.object({ id: z.uuid(), name: z.string(), projectId: z.uuid() })),
});

type File = { readonly received: Received; readonly name: string | undefined };

/** Routes that add assets. */
export const addAssetRoutes = (parts: LibraryParts): Route[] => {
  const { database, queue, intake, room, links, limits } = parts;

  /** Before bytes are taken: is there room, is it allowed as far as that is known. */
  const receive = async (personId: string, { name, bytes, fields }: FormFile): Promise<File> => {
    const projectId = fields.get('projectId')?.[0];
    if (projectId !== undefined)
      await database.asPerson(personId, (query) =>
        requireRole(query, { of: 'project', id: projectId, role: 'editor' }),
      );
    return { received: await intake.receive(bytes, limits.formBytes), name };
  };

  const tooLarge = (): RequestRefused =>
    new RequestRefused(
      'body-too-large',
      `A form takes files up to ${limits.formBytes} bytes. Send larger ones in pieces, by tus at /uploads.`,
      { headers: { connection: 'close' } },
    );

  const upload = defineStream({
    ...{ method: 'post', path: '/assets', tag, access: { who: 'person', scope: 'write' } },
    summary: 'Uploads a file',
    description:
      'A form with the fields `projectId`, `file`, and if you like `name` and `tags`. Put `projectId` before `file`, so that a refusal comes before the bytes. The answer, 201, is the asset; a job then looks at its content. Larger files go by tus at `/uploads`.',
    takes: 'multipart/form-data',
    ...{ gives: 'application/json', answer: addedSchema, status: 201 },
    refuses: [
      'body-too-large',
      'media-type-unsupported',
      'request-invalid',
      'quota-exceeded',
      'disk-full',
      'not-found',
      'forbidden',
    ],
    handle: async (call, request) => {
      const { personId } = call.caller;
      const announced = Number(call.header('content-length') ?? Number.NaN);
      if (announced > limits.formBytes + formOverheadBytes) throw tooLarge();
      const ahead = Math.max(0, announced - formOverheadBytes) || 0;
      await room.check(announced || 0);
      await database.asPerson(personId, (query) => checkAhead(query, personId, ahead, limits.storageBytes));

      let file: File | undefined;
      try {
        const form = await readForm(request, async (given) => {
          file = await receive(personId, given);
          return file;
        });
        const fields = readFields(form.fields);
        if (!file) throw refuseForm('file', 'is missing; send the file in a field of that name');
        await database.asPerson(personId, (query) =>
          requireRole(query, { of: 'project', id: fields.projectId, role: 'editor' }),
        );
        const { received } = file;
        await storeReceived(parts, received);
        const name = fields.name === undefined ? fileName(file.name ?? '') : displayName(fields.name);
        const body = { ...fields, sha256: received.sha256 };
        const answer = await database.asPerson(personId, (query) =>
          answerOnce({ method: 'post', path: '/assets', status: 201 }, { ...call, body }, query, async () => {
            const kept = await nameAsset(parts, query, {
              ...{
                id: await newId(query),
                projectId: fields.projectId,
                ownerId: personId,
                name,
                tags: cleanTags(fields.tags),
              },
              ...{ blobHash: received.sha256, bytes: received.bytes },
            });
            const [asset] = await showAssets(query, links, await readAssets(query, [kept.id]));
            const data: z.input<typeof addedSchema> = {
              ...asset!,
              jobId: kept.jobId,
              duplicates: [...kept.duplicates],
            };
            return reply(data, { status: 201 });
          }),
        );
        return Response.json(
          { success: true, data: answer.data },
          { status: answer.status ?? 201, headers: answer.headers ?? {} },
        );
      } catch (error) {
        if (file) await intake.discard(file.received);
        throw error;
      }
    },
  });

  const fetchUrl = defineRoute({
    ...{ method: 'post', path: '/assets/from-url', tag, summary: 'Fetches a file from an address' },
    description:
      'A job fetches it; private networks cannot be reached. The asset has the id `assetId` once the job has it; GET /jobs/{jobId} tells how far it is.',
    access: { who: 'member', role: 'editor', scope: 'write', of: 'project', at: 'body.projectId' },
    ...{ status: 202, creates: true, refuses: ['quota-exceeded', 'disk-full'] },
    body: z.strictObject({
      projectId: z.uuid(),
      url: z.url({ protocol: /^https?$/, hostname: /.+/ }).max(4096),
      name: z.string().trim().min(1).max(300).optional(),
      tags: z.array(z.string().max(200)).max(50).default([]),
    }),
    answer: z.object({ jobId: z.uuid(), assetId: z.uuid() }),
    handle: async ({ body, caller }, query) => {
      await room.check();
      await checkAhead(query, caller.personId, 1, limits.storageBytes);
      const assetId = await newId(query);
      const name = body.name === undefined ? null : displayName(body.name);
      const input: FetchInput = { assetId, url: body.url, name, tags: cleanTags(body.tags) };
      const jobId = await createJob(query, queue, {
        ...{ projectId: body.projectId, personId: caller.personId, kind: fetchKind },
        ...{ label: name ?? fileName(new URL(body.url).pathname), input },
      });
      return { jobId, assetId };
    },
  });

  return [upload, fetchUrl];
};
