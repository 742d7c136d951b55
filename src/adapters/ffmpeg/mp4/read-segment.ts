/** Reads the sample table of a rendered segment: an unfragmented MP4 or MOV with one picture track of constant frame rate. */
import { WorkprintError } from '../../../domain/errors.ts';
import { type Bytes, boxAt, boxesIn, optionalBoxAt } from './boxes.ts';
import { readSampleEntry, type SampleEntry } from './sample-entry.ts';

/** Samples in decoding order. `offset` is in the file; `shownAt` is the number of the frame in the segment. */
export type SegmentSample = {
  readonly offset: number;
  readonly size: number;
  readonly shownAt: number;
  readonly isKey: boolean;
};

export type ReadSegment = {
  readonly entry: SampleEntry;
  readonly samples: readonly SegmentSample[];
};

const malformed = (what: string): WorkprintError =>
  new WorkprintError('media-corrupt', `A rendered segment is not what was expected: ${what}.`);

type Table = { readonly count: number; at(row: number, column: number): number };

/** Rows of 32-bit numbers after a full-box header, `skip` further bytes and a count. */
const table = (content: Bytes, columns: number, skip = 0): Table => {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const count = view.getUint32(4 + skip);
  if (8 + skip + count * columns * 4 > content.length) throw malformed('a table is cut short');
  return { count, at: (row, column) => view.getUint32(8 + skip + (row * columns + column) * 4) };
};

/** Parses the whole file. Throws `media-corrupt`. */
export const readSegment = (file: Bytes): ReadSegment => {
  const stbl = boxAt(file, ['moov', 'trak', 'mdia', 'minf', 'stbl']);
  const entry = readSampleEntry(boxAt(stbl, ['stsd']).subarray(8));
  const sizes = readSizes(boxAt(stbl, ['stsz']));
  const offsets = readOffsets(stbl, sizes);
  const shown = readOrder(stbl, sizes.length);
  const keyTable = optionalBoxAt(stbl, 'stss');
  const keys = keyTable && table(keyTable, 1);
  const keySet = keys && new Set(Array.from({ length: keys.count }, (_, i) => keys.at(i, 0)));
  const samples = sizes.map((size, i) => {
    const [offset, shownAt] = [offsets[i]!, shown[i]!];
    if (offset + size > file.length) throw malformed('a frame lies beyond the end of the file');
    return { offset, size, shownAt, isKey: keySet ? keySet.has(i + 1) : true };
  });
  if (samples[0]?.isKey !== true) throw malformed('it does not begin with a key frame');
  return { entry, samples };
};

const readSizes = (stsz: Bytes): readonly number[] => {
  const view = new DataView(stsz.buffer, stsz.byteOffset, stsz.length);
  const same = view.getUint32(4);
  const count = view.getUint32(8);
  if (same === 0 && 12 + count * 4 > stsz.length) throw malformed('a table is cut short');
  return Array.from({ length: count }, (_, i) => same || view.getUint32(12 + i * 4));
};

const readOffsets = (stbl: Bytes, sizes: readonly number[]): readonly number[] => {
  const wide = boxesIn(stbl, 0, stbl.length).some(({ type }) => type === 'co64');
  const chunks = table(boxAt(stbl, [wide ? 'co64' : 'stco']), wide ? 2 : 1);
  const runs = table(boxAt(stbl, ['stsc']), 3);
  const offsets: number[] = [];
  for (let run = 0; run < runs.count; run++) {
    const last = run + 1 < runs.count ? runs.at(run + 1, 0) - 1 : chunks.count;
    for (let chunk = runs.at(run, 0); chunk <= last; chunk++) {
      let at = wide ? chunks.at(chunk - 1, 0) * 2 ** 32 + chunks.at(chunk - 1, 1) : chunks.at(chunk - 1, 0);
      for (let k = 0; k < runs.at(run, 1) && offsets.length < sizes.length; k++) {
        offsets.push(at);
        at += sizes[offsets.length - 1]!;
      }
    }
  }
  if (offsets.length !== sizes.length) throw malformed('its chunks do not hold all its frames');
  return offsets;
};

/** For each sample in decoding order, the number of the frame it shows. Durations must all be the same. */
const readOrder = (stbl: Bytes, count: number): readonly number[] => {
  const times = table(boxAt(stbl, ['stts']), 2);
  const delta = times.at(0, 1);
  for (let i = 0; i < times.count; i++) if (times.at(i, 1) !== delta) throw malformed('its frame rate is not constant');
  const content = optionalBoxAt(stbl, 'ctts');
  const shifts: number[] = [];
  if (content) {
    const runs = table(content, 2);
    for (let i = 0; i < runs.count; i++) for (let k = 0; k < runs.at(i, 0); k++) shifts.push(runs.at(i, 1) | 0);
  }
  const composition = Array.from({ length: count }, (_, i) => i * delta + (shifts[i] ?? 0));
  const earliest = composition.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const shown = composition.map((time) => (time - earliest) / delta);
  if (new Set(shown).size !== count || shown.some((frame) => !Number.isInteger(frame) || frame >= count))
    throw malformed('its frames do not follow each other at one rate');
  return shown;
};
