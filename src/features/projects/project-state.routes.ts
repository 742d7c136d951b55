/** Putting a project aside, into the bin, out of it again, or away for good. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { type Call, defineRoute, RequestRefused, type Route } from '../api/api.ts';
import { cancelJob } from '../jobs/jobs.ts';
import { writeAudit } from '../people/people.ts';
import { changedProject, presentProject } from './present-project.ts';
import { project } from './project.schemas.ts';
import { openJobs, type ProjectChange, removeProject } from './projects.queries.ts';
import { binDays } from './purge.ts';

const params = z.object({ id: z.uuid() });
const owner = { who: 'member', role: 'owner', scope: 'write', of: 'project', at: 'params.id' } as const;

type IdCall = Call<{ id: string }, unknown, unknown>;

const changing = (action: string, change: ProjectChange) => async (call: IdCall, query: Query) => {
  const { id } = call.params;
  const changed = await changedProject(query, id, change);
  await writeAudit(query, call, { action, subject: `project:${id}`, projectId: id });
  return changed;
};

/** `queue` lets go of the jobs of a project that is deleted. */
export const projectStateRoutes = ({
  queue,
}: {
  readonly queue: Pick<Queue, 'send' | 'withdraw'>;
}): readonly Route[] => [
  defineRoute({
    ...{ method: 'post', path: '/projects/{id}/archive', tag: 'projects', summary: 'Put a project aside' },
    description: 'It stays as it is, but is listed only where archived projects are asked for.',
    access: owner,
    ...{ params, answer: project },
    handle: changing('project-archived', { archived: true }),
  }),
  defineRoute({
    ...{ method: 'post', path: '/projects/{id}/unarchive', tag: 'projects', summary: 'Take a project up again' },
    access: owner,
    ...{ params, answer: project },
    handle: changing('project-unarchived', { archived: false }),
  }),
  defineRoute({
    ...{ method: 'delete', path: '/projects/{id}', tag: 'projects', summary: 'Delete a project' },
    description: `Its jobs are stopped. It lies in the bin for ${binDays} days, from which an owner can restore it. \`purge=true\` removes one that lies there at once and for good.`,
    access: { ...owner, evenDeleted: true },
    params,
    search: z.strictObject({ purge: z.enum(['true', 'false']).default('false') }),
    answer: z.object({ id: z.uuid(), state: z.enum(['deleted', 'purged']) }),
    refuses: ['gone', 'conflict'],
    handle: async (call, query) => {
      const { id } = call.params;
      const row = await presentProject(query, id);
      if (call.search.purge === 'true') {
        if (!row.deleted_at)
          throw new RequestRefused(
            'conflict',
            'Only what lies in the bin can be removed for good; delete the project first.',
          );
        await removeProject(query, id);
        await writeAudit(query, call, {
          action: 'project-purged',
          subject: `project:${id}`,
          detail: { name: row.name },
        });
        return { id, state: 'purged' as const };
      }
      if (row.deleted_at) throw new RequestRefused('gone', 'This project was deleted.');
      for (const job of await openJobs(query, id)) await cancelJob(query, queue, job);
      await changing('project-deleted', { deleted: true })(call, query);
      return { id, state: 'deleted' as const };
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/projects/{id}/restore', tag: 'projects', summary: 'Take a project out of the bin' },
    access: { ...owner, evenDeleted: true },
    ...{ params, answer: project, refuses: ['conflict'] },
    handle: async (call, query) => {
      const row = await presentProject(query, call.params.id);
      if (!row.deleted_at) throw new RequestRefused('conflict', 'This project is not deleted.');
      return changing('project-restored', { deleted: false })(call, query);
    },
  }),
];
