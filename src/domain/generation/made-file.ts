/** What a file that a vendor made is, by its bytes, and whether that is what was asked for. Whoever keeps such files asks here first. */
import { WorkprintError } from '../errors.ts';
import { isStillKind } from '../media/demuxers.ts';
import { headBytes, sniff } from '../media/sniff.ts';
import { stillHeader } from '../media/still-header.ts';
import { wavSeconds } from '../media/wav.ts';
import type { MediaKind } from '../timeline/media-facts.types.ts';
import type { AskType } from './ask.types.ts';

const mebibyte = 1024 * 1024;

/** The largest file of each kind of work, in bytes. */
export const mostMadeBytes = (type: AskType): number => (type === 'image' ? 64 * mebibyte : 2048 * mebibyte);

const filmKinds: readonly MediaKind[] = ['mp4', 'matroska', 'avi', 'mpegts', 'mpeg', 'asf', 'ogg', 'flv', 'gif'];
const soundKinds: readonly MediaKind[] = ['wav', 'aiff', 'flac', 'mp3', 'aac', 'ogg', 'mp4', 'matroska'];

const isFitting = (type: AskType, kind: MediaKind): boolean => {
  if (type === 'image') return isStillKind(kind) || kind === 'gif';
  if (type === 'video' || type === 'lipsync') return filmKinds.includes(kind);
  return soundKinds.includes(kind);
};

/** What was asked for, in a sentence. */
export const madeNoun = (type: AskType): string =>
  type === 'image' ? 'a picture' : type === 'video' || type === 'lipsync' ? 'a film' : 'sound';

const refused = (type: AskType, is: string): WorkprintError =>
  new WorkprintError(
    'media-refused',
    `The provider made ${is} where ${madeNoun(type)} was asked for. It was not kept.`,
  );

/** The first bytes of a file (`headBytes`), its last (twice as many), and how long it is. */
export type FileEnds = { readonly head: Uint8Array; readonly tail: Uint8Array; readonly sizeBytes: number };

/** The ends of a file that is all in memory. */
export const endsOfBytes = (bytes: Uint8Array): FileEnds => ({
  head: bytes.subarray(0, headBytes),
  tail: bytes.subarray(-2 * headBytes),
  sizeBytes: bytes.byteLength,
});

/** What it is; undefined: weights, which may be anything. Throws `media-refused` for what was not asked for. */
export const madeKindOf = (type: AskType, { head, tail, sizeBytes }: FileEnds): MediaKind | undefined => {
  if (type === 'lora') return undefined;
  const found = sniff(head, sizeBytes, tail);
  if (typeof found !== 'string') throw refused(type, found.is);
  if (!isFitting(type, found)) throw refused(type, `a file of the kind ${found}`);
  return found;
};

/** What its first bytes tell: the size of a picture, the seconds of a wave file. */
export const madeFactsOf = (
  kind: MediaKind,
  { head, sizeBytes }: FileEnds,
): { readonly width?: number; readonly height?: number; readonly seconds?: number } => {
  const still = stillHeader(kind, head);
  const seconds = kind === 'wav' ? wavSeconds(head, sizeBytes) : undefined;
  return {
    ...(still && still.width > 0 && still.height > 0 && { width: still.width, height: still.height }),
    ...(seconds !== undefined && { seconds }),
  };
};

/** For a file beyond `mostMadeBytes`. */
export const madeTooLarge = (type: AskType): WorkprintError =>
  new WorkprintError(
    'media-too-large',
    `The provider made a file of more than ${mostMadeBytes(type) / mebibyte} MiB. It was not kept.`,
  );
