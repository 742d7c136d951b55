/** ISO base media boxes (ISO/IEC 14496-12) as bytes: building them and walking over them. */
import { WorkprintError } from '../../../domain/errors.ts';

export type Bytes = Uint8Array;

export const joined = (parts: readonly Bytes[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

export const u8 = (...values: readonly number[]): Bytes => Uint8Array.from(values);
export const u16 = (...values: readonly number[]): Bytes => u8(...values.flatMap((v) => [(v >> 8) & 255, v & 255]));
/** For long tables: no spreading of many thousand arguments. */
export const u32From = (values: readonly number[]): Bytes => {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(i * 4, value));
  return bytes;
};
export const u32 = (...values: readonly number[]): Bytes => u32From(values);
export const u64 = (value: number): Bytes => u32(Math.floor(value / 2 ** 32), value % 2 ** 32);
export const text = (value: string): Bytes => new TextEncoder().encode(value);
export const zeros = (count: number): Bytes => new Uint8Array(count);

export const box = (type: string, ...parts: readonly Bytes[]): Bytes => {
  const content = joined(parts);
  // Types are Latin-1: "©nam" begins with the single byte 0xA9.
  return joined([u32(content.length + 8), Uint8Array.from(type, (c) => c.charCodeAt(0)), content]);
};

export const fullBox = (type: string, version: number, flags: number, ...parts: readonly Bytes[]): Bytes =>
  box(type, u8(version, flags >> 16, (flags >> 8) & 255, flags & 255), ...parts);

/** A box that was found: its content lies at `start`..`end` of the bytes it was found in. */
export type FoundBox = { readonly type: string; readonly start: number; readonly end: number };

const malformed = (what: string): WorkprintError =>
  new WorkprintError('media-corrupt', `A rendered segment is not a proper MP4: ${what}.`);

/** The boxes that lie side by side in a stretch. */
export const boxesIn = (bytes: Bytes, from: number, to: number): readonly FoundBox[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: FoundBox[] = [];
  for (let at = from; at + 8 <= to; ) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= to) {
      size = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
      header = 16;
    }
    if (size === 0) size = to - at;
    if (size < header || at + size > to) throw malformed(`the box ${type} reaches beyond its parent`);
    found.push({ type, start: at + header, end: at + size });
    at += size;
  }
  return found;
};

/** The content of the box at the end of a path of types, e.g. `moov`, `trak`. Throws `media-corrupt` when it is not there. */
export const boxAt = (bytes: Bytes, path: readonly string[], from = 0, to = bytes.length): Bytes => {
  let range = { start: from, end: to };
  for (const type of path) {
    const next = boxesIn(bytes, range.start, range.end).find((candidate) => candidate.type === type);
    if (!next) throw malformed(`it has no box ${path.join('/')}`);
    range = next;
  }
  return bytes.subarray(range.start, range.end);
};

/** Like `boxAt`, but the answer is undefined when the box is not there. */
export const optionalBoxAt = (bytes: Bytes, type: string): Bytes | undefined => {
  const found = boxesIn(bytes, 0, bytes.length).find((candidate) => candidate.type === type);
  return found && bytes.subarray(found.start, found.end);
};
