/** Generations as people see them: rows become words, files become links that live for minutes. */
import type { Query } from '../../ports/database.ts';
import { notFound } from '../api/api.ts';
import type { MediaLinks } from '../storage/storage.ts';
import { type CallRow, callsOf, doubtNote, equalInDoubt } from './calls.queries.ts';
import type { GenerationDetail, GenerationView } from './generation.schemas.ts';
import { type FileRow, filesOf, findGeneration, type GenerationRow } from './read-generation.queries.ts';
import { without } from './without.ts';

const linkLifetimeMs = 30 * 60_000;

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

/** Of what nobody knows what it is. */
const unknownType = 'application/octet-stream';

const kindOf = (mediaType: string): string | null => /^(?:image|video|audio)(?=\/)/.exec(mediaType)?.[0] ?? null;

const fileView = (links: MediaLinks, file: FileRow): GenerationView['files'][number] => {
  const { assetId, kind, state, name, bytes, sha256 } = file;
  const mediaType = file.mediaType ?? unknownType;
  const url = links.linkTo({ subject: { of: 'asset', id: assetId }, sha256, name, mediaType }, linkLifetimeMs);
  return { assetId, kind: kind ?? kindOf(mediaType), mediaType, state, name, bytes, sha256, url };
};

const progressOf = ({ state, done, total }: GenerationRow): number =>
  state === 'done' ? 1 : total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;

const viewOf = (row: GenerationRow, files: readonly FileRow[], links: MediaLinks): GenerationView => {
  const { id, projectId, personId, jobId, type, state, prompt, provider, model } = row;
  return {
    ...{ id, projectId, personId, jobId, type, state, progress: progressOf(row), prompt, provider, model },
    ...{ isFresh: row.isFresh, isCached: row.isCached, degraded: row.degraded, originId: row.originId },
    ...{ estimateMicros: row.estimateMicros, costMicros: row.costMicros, charged: row.charged },
    files: files.map((file) => fileView(links, file)),
    error: row.error && { code: row.error.code, message: row.error.message },
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
};

/** A page of a list. */
export const showGenerations = async (
  query: Query,
  rows: readonly GenerationRow[],
  links: MediaLinks,
): Promise<readonly GenerationView[]> => {
  const files = Map.groupBy(
    await filesOf(
      query,
      rows.map(({ id }) => id),
    ),
    ({ generationId }) => generationId,
  );
  return rows.map((row) => viewOf(row, files.get(row.id) ?? [], links));
};

const callView = (call: CallRow): GenerationDetail['calls'][number] => ({
  ...{ id: call.id, place: call.place, model: `${call.provider}/${call.model}`, state: call.state, keyId: call.keyId },
  ...{ reservedMicros: call.reservedMicros, costMicros: call.costMicros, tookMs: call.tookMs },
  charged: call.charged as 'no' | 'yes' | 'unknown',
  usage: record(call.usage),
  error: call.error as GenerationDetail['calls'][number]['error'],
  createdAt: call.createdAt.toISOString(),
  sentAt: call.sentAt?.toISOString() ?? null,
  endedAt: call.endedAt?.toISOString() ?? null,
});

/** One of them with everything that is known of it. Throws `not-found`. */
export const showGeneration = async (query: Query, id: string, links: MediaLinks): Promise<GenerationDetail> => {
  const row = await findGeneration(query, id);
  if (!row) throw notFound('generation');
  const files = await filesOf(query, [id]);
  const { body } = record(row.asked) ?? {};
  const doubt = await equalInDoubt(query, row.projectId, { generationId: id });
  return {
    ...viewOf(row, files, links),
    asked: record(body) ?? {},
    // Its files are assets by now; what the store calls them is nobody's business.
    answer: row.answer === null ? null : without(record(row.answer) ?? {}, 'files', 'type'),
    route: row.route as GenerationDetail['route'],
    ...(doubt !== undefined && { note: doubtNote(doubt) }),
    calls: (await callsOf(query, id)).map(callView),
  };
};
