/** A timeline in the hands of a job: its assets are brought to this machine, its addresses fetched, everything taken in. */
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { FarMedia, FetchedFile, Intake as TimelineIntake } from '../../pipeline/render-timeline/intake.types.ts';
import type { KnowsFamily } from '../../pipeline/render-timeline/known-families.ts';
import { type OpenedTimeline, openTimeline } from '../../pipeline/render-timeline/open-timeline.ts';
import { nameOf } from '../../pipeline/render-timeline/places-of.ts';
import { TakenFiles } from '../../pipeline/render-timeline/take-in.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Query } from '../../ports/database.ts';
import type { Intake } from '../../ports/intake.ts';
import type { MediaLibrary } from '../../ports/media-library.ts';
import type { Network } from '../../ports/network.ts';
import { atBody, refuseProblems } from './body-paths.ts';
import { acceptedOfPeople, documentField } from './examine-for-person.ts';
import { fetchAddress } from './fetch-address.ts';
import { materialOf } from './film-material.ts';
import { lookUpAssets, type ProjectAssets, takenAsset } from './project-assets.ts';
import { beyondLimits, type TimelineLimits } from './timeline-limits.ts';

/** The machine on which a job opens timelines. */
export type TimelineMachine = {
  readonly library: MediaLibrary;
  readonly blobs: BlobStore;
  readonly answers: ActionCache;
  readonly vetFont: TimelineIntake['vetFont'];
  readonly knowsFamily: KnowsFamily;
  /** The path of a blob on this machine, brought from another if need be. Undefined when it is lost or damaged. */
  bring(blob: BlobRef): Promise<string | undefined>;
};

export type JobDoor = {
  readonly machine: TimelineMachine;
  readonly network: Network;
  readonly intake: Intake;
  readonly limits: TimelineLimits;
  readonly signal: AbortSignal;
  /** A transaction of the studio. */
  readonly read: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
};

export type AskedOfJob = {
  readonly projectId: string;
  readonly document: string;
  readonly merge: Readonly<Record<string, string>>;
  readonly height?: number | undefined;
};

/** Throws a refusal with every problem at its path from the body of the request that made the job. */
export const openForJob = (asked: AskedOfJob, door: JobDoor): Promise<OpenedTimeline> =>
  atBody(documentField, async () => {
    const { machine, signal } = door;
    const taken = new TakenFiles({
      ...{ library: machine.library, blobs: machine.blobs, vetFont: machine.vetFont, signal },
      obtain: (media) => bringHere(media, asked.projectId, door),
    });
    const { merge, document } = asked;
    for (const blob of materialOf(document)) await bringMaterial(blob, machine);
    const options = { merge, strict: false, accept: acceptedOfPeople, knowsFamily: machine.knowsFamily };
    const opened = await openTimeline(document, documentField, options, taken);
    const beyond = beyondLimits(opened.timeline, door.limits, asked.height);
    if (beyond.length > 0) throw refuseProblems(beyond);
    return opened;
  });

const bringMaterial = async (blob: BlobRef, { bring }: TimelineMachine): Promise<void> => {
  if ((await bring(blob)) !== undefined) return;
  throw new WorkprintError(
    'media-not-found',
    'Something this timeline is made of is not kept any more. Make the film again.',
  );
};

const bringHere = async (media: FarMedia, projectId: string, door: JobDoor): Promise<FetchedFile> => {
  if (media.kind === 'url') return fetchAddress(media.url, door);
  const { machine } = door;
  const assets: ProjectAssets = await door.read((query) => lookUpAssets(query, projectId, [{ media, place: '' }]));
  const asset = assets.byId.get(media.id);
  const problem = assets.problems[0];
  if (problem || !asset) throw new WorkprintError('media-not-found', `${problem?.message ?? nameOf(media)}.`);
  const path = await machine.bring(asset.blob);
  if (path === undefined)
    throw new WorkprintError(
      'media-corrupt',
      `The bytes of the asset “${asset.name}” are damaged or lost. Upload the file again.`,
    );
  const taken = takenAsset(asset);
  const times = taken?.facts.picture?.frameTimes;
  // Without the times of its frames a video is looked at anew.
  const isWhole = times === undefined || (await machine.bring(times)) !== undefined;
  return { path, ...(taken && isWhole && { taken }) };
};
