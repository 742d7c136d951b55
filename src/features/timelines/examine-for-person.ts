/**
 * A timeline at the door: everything that can be known without touching a file is checked while the person waits, each problem at its
 * path from the body. Files behind addresses are looked at by the job, later.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { Loss } from '../../domain/interchange/interchange.ts';
import { type NamedMedia, type Note, type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';
import { type Examined, examineTimeline } from '../../pipeline/render-timeline/examine-timeline.ts';
import type { KnowsFamily } from '../../pipeline/render-timeline/known-families.ts';
import { replaceMedia } from '../../pipeline/render-timeline/media-of.ts';
import { misuse } from '../../pipeline/render-timeline/takeable.ts';
import { withTrueKinds } from '../../pipeline/render-timeline/true-kinds.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Query } from '../../ports/database.ts';
import { atBody, refuseProblems } from './body-paths.ts';
import { foreignMaterial } from './film-material.ts';
import { factsFrom, lookUpAssets, type ProjectAssets, takenAsset } from './project-assets.ts';
import { beyondLimits, type TimelineLimits } from './timeline-limits.ts';

export type Asked = {
  readonly projectId: string;
  /** The document as text, whatever the body held. */
  readonly document: string;
  readonly merge: Readonly<Record<string, string>>;
  /** Height of the output, when it has one of its own. */
  readonly height?: number | undefined;
};

export type Door = {
  readonly knowsFamily: KnowsFamily;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly limits: TimelineLimits;
  /** Throws `url-refused` for an address that will never be fetched. */
  readonly vetUrl?: (url: string) => void;
};

/** Paths are of one machine. Blobs are looked up among the films of the project. */
export const acceptedOfPeople = { files: false, blobs: true } as const;

export type Admitted = {
  readonly format: Examined['format'];
  readonly name: string;
  readonly assetIds: readonly string[];
  /** Addresses that the job will fetch. */
  readonly addresses: number;
  /** Bytes of the largest asset. */
  readonly largestBytes: number;
  readonly notes: readonly Note[];
  readonly losses: readonly Loss[];
  /** As it will be rendered, but for what lies behind addresses; undefined while lengths hang on those. */
  readonly timeline: Timeline | undefined;
};

/** Body field that documents stand in. */
export const documentField = 'timeline';

/** The text of what a body holds: an object of ours or of a dialect, or the text of one that is no JSON. */
export const documentText = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given));

/** Throws a refusal with every problem at its path. */
export const admitTimeline = (query: Query, asked: Asked, door: Door): Promise<Admitted> =>
  atBody(documentField, async () => {
    const { document, projectId } = asked;
    const examined = await examinedOrRefused(query, asked, door);
    const assets = await lookUpAssets(query, projectId, examined.files);
    const addressed = refusedAddresses(examined.files, door);
    const problems = problemsOfFiles(examined.files, assets, door.limits);
    if (examined.format === 'workprint')
      problems.push(...(await foreignMaterial(query, projectId, document, door.blobs)));
    // Addresses that are refused, and nothing else, keep their own code and page.
    if (problems.length + addressed.length > 0)
      throw refuseProblems(
        [...problems, ...addressed],
        documentField,
        problems.length === 0 ? 'url-refused' : 'timeline-invalid',
      );
    const settled = examined.settle(factsFrom(assets));
    const addresses = new Set(examined.files.flatMap(({ media }) => (media.kind === 'url' ? [media.url] : [])));
    const timeline = settled && withAssets(settled.timeline, assets, settled.sourceOf);
    const beyond = timeline ? beyondLimits(timeline, door.limits, asked.height) : [];
    if (beyond.length > 0) throw refuseProblems(beyond);
    return {
      format: examined.format,
      name: timeline?.name ?? '',
      assetIds: [...new Set([...assets.byId.values()].map(({ id }) => id))],
      addresses: addresses.size,
      largestBytes: Math.max(0, ...[...assets.byId.values()].map(({ blob }) => blob.sizeBytes)),
      notes: settled?.notes ?? [],
      losses: settled?.losses ?? [],
      timeline: settled?.isExact ? timeline : undefined,
    };
  });

/** What is wrong with a document is told together with those of its files that cannot be had. */
const examinedOrRefused = async (
  query: Query,
  { document, merge, projectId }: Asked,
  door: Door,
): Promise<Examined> => {
  try {
    return examineTimeline(document, documentField, {
      ...{ merge, knowsFamily: door.knowsFamily, accept: acceptedOfPeople },
    });
  } catch (error) {
    if (!(error instanceof TimelineInvalid)) throw error;
    const assets = await lookUpAssets(query, projectId, error.named);
    throw refuseProblems([
      ...error.problems,
      ...problemsOfFiles(error.named, assets, door.limits),
      ...refusedAddresses(error.named, door),
    ]);
  }
};

const problemsOfFiles = (files: readonly NamedMedia[], assets: ProjectAssets, limits: TimelineLimits): Problem[] => [
  ...foreignFiles(files),
  ...assets.problems,
  ...tooMany(files, limits),
];

const refusedAddresses = (files: readonly NamedMedia[], { vetUrl }: Door): readonly Problem[] =>
  files.flatMap(({ media, place }) => {
    if (media.kind !== 'url') return [];
    try {
      vetUrl?.(media.url);
      return [];
    } catch (error) {
      if (!(error instanceof WorkprintError)) throw error;
      return [{ path: place, message: error.message }];
    }
  });

const foreignFiles = (files: readonly NamedMedia[]): readonly Problem[] =>
  files.flatMap(({ media, place }) => {
    if (media.kind === 'file')
      return [
        {
          path: place,
          message: `“${media.path}” is a file of one machine; upload it and use "asset:ID", or use "https://…"`,
        },
      ];
    if (media.kind === 'missing')
      return [
        {
          path: place,
          message: `“${media.name}” was missing already where the timeline came from; upload it and use "asset:ID"`,
        },
      ];
    return [];
  });

const tooMany = (files: readonly NamedMedia[], { mostAddresses }: TimelineLimits): readonly Problem[] => {
  const addresses = new Set(files.flatMap(({ media }) => (media.kind === 'url' ? [media.url] : [])));
  if (addresses.size <= mostAddresses) return [];
  return [
    { path: '', message: `it names ${addresses.size} addresses; at most ${mostAddresses} are fetched for one render` },
  ];
};

/** The timeline with its assets as the blobs they are. Throws what cannot be what it is used as. */
const withAssets = (timeline: Timeline, { byId }: ProjectAssets, sourceOf: (path: string) => string): Timeline => {
  const problems: Problem[] = [];
  const placed = replaceMedia(timeline, (media, use, place) => {
    const asset = media.kind === 'asset' ? byId.get(media.id) : undefined;
    const taken = (use === 'picture' || use === 'sound') && asset ? takenAsset(asset) : undefined;
    if (!taken || !asset) return media;
    const problem = misuse(taken, use);
    if (problem) problems.push({ path: sourceOf(place), message: `“${asset.name}” ${problem}` });
    return taken;
  });
  if (problems.length > 0) throw refuseProblems(problems);
  return withTrueKinds(placed);
};
