/** A project that a route was let to, as it stands in this transaction. */
import type { Query } from '../../ports/database.ts';
import { notFound, RequestRefused } from '../api/api.ts';
import { projectOf } from './project.schemas.ts';
import { changeProject, findProject, type ProjectChange, type ProjectRow } from './projects.queries.ts';
import { stale } from './versions.ts';

/** Throws `not-found` when it went meanwhile. */
export const presentProject = async (query: Query, id: string): Promise<ProjectRow> => {
  const row = await findProject(query, id);
  if (!row) throw notFound('project');
  return row;
};

/** Changes a project that is at `version` (undefined: whichever) and gives it as it is then. Throws `stale-version`. */
export const changedProject = async (query: Query, id: string, change: ProjectChange, version?: number) => {
  if (!(await changeProject(query, id, change, version))) {
    const row = await presentProject(query, id);
    if (version !== undefined && row.version !== version) throw stale('project', version, row.version);
    throw new RequestRefused('conflict', 'This project was being changed by somebody else; try again.');
  }
  return projectOf(await presentProject(query, id));
};
