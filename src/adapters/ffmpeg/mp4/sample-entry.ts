/** The sample entry of a picture track: what its coder is, its parameter sets, size and colours. */
import { WorkprintError } from '../../../domain/errors.ts';
import { type Bytes, box, boxesIn, joined, text, u8, u16, u32, zeros } from './boxes.ts';

export type SampleEntry = {
  readonly width: number;
  readonly height: number;
  /** Coders whose bare streams players may misread name a fixed type: `avc1`, `hvc1`, `av01`, `vp09`, `apch`, `ap4h` … */
  readonly type: string;
  /** The whole box, fit for the track of a film. Equal for all segments that may be joined. */
  readonly bytes: Bytes;
};

/** Size and place of a visual sample entry's own fields, in bytes from the end of the box header. */
const [widthAt, fieldsEnd] = [24, 78];

const malformed = (what: string): WorkprintError =>
  new WorkprintError('media-corrupt', `A rendered segment is not what was expected: ${what}.`);

const colours = box('colr', text('nclx'), u16(1, 1, 1), u8(0));
const squarePixels = box('pasp', u32(1, 1));

const fields = (width: number, height: number): Bytes =>
  joined([
    ...[zeros(6), u16(1), zeros(16), u16(width, height), u32(0x480000, 0x480000, 0), u16(1), zeros(32)],
    u16(24, 0xffff),
  ]);

/**
 * Reads the first entry of an `stsd`, given without the count in front of it. Bit rates go, which differ from segment to segment.
 * Throws `media-corrupt`.
 */
export const readSampleEntry = (entries: Bytes): SampleEntry => {
  const [found] = boxesIn(entries, 0, entries.length);
  if (!found || found.end - found.start < fieldsEnd) throw malformed('it has no coder');
  const { type } = found;
  const content = entries.subarray(found.start, found.end);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const [width, height] = [view.getUint16(widthAt), view.getUint16(widthAt + 2)];
  const parts = boxesIn(content, fieldsEnd, content.length);
  const part = (name: string): Bytes | undefined => {
    const place = parts.find((candidate) => candidate.type === name);
    return place && box(name, content.subarray(place.start, place.end));
  };
  if (type === 'avc1') {
    const parameterSets = part('avcC');
    if (!parameterSets) throw malformed('it has no parameter sets');
    return { type, width, height, bytes: box(type, fields(width, height), parameterSets, colours, squarePixels) };
  }
  const kept = parts.filter(({ type: name }) => !['btrt', 'colr', 'pasp'].includes(name)).map(({ type: name }) => name);
  const own = kept.flatMap((name) => part(name) ?? []);
  const colour = part('colr') ?? colours;
  return { type, width, height, bytes: box(type, content.subarray(0, fieldsEnd), ...own, colour, squarePixels) };
};
