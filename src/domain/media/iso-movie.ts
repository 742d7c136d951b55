/** The `moov` box of an MP4 or MOV: its tracks, and when the frames of each are shown, without reading any of them. */
import { limits } from '../limits.ts';
import { bigEndian, latin1 } from './bytes.ts';
import { type Box, boxAt, boxesIn } from './iso-boxes.ts';

export type Edit = {
  /** In ticks of the movie; 0 in a fragmented file. */
  readonly duration: number;
  /** In ticks of the track; -1: nothing is shown for as long. */
  readonly mediaTime: number;
  /** 1 as recorded; anything else is a trick. */
  readonly rate: number;
};

export type IsoTrack = {
  /** `vide`, `soun`, or what else there is. */
  readonly handler: string;
  readonly ticksPerSecond: number;
  readonly edits: readonly Edit[];
  readonly stbl: Box | undefined;
};

export type IsoMovie = {
  readonly bytes: Uint8Array;
  readonly ticksPerSecond: number;
  /** The samples are described further on in the file, piece by piece. */
  readonly fragmented: boolean;
  /** In the order of the file, which is FFmpeg's order of streams. */
  readonly tracks: readonly IsoTrack[];
};

/** Why a movie is not let in. */
export type IsoProblem =
  | { readonly problem: 'elsewhere' }
  | { readonly problem: 'too-large'; readonly what: string; readonly limit: number };

const signed = (value: number, bits: number): number => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value);

const long = (bytes: Uint8Array, at: number): number => {
  const [high, low] = [bigEndian(bytes, at, 4), bigEndian(bytes, at + 4, 4)];
  return signed(high, 32) * 2 ** 32 + low;
};

/** A full box with a version: where its fields begin for each version. */
const ticksIn = (bytes: Uint8Array, box: Box | undefined): number => {
  if (!box) return 0;
  return Math.max(0, bigEndian(bytes, box.from + (bigEndian(bytes, box.from, 1) === 1 ? 20 : 12), 4));
};

const editsOf = (bytes: Uint8Array, trak: Box): readonly Edit[] | IsoProblem => {
  const list = boxAt(bytes, trak, 'edts', 'elst');
  if (!list) return [];
  const isLong = bigEndian(bytes, list.from, 1) === 1;
  const size = isLong ? 20 : 12;
  const claimed = bigEndian(bytes, list.from + 4, 4);
  if (claimed > limits.mediaEdits)
    return { problem: 'too-large', what: 'entries in an edit list', limit: limits.mediaEdits };
  const count = Math.min(claimed, Math.floor((list.to - list.from - 8) / size));
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const at = list.from + 8 + i * size;
    return {
      duration: isLong ? long(bytes, at) : bigEndian(bytes, at, 4),
      mediaTime: isLong ? long(bytes, at + 8) : signed(bigEndian(bytes, at + 4, 4), 32),
      rate: bigEndian(bytes, at + size - 4, 4) / 65_536,
    };
  });
};

/** A data reference without the flag “in this file” names another file or address. */
const pointsElsewhere = (bytes: Uint8Array, trak: Box): boolean => {
  const references = boxAt(bytes, trak, 'mdia', 'minf', 'dinf', 'dref');
  if (!references) return false;
  return boxesIn(bytes, references.from + 8, references.to).some(
    ({ from, to }) => to - from > 4 && (bigEndian(bytes, from + 3, 1) & 1) === 0,
  );
};

const samplesOf = (bytes: Uint8Array, stbl: Box | undefined): number => {
  const sizes = stbl && (boxAt(bytes, stbl, 'stsz') ?? boxAt(bytes, stbl, 'stz2'));
  return sizes ? Math.max(0, bigEndian(bytes, sizes.from + 8, 4)) : 0;
};

const trackOf = (bytes: Uint8Array, trak: Box): IsoTrack | IsoProblem => {
  const edits = editsOf(bytes, trak);
  if ('problem' in edits) return edits;
  const handlerBox = boxAt(bytes, trak, 'mdia', 'hdlr');
  const handler = handlerBox ? latin1(bytes, handlerBox.from + 8, 4) : '';
  const stbl = boxAt(bytes, trak, 'mdia', 'minf', 'stbl');
  if (handler === 'vide' && samplesOf(bytes, stbl) > limits.mediaFrames)
    return { problem: 'too-large', what: 'frames', limit: limits.mediaFrames };
  return { handler, ticksPerSecond: ticksIn(bytes, boxAt(bytes, trak, 'mdia', 'mdhd')), edits, stbl };
};

/** `moov` is the content of the box of that name. Hostile input gives a problem or a movie without tracks, never an error. */
export const readIsoMovie = (moov: Uint8Array): IsoMovie | IsoProblem => {
  const whole: Box = { type: 'moov', from: 0, to: moov.length };
  const children = boxesIn(moov, 0, moov.length);
  // `rmra` is QuickTime's reference movie: a list of other files.
  if (children.some(({ type }) => type === 'rmra')) return { problem: 'elsewhere' };
  const traks = children.filter(({ type }) => type === 'trak');
  if (traks.length > limits.mediaStreams) return { problem: 'too-large', what: 'tracks', limit: limits.mediaStreams };
  if (traks.some((trak) => pointsElsewhere(moov, trak))) return { problem: 'elsewhere' };
  const tracks: IsoTrack[] = [];
  for (const trak of traks) {
    const track = trackOf(moov, trak);
    if ('problem' in track) return track;
    tracks.push(track);
  }
  return {
    bytes: moov,
    ticksPerSecond: ticksIn(moov, boxAt(moov, whole, 'mvhd')),
    fragmented: children.some(({ type }) => type === 'mvex'),
    tracks,
  };
};
