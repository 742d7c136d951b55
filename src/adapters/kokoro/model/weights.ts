/**
 * Weights that are what they claim to be. The parts are joined, checked against the known SHA-256, given their prosody
 * inputs and written once to the cache folder; later starts compare only sizes and times, which takes a millisecond.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import type { KokoroFiles } from './kokoro-files.ts';
import { weightsSha256 } from './kokoro-files.ts';
import { editModel } from './onnx-edit.ts';
import { prosodyPatch, prosodyPatchVersion } from './prosody-patch.ts';

/** What was seen when the bytes were last checked. */
type Seen = { readonly path: string; readonly size: number; readonly mtimeMs: number };
type Verified = { readonly sha256: string; readonly patch: number; readonly parts: Seen[]; readonly model: Seen };

const see = async (path: string): Promise<Seen> => {
  const { size, mtimeMs } = await stat(path);
  return { path, size, mtimeMs };
};

const remedy = 'Run `npm ci` again, or point the weights folder at an intact copy of Kokoro-82M v1.0 (fp16)';

const corrupt = (files: KokoroFiles, seen: string, cause?: unknown): WorkprintError => {
  const names = files.weightParts.map((path) => basename(path));
  const what = names.length === 1 ? (names[0] as string) : `${names[0]} to ${names.at(-1)}`;
  return new WorkprintError(
    'voice-weights-corrupt',
    `The voice weights (${what}) are damaged: ${seen}. ${remedy}.`,
    cause === undefined ? {} : { cause },
  );
};

/** The remembered check when it still describes the files on disk. */
const remembered = async (recordPath: string, parts: readonly Seen[]): Promise<string | undefined> => {
  try {
    const record = JSON.parse(await readFile(recordPath, 'utf8')) as Verified;
    const model = await see(record.model.path);
    const now = JSON.stringify({ sha256: weightsSha256, patch: prosodyPatchVersion, parts, model });
    return JSON.stringify(record) === now ? model.path : undefined;
  } catch {
    return undefined; // No record, an unreadable one or a vanished model: check again.
  }
};

const readJoined = async (files: KokoroFiles): Promise<Buffer> => {
  try {
    return Buffer.concat(await Promise.all(files.weightParts.map((path) => readFile(path))));
  } catch (error) {
    throw corrupt(files, `they cannot be read (${error instanceof Error ? error.message : String(error)})`, error);
  }
};

/**
 * Path of the checked and prepared model. Throws `voice-weights-corrupt` when the bytes are not the known ones.
 * Two processes may do this at once: each writes its own file and the rename decides.
 */
export const prepareWeights = async (files: KokoroFiles, cacheFolder: string): Promise<string> => {
  const parts = await Promise.all(files.weightParts.map(see)).catch((error: unknown) => {
    throw corrupt(files, 'a part is missing', error);
  });
  const name = `kokoro-${weightsSha256.slice(0, 12)}-p${prosodyPatchVersion}`;
  const recordPath = join(cacheFolder, `${name}.json`);
  const known = await remembered(recordPath, parts);
  if (known !== undefined) return known;
  const bytes = await readJoined(files);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== weightsSha256)
    throw corrupt(files, `together they hash to ${sha256.slice(0, 12)}… instead of ${weightsSha256.slice(0, 12)}…`);
  const modelPath = join(cacheFolder, `${name}.onnx`);
  await mkdir(cacheFolder, { recursive: true });
  await writeInOneGo(modelPath, editModel(bytes, prosodyPatch()));
  const record: Verified = { sha256, patch: prosodyPatchVersion, parts, model: await see(modelPath) };
  await writeInOneGo(recordPath, [Buffer.from(JSON.stringify(record))]);
  return modelPath;
};

/** Written beside and renamed over: a reader sees the old file or the new one, never half. */
const writeInOneGo = async (path: string, pieces: readonly Uint8Array[]): Promise<void> => {
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    if (pieces.length === 1) await writeFile(fresh, pieces[0] as Uint8Array);
    else {
      const file = await open(fresh, 'w');
      try {
        // The many small pieces of the graph are gathered; only the weights themselves are megabytes.
        await file.writeFile(Buffer.concat(pieces));
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    if (full)
      throw new WorkprintError('disk-full', `There is no room for the voice model (170 MB) at ${path}.`, {
        cause: error,
      });
    throw error;
  }
};
