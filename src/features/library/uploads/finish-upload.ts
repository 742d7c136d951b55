/**
 * An upload that has all of its bytes becomes an asset, exactly once, wherever a server dies on the way (PB1): the content is written down, the
 * bytes are moved under their hash, then the asset and the end of the upload are one transaction. Every step finds out whether it
 * was done before.
 */
import { blobName, storeFile } from '../../storage/storage.ts';
import { newId } from '../assets/keep.queries.ts';
import { blobOf, nameAsset } from '../assets/keep-file.ts';
import type { LibraryParts } from '../library.types.ts';
import { giveBack, keepingTurn, startTurn, turnLost, type UploadTurn } from './upload-turn.ts';
import { noteAsset, noteContent } from './uploads.queries.ts';

/** The hash of the content, which lies in the object store when this resolves. */
const storeContent = async (
  parts: LibraryParts,
  personId: string,
  { row, writer, isFree }: UploadTurn,
): Promise<string> => {
  const { database, objects, intake } = parts;
  if (row.blob_hash !== null) {
    const stored = await objects.facts(blobName(row.blob_hash));
    if (stored?.bytes === row.length_bytes) return row.blob_hash;
  }
  const received = await intake.assemble(row.id, row.pieces, isFree);
  try {
    const isOurs = await database.asPerson(personId, (query) => noteContent(query, row.id, writer, received.sha256));
    if (!isOurs) throw turnLost();
    await storeFile({ database, objects }, received.path, blobOf(received));
  } finally {
    // Only what was put together: the pieces themselves stay until the asset stands.
    await intake.discard(received);
  }
  return received.sha256;
};

/** Makes the asset of a whole upload; gives its id. `turn` holds the right to write. */
export const finishUpload = async (parts: LibraryParts, personId: string, turn: UploadTurn): Promise<string> => {
  const { row, writer } = turn;
  const blobHash = await keepingTurn(parts, personId, turn, () => storeContent(parts, personId, turn));
  const assetId = await parts.database.asPerson(personId, async (query) => {
    const id = await newId(query);
    if (!(await noteAsset(query, row.id, writer, id))) throw turnLost();
    await nameAsset(parts, query, {
      ...{ id, projectId: row.project_id, ownerId: personId, blobHash, bytes: row.length_bytes },
      ...{ name: row.name, tags: row.tags },
    });
    return id;
  });
  await parts.intake.removeUpload(row.id);
  return assetId;
};

/** Ends an upload whose server died when all bytes were there; gives the asset's id. Throws `upload-locked` while somebody does. */
export const finishLater = async (parts: LibraryParts, personId: string, id: string): Promise<string | undefined> => {
  const turn = await startTurn(parts, personId, id);
  try {
    if (turn.row.asset_id !== null) return turn.row.asset_id;
    if (turn.row.offset_bytes !== turn.row.length_bytes) return undefined;
    return await finishUpload(parts, personId, turn);
  } finally {
    await giveBack(parts, personId, turn);
  }
};
