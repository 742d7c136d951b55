/** Assets that a document names, as far as they are of its project: what is known of each, and what is wrong with it. */
import { mediaTypeOf } from '../../domain/media/demuxers.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { NamedMedia, Problem } from '../../domain/timeline/timeline.ts';
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { Query } from '../../ports/database.ts';
import type { TakenMedia } from '../../ports/media-library.ts';
import { type FoundAsset, findAssets } from '../library/library.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type ProjectAssets = {
  /** By the id as the document writes it. */
  readonly byId: ReadonlyMap<string, FoundAsset>;
  readonly problems: readonly Problem[];
};

const problemOf = (id: string, asset: FoundAsset | undefined): string | undefined => {
  if (!asset)
    return `there is no asset “${id}” in this project, or it was deleted; use the id that the upload answered`;
  if (asset.state === 'refused')
    return `the asset “${asset.name}” was refused when it was looked at; GET /assets/${asset.id} says why`;
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
  const wanted = ids.filter((id) => uuid.test(id)).map((id) => id.toLowerCase());
  const found = wanted.length > 0 ? await findAssets(query, projectId, wanted) : new Map<string, FoundAsset>();
  const byId = new Map(
    ids.flatMap((id) => {
      const asset = found.get(id.toLowerCase());
      return asset ? [[id, asset] as const] : [];
    }),
  );
  const problems = named.flatMap(({ id, place }) => {
    const message = problemOf(id, byId.get(id));
    return message === undefined ? [] : [{ path: place, message }];
  });
  return { byId, problems };
};

/** What an asset is as media, as taking it in would say; undefined while nobody looked at its content, and for what is no media. */
export const takenAsset = ({ blob, facts }: FoundAsset): TakenMedia | undefined =>
  facts && { kind: 'blob', blob: { ...blob, mediaType: mediaTypeOf(facts.kind) }, facts };

/** Facts of the assets among references. */
export const factsFrom =
  ({ byId }: ProjectAssets) =>
  (media: MediaReference): MediaFacts | undefined =>
    media.kind === 'asset' ? byId.get(media.id)?.facts : undefined;
