/**
 * Taking away what nobody needs: what has expired, what nobody names, what was begun and never ended. A blob goes a day after it was last
 * named, under a lock that everybody takes who stores or names it, so what is being uploaded this moment stays.
 */

import type { Query } from '../../ports/database.ts';
import { RequestRefused } from '../api/api.ts';
import { blobName, type Storage } from './store-blob.ts';
import type { SweptItem } from './sweep.queries.ts';
import * as rows from './sweep.queries.ts';

export type SweepKind =
  | 'result'
  | 'answer'
  | 'asset'
  | 'upload'
  | 'idempotency-key'
  | 'rate-window'
  | 'job-event'
  | 'orphan-found'
  | 'stray-found'
  | 'blob'
  | 'unfinished-write';

export type Swept = SweptItem & { readonly kind: SweepKind };

export type SweepOptions = {
  /** Changes nothing; what is reported is exactly what a sweep at this moment would do. */
  readonly isDryRun?: boolean;
  /** Hours that a blob may be without a name; default 24. */
  readonly graceHours?: number;
  /** Hours after which a write that did not end never will; default 24. */
  readonly unfinishedHours?: number;
  /** Days after which an answer that nobody asked for goes; default 30. */
  readonly unusedAnswerDays?: number;
  /** Days in which a deleted asset can be restored; default 30. */
  readonly deletedAssetDays?: number;
  /** Days that the events of a finished job are kept; default 7. */
  readonly jobEventDays?: number;
  readonly signal?: AbortSignal;
};

export type SweepDeps = Storage & {
  /** Removes what an upload has on the disk; no error when there is nothing. */
  readonly discardUpload: (id: string) => Promise<void>;
};

/** Between locking a blob and removing it nothing takes long; a process that slept meanwhile may have lost its lock. */
const lockTrustedMs = 5_000;

class DryRunEnds extends Error {}

/** All that happens to rows alone. Whether more may be waiting: a statement took as much as it is allowed. */
const sweepRows = async (query: Query, options: SweepOptions): Promise<readonly Swept[]> => {
  const swept: Swept[] = [];
  const add = (kind: SweepKind, items: readonly SweptItem[]): void => {
    for (const item of items) swept.push({ kind, ...item });
  };
  add('result', await rows.expireResults(query));
  add('answer', await rows.expireAnswers(query, options.unusedAnswerDays ?? 30));
  add('asset', await rows.purgeAssets(query, options.deletedAssetDays ?? 30));
  add('upload', await rows.expireUploads(query));
  add('idempotency-key', await rows.expireIdempotencyKeys(query));
  add('rate-window', await rows.expireRateWindows(query));
  add('job-event', await rows.expireJobEvents(query, options.jobEventDays ?? 7));
  await rows.unmarkNamed(query);
  add('orphan-found', await rows.markOrphans(query));
  return swept;
};

const isFull = (swept: readonly Swept[]): boolean => {
  const counts = new Map<SweepKind, number>();
  for (const { kind } of swept) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= rows.sweepBatch);
};

const listAllOrphans = async (query: Query, graceHours: number): Promise<readonly SweptItem[]> => {
  const all: SweptItem[] = [];
  for (let page = await rows.listOrphans(query, graceHours, ''); page.length > 0; ) {
    all.push(...page);
    page = await rows.listOrphans(query, graceHours, page.at(-1)?.name ?? '');
  }
  return all;
};

/** Removes one orphan, unless somebody wants it again. */
const removeOrphan = ({ database, objects }: Storage, orphan: SweptItem, graceHours: number): Promise<boolean> =>
  database.asStudio(async (query) => {
    const startedMs = performance.now();
    if (!(await rows.lockOrphan(query, orphan.name, graceHours))) return false;
    await rows.deleteBlobRow(query, orphan.name);
    if (performance.now() - startedMs > lockTrustedMs)
      throw new RequestRefused('unavailable', 'A sweep was held up too long to go on safely; the next one continues.');
    // Before the commit: whoever waits for the row finds neither row nor bytes, and stores both.
    await objects.remove(blobName(orphan.name));
    return true;
  });

const findStrays = async ({ database, objects }: Storage, isDryRun: boolean): Promise<readonly Swept[]> => {
  const found: Swept[] = [];
  let page: { readonly hash: string; readonly bytes: number }[] = [];
  const settle = (): Promise<void> =>
    database.asStudio(async (query) => {
      const unknown = new Set(
        await rows.withoutRow(
          query,
          page.map((one) => one.hash),
        ),
      );
      const strays = page.filter((one) => unknown.has(one.hash));
      page = [];
      if (strays.length === 0) return;
      if (!isDryRun) await rows.adoptStrays(query, strays);
      for (const { hash } of strays) found.push({ kind: 'stray-found', name: hash, bytes: 0 });
    });
  for await (const { name, bytes } of objects.list('blobs/')) {
    const hash = name.slice('blobs/'.length);
    if (/^[0-9a-f]{64}$/.test(hash)) page.push({ hash, bytes });
    if (page.length >= rows.sweepBatch) await settle();
  }
  if (page.length > 0) await settle();
  return found;
};

const sweepDry = async (deps: SweepDeps, options: SweepOptions, graceHours: number): Promise<readonly Swept[]> => {
  const swept: Swept[] = [];
  try {
    await deps.database.asStudio(async (query) => {
      for (let once: readonly Swept[]; (once = await sweepRows(query, options)), swept.push(...once), isFull(once); );
      for (const orphan of await listAllOrphans(query, graceHours)) swept.push({ kind: 'blob', ...orphan });
      throw new DryRunEnds();
    });
  } catch (error) {
    if (!(error instanceof DryRunEnds)) throw error;
  }
  return swept;
};

const sweepWet = async (deps: SweepDeps, options: SweepOptions, graceHours: number): Promise<readonly Swept[]> => {
  const swept: Swept[] = [];
  for (let isMore = true; isMore; ) {
    options.signal?.throwIfAborted();
    const once = await deps.database.asStudio((query) => sweepRows(query, options));
    for (const { kind, name } of once) if (kind === 'upload') await deps.discardUpload(name);
    swept.push(...once);
    isMore = isFull(once);
  }
  for (const orphan of await deps.database.asStudio((query) => listAllOrphans(query, graceHours))) {
    options.signal?.throwIfAborted();
    if (await removeOrphan(deps, orphan, graceHours)) swept.push({ kind: 'blob', ...orphan });
  }
  return swept;
};

/** One sweep. Safe beside uploads, renders and other sweeps; cut off anywhere, the next one goes on. */
export const sweepObjects = async (deps: SweepDeps, options: SweepOptions = {}): Promise<readonly Swept[]> => {
  const { isDryRun = false, graceHours = 24, unfinishedHours = 24 } = options;
  const swept = [...(await (isDryRun ? sweepDry : sweepWet)(deps, options, graceHours))];
  swept.push(...(await findStrays(deps, isDryRun)));
  for await (const name of deps.objects.unfinished(Date.now() - unfinishedHours * 3_600_000)) {
    options.signal?.throwIfAborted();
    if (!isDryRun) await deps.objects.discard(name);
    swept.push({ kind: 'unfinished-write', name, bytes: 0 });
  }
  return swept;
};
