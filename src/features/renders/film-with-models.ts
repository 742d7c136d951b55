/** What a film needs that asks models: the desk, the pictures of its people, and which troubles wait for a person. */
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { FilmRequest } from '../../pipeline/produce-film.ts';
import { RequestRefused } from '../api/api.ts';
import { type JobContext, JobHeld } from '../jobs/jobs.ts';
import { findAssets } from '../library/library.ts';
import type { FilmInput } from './render-input.ts';
import type { FilmModelTools, RenderJobParts } from './render-parts.types.ts';

type Parts = Pick<RenderJobParts, 'database' | 'openModels'>;
type Context = Pick<JobContext<FilmInput>, 'job' | 'signal'>;

/** Troubles that somebody can settle, after which the film goes on where it was: everything paid for is kept. */
const settledByPeople: ReadonlySet<string> = new Set([
  'budget-reached',
  'charge-unknown',
  'key-missing',
  'provider-key-wrong',
  'provider-key-expired',
  'provider-no-credit',
]);

/** The error, or the same one holding the job until somebody has settled it. */
export const heldForPeople = (error: unknown): unknown =>
  error instanceof WorkprintError && settledByPeople.has(error.code) ? new JobHeld(error) : error;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Pictures of people among the assets of the project. Throws `models-invalid` at the place of one that is not there or no picture. */
const picturesOfPeople = async (
  { database }: Parts,
  projectId: string,
  { asked, breakdown }: FilmRequest,
): Promise<ReadonlyMap<string, readonly BlobRef[]>> => {
  const named = Object.entries(asked?.models.identity?.pictures ?? {});
  const ids = named.flatMap(([, own]) => own).filter((id) => uuid.test(id));
  const found = ids.length > 0 ? await database.asStudio((query) => findAssets(query, projectId, ids)) : new Map();
  return new Map(
    named.flatMap(([name, own]) => {
      const who = breakdown.characters.find((one) => one.name.toLowerCase() === name || one.id === name);
      if (!who) return [];
      const pictures = own.map((id, index) => {
        const asset = found.get(id.toLowerCase());
        if (asset?.kind === 'image' && asset.state === 'ready') return asset.blob as BlobRef;
        const path = `options.models.identity.pictures.${name}[${index}]`;
        const message = 'it should be the id of a picture in this project';
        throw new RequestRefused('models-invalid', `${path}: ${message}.`, { problems: [{ path, message }] });
      });
      return [[who.id, pictures] as const];
    }),
  );
};

/** The film with everything that asking models takes; as it was where none is asked. */
export const withModels = async (
  parts: Parts,
  { job, signal }: Context,
  request: FilmRequest,
): Promise<{ readonly request: FilmRequest; readonly models: FilmModelTools | undefined }> => {
  if (!request.asked) return { request, models: undefined };
  const payer = { personId: job.personId, projectId: job.projectId, buildId: job.id };
  const pictures = await picturesOfPeople(parts, job.projectId, request);
  return {
    request: { ...request, asked: { ...request.asked, pictures } },
    models: await parts.openModels(payer, signal),
  };
};
