/**
 * What an answer does not have of what was asked: fewer files, a shorter clip, a smaller picture, no sound. Found in what the files are, not in
 * what the vendor says of them. What nobody measured is taken for what was asked.
 */
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { KeptFile } from './desk.types.ts';

/** Coders cut at whole frames and sizes at whole blocks: less than this share missing is nothing missing. */
const tolerance = 0.1;
const isLess = (is: number | undefined, asked: number | undefined): boolean =>
  is !== undefined && asked !== undefined && asked > 0 && is < asked * (1 - tolerance);

/** Length of the shorter side that a word for size promises. */
const shorterSide: Readonly<Record<string, number>> = {
  '480p': 480,
  '720p': 720,
  '1080p': 1080,
  '1440p': 1440,
  '2160p': 2160,
  '4k': 2160,
};

const missingIn = (ask: Ask, { facts = {} }: KeptFile): readonly string[] => {
  const { seconds, width, height, hasSound } = facts;
  const found: string[] = [];
  const askedSeconds = ask.type === 'video' || ask.type === 'sound' ? ask.durationSeconds : undefined;
  if (isLess(seconds, askedSeconds)) found.push(`${Number(seconds?.toFixed(1))} s instead of ${askedSeconds} s`);
  if (ask.type === 'image' && (isLess(width, ask.width) || isLess(height, ask.height)))
    found.push(`${width} × ${height} pixels instead of ${ask.width} × ${ask.height}`);
  if (ask.type === 'video') {
    const side = width !== undefined && height !== undefined ? Math.min(width, height) : undefined;
    if (isLess(side, shorterSide[ask.resolution?.toLowerCase() ?? '']))
      found.push(`${width} × ${height} pixels instead of ${ask.resolution}`);
    if (ask.audio === true && hasSound === false) found.push('no sound');
  }
  return found;
};

/** In words; undefined: nothing is missing. */
export const lacksOf = (ask: Ask, files: readonly KeptFile[]): string | undefined => {
  const found = files.flatMap((file) => missingIn(ask, file));
  if (ask.type === 'image' && files.length < ask.count)
    found.unshift(`${files.length} ${files.length === 1 ? 'picture' : 'pictures'} instead of ${ask.count}`);
  return found.length === 0 ? undefined : [...new Set(found)].join('; ');
};
