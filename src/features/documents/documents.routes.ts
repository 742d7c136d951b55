/** `/documents`: scripts and timelines as people keep them, and their versions. Typing in them goes over `/live`; this is everything else. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import { defineRoute, notFound, RequestRefused, type Route } from '../api/api.ts';
import { noteAssetsUsed } from './asset-uses.ts';
import { type Contents, type Json, openDocument, readContents, writeContents } from './contents.ts';
import { foldUpdates } from './document-store.ts';
import {
  type DocumentRow,
  findDocument,
  findVersion,
  insertDocument,
  insertUpdate,
  insertVersion,
  listDocuments,
  listVersions,
  lockVersion,
  raiseVersion,
  renameDocument,
  setDeleted,
  storedUpdates,
} from './documents.queries.ts';
import { checkShape } from './timeline-shape.ts';

const mebibyte = 1024 * 1024;
/** As a timeline on the command line (`limits.timelineBytes`), once as text and once as updates. */
const contentBytes = 16 * mebibyte;

/** One write of so many, by chance of its number, folds the document it wrote to. */
const foldEvery = 20;

const id = z.uuid();
const name = z.string().trim().min(1).max(300);
const json: z.ZodType<Json> = z.json();
const kind = z.enum(['script', 'timeline']);
const page = { before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

const documentFacts = z.object({
  id,
  projectId: id,
  kind,
  name: z.string(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
const documentWhole = documentFacts.extend({ text: z.string().optional(), timeline: json.optional() });
const versionFacts = z.object({ id, name: z.string().nullable(), personId: id.nullable(), at: z.iso.datetime() });

const factsOf = (row: DocumentRow) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

const contentsOf = (given: {
  readonly text?: string | undefined;
  readonly timeline?: Json | undefined;
}): Contents | undefined =>
  given.text !== undefined
    ? { text: given.text }
    : given.timeline !== undefined
      ? { timeline: given.timeline }
      : undefined;

/** A script has a text, a timeline has JSON; anything else is a mistake worth a sentence. */
const checkKind = (contents: Contents | undefined, of: DocumentRow['kind']): void => {
  if (!contents || 'text' in contents === (of === 'script')) return;
  const path = 'text' in contents ? 'text' : 'timeline';
  throw new RequestRefused('request-invalid', `${path}: a ${of} holds ${of === 'script' ? 'text' : 'a timeline'}.`, {
    problems: [{ path, message: `a ${of} holds ${of === 'script' ? '`text`' : '`timeline`'}` }],
  });
};

const written = z.object({
  id,
  version: z.int().describe('of the document, now'),
  updateId: z.int().optional().describe('absent when nothing differed'),
});
type Written = z.output<typeof written>;

const stale = (version: number, expected: number): RequestRefused =>
  new RequestRefused('stale-version', `The document is at version ${version} by now; you changed version ${expected}.`);

const reader = { who: 'member', role: 'viewer', scope: 'read', of: 'document', at: 'params.id' } as const;
const writer = { who: 'member', role: 'editor', scope: 'write', of: 'document', at: 'params.id' } as const;
const params = z.object({ id });

const present = async (query: Query, documentId: string): Promise<DocumentRow> => {
  const row = await findDocument(query, documentId);
  if (!row) throw notFound('document');
  return row;
};

/** Routes of documents. `store` tells the servers on which a document is open what was written here. */
export const documentRoutes = ({
  store,
}: {
  readonly store: Pick<DocumentStore, 'announce' | 'compact'>;
}): readonly Route[] => {
  /**
   * Writes contents as one more update, which raises the version; whoever has the document open sees it at once. Throws `stale-version` when
   * the document is not at the version that is expected.
   */
  const write = async (
    query: Query,
    row: DocumentRow,
    { contents, personId, expected }: { contents: Contents; personId: string; expected?: number | undefined },
  ): Promise<Written> => {
    const version = (await lockVersion(query, row.id)) ?? row.version;
    if (expected !== undefined && expected !== version) throw stale(version, expected);
    const document = openDocument(await storedUpdates(query, row.id));
    try {
      const change = writeContents(document, contents);
      // Two zeros: an update that changes nothing.
      if (change.length <= 2) return { id: row.id, version };
      const updateId = await insertUpdate(query, { documentId: row.id, personId, change });
      if (updateId === undefined) throw new RequestRefused('forbidden', 'You may not change this document.');
      await noteAssetsUsed(query, { id: row.id, projectId: row.projectId }, contents);
      return { id: row.id, version: (await raiseVersion(query, row.id)) ?? version, updateId };
    } finally {
      document.destroy();
    }
  };
  const announce = async (documentId: string, updateId: number | undefined): Promise<void> => {
    if (updateId === undefined) return;
    await store.announce([{ documentId, updateId }], 'api');
    // Nobody may have it open, and then nobody else folds what is written here again and again.
    if (updateId % foldEvery === 0) await store.compact(documentId);
  };
  return [
    defineRoute({
      ...{ method: 'post', path: '/documents', tag: 'documents', creates: true, status: 201, bodyBytes: contentBytes },
      summary: 'Create a script or a timeline',
      access: { who: 'member', role: 'editor', scope: 'write', of: 'project', at: 'body.projectId' },
      description: 'A timeline may be unfinished; its fields must be of the right kinds.',
      refuses: ['timeline-invalid'],
      body: z.strictObject({ projectId: id, kind, name, text: z.string().optional(), timeline: json.optional() }),
      answer: documentFacts,
      handle: async ({ body }, query) => {
        const contents = contentsOf(body);
        checkKind(contents, body.kind);
        checkShape(contents);
        const document = openDocument([]);
        const state = contents ? writeContents(document, contents) : new Uint8Array();
        document.destroy();
        const { projectId } = body;
        const row = await insertDocument(query, { projectId, kind: body.kind, name: body.name, state });
        if (contents) await noteAssetsUsed(query, { id: row.id, projectId }, contents);
        return factsOf(row);
      },
    }),
    defineRoute({
      ...{ method: 'get', path: '/documents', tag: 'documents', summary: 'List the documents of a project' },
      access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'search.projectId' },
      search: z.strictObject({ projectId: id, kind: kind.optional(), ...page }),
      answer: z.object({ documents: z.array(documentFacts), next: id.nullable() }),
      handle: async ({ search }, query) => {
        const rows = await listDocuments(query, search);
        return { documents: rows.map(factsOf), next: rows.length === search.limit ? (rows.at(-1)?.id ?? null) : null };
      },
    }),
    defineRoute({
      ...{ method: 'get', path: '/documents/{id}', tag: 'documents', summary: 'Read a document with its contents' },
      access: reader,
      params,
      answer: documentWhole,
      handle: async ({ params }, query) => {
        const row = await present(query, params.id);
        const document = openDocument(await storedUpdates(query, row.id));
        const contents = readContents(document, row.kind);
        document.destroy();
        return { ...factsOf(row), ...contents };
      },
    }),
    defineRoute({
      ...{ method: 'put', path: '/documents/{id}', tag: 'documents', summary: 'Rename a document' },
      access: writer,
      refuses: ['stale-version'],
      params,
      body: z.strictObject({ name, version: z.int() }),
      answer: documentFacts,
      handle: async ({ params, body }, query) => {
        const row = await renameDocument(query, params.id, body.name, body.version);
        if (row) return factsOf(row);
        const { version } = await present(query, params.id);
        throw stale(version, body.version);
      },
    }),
    defineRoute({
      ...{ method: 'put', path: '/documents/{id}/contents', tag: 'documents', bodyBytes: contentBytes },
      summary: 'Write the contents',
      description:
        'Only what differs is changed, so that whoever is typing elsewhere in it keeps what they type. With `version`, the one you read, it is refused (409) when somebody wrote or renamed it by the API since.',
      access: writer,
      refuses: ['stale-version', 'timeline-invalid'],
      params,
      body: z.strictObject({ text: z.string().optional(), timeline: json.optional(), version: z.int().optional() }),
      answer: written,
      handle: async (call, query) => {
        const row = await present(query, call.params.id);
        const contents = contentsOf(call.body);
        if (!contents)
          throw new RequestRefused(
            'request-invalid',
            `Give ${row.kind === 'script' ? '`text`' : '`timeline`'}: what the document is to hold.`,
          );
        checkKind(contents, row.kind);
        checkShape(contents);
        return write(query, row, { contents, personId: call.caller.personId, expected: call.body.version });
      },
      afterwards: async ({ params }, answer) => {
        await announce(params.id, answer.updateId);
        return answer;
      },
    }),
    defineRoute({
      ...{ method: 'delete', path: '/documents/{id}', tag: 'documents', summary: 'Delete a document' },
      description: 'It can be restored until its project is purged.',
      access: writer,
      params,
      answer: z.object({ id }),
      handle: async ({ params }, query) => {
        await setDeleted(query, params.id, new Date());
        return { id: params.id };
      },
    }),
    defineRoute({
      ...{
        method: 'get',
        path: '/documents/{id}/versions',
        tag: 'documents',
        summary: 'List the versions, newest first',
      },
      access: reader,
      params,
      search: z.strictObject(page),
      answer: z.object({ versions: z.array(versionFacts), next: id.nullable() }),
      handle: async ({ params, search }, query) => {
        const rows = await listVersions(query, params.id, search.before, search.limit);
        const versions = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
        return { versions, next: rows.length === search.limit ? (rows.at(-1)?.id ?? null) : null };
      },
    }),
    defineRoute({
      ...{ method: 'post', path: '/documents/{id}/versions', tag: 'documents', creates: true, status: 201 },
      summary: 'Keep the document as it is under a name',
      access: writer,
      params,
      body: z.strictObject({ name }),
      answer: versionFacts,
      handle: async ({ params, body, caller }, query) => {
        const row = await present(query, params.id);
        const state = foldUpdates(await storedUpdates(query, row.id));
        const kept = await insertVersion(query, {
          documentId: row.id,
          projectId: row.projectId,
          personId: caller.personId,
          name: body.name,
          state,
        });
        return { ...kept, at: kept.at.toISOString() };
      },
    }),
    defineRoute({
      ...{
        method: 'get',
        path: '/documents/{id}/versions/{versionId}',
        tag: 'documents',
        summary: 'Read the contents of a version',
      },
      access: reader,
      params: z.object({ id, versionId: id }),
      answer: z.object({ text: z.string().optional(), timeline: json.optional() }),
      handle: async ({ params }, query) => {
        const row = await present(query, params.id);
        const state = await findVersion(query, params.id, params.versionId);
        if (!state) throw notFound('version');
        const document = openDocument([state]);
        const contents = readContents(document, row.kind);
        document.destroy();
        return contents;
      },
    }),
    defineRoute({
      ...{ method: 'post', path: '/documents/{id}/restore', tag: 'documents', creates: true },
      summary: 'Bring a version back',
      description: 'What is there now is kept as a version first, so restoring can be undone.',
      access: writer,
      params,
      body: z.strictObject({ versionId: id }),
      answer: written,
      handle: async (call, query) => {
        const row = await present(query, call.params.id);
        const state = await findVersion(query, row.id, call.body.versionId);
        if (!state) throw notFound('version');
        const old = openDocument([state]);
        const contents = readContents(old, row.kind);
        old.destroy();
        const now = foldUpdates(await storedUpdates(query, row.id));
        await insertVersion(query, {
          ...{ documentId: row.id, projectId: row.projectId, personId: call.caller.personId, state: now },
          name: 'Before restoring',
        });
        return write(query, row, { contents, personId: call.caller.personId });
      },
      afterwards: async ({ params }, answer) => {
        await announce(params.id, answer.updateId);
        return answer;
      },
    }),
  ];
};
