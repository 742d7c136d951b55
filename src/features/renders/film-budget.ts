/** PUT /films/{jobId}/budget: a person says what a film may spend in all. A film that met its budget goes on from there when it is tried again. */
import { z } from 'zod';
import { defineRoute, notFound, RequestRefused, type Route } from '../api/api.ts';
import { readJobDetail } from '../jobs/jobs.ts';
import { writeAudit } from '../people/people.ts';
import { buildFullness, fullnessView, limitBuild, shownFullness } from '../spending/spending.ts';
import { filmBudgetBody } from './render.schemas.ts';

/** PUT /films/{jobId}/budget */
export const filmBudgetRoute = (): Route =>
  defineRoute({
    method: 'put',
    path: '/films/{jobId}/budget',
    tag: 'Films',
    summary: 'Say what a film may spend in all',
    description:
      'Counts from the next call on, beside the budgets of the project, the person and the key; `null` takes the film’s own limit away. What is spent is kept: `POST /jobs/{id}/retry` lets a film that was held for its budget go on from there. Below what is spent, nothing more is bought.',
    access: { who: 'member', role: 'editor', scope: 'run', of: 'job', at: 'params.jobId' },
    params: z.object({ jobId: z.uuid() }),
    body: filmBudgetBody,
    example: { body: { budgetMicros: 20_000_000 } },
    refuses: ['conflict'],
    answer: fullnessView,
    handle: async (call, query) => {
      const { jobId } = call.params;
      const { budgetMicros } = call.body;
      const job = await readJobDetail(query, jobId);
      if (!job) throw notFound('job');
      if (job.kind !== 'film')
        throw new RequestRefused('conflict', `This job is a ${job.kind}; only films have a budget of their own.`);
      await limitBuild(query, jobId, budgetMicros ?? undefined);
      await writeAudit(query, call, {
        ...{ action: 'film-budget-set', subject: `job:${jobId}`, projectId: job.projectId },
        detail: { budgetMicros },
      });
      return shownFullness(await buildFullness(query, jobId));
    },
  });
