/** Resumable uploads: tus 1.0 with creation, creation-with-upload, expiration, checksum and termination. */
import { z } from 'zod';
import { type Call, defineStream, notFound, type Route } from '../../api/api.ts';
import type { LibraryParts } from '../library.types.ts';
import { answering, requestBytes } from '../request-bytes.ts';
import { createUpload } from './create-upload.ts';
import { finishLater, finishUpload } from './finish-upload.ts';
import { receivePart } from './receive-part.ts';
import {
  checkContentType,
  checksumAlgorithms,
  checkVersion,
  readChecksum,
  readUploadOffset,
  refuse,
  tusExtensions,
  tusHeaders,
  tusVersion,
} from './tus-headers.ts';
import { giveBack, startTurn, type UploadTurn } from './upload-turn.ts';
import { deleteUpload, readUpload, type UploadRow } from './uploads.queries.ts';

type AnyCall = Call<unknown, unknown, undefined>;

const tag = 'uploads';
const params = z.object({ id: z.uuid() });
const editor = { who: 'member', role: 'editor', scope: 'write', of: 'upload', at: 'params.id' } as const;

/** What every answer about one upload says. */
const headersOf = (row: UploadRow, offset: number, assetId: string | null = row.asset_id): Record<string, string> => ({
  ...tusHeaders,
  'upload-offset': String(offset),
  'upload-length': String(row.length_bytes),
  'cache-control': 'no-store',
  ...(assetId === null && { 'upload-expires': row.expires_at.toUTCString() }),
  ...(assetId !== null && { 'workprint-asset-id': assetId }),
});

/** The upload as it stands. Throws `gone` when it rested too long. */
const present = async (parts: LibraryParts, call: AnyCall, id: string): Promise<UploadRow> => {
  const row = await parts.database.asPerson(call.caller.personId, (query) => readUpload(query, id));
  if (!row) throw notFound('upload');
  if (row.asset_id === null && row.expires_at.getTime() <= parts.clock.now())
    throw refuse('gone', 'This upload rested too long and was given up. Begin a new one.');
  return row;
};

/** Bytes the request says it brings; undefined: it does not say. */
const announcedBytes = (call: AnyCall): number | undefined => {
  const text = call.header('content-length');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** Takes the body of a request in, and makes the asset when it was the last. Gives the headers of the answer. */
const takeBody = async (
  parts: LibraryParts,
  call: AnyCall,
  request: Request,
  turn: UploadTurn,
): Promise<Record<string, string>> => {
  const { row } = turn;
  const { personId } = call.caller;
  const room = row.length_bytes - row.offset_bytes;
  const announced = announcedBytes(call);
  if (announced !== undefined && announced > room)
    throw refuse(
      'body-too-large',
      `Content-Length: ${announced} bytes are more than the ${room} that are left to send.`,
    );
  const checksum = readChecksum(call.header('upload-checksum'));
  const reached =
    room === 0 && !checksum
      ? { pieces: row.pieces, offset: row.offset_bytes }
      : await receivePart(parts, personId, turn, requestBytes(request), checksum);
  if (reached.offset < row.length_bytes || row.asset_id !== null) return headersOf(row, reached.offset);
  const isFree = turn.isFree || row.pieces.length === 0;
  const whole = { ...turn, isFree, row: { ...row, pieces: reached.pieces, offset_bytes: reached.offset } };
  return headersOf(row, reached.offset, await finishUpload(parts, personId, whole));
};

/** Does `work` while nobody else writes. */
const inTurn = async <T>(
  parts: LibraryParts,
  call: AnyCall,
  id: string,
  work: (turn: UploadTurn) => Promise<T>,
): Promise<T> => {
  const turn = await startTurn(parts, call.caller.personId, id);
  try {
    return await work(turn);
  } finally {
    await giveBack(parts, call.caller.personId, turn);
  }
};

/** A refusal says which protocol is spoken here, as every answer does. */
const speaking = (request: Request, work: () => Promise<Response>): Promise<Response> =>
  answering(request, tusHeaders, work);

/** Every request but OPTIONS says which protocol it speaks. */
const version = { 'Tus-Resumable': { description: '`1.0.0`.', required: true } } as const;

/** All routes of tus. `alsoAtRoot`: clients know `/uploads`. */
export const uploadRoutes = (parts: LibraryParts): Route[] => [
  defineStream({
    ...{ method: 'options', path: '/uploads', tag, access: { who: 'anyone' }, alsoAtRoot: true },
    summary: 'Tells what the uploads can do',
    status: 204,
    handle: async () =>
      new Response(null, {
        status: 204,
        headers: {
          ...tusHeaders,
          'tus-version': tusVersion,
          'tus-extension': tusExtensions,
          'tus-max-size': String(parts.limits.uploadBytes),
          'tus-checksum-algorithm': checksumAlgorithms.join(','),
        },
      }),
  }),

  defineStream({
    ...{ method: 'post', path: '/uploads', tag, access: { who: 'person', scope: 'write' }, alsoAtRoot: true },
    summary: 'Begins a resumable upload (tus 1.0)',
    description:
      'Upload-Length says how long the file is; Upload-Metadata carries `projectId`, and if you like `filename` or `name`, and `tags` separated by commas. The answer’s Location is where to send it. A body of type application/offset+octet-stream is taken at once.',
    refuses: [
      'upload-malformed',
      'upload-version',
      'body-too-large',
      'quota-exceeded',
      'disk-full',
      'not-found',
      'forbidden',
    ],
    takes: 'application/offset+octet-stream',
    status: 201,
    reads: {
      ...version,
      'Upload-Length': { description: 'Bytes of the whole file.', required: true },
      'Upload-Metadata': { description: 'Pairs of a name and its value in Base64, as tus has them.', required: true },
    },
    handle: (call, request) => speaking(request, () => beginUpload(parts, call, request)),
  }),

  defineStream({
    ...{ method: 'head', path: '/uploads/{id}', tag, params, access: editor, alsoAtRoot: true },
    summary: 'Tells how much of an upload has arrived',
    refuses: ['upload-version', 'upload-locked', 'gone'],
    reads: version,
    handle: (call, request) => speaking(request, () => tellUpload(parts, call, call.params.id)),
  }),

  defineStream({
    ...{ method: 'patch', path: '/uploads/{id}', tag, params, access: editor, alsoAtRoot: true },
    summary: 'Sends bytes of an upload',
    description:
      'From Upload-Offset on. The header workprint-asset-id of the last answer names the asset that the upload became. A killed server costs at most 8 MiB; HEAD tells where to go on.',
    refuses: [
      ...(['upload-malformed', 'upload-version', 'upload-locked', 'checksum-mismatch', 'conflict', 'gone'] as const),
      ...(['body-too-large', 'media-type-unsupported', 'disk-full', 'quota-exceeded'] as const),
    ],
    takes: 'application/offset+octet-stream',
    status: 204,
    reads: {
      ...version,
      'Upload-Offset': { description: 'Where these bytes begin.', required: true },
      'Upload-Checksum': { description: 'Algorithm and checksum in Base64, as tus has them.' },
    },
    handle: (call, request) => speaking(request, () => patchUpload(parts, call, call.params.id, request)),
  }),

  defineStream({
    ...{ method: 'delete', path: '/uploads/{id}', tag, params, access: editor, alsoAtRoot: true },
    summary: 'Gives an upload up',
    description: 'What arrived is removed. An asset that the upload became already stays.',
    refuses: ['upload-version', 'upload-locked', 'gone'],
    ...{ status: 204, reads: version },
    handle: (call, request) => speaking(request, () => dropUpload(parts, call, call.params.id)),
  }),

  defineStream({
    ...{ method: 'post', path: '/uploads/{id}', tag, params, access: editor, alsoAtRoot: true },
    summary: 'PATCH or DELETE for clients that cannot say so',
    status: 204,
    reads: { ...version, 'X-HTTP-Method-Override': { description: '`PATCH` or `DELETE`.', required: true } },
    description: 'The method that is meant stands in X-HTTP-Method-Override.',
    refuses: [
      'upload-malformed',
      'upload-version',
      'upload-locked',
      'checksum-mismatch',
      'conflict',
      'gone',
      'body-too-large',
    ],
    handle: (call, request) =>
      speaking(request, async () => {
        const method = call.header('x-http-method-override')?.trim().toUpperCase();
        if (method === 'PATCH') return patchUpload(parts, call, call.params.id, request);
        if (method === 'DELETE') return dropUpload(parts, call, call.params.id);
        throw refuse('upload-malformed', 'X-HTTP-Method-Override: must be PATCH or DELETE.');
      }),
  }),
];

const beginUpload = async (parts: LibraryParts, call: AnyCall, request: Request): Promise<Response> => {
  checkVersion(call.header);
  const brings = call.header('content-type') !== undefined && announcedBytes(call) !== 0;
  if (brings) checkContentType(call.header);
  const { row, location } = await createUpload(parts, call, request);
  const headers =
    brings || row.length_bytes === 0
      ? await inTurn(parts, call, row.id, (turn) => takeBody(parts, call, request, turn))
      : headersOf(row, 0);
  return new Response(null, { status: 201, headers: { ...headers, location } });
};

const tellUpload = async (parts: LibraryParts, call: AnyCall, id: string): Promise<Response> => {
  checkVersion(call.header);
  const row = await present(parts, call, id);
  const isWhole = row.offset_bytes === row.length_bytes && row.asset_id === null;
  const assetId = isWhole ? await finishLater(parts, call.caller.personId, id) : row.asset_id;
  return new Response(null, { status: 200, headers: headersOf(row, row.offset_bytes, assetId ?? null) });
};

const patchUpload = async (parts: LibraryParts, call: AnyCall, id: string, request: Request): Promise<Response> => {
  checkVersion(call.header);
  checkContentType(call.header);
  const offset = readUploadOffset(call.header);
  await present(parts, call, id);
  const headers = await inTurn(parts, call, id, async (turn) => {
    if (offset !== turn.row.offset_bytes)
      throw refuse('conflict', `Upload-Offset: the upload stands at ${turn.row.offset_bytes}, not at ${offset}.`);
    return takeBody(parts, call, request, turn);
  });
  return new Response(null, { status: 204, headers });
};

const dropUpload = async (parts: LibraryParts, call: AnyCall, id: string): Promise<Response> => {
  checkVersion(call.header);
  await present(parts, call, id);
  await inTurn(parts, call, id, ({ writer }) =>
    parts.database.asPerson(call.caller.personId, (query) => deleteUpload(query, id, writer)),
  );
  await parts.intake.removeUpload(id);
  return new Response(null, { status: 204, headers: tusHeaders });
};
