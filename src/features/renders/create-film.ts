/** POST /films: a script becomes a film, as a job: the pipeline of `./workprint film`. */
import { defineRoute, type Route, reply } from '../api/api.ts';
import { createJob } from '../jobs/jobs.ts';
import { limitBuild } from '../spending/spending.ts';
import { checkFilmModels, hasModelWords, readFilm } from './film-settings.ts';
import { picturesOfPeople } from './film-with-models.ts';
import { filmBody, filmView } from './render.schemas.ts';
import type { FilmInput } from './render-input.ts';
import type { RenderDoorParts } from './render-parts.types.ts';

/** POST /films */
export const createFilmRoute = ({ queue, limits, checkRoom, openModels }: RenderDoorParts): Route =>
  defineRoute({
    method: 'post',
    path: '/films',
    tag: 'Films',
    summary: 'Make a film of a script',
    description:
      'The script becomes shots, drawn panels, voices, music and captions. Answers 202 with the job; GET /videoresult/{jobId} shows its steps and, at the end, the film, captions, timeline, contact sheet and report.',
    access: { who: 'member', role: 'editor', scope: 'run', of: 'project', at: 'body.projectId' },
    body: filmBody,
    bodyBytes: limits.mostDocumentBytes,
    answer: filmView,
    status: 202,
    creates: true,
    handle: async ({ caller, body, signal }, query) => {
      await checkRoom();
      const { request, notes } = readFilm(body);
      await picturesOfPeople((work) => work(query), body.projectId, request, body.options);
      if (request.asked && hasModelWords(request.asked.models)) {
        const payer = { personId: caller.personId, projectId: body.projectId };
        checkFilmModels(request.asked.models, (await openModels(payer, signal)).book);
      }
      const { scenes, characters, title } = request.breakdown;
      const name = body.name ?? title;
      const input: FilmInput = { script: body.script, options: body.options, name, keep: body.keep ?? false };
      const jobId = await createJob(query, queue, {
        ...{ projectId: body.projectId, personId: caller.personId, kind: 'film', lane: 'jobs', input },
        label: name || 'Film',
      });
      if (body.options.budgetMicros !== undefined) await limitBuild(query, jobId, body.options.budgetMicros);
      return reply(
        {
          jobId,
          state: 'queued' as const,
          progress: 0,
          title,
          scenes: scenes.length,
          characters: characters.length,
          notes: [...notes],
        },
        { status: 202, headers: { location: `/api/v1/videoresult/${jobId}` } },
      );
    },
  });
