/** What a film needs that asks models: the desk, the pictures of its people, and which troubles wait for a person. */
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { FilmRequest } from '../../pipeline/produce-film.ts';
import type { Query } from '../../ports/database.ts';
import { RequestRefused } from '../api/api.ts';
import { type JobContext, JobHeld } from '../jobs/jobs.ts';
import { findAssets } from '../library/library.ts';
import type { FilmInput } from './render-input.ts';
import type { FilmModelTools, RenderJobParts } from './render-parts.types.ts';

type Parts = Pick<RenderJobParts, 'database' | 'openModels'>;
type Context = Pick<JobContext<FilmInput>, 'job' | 'input' | 'signal'>;

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

/** The name as the request spells it; who is meant does not hang on capitals. */
const asWritten = (name: string, { models }: FilmInput['options']): string => {
  const { pictures } = (models?.identity ?? {}) as { readonly pictures?: object };
  return Object.keys(pictures ?? {}).find((one) => one.trim().toLowerCase() === name) ?? name;
};

/** The film with these pictures of its people. */
export const withPictures = (request: FilmRequest, pictures: ReadonlyMap<string, readonly BlobRef[]>): FilmRequest =>
  request.asked ? { ...request, asked: { ...request.asked, pictures } } : request;

/**
 * Pictures of people among the assets of the project, as whoever looks sees them. Throws `models-invalid` at the place of one that is not there or no picture, whoever
 * it is of.
 */
export const picturesOfPeople = async (
  looking: <T>(work: (query: Query) => Promise<T>) => Promise<T>,
  projectId: string,
  { asked, breakdown }: FilmRequest,
  options: FilmInput['options'],
): Promise<ReadonlyMap<string, readonly BlobRef[]>> => {
  const named = Object.entries(asked?.models.identity?.pictures ?? {});
  const ids = named.flatMap(([, own]) => own).filter((id) => uuid.test(id));
  const found = ids.length > 0 ? await looking((query) => findAssets(query, projectId, ids)) : new Map();
  return new Map(
    named.flatMap(([name, own]) => {
      const who = breakdown.characters.find((one) => one.name.toLowerCase() === name || one.id === name);
      const pictures = own.map((id, index) => {
        const asset = found.get(id.toLowerCase());
        if (asset?.kind === 'image' && asset.state === 'ready') return asset.blob as BlobRef;
        const path = `options.models.identity.pictures.${asWritten(name, options)}[${index}]`;
        const message = 'it should be the id of a picture in this project';
        throw new RequestRefused('models-invalid', `${path}: ${message}.`, { problems: [{ path, message }] });
      });
      return who ? [[who.id, pictures] as const] : [];
    }),
  );
};

/** The film with everything that asking models takes; as it was where none is asked. */
export const withModels = async (
  parts: Parts,
  { job, input, signal }: Context,
  request: FilmRequest,
): Promise<{ readonly request: FilmRequest; readonly models: FilmModelTools | undefined }> => {
  if (!request.asked) return { request, models: undefined };
  const payer = { personId: job.personId, projectId: job.projectId, buildId: job.id };
  const pictures = await picturesOfPeople(
    (work) => parts.database.asStudio(work),
    job.projectId,
    request,
    input.options,
  );
  return {
    request: withPictures(request, pictures),
    models: await parts.openModels(payer, signal),
  };
};
