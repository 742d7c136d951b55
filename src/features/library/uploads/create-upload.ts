/** A new upload: whose, how long, in which project. Its whole length is claimed at once, so that an upload that began can also end. */
import { z } from 'zod';
import { type Call, RequestRefused, requireRole } from '../../api/api.ts';
import { cleanTags, fileName } from '../display-name.ts';
import type { LibraryParts } from '../library.types.ts';
import { checkClaim } from '../quota.ts';
import { readMetadata, readUploadLength, refuse } from './tus-headers.ts';
import { countOpenUploads, insertUpload, readUpload, type UploadRow } from './uploads.queries.ts';

const projectId = z.uuid();

export type CreatedUpload = { readonly row: UploadRow; readonly location: string };

/** Throws `upload-malformed`, `body-too-large`, `disk-full`, `not-found`, `forbidden`, `quota-exceeded`. */
export const createUpload = async (
  { database, room, clock, limits }: LibraryParts,
  { caller, header }: Call<unknown, unknown, undefined>,
  request: Request,
): Promise<CreatedUpload> => {
  const lengthBytes = readUploadLength(header, limits.uploadBytes);
  const metadata = readMetadata(header('upload-metadata'));
  const project = projectId.safeParse(metadata.get('projectId'));
  if (!project.success)
    throw refuse('upload-malformed', 'Upload-Metadata: projectId must be the id of a project of yours.');
  await room.check(lengthBytes);
  const row = await database.asPerson(caller.personId, async (query) => {
    await requireRole(query, { of: 'project', id: project.data, role: 'editor' });
    const id = await insertUpload(query, {
      ...{ personId: caller.personId, projectId: project.data, lengthBytes },
      name: fileName(metadata.get('name') ?? metadata.get('filename') ?? ''),
      tags: cleanTags((metadata.get('tags') ?? '').split(',')),
      expiresAt: new Date(clock.now() + limits.uploadLifetimeMs),
    });
    await checkClaim(query, caller.personId, lengthBytes, limits.storageBytes);
    // Counted behind the claim, which only one upload of a person can hold at a time.
    if ((await countOpenUploads(query, caller.personId, new Date(clock.now()))) > limits.openUploads)
      throw new RequestRefused(
        'quota-exceeded',
        `You have ${limits.openUploads} uploads under way; finish or delete one first.`,
      );
    return readUpload(query, id);
  });
  if (!row) throw new Error('An upload that was just begun cannot be seen.');
  const { pathname } = new URL(request.url);
  return { row, location: `${pathname.replace(/\/+$/, '')}/${row.id}` };
};
