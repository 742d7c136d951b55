/** What a file is, by its content alone: a font, captions, a colour table, else film, picture or sound by the media library in its jail. */
import { open } from 'node:fs/promises';
import { parseCube } from '../../../compile/filters/cube.ts';
import { WorkprintError } from '../../../domain/errors.ts';
import { detectFormat, importAny } from '../../../domain/interchange/interchange.ts';
import { msFromFrames } from '../../../domain/time.ts';
import type { MediaFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { AssetKind } from '../assets/asset.types.ts';
import type { ImportMachine, Inspected } from './import.types.ts';

const headBytes = 4096;
const mostFontBytes = 32 * 1024 * 1024;
const mostTextBytes = 16 * 1024 * 1024;

const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const fontTypes: Readonly<Record<string, string>> = {
  '\0\x01\0\0': 'font/ttf',
  true: 'font/ttf',
  OTTO: 'font/otf',
  wOFF: 'font/woff',
  wOF2: 'font/woff2',
  ttcf: 'font/collection',
};

const captionTypes: Readonly<Record<string, string>> = {
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  ass: 'text/x-ssa',
};

/** What is known of captions; undefined when the text is none. */
const captionsIn = (text: string): Inspected | undefined => {
  const format = detectFormat(text, 'captions');
  const mediaType = captionTypes[format ?? ''];
  if (mediaType === undefined) return undefined;
  const { timeline } = importAny(text, 'The file');
  const cues = timeline.tracks.flatMap((track) =>
    track.kind === 'video' ? track.items.flatMap((item) => (item.kind === 'captions' ? item.cues : [])) : [],
  );
  if (cues.length === 0) return undefined;
  const durationMs = msFromFrames(timeline.durationFrames, timeline.rate);
  return { kind: 'captions', mediaType, facts: { format, cues: cues.length, durationMs } };
};

/** Text that has a meaning here; undefined for all other. A text that only looks like it is told by the library what it is. */
const textKind = async (
  path: string,
  head: Buffer,
  { library }: ImportMachine,
  signal: AbortSignal,
): Promise<Inspected | undefined> => {
  const start = head.toString('utf8');
  const isCube = /^\s*LUT_[13]D_SIZE\s/mu.test(start);
  if (!isCube && !/-->|^\uFEFF?WEBVTT|^\s*\[Script Info\]/imu.test(start)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await library.read(path, mostTextBytes, signal));
    if (!isCube) return captionsIn(text);
    const { title, grid, curve } = parseCube(text);
    const facts = { title, gridSize: grid?.size ?? null, curveSize: curve?.size ?? null };
    return { kind: 'lookup', mediaType: 'application/x-cube-lut', facts };
  } catch (error) {
    if (error instanceof TypeError || (error instanceof WorkprintError && error.code !== 'cancelled')) return undefined;
    throw error;
  }
};

const browserTypes: Readonly<Record<string, readonly [withPicture: string, soundOnly: string]>> = {
  mp4: ['video/mp4', 'audio/mp4'],
  matroska: ['video/x-matroska', 'audio/x-matroska'],
  ogg: ['video/ogg', 'audio/ogg'],
  wav: ['audio/wav', 'audio/wav'],
  avi: ['video/vnd.avi', 'video/vnd.avi'],
};
const webCodecs = new Set(['vp8', 'vp9', 'av1', 'opus', 'vorbis']);

/** The type by which a browser knows what it can play; fixed by content, never by what the file is called. */
const servedTypeOf = ({ kind, picture, sounds }: MediaFacts, containerType: string): string => {
  const isWeb = kind === 'matroska' && [picture, ...sounds].every((stream) => !stream || webCodecs.has(stream.codec));
  if (isWeb) return picture ? 'video/webm' : 'audio/webm';
  const [withPicture, soundOnly] = browserTypes[kind] ?? [containerType, containerType];
  return picture ? withPicture : soundOnly;
};

const kindOf = ({ picture, durationMs }: MediaFacts): AssetKind =>
  !picture ? 'audio' : picture.frames > 1 || durationMs > 0 ? 'video' : 'image';

/** Throws what refuses a file: `media-refused`, `media-too-large`, `media-timeout`, `media-corrupt`, `font-refused`; and `cancelled`. */
export const inspectFile = async (machine: ImportMachine, path: string, signal: AbortSignal): Promise<Inspected> => {
  const head = await readHead(path);
  const fontType = fontTypes[head.toString('latin1', 0, 4)];
  if (fontType) {
    const font = machine.readFont(await machine.library.read(path, mostFontBytes, signal), 'in this file');
    const { families, weight, italic } = font;
    return { kind: 'font', mediaType: fontType, facts: { families, weight, italic }, font: font.bytes };
  }
  const text = await textKind(path, head, machine, signal);
  if (text) return text;
  const media = await machine.library.takeIn(path, signal);
  const { facts, blob } = media;
  return { kind: kindOf(facts), mediaType: servedTypeOf(facts, blob.mediaType), facts, media };
};
