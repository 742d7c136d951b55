/** PB1: a large upload is cut off again and again, its server killed again and again, and in the end there is one asset with the same bytes. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import { seededRandom } from '../../src/domain/random.ts';
import { mostLostBytes } from '../../src/features/library/uploads/receive-part.ts';
import type { Piece } from '../../src/ports/intake.ts';
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts';
import { type RunningLibrary, sendTus, startLibraryServer, type TusAnswer } from '../kit/running-library.ts';
import { addPerson } from '../kit/studio.ts';
import type { Facts, ProofRow } from '../prove/row.types.ts';

const megabyte = 1024 ** 2;
const chunkBytes = 256 * 1024;
/** More than the server had when it began to listen: the file is never held. */
const mostGrowth = 150 * megabyte;

/** Mostly holes, with something else in each page: the bytes of any place without keeping the file. */
const chunkAt = (at: number, bytes: number): Uint8Array => {
  const chunk = Buffer.alloc(bytes);
  for (let word = 0; word + 8 <= bytes; word += 4096) chunk.writeDoubleLE(at + word, word);
  return chunk;
};
function* bodyFrom(offset: number, length: number): Generator<Uint8Array> {
  for (let at = offset; at < length; ) {
    const first = at - (at % chunkBytes);
    const chunk = chunkAt(first, Math.min(chunkBytes, length - first)).subarray(at - first);
    yield chunk;
    at += chunk.byteLength;
  }
}

type Plan = { readonly bytes: number; readonly cuts: number; readonly kills: number; readonly seed: number };

/** How one request is to end. */
type Interruption = { readonly how: 'cut' | 'kill'; readonly after: number } | undefined;

class Rig {
  readonly #fresh: FreshDatabase;
  readonly #folder: string;
  readonly #bytes: number;
  readonly #personId: string;
  #server: RunningLibrary;
  #path = '';
  #peak = 0;
  #growth = 0;
  mostLost = 0;

  private constructor(fresh: FreshDatabase, folder: string, bytes: number, personId: string, server: RunningLibrary) {
    this.#fresh = fresh;
    this.#folder = folder;
    this.#bytes = bytes;
    this.#personId = personId;
    this.#server = server;
  }

  static async open(folder: string, bytes: number): Promise<Rig> {
    const fresh = await freshDatabase();
    const personId = await addPerson(fresh.database, 'Sender');
    const rig = new Rig(fresh, folder, bytes, personId, await Rig.#start(fresh, folder));
    try {
      await rig.#create();
    } catch (error) {
      await rig.close();
      throw error;
    }
    return rig;
  }

  async #create(): Promise<void> {
    const project = await this.#fresh.database.asStudio((query) =>
      query
        .insertInto('workprint.projects')
        .values({ owner_id: this.#personId, name: 'A film' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const headers = {
      'upload-length': String(this.#bytes),
      'upload-metadata': `projectId ${Buffer.from(project.id).toString('base64')}`,
    };
    const created = await sendTus(this.#server.url, this.#personId, {
      method: 'POST',
      path: '/api/v1/uploads',
      headers,
    });
    if (created.status !== 201) throw new Error(`creation answered ${created.status}`);
    this.#path = created.headers.location ?? '';
  }

  static #start(fresh: FreshDatabase, folder: string): Promise<RunningLibrary> {
    return startLibraryServer({
      databaseUrl: fresh.url,
      folder: join(folder, 'files'),
      limits: { writerLeaseMs: 1500 },
    });
  }

  /** Notes what the present server took; before it goes. */
  #weigh(): void {
    const peak = this.#server.peakMemory();
    this.#peak = Math.max(this.#peak, peak);
    this.#growth = Math.max(this.#growth, peak - this.#server.idleMemory);
  }

  /** The most that any server took, in all and beyond what it had at its start. */
  memory(): { readonly peak: number; readonly growth: number } {
    this.#weigh();
    return { peak: this.#peak, growth: this.#growth };
  }

  head(): Promise<TusAnswer> {
    return sendTus(this.#server.url, this.#personId, { method: 'HEAD', path: this.#path });
  }

  /** Sends everything from `offset` on, or as much as the interruption allows. Undefined: the connection broke. */
  async send(offset: number, interruption: Interruption): Promise<TusAnswer | undefined> {
    const cut = new AbortController();
    let [stopping, isStopped] = [Promise.resolve(), false];
    const answer = await sendTus(this.#server.url, this.#personId, {
      ...{ method: 'PATCH', path: this.#path, headers: { 'upload-offset': String(offset) } },
      ...{ body: bodyFrom(offset, this.#bytes), bodyBytes: this.#bytes - offset, signal: cut.signal },
      onSent: (all) => {
        if (isStopped || !interruption || all < interruption.after) return;
        isStopped = true;
        if (interruption.how === 'cut') cut.abort();
        else {
          this.#weigh();
          stopping = this.#server.kill();
        }
      },
    }).catch(() => undefined); // that is what an interruption looks like
    await stopping;
    if (isStopped && interruption?.how === 'kill') await this.#startAgain();
    return answer;
  }

  async #startAgain(): Promise<void> {
    this.mostLost = Math.max(this.mostLost, await this.#uncounted());
    this.#server = await Rig.#start(this.#fresh, this.#folder);
  }

  /** Bytes of the newest piece that were written and do not count: what is to be sent again, beside what never arrived. */
  async #uncounted(): Promise<number> {
    const id = this.#path.slice(-36);
    const folder = join(this.#folder, 'files', 'intake', 'uploads', id);
    const newest = (await readdir(folder).catch(() => [])).sort((a, b) => a.localeCompare(b)).at(-1);
    if (newest === undefined) return 0;
    const row = await this.#fresh.database.asStudio((query) =>
      query.selectFrom('workprint.uploads').select('pieces').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const noted = (row.pieces as readonly Piece[]).find(({ name }) => name === newest)?.bytes ?? 0;
    return Math.max(0, (await stat(join(folder, newest))).size - noted);
  }

  /** Throws unless there is one asset and its stored bytes are the ones that were sent. */
  async check(): Promise<void> {
    const wanted = createHash('sha256');
    for (const chunk of bodyFrom(0, this.#bytes)) wanted.update(chunk);
    const sha256 = wanted.digest('hex');
    const assets = await this.#fresh.database.asStudio((query) =>
      query.selectFrom('workprint.assets').select(['blob_hash', 'bytes']).execute(),
    );
    if (assets.length !== 1) throw new Error(`there are ${assets.length} assets`);
    if (assets[0]?.blob_hash !== sha256 || assets[0].bytes !== this.#bytes)
      throw new Error('the asset has other bytes');
    const stored = createHash('sha256');
    const objects = openDiskObjects(join(this.#folder, 'files', 'objects'));
    for await (const part of (await objects.read(`blobs/${sha256}`)) ?? []) stored.update(part);
    if (stored.digest('hex') !== sha256) throw new Error('the stored bytes are others');
  }

  async close(): Promise<void> {
    await this.#server.kill();
    await this.#fresh.close();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));

const interrupt = async (folder: string, { bytes, cuts, kills, seed }: Plan): Promise<Facts> => {
  const random = seededRandom('PB1', seed);
  const rig = await Rig.open(folder, bytes);
  let [cut, killed] = [0, 0];
  try {
    for (;;) {
      const head = await rig.head();
      if (head.status === 200 && head.headers['workprint-asset-id'] !== undefined) break;
      if (head.status !== 200 && head.status !== 423) throw new Error(`HEAD answered ${head.status}`);
      if (head.status === 423) await pause();
      const offset = Number(head.headers['upload-offset']);
      // Some reach beyond the end, so that the server dies while it finishes, too.
      const after = Math.min(bytes - offset, Math.floor((random() * 2.4 * bytes) / cuts));
      const how = killed * cuts <= cut * kills && killed < kills ? 'kill' : 'cut';
      const isInterrupted = head.status === 200 && cut + killed < cuts;
      if (head.status === 423) continue;
      const answer = await rig.send(offset, isInterrupted ? { how, after } : undefined);
      // 409: what the cut request before brought was written down only after we asked.
      if (answer?.status === 423 || answer?.status === 409) await pause();
      else if (answer && answer.status !== 204) throw new Error(`PATCH answered ${answer.status}`);
      else if (isInterrupted && how === 'kill') killed++;
      else if (isInterrupted) cut++;
    }
    await rig.check();
    if (rig.mostLost > mostLostBytes + chunkBytes) throw new Error(`a killed server cost ${rig.mostLost} bytes`);
    const { peak, growth } = rig.memory();
    if (growth > mostGrowth) throw new Error(`a server took ${growth} bytes of memory more`);
    return {
      cuts: cut,
      kills: killed,
      lost_mb: rig.mostLost / megabyte,
      memory_mb: Math.round(peak / megabyte),
      grown_mb: Math.round(growth / megabyte),
    };
  } finally {
    await rig.close();
  }
};

export const interruptedUploads: ProofRow = {
  id: 'PB1',
  promise: 'An upload that is cut off and whose servers are killed arrives as exactly one asset with the same bytes.',
  counts: 'uploads',
  facts: { cuts: 'sum', kills: 'sum', lost_mb: 'max', memory_mb: 'max', grown_mb: 'max' },
  open: async (size, folder) => {
    const plan =
      size === 'full' ? { bytes: 1024 * megabyte, cuts: 110, kills: 10 } : { bytes: 40 * megabyte, cuts: 8, kills: 2 };
    return { cases: [{ name: 'seed 42', run: () => interrupt(folder, { ...plan, seed: 42 }) }] };
  },
};
