/** Whether this FFmpeg converts with zimg; asked once for each version and remembered. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from '../sandbox/sandbox.ts';
import type { Scaler } from './decode/picture-filters.ts';

/** `zimg` where FFmpeg was built with it, else `swscale`. The note lies under `<home>/media`; without it, asking takes some 50 ms. */
export const findScaler = async (
  ffmpeg: { readonly path: string; readonly version: string },
  home: string,
  signal: AbortSignal = AbortSignal.timeout(20_000),
): Promise<Scaler> => {
  const key = createHash('sha256').update(`${ffmpeg.path} ${ffmpeg.version}`).digest('hex').slice(0, 16);
  const folder = join(home, 'media');
  const note = join(folder, `scaler-${key}.txt`);
  const noted = await readFile(note, 'utf8').catch(() => ''); // not asked yet: an expected answer
  if (noted === 'zimg' || noted === 'swscale') return noted;
  const filters = await outputOf(ffmpeg.path, ['-hide_banner', '-filters'], { signal, purpose: 'list its filters' });
  const has = (name: string): boolean => new RegExp(`^\\s*\\S+\\s+${name}\\s`, 'm').test(filters.toString('latin1'));
  const scaler = has('zscale') && has('tonemap') ? 'zimg' : 'swscale';
  await mkdir(folder, { recursive: true });
  await writeFile(note, scaler);
  return scaler;
};
