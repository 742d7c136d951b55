import type { BlobRef } from '../../domain/media.ts';
import type { Query } from '../../ports/database.ts';

const mostFilms = 50;

/** The timelines of a project's films, newest first, as far as whoever asks can see them. */
export const filmTimelines = async (query: Query, projectId: string): Promise<readonly BlobRef[]> => {
  const rows = await query
    .selectFrom('workprint.job_results as result')
    .innerJoin('workprint.job_runs as job', 'job.id', 'result.job_id')
    .select(['result.blob_hash as sha256', 'result.bytes as sizeBytes', 'result.media_type as mediaType'])
    .where('result.project_id', '=', projectId)
    .where('result.kind', '=', 'timeline')
    .where('job.kind', '=', 'film')
    .orderBy('result.created_at', 'desc')
    .limit(mostFilms)
    .execute();
  return rows;
};
