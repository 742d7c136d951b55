/** The job that looks at a new asset: what it is, whether it may stay, and what people see of it before they open it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ErrorCode, WorkprintError } from '../../../domain/errors.ts';
import type { BlobRef } from '../../../domain/media.ts';
import type { JobContext, JobHandler } from '../../jobs/jobs.ts';
import { claimBlob, storeBytes } from '../../storage/storage.ts';
import { unknownMediaType } from '../assets/keep.queries.ts';
import { type ImportInput, importKind } from '../assets/keep-file.ts';
import {
  assetToImport,
  type ImportedAsset,
  keepDerivatives,
  type StoredDerivative,
  settleLikeTwin,
  settleReady,
  settleRefused,
} from './import.queries.ts';
import type { Derivative, ImportMachine, ImportParts } from './import.types.ts';
import { inspectFile } from './inspect-file.ts';
import { makeDerivatives } from './make-derivatives.ts';

/** What a file can be refused for. Everything else is the studio's trouble, and the job fails or is tried again. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  ...(['media-refused', 'media-too-large', 'media-timeout', 'font-refused', 'ffmpeg-failed'] as const),
]);

/** Longest that one file may take in all, decoders and previews together. */
const longestMs = 5 * 60_000;

export type ImportResult = { readonly assetId: string; readonly state: 'ready' | 'refused' | 'gone' };

/** The reason without the place of the file on this machine. */
const reasonOf = (error: WorkprintError, path: string): { readonly code: string; readonly message: string } => {
  const isDecoder = error.code === 'ffmpeg-failed';
  const message = isDecoder
    ? 'Its picture cannot be decoded: the file is damaged. Convert it anew, to MP4 (H.264), PNG or WAV.'
    : error.message.replaceAll(`${path}: `, '').replaceAll(path, 'The file');
  return { code: isDecoder ? 'media-refused' : error.code, message };
};

const store = async (parts: ImportParts, { kind, mediaType, bytes, facts }: Derivative): Promise<StoredDerivative> => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await storeBytes(parts, bytes, { sha256, sizeBytes: bytes.byteLength, mediaType });
  return { kind, mediaType, blobHash: sha256, bytes: bytes.byteLength, facts };
};

/** Looks at an asset and settles it under the fence of the job. May run again at any point. */
export const importAsset = async (
  parts: ImportParts,
  context: JobContext<unknown>,
  assetId: string,
): Promise<ImportResult> => {
  const asset = await parts.database.asStudio((query) => assetToImport(query, assetId));
  if (!asset) return { assetId, state: 'gone' };
  if (await context.commit((query) => settleLikeTwin(query, asset))) {
    context.progress(1, 1);
    const settled = await parts.database.asStudio((query) => assetToImport(query, assetId));
    return { assetId, state: settled?.state === 'refused' ? 'refused' : 'ready' };
  }
  const machine = await parts.machine();
  const holding = await machine.hold();
  try {
    return await lookAt(parts, machine, context, asset);
  } finally {
    await holding.release();
  }
};

const lookAt = async (
  parts: ImportParts,
  machine: ImportMachine,
  context: JobContext<unknown>,
  asset: ImportedAsset,
): Promise<ImportResult> => {
  const steps = 4;
  const blob: BlobRef = { sha256: asset.blob_hash, sizeBytes: asset.bytes, mediaType: unknownMediaType };
  const path = await machine.bring(blob);
  if (path === undefined)
    throw new WorkprintError('media-corrupt', 'The stored bytes of this file are damaged or gone. Upload it again.');
  context.progress(1, steps);
  const overtime = AbortSignal.timeout(longestMs);
  const signal = AbortSignal.any([context.signal, overtime]);
  let done = 1;
  try {
    const found = await inspectFile(machine, path, signal);
    context.progress(++done, steps);
    const derivatives = await makeDerivatives(machine, found, signal, {
      onMade: () => context.progress(Math.min(++done, steps - 1), steps),
      onLeftOut: (error) =>
        parts.log.info('A preview could not be made', { assetId: asset.id, jobId: context.job.id, error }),
    });
    const stored = await Promise.all(derivatives.map((each) => store(parts, each)));
    await context.commit(async (query) => {
      for (const hash of new Set(stored.map(({ blobHash }) => blobHash))) await claimBlob(query, hash);
      await settleReady(query, asset, found);
      await keepDerivatives(query, asset, stored);
    });
    context.progress(steps, steps);
    return { assetId: asset.id, state: 'ready' };
  } catch (thrown) {
    context.signal.throwIfAborted();
    const error = overtime.aborted
      ? new WorkprintError(
          'media-timeout',
          `Looking at it took longer than ${longestMs / 60_000} minutes. Use a smaller file.`,
          { cause: thrown },
        )
      : thrown;
    if (!(error instanceof WorkprintError) || !refusals.has(error.code)) throw error;
    const reason = reasonOf(error, path);
    await context.commit((query) => settleRefused(query, asset.id, reason));
    return { assetId: asset.id, state: 'refused' };
  }
};

const inputSchema = z.object({ assetId: z.uuid() }) satisfies z.ZodType<ImportInput>;

export const importJob = (parts: ImportParts): JobHandler<ImportInput> => ({
  ...{ kind: importKind, lane: 'chores' },
  parse: (input) => inputSchema.parse(input),
  run: (context) => importAsset(parts, context, context.input.assetId),
});
