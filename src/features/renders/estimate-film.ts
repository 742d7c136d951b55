/** POST /estimate-film: what a film would make and what it would cost, before anything is spent: the same walk as the film itself, making nothing (E9, C5). */
import { createBuild, PlanEndsHere } from '../../build/build.ts';
import { missingKeysOf, planRows } from '../../pipeline/export/plan-rows.ts';
import { produceFilm } from '../../pipeline/produce-film.ts';
import type { Query } from '../../ports/database.ts';
import { defineRoute, type Route } from '../api/api.ts';
import { checkFilmModels, readFilm } from './film-settings.ts';
import { picturesOfPeople, withPictures } from './film-with-models.ts';
import { filmBody, filmPlanView } from './render.schemas.ts';
import type { RenderDoorParts } from './render-parts.types.ts';

/** POST /estimate-film */
export const estimateFilmRoute = (parts: RenderDoorParts): Route =>
  defineRoute({
    method: 'post',
    path: '/estimate-film',
    tag: 'Films',
    summary: 'What a film would cost, before anything runs',
    description:
      'The body of `POST /films`. Per step what is cached, what would run and the most it can cost: exact for models priced by unit, an upper bound for those priced by token. Nothing is made, asked or reserved. Keys are not needed; `missingKeys` names the providers whose keys the film would need.',
    access: { who: 'member', role: 'editor', scope: 'run', of: 'project', at: 'body.projectId' },
    body: filmBody,
    bodyBytes: parts.limits.mostDocumentBytes,
    answer: filmPlanView,
    handle: async ({ caller, body, signal }) => {
      const { request: read, notes } = readFilm(body);
      const asCaller = <T>(work: (query: Query) => Promise<T>): Promise<T> =>
        parts.database.asPerson(caller.personId, work);
      const request = withPictures(read, await picturesOfPeople(asCaller, body.projectId, read, body.options));
      const payer = { personId: caller.personId, projectId: body.projectId };
      const machine = await parts.openFilmMachine(signal);
      try {
        const models = request.asked ? await parts.openModels(payer, signal) : undefined;
        if (request.asked && models) checkFilmModels(request.asked.models, models.book);
        const build = createBuild({
          ...{ mode: 'plan', answers: machine.answers, resources: machine.resources, signal },
          nowMs: () => parts.clock.now(),
        });
        const isWhole = await produceFilm(build, { ...machine.tools, models }, request, () => undefined).then(
          () => true,
          (error: unknown) => {
            if (error instanceof PlanEndsHere) return false;
            throw error;
          },
        );
        const steps = planRows(build.entries);
        return {
          ...{ complete: isWhole, steps, notes: [...notes], missingKeys: missingKeysOf(build.entries) },
          costMicros: steps.reduce((sum, { costMicros }) => sum + costMicros, 0),
        };
      } finally {
        await machine.close();
      }
    },
  });
