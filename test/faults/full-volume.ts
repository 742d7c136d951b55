/**
 * PB6: the volume of the files fills while uploads come in. Each answer is 507, nothing half-visible is left, and without a restart everything
 * goes on when there is room. The volume is a small tmpfs; where this process may not mount one, the proof cannot be made.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LibraryStudio, startLibraryStudio, uploadForm } from '../kit/library-studio.ts';
import type { ProofRow } from '../prove/row.types.ts';

const megabyte = 1024 ** 2;
const volumeBytes = 32 * megabyte;

/** Mounts a volume of 32 MB at `folder`; undefined where that is not allowed. */
export const mountSmallVolume = async (folder: string): Promise<(() => void) | undefined> => {
  await mkdir(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${volumeBytes}`, 'tmpfs', folder]);
  return status === 0 ? () => void spawnSync('umount', ['-l', folder]) : undefined;
};

const check = (what: string, given: unknown, wanted: unknown): void => {
  if (JSON.stringify(given) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`);
};

const tus = { 'tus-resumable': '1.0.0' };

/** What the clock of the studio is ahead: what it knows of the disk grows old without a test that waits. */
let aheadMs = 0;

class Rig {
  readonly #library: LibraryStudio;
  readonly #filler: string;

  constructor(library: LibraryStudio) {
    this.#library = library;
    this.#filler = join(library.folder, 'filler');
  }

  /** Leaves about so many bytes free. */
  async fill(leave: number): Promise<void> {
    const free = (await this.#library.parts.intake.freeBytes()) ?? 0;
    await writeFile(this.#filler, Buffer.alloc(Math.max(0, free - leave)));
    aheadMs += 1100;
  }

  async empty(): Promise<void> {
    await rm(this.#filler, { force: true });
    aheadMs += 1100;
  }

  async assets(): Promise<number> {
    const rows = await this.#library.studio.database.asStudio((query) =>
      query.selectFrom('workprint.assets').select('id').execute(),
    );
    return rows.length;
  }

  /** Files that no asset and no upload names. */
  leftovers(): Promise<readonly string[]> {
    return readdir(join(this.#library.folder, 'intake', 'received'));
  }

  async form(bytes: Uint8Array): Promise<readonly [number, string | undefined]> {
    const { studio } = this.#library;
    const { status, body } = await uploadForm(studio.asOwner, studio.projectId, bytes);
    return [status, body.error?.code];
  }

  async begin(length: number): Promise<string> {
    const { asOwner, projectId } = this.#library.studio;
    const metadata = `projectId ${Buffer.from(projectId).toString('base64')}`;
    const made = await asOwner.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(length), 'upload-metadata': metadata },
    });
    return made.headers.get('location') ?? '';
  }

  patch(path: string, offset: number, bytes: Uint8Array): Promise<Response> {
    const headers = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    return this.#library.studio.asOwner.fetch(path, {
      method: 'PATCH',
      headers,
      body: bytes as Uint8Array<ArrayBuffer>,
    });
  }

  async offset(path: string): Promise<number> {
    const answer = await this.#library.studio.asOwner.fetch(path, { method: 'HEAD', headers: tus });
    return Number(answer.headers.get('upload-offset'));
  }
}

/** A form that does not fit leaves nothing and fits when there is room. */
const fillDuringForm = async (rig: Rig): Promise<void> => {
  const before = await rig.assets();
  const bytes = randomBytes(6 * megabyte);
  await rig.fill(3 * megabyte);
  for (let again = 0; again < 3; again++) check('a form on a full volume', await rig.form(bytes), [507, 'disk-full']);
  check('assets', await rig.assets(), before);
  check('leftovers', await rig.leftovers(), []);
  await rig.empty();
  check('a form when there is room', (await rig.form(bytes))[0], 201);
};

/** An upload keeps what fitted, says where it stands, and goes on from there. */
const fillDuringUpload = async (rig: Rig): Promise<void> => {
  const before = await rig.assets();
  const bytes = randomBytes(6 * megabyte);
  const path = await rig.begin(bytes.length);
  await rig.fill(3 * megabyte);
  const full = await rig.patch(path, 0, bytes);
  check('an upload on a full volume', full.status, 507);
  await full.arrayBuffer();
  const offset = await rig.offset(path);
  if (offset > 3 * megabyte) throw new Error(`the offset is ${offset}, beyond what fitted`);
  check('assets', await rig.assets(), before);
  await rig.empty();
  const rest = await rig.patch(path, offset, bytes.subarray(offset));
  check('the rest when there is room', rest.status, 204);
  if (rest.headers.get('workprint-asset-id') === null) throw new Error('it became no asset');
  check('assets', await rig.assets(), before + 1);
  check('leftovers', await rig.leftovers(), []);
};

/** The volume fills between the last byte and the asset: the pieces stay, and asking again finishes. */
const fillDuringFinish = async (rig: Rig): Promise<void> => {
  const bytes = randomBytes(4 * megabyte);
  const path = await rig.begin(bytes.length);
  // Two writers, two pieces: they are put together at the end, for which there is no room.
  await (await rig.patch(path, 0, bytes.subarray(0, megabyte))).arrayBuffer();
  await rig.fill(megabyte);
  const first = await rig.patch(path, megabyte, bytes.subarray(megabyte));
  check('the end on a full volume', first.status, 507);
  await rig.empty();
  const offset = await rig.offset(path);
  if (offset < bytes.length) check('the rest', (await rig.patch(path, offset, bytes.subarray(offset))).status, 204);
  check('the offset', await rig.offset(path), bytes.length);
  check('leftovers', await rig.leftovers(), []);
};

/** Above the low-water mark new files are refused while there is still room for what is under way. */
const lowWater = async (rig: Rig): Promise<void> => {
  const bytes = randomBytes(2 * megabyte);
  const path = await rig.begin(bytes.length);
  await rig.fill(5 * megabyte);
  check('a new form', await rig.form(randomBytes(1000)), [507, 'disk-full']);
  check('a new upload', await rig.begin(1000), '');
  check('what is under way', (await rig.patch(path, 0, bytes)).status, 204);
  await rig.empty();
  check('a new form when there is room', (await rig.form(randomBytes(1000)))[0], 201);
};

const proofs = { fillDuringForm, fillDuringUpload, fillDuringFinish, lowWater } as const;

export const fullVolume: ProofRow = {
  id: 'PB6',
  promise: 'A full volume is 507 with nothing half-visible, and all goes on by itself when there is room.',
  counts: 'floods',
  facts: { assets: 'max' },
  open: async (_size, folder) => {
    const volume = join(folder, 'volume');
    const unmount = await mountSmallVolume(volume);
    if (!unmount)
      return { cases: [{ name: 'mount', run: () => Promise.reject(new Error('this process may mount no volume')) }] };
    const open = (lowWaterBytes: number) =>
      startLibraryStudio({ folder: volume, lowWaterBytes, now: () => Date.now() + aheadMs });
    return {
      cases: Object.entries(proofs).map(([name, prove]) => ({
        name,
        run: async () => {
          const library = await open(name === 'lowWater' ? 8 * megabyte : 0);
          try {
            const rig = new Rig(library);
            await prove(rig);
            return { assets: await rig.assets() };
          } finally {
            await library.close();
            for (const left of await readdir(volume)) await rm(join(volume, left), { recursive: true, force: true });
          }
        },
      })),
      close: async () => unmount(),
    };
  },
};
