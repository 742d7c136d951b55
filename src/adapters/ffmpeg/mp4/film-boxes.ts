/** The `moov` of a finished film: one picture track, at most one AAC track, times as integers throughout. */
import { type Bytes, box, fullBox, joined, text, u8, u16, u32, u32From, u64, zeros } from './boxes.ts';
import type { SampleEntry } from './sample-entry.ts';

/** A run-length list of equal neighbours, as most tables of an MP4 want it. */
const runs = (values: readonly number[]): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  for (const value of values) {
    const last = found.at(-1);
    if (last && last[1] === value) last[0]++;
    else found.push([1, value]);
  }
  return found;
};

/** Where a track's samples lie in the file. */
export type Chunk = { readonly offset: number; readonly samples: number };

export type TrackTables = {
  readonly timescale: number;
  /** Of every sample, in `timescale`. */
  readonly delta: number;
  readonly sizes: readonly number[];
  readonly chunks: readonly Chunk[];
  /** Media time at which the film begins: reordering delay of the picture, priming of the sound. */
  readonly skip: number;
  /** Of what is presented, in the movie's timescale. */
  readonly duration: number;
  /** Presentation minus decoding time of each sample; empty when they are all equal to zero. */
  readonly shifts: readonly number[];
  /** One-based numbers of key samples; undefined when all are. */
  readonly keys: readonly number[] | undefined;
};

export type PictureTrack = TrackTables & { readonly entry: SampleEntry };
export type SoundTrack = TrackTables & { readonly channels: number; readonly config: Bytes };

const identityMatrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** What kind of file it is: QuickTime for the coders that only QuickTime knows, else MPEG-4. */
export const ftypFor = ({ type }: SampleEntry): Bytes => {
  if (type.startsWith('ap')) return box('ftyp', text('qt  '), u32(512), text('qt  '));
  return box('ftyp', text('isom'), u32(512), text(`isomiso2${type}mp41`));
};

/** `timescale` is the movie's; `duration` counts in it. */
export const moov = (
  timescale: number,
  duration: number,
  picture: PictureTrack,
  sound: SoundTrack | undefined,
  title: string | undefined,
): Bytes =>
  box(
    'moov',
    fullBox(
      'mvhd',
      1,
      0,
      ...[u64(0), u64(0), u32(timescale), u64(duration), u32(0x10000), u16(0x100), zeros(10), identityMatrix],
      ...[zeros(24), u32(sound ? 3 : 2)],
    ),
    pictureTrack(picture),
    ...(sound ? [soundTrack(sound)] : []),
    userData(title),
  );

const pictureTrack = (track: PictureTrack): Bytes => {
  const header = fullBox('vmhd', 0, 1, zeros(8));
  const { width, height, bytes } = track.entry;
  return trak(1, track, { handler: 'vide', name: 'Picture', header, entry: bytes, volume: 0, width, height });
};

const soundTrack = (track: SoundTrack): Bytes => {
  const entry = box(
    'mp4a',
    ...[zeros(6), u16(1), zeros(8), u16(track.channels, 16), zeros(4), u32(track.timescale << 16), esds(track.config)],
  );
  const header = fullBox('smhd', 0, 0, zeros(4));
  return trak(2, track, { handler: 'soun', name: 'Sound', header, entry, volume: 0x100, width: 0, height: 0 });
};

/** MPEG-4 elementary stream descriptor around an AudioSpecificConfig. */
const esds = (config: Bytes): Bytes => {
  const descriptor = (tag: number, ...parts: readonly Bytes[]): Bytes => {
    const content = joined(parts);
    return joined([u8(tag, content.length), content]);
  };
  const decoder = descriptor(4, u8(0x40, 0x15), zeros(3), u32(0, 0), descriptor(5, config));
  return fullBox('esds', 0, 0, descriptor(3, u16(2), u8(0), decoder, descriptor(6, u8(2))));
};

type TrackKind = {
  readonly handler: string;
  readonly name: string;
  readonly header: Bytes;
  readonly entry: Bytes;
  readonly volume: number;
  readonly width: number;
  readonly height: number;
};

const trak = (id: number, tables: TrackTables, kind: TrackKind): Bytes => {
  const mediaDuration = tables.sizes.length * tables.delta;
  const edit = fullBox('elst', 1, 0, u32(1), u64(tables.duration), u64(tables.skip), u16(1, 0));
  return box(
    'trak',
    fullBox(
      'tkhd',
      1,
      3,
      ...[u64(0), u64(0), u32(id, 0), u64(tables.duration), zeros(8), u16(0, id === 1 ? 0 : 1, kind.volume, 0)],
      ...[identityMatrix, u16(kind.width, 0, kind.height, 0)],
    ),
    box('edts', edit),
    box(
      'mdia',
      fullBox('mdhd', 1, 0, u64(0), u64(0), u32(tables.timescale), u64(mediaDuration), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), text(kind.handler), zeros(12), text(`${kind.name}\0`)),
      box('minf', kind.header, dataInformation, sampleTable(tables, kind.entry)),
    ),
  );
};

const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));

const sampleTable = (tables: TrackTables, entry: Bytes): Bytes => {
  const { sizes, chunks, shifts, keys, delta } = tables;
  const wide = chunks.some(({ offset }) => offset > 0xffffffff);
  const perChunk = runs(chunks.map(({ samples }) => samples));
  let chunk = 1;
  const chunkRows = perChunk.map(([count, samples]) => {
    const row = [chunk, samples, 1];
    chunk += count;
    return row;
  });
  const shiftRuns = runs(shifts);
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, u32(1, sizes.length, delta)),
    ...(shiftRuns.length > 0 ? [fullBox('ctts', 0, 0, u32(shiftRuns.length), u32From(shiftRuns.flat()))] : []),
    ...(keys ? [fullBox('stss', 0, 0, u32(keys.length), u32From(keys))] : []),
    fullBox('stsc', 0, 0, u32(chunkRows.length), u32From(chunkRows.flat())),
    fullBox('stsz', 0, 0, u32(0, sizes.length), u32From(sizes)),
    wide
      ? fullBox('co64', 0, 0, u32(chunks.length), joined(chunks.map(({ offset }) => u64(offset))))
      : fullBox('stco', 0, 0, u32(chunks.length), u32From(chunks.map(({ offset }) => offset))),
  );
};

/** Title and maker, where players look for them (iTunes metadata). */
const userData = (title: string | undefined): Bytes => {
  const item = (type: string, value: string): Bytes => box(type, box('data', u32(1, 0), text(value)));
  const items = [...(title ? [item('\u00a9nam', title)] : []), item('\u00a9too', 'Workprint')];
  const handler = fullBox('hdlr', 0, 0, u32(0), text('mdirappl'), zeros(9));
  return box('udta', fullBox('meta', 0, 0, handler, box('ilst', ...items)));
};
