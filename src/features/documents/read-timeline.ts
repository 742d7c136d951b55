/** The timeline of a document for others who use it, such as renders. */
import type { Query } from '../../ports/database.ts';
import { notFound, requireRole } from '../api/api.ts';
import { type Json, openDocument, readContents } from './contents.ts';
import { findDocument, storedUpdates } from './documents.queries.ts';

/** As it stands now. Throws `not-found` when the asking person cannot read it, or it is no timeline of this project, and `gone` when it was deleted. */
export const readTimeline = async (query: Query, projectId: string, documentId: string): Promise<Json> => {
  await requireRole(query, { of: 'document', id: documentId, role: 'viewer' });
  const row = await findDocument(query, documentId);
  if (!row || row.projectId !== projectId || row.kind !== 'timeline') throw notFound('timeline in this project');
  const document = openDocument(await storedUpdates(query, row.id));
  try {
    const contents = readContents(document, 'timeline');
    return 'timeline' in contents ? contents.timeline : {};
  } finally {
    document.destroy();
  }
};
