/** The job that fetches a file from an address, through the one guarded way out. */
import { z } from 'zod';
import { WorkprintError } from '../../../domain/errors.ts';
import type { Query } from '../../../ports/database.ts';
import type { ConcludedJob, JobContext, JobHandler } from '../../jobs/jobs.ts';
import { storeBytes } from '../../storage/storage.ts';
import { type FetchInput, fetchKind } from '../assets/add-asset.routes.ts';
import { claimStored, emptyHash, inputOfJob, insertUnfetched, unknownMediaType } from '../assets/keep.queries.ts';
import { nameFetched, storeReceived } from '../assets/keep-file.ts';
import { fileName, nameOfUrl, shownUrl } from '../display-name.ts';
import { assetToImport } from './import.queries.ts';
import type { ImportParts } from './import.types.ts';
import { type ImportResult, importAsset } from './import-asset.ts';

const longestMs = 6 * 3600_000;

const inputSchema = z.object({
  assetId: z.uuid(),
  url: z.url(),
  name: z.string().nullable(),
  tags: z.array(z.string()),
}) satisfies z.ZodType<FetchInput>;

/** What the sender calls the file: `filename` of Content-Disposition (RFC 6266), else the end of the address it came from. */
const nameOf = (headers: Readonly<Record<string, string>>, url: string): string => {
  const disposition = headers['content-disposition'] ?? '';
  const coded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition);
  const given = coded ?? plain?.[1] ?? plain?.[2];
  if (given === undefined) return nameOfUrl(url);
  try {
    return fileName(coded === undefined ? given : decodeURIComponent(given));
  } catch {
    return fileName(given); // a per cent sign that stands for itself
  }
};

/** Counts what comes, so that the job shows how far it is. */
async function* counted(body: AsyncIterable<Uint8Array>, onBytes: (all: number) => void): AsyncGenerator<Uint8Array> {
  let all = 0;
  for await (const part of body) {
    all += part.byteLength;
    onBytes(all);
    yield part;
  }
}

const fetchFile = async (
  parts: ImportParts,
  { job, input, signal, progress, commit }: JobContext<FetchInput>,
): Promise<void> => {
  const { network, intake, limits, room } = parts;
  await room.check();
  const answer = await network.request({ url: input.url, timeoutMs: longestMs, mostBytes: limits.uploadBytes, signal });
  if (answer.status !== 200) {
    await answer.body.cancel();
    throw new WorkprintError(
      'url-unreachable',
      `${new URL(input.url).host} answered with status ${answer.status} instead of a file. Check the address in a private window of a browser.`,
    );
  }
  const announced = Number(answer.headers['content-length'] ?? 0) || 0;
  await room.check(announced);
  const received = await intake.receive(
    counted(answer.body, (all) => progress(all, Math.max(all, announced))),
    limits.uploadBytes,
  );
  await storeReceived(parts, received);
  await commit((query) =>
    nameFetched(parts, query, {
      ...{ id: input.assetId, projectId: job.projectId, ownerId: job.personId, tags: input.tags },
      ...{ name: input.name ?? nameOf(answer.headers, answer.url), sourceUrl: shownUrl(input.url) },
      ...{ blobHash: received.sha256, bytes: received.bytes },
    }),
  );
};

/** Stores that there is nothing, so that an asset may hold it once the job is given up. */
const storeNothing = async (parts: ImportParts): Promise<void> =>
  storeBytes(parts, new Uint8Array(), { sha256: emptyHash, sizeBytes: 0, mediaType: unknownMediaType });

/** A fetch that failed for good leaves an asset that says why, in the transaction that ends the job. */
const leaveReason = async (query: Query, { job, state, error }: ConcludedJob): Promise<void> => {
  if (state !== 'failed' || !error) return;
  const given = inputSchema.safeParse(await inputOfJob(query, job.id));
  // Nothing was stored where the job never came to fail by itself: it ended its worker, and has no reason to tell.
  if (!given.success || !(await claimStored(query, emptyHash))) return;
  const { assetId, url, name, tags } = given.data;
  await insertUnfetched(
    query,
    {
      ...{ id: assetId, projectId: job.projectId, ownerId: job.personId, tags },
      ...{ name: name ?? nameOfUrl(url), sourceUrl: shownUrl(url) },
    },
    error,
  );
};

/** Fetches, names, looks at it: all in one job. A second run fetches nothing that is there. */
export const fetchJob = (parts: ImportParts): JobHandler<FetchInput> => ({
  ...{ kind: fetchKind, lane: 'jobs' },
  parse: (input) => inputSchema.parse(input),
  run: async (context): Promise<ImportResult> => {
    const { assetId } = context.input;
    const known = await parts.database.asStudio((query) => assetToImport(query, assetId));
    if (!known || known.blob_hash === emptyHash)
      await fetchFile(parts, context).catch(async (error: unknown) => {
        // The reason of the failure is told whether or not an asset can hold it.
        if (!context.signal.aborted)
          await storeNothing(parts).catch((trouble: unknown) =>
            parts.log.warn('A file that could not be fetched leaves no asset', {
              jobId: context.job.id,
              error: trouble,
            }),
          );
        throw error;
      });
    return importAsset(parts, context, assetId);
  },
  concluded: leaveReason,
});
