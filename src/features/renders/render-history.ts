/** What past renders of the whole studio took, behind the port that estimates read. */
import type { Database } from '../../ports/database.ts';
import type { RenderHistory } from '../../ports/render-history.ts';
import { addRecord, newestRecords } from './render-history.queries.ts';

/** The history in the database; the newest few hundred count. */
export const createRenderHistory = (database: Database): RenderHistory => ({
  all: () => database.asStudio(newestRecords),
  add: (record) => database.asStudio((query) => addRecord(query, record)),
});
