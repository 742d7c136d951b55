/** New assets in one request: the file of a form, or what an address leads to. */
import { z } from 'zod';
import type { Received } from '../../../ports/intake.ts';
import {
  answerOnce,
  type Call,
  defineRoute,
  defineStream,
  RequestRefused,
  type Route,
  readBy,
  reply,
  requireRole,
} from '../../api/api.ts';
import { createJob } from '../../jobs/jobs.ts';
import { cleanTags, displayName, fileName, nameOfUrl } from '../display-name.ts';
import type { LibraryParts } from '../library.types.ts';
import { checkAhead } from '../quota.ts';
import { type FormFile, readForm } from '../read-form.ts';
import { answering } from '../request-bytes.ts';
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

type AnyCall = Call<unknown, unknown, undefined>;

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
  const read = readBy(fieldsSchema, {
    projectId: fields.get('projectId')?.[0],
    ...(name !== undefined && { name }),
    tags: (fields.get('tags') ?? []).flatMap((each) => each.split(',')),
  });
  if ('data' in read) return read.data as z.output<typeof fieldsSchema>;
  const [problem] = read.problems;
  throw refuseForm(problem?.path ?? 'projectId', problem?.message ?? 'is wrong');
};

const addedSchema = assetSchema.extend({
  jobId: z.uuid().describe('the job that looks at it'),
  duplicates: z.array(z.object({ id: z.uuid(), name: z.string(), projectId: z.uuid() })),
});

type TakenForm = {
  readonly received: Received;
  /** What the client calls the file. */
  readonly clientName: string | undefined;
  readonly fields: z.output<typeof fieldsSchema>;
};

const mayAdd = ({ database }: LibraryParts, personId: string, projectId: string): Promise<void> =>
  database.asPerson(personId, (query) => requireRole(query, { of: 'project', id: projectId, role: 'editor' }));

/** Whether it is worth taking a byte: the length it announces fits the form, the disk and, as far as one can know, the quota. */
const checkAnnounced = async ({ database, room, limits }: LibraryParts, call: AnyCall): Promise<void> => {
  const { personId } = call.caller;
  const announced = Number(call.header('content-length') ?? 0) || 0;
  if (announced > limits.formBytes + formOverheadBytes)
    throw new RequestRefused(
      'body-too-large',
      `A form takes files up to ${limits.formBytes} bytes. Send larger ones in pieces, by tus at /uploads.`,
    );
  await room.check(announced);
  const least = Math.max(0, announced - formOverheadBytes);
  await database.asPerson(personId, (query) => checkAhead(query, personId, least, limits.storageBytes));
};

/** The form with its file on our disk. Whatever is wrong with it, nothing of it stays. */
const takeForm = async (parts: LibraryParts, personId: string, request: Request): Promise<TakenForm> => {
  const { intake, limits } = parts;
  let received: Received | undefined;
  const receive = async ({ name, bytes, fields }: FormFile): Promise<string | undefined> => {
    const projectId = fields.get('projectId')?.[0];
    if (projectId !== undefined) await mayAdd(parts, personId, projectId);
    received = await intake.receive(bytes, limits.formBytes);
    return name;
  };
  try {
    const form = await readForm(request, receive);
    const fields = readFields(form.fields);
    if (!received) throw refuseForm('file', 'is missing; send the file in a field of that name');
    await mayAdd(parts, personId, fields.projectId);
    return { received, clientName: form.file, fields };
  } catch (error) {
    if (received) await intake.discard(received);
    throw error;
  }
};

/** The asset, with the job that looks at it, as the answer tells them. */
const nameForm = async (
  parts: LibraryParts,
  call: AnyCall,
  { received, clientName, fields }: TakenForm,
): Promise<Response> => {
  const { personId } = call.caller;
  const name = fields.name === undefined ? fileName(clientName ?? '') : displayName(fields.name);
  const body = { ...fields, sha256: received.sha256 };
  const answer = await parts.database.asPerson(personId, (query) =>
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
      const [asset] = await showAssets(query, parts.links, await readAssets(query, [kept.id]));
      const data: z.input<typeof addedSchema> = { ...asset!, jobId: kept.jobId, duplicates: [...kept.duplicates] };
      return reply(data, { status: 201 });
    }),
  );
  return Response.json(
    { success: true, data: answer.data },
    { status: answer.status ?? 201, headers: answer.headers ?? {} },
  );
};

/** Routes that add assets. */
export const addAssetRoutes = (parts: LibraryParts): Route[] => {
  const { queue, room, limits, vetUrl } = parts;

  const upload = defineStream({
    ...{ method: 'post', path: '/assets', tag, access: { who: 'person', scope: 'write' } },
    summary: 'Uploads a file',
    description:
      'A form with the fields `projectId`, `file`, and if you like `name` and `tags`. Put `projectId` before `file`, so that a refusal comes before the bytes. The answer, 201, is the asset; a job then looks at its content. Larger files go by tus at `/uploads`.',
    takes: 'multipart/form-data',
    ...{ gives: 'application/json', answer: addedSchema, status: 201 },
    refuses: [
      ...(['body-too-large', 'media-type-unsupported', 'request-invalid', 'quota-exceeded'] as const),
      ...(['disk-full', 'not-found', 'forbidden'] as const),
    ],
    handle: (call, request) =>
      answering(request, {}, async () => {
        await checkAnnounced(parts, call);
        const form = await takeForm(parts, call.caller.personId, request);
        await storeReceived(parts, form.received);
        return nameForm(parts, call, form);
      }),
  });

  const fetchUrl = defineRoute({
    ...{ method: 'post', path: '/assets/from-url', tag, summary: 'Fetches a file from an address' },
    description:
      'A job fetches it; private networks cannot be reached. The asset has the id `assetId` once the job has it; GET /jobs/{jobId} tells how far it is. Where nothing could be fetched the asset is there too, `refused` with the reason and without content, until it is deleted or the job is repeated.',
    access: { who: 'member', role: 'editor', scope: 'write', of: 'project', at: 'body.projectId' },
    ...{ status: 202, creates: true, refuses: ['url-refused', 'quota-exceeded', 'disk-full'] },
    body: z.strictObject({
      projectId: z.uuid(),
      url: z.url({ protocol: /^https?$/, hostname: /.+/ }).max(4096),
      name: z.string().trim().min(1).max(300).optional(),
      tags: z.array(z.string().max(200)).max(50).default([]),
    }),
    answer: z.object({ jobId: z.uuid(), assetId: z.uuid() }),
    handle: async ({ body, caller }, query) => {
      vetUrl(body.url);
      await room.check();
      await checkAhead(query, caller.personId, 1, limits.storageBytes);
      const assetId = await newId(query);
      const name = body.name === undefined ? null : displayName(body.name);
      const input: FetchInput = { assetId, url: body.url, name, tags: cleanTags(body.tags) };
      const jobId = await createJob(query, queue, {
        ...{ projectId: body.projectId, personId: caller.personId, kind: fetchKind },
        ...{ label: name ?? nameOfUrl(body.url), input },
      });
      return { jobId, assetId };
    },
  });

  return [upload, fetchUrl];
};
