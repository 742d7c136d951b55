/**
 * What films are made of, in documents that people send: a film's own timeline names painted layers and mixed sound by their hashes. They are
 * accepted where a film of the same project is made of them, so that a film can be edited and rendered again; a hash that somebody merely
 * knows opens nothing.
 */
import { type BlobRef, blobsIn } from '../../domain/media.ts';
import type { Problem } from '../../domain/timeline/timeline.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Query } from '../../ports/database.ts';
import { filmTimelines } from './timelines.queries.ts';

/** Blobs of a document of ours with the places that name them; none where it is no JSON or names none. */
const blobPlaces = (document: string): ReadonlyMap<string, { readonly blob: BlobRef; readonly place: string }> => {
  const found = new Map<string, { blob: BlobRef; place: string }>();
  if (!document.includes('"sha256"')) return found;
  const walk = (value: unknown, place: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 100) return;
    const [blob] = 'sha256' in value ? blobsIn(value) : [];
    if (blob && !found.has(blob.sha256)) found.set(blob.sha256, { blob, place });
    for (const [key, inner] of Object.entries(value))
      walk(inner, Array.isArray(value) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`, depth + 1);
  };
  try {
    walk(JSON.parse(document), '', 0);
  } catch {
    return found; // no JSON: the reader of its format says what it is
  }
  return found;
};

/** All blobs that a document names. */
export const materialOf = (document: string): readonly BlobRef[] =>
  [...blobPlaces(document).values()].map(({ blob }) => blob);

/** What is wrong with the blobs that a document names: those that no film of the project is made of. */
export const foreignMaterial = async (
  query: Query,
  projectId: string,
  document: string,
  blobs: Pick<BlobStore, 'get'>,
): Promise<readonly Problem[]> => {
  const places = new Map(blobPlaces(document));
  if (places.size === 0) return [];
  for (const timeline of await filmTimelines(query, projectId)) {
    const text = new TextDecoder().decode(await blobs.get(timeline));
    for (const { sha256 } of blobsIn(JSON.parse(text))) places.delete(sha256);
    if (places.size === 0) return [];
  }
  return [...places.values()].map(({ place }) => ({
    path: place,
    message: 'no film of this project is made of it any more; make the film again, or name an asset or an address',
  }));
};
