/** Assets that a document names, as far as they are of its project: what is known of each, and what is wrong with it. */
import { mediaTypeOf } from '../../domain/media/demuxers.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { NamedMedia, Problem } from '../../domain/timeline/timeline.ts';
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { Query } from '../../ports/database.ts';
import type { TakenMedia } from '../../ports/media-library.ts';
import { type AssetRow, assetsOf } from './timelines.queries.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type ProjectAssets = {
  /** By the id as the document writes it. */
  readonly rows: ReadonlyMap<string, AssetRow>;
  readonly problems: readonly Problem[];
};

const problemOf = (id: string, row: AssetRow | undefined): string | undefined => {
  if (!row)
    return `there is no asset “${id}” in this project; upload the file, and use the id that the upload answered`;
  if (row.isGone) return `the asset “${row.name}” was deleted; restore it, or use another`;
  if (row.state === 'refused')
    return `the asset “${row.name}” was refused when it was looked at; GET /assets/${id} says why`;
  return undefined;
};

/** Looks up all assets among these files. */
export const lookUpAssets = async (
  query: Query,
  projectId: string,
  files: readonly NamedMedia[],
): Promise<ProjectAssets> => {
  const named = files.flatMap(({ media, place }) => (media.kind === 'asset' ? [{ id: media.id, place }] : []));
  const ids = [...new Set(named.map(({ id }) => id))];
  const found = await assetsOf(query, projectId, [
    ...new Set(ids.filter((id) => uuid.test(id)).map((id) => id.toLowerCase())),
  ]);
  const rows = new Map(
    ids.flatMap((id) => (found.has(id.toLowerCase()) ? [[id, found.get(id.toLowerCase())!] as const] : [])),
  );
  const problems = named.flatMap(({ id, place }) => {
    const message = problemOf(id, rows.get(id));
    return message === undefined ? [] : [{ path: place, message }];
  });
  return { rows, problems };
};

/** What an asset is as media; undefined while nobody looked at its content, and for what is no media. */
export const takenAsset = ({ hash, bytes, facts }: AssetRow): TakenMedia | undefined => {
  const known = facts as MediaFacts | null;
  if (!known || !('kind' in known) || !Array.isArray(known.sounds)) return undefined;
  return { kind: 'blob', blob: { sha256: hash, sizeBytes: bytes, mediaType: mediaTypeOf(known.kind) }, facts: known };
};

/** Facts of the assets among references. */
export const factsFrom =
  ({ rows }: ProjectAssets) =>
  (media: MediaReference): MediaFacts | undefined => {
    const row = media.kind === 'asset' ? rows.get(media.id) : undefined;
    return row && takenAsset(row)?.facts;
  };
