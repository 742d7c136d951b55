/** `/projects`: making, listing, reading and changing them. */
import { z } from 'zod';
import { defineRoute, pageFields, pageOf, RequestRefused, type Route, readCursor } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { changedProject, presentProject } from './present-project.ts';
import { budgetMicros, project, projectName, projectOf } from './project.schemas.ts';
import { insertProject, listProjects, type ProjectRow, type ProjectSort } from './projects.queries.ts';
import { versionRead } from './versions.ts';

const params = z.object({ id: z.uuid() });

const cursors: Readonly<Record<ProjectSort, z.ZodType<[string | number, string]>>> = {
  changed: z.tuple([z.int(), z.uuid()]),
  created: z.tuple([z.uuid(), z.uuid()]),
  name: z.tuple([z.string(), z.uuid()]),
};

const placeOf: Readonly<Record<ProjectSort, (row: ProjectRow) => readonly (string | number)[]>> = {
  changed: (row) => [Number(row.changed_micros), row.id],
  created: (row) => [row.id, row.id],
  name: (row) => [row.name_key, row.id],
};

export const projectCoreRoutes = (): readonly Route[] => [
  defineRoute({
    ...{ method: 'post', path: '/projects', tag: 'projects', summary: 'Make a project', creates: true, status: 201 },
    access: { who: 'person', scope: 'write' },
    body: z.strictObject({ name: projectName, budgetMicros: budgetMicros.optional() }),
    answer: project,
    example: { body: { name: 'The lighthouse', budgetMicros: 5_000_000 } },
    handle: async (call, query) => {
      const { name, budgetMicros: budget = null } = call.body;
      const id = await insertProject(query, { personId: call.caller.personId, name, budgetMicros: budget });
      await writeAudit(query, call, {
        action: 'project-made',
        subject: `project:${id}`,
        projectId: id,
        detail: { name },
      });
      return projectOf(await presentProject(query, id));
    },
  }),
  defineRoute({
    ...{ method: 'get', path: '/projects', tag: 'projects', summary: 'List your projects' },
    description:
      'Your own and those you were invited to. The bin (`state=deleted`) shows what you could take out of it again.',
    access: { who: 'person', scope: 'read' },
    search: z.strictObject({
      search: z.string().trim().max(200).optional().describe('Words that the name contains.'),
      state: z.enum(['active', 'archived', 'deleted']).default('active'),
      sort: z.enum(['changed', 'created', 'name']).default('changed'),
      ...pageFields,
    }),
    answer: z.object({ projects: z.array(project), next: z.string().nullable() }),
    handle: async ({ search: { search, state, sort, cursor, limit } }, query) => {
      const after = readCursor(cursors[sort], cursor);
      const rows = await listProjects(query, { state, sort, words: search || undefined, after, most: limit + 1 });
      const { shown, next } = pageOf(rows, limit, placeOf[sort]);
      return { projects: shown.map(projectOf), next };
    },
  }),
  defineRoute({
    ...{ method: 'get', path: '/projects/{id}', tag: 'projects', summary: 'Read a project' },
    access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'params.id' },
    params,
    answer: project,
    handle: async ({ params: { id } }, query) => projectOf(await presentProject(query, id)),
  }),
  defineRoute({
    ...{ method: 'put', path: '/projects/{id}', tag: 'projects', summary: 'Change a project' },
    description:
      'Editors change the name, owners the budget too. Send the `version` you read (or `If-Match: "3"`) and a change by somebody else in between is not undone but told.',
    access: { who: 'member', role: 'editor', scope: 'write', of: 'project', at: 'params.id' },
    params,
    body: z.strictObject({
      name: projectName.optional(),
      budgetMicros: budgetMicros.optional(),
      version: z.int().min(1).optional(),
    }),
    answer: project,
    refuses: ['stale-version'],
    example: { body: { name: 'The lighthouse, again', version: 1 } },
    handle: async (call, query) => {
      const { id } = call.params;
      const { version, ...change } = call.body;
      if (Object.keys(change).length === 0)
        throw new RequestRefused('request-invalid', 'Name at least one of name and budgetMicros.');
      if (change.budgetMicros !== undefined && (await presentProject(query, id)).role !== 'owner')
        throw new RequestRefused('forbidden', 'Only an owner of the project changes its budget.');
      const changed = await changedProject(query, id, change, versionRead(version, call.header('if-match')));
      await writeAudit(query, call, {
        action: 'project-changed',
        subject: `project:${id}`,
        projectId: id,
        detail: change,
      });
      return changed;
    },
  }),
];
