/** WOFF 1.0 unpacked (W3C Recommendation, 2012): each table deflated on its own. A bomb is seen before it is inflated. */
import { inflateSync } from 'node:zlib';
import { buildSfnt, tagAt, viewOf } from './sfnt.ts';

const headerBytes = 44;
const entryBytes = 20;
const mostTables = 128;

/** Whether bytes say that they are WOFF. */
export const isWoff = (bytes: Uint8Array): boolean => bytes.length >= 4 && tagAt(viewOf(bytes), 0) === 'wOFF';

/** The font inside, at most `mostBytes`. Throws a RangeError saying what is wrong. */
export const unpackWoff = (bytes: Uint8Array, mostBytes: number): Uint8Array => {
  const view = viewOf(bytes);
  if (bytes.length < headerBytes) throw new RangeError('its header is cut off');
  const count = view.getUint16(12);
  if (count === 0 || count > mostTables) throw new RangeError(`it says it has ${count} tables`);
  if (bytes.length < headerBytes + count * entryBytes) throw new RangeError('its list of tables is cut off');
  const entries = Array.from({ length: count }, (_, i) => {
    const at = headerBytes + i * entryBytes;
    const [offset, packed, length] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
    const tag = tagAt(view, at);
    if (offset + packed > bytes.length) throw new RangeError('a table lies outside of the file');
    if (packed > length) throw new RangeError('a table is larger packed than unpacked');
    return { tag, packed: bytes.subarray(offset, offset + packed), length };
  });
  const total = entries.reduce((sum, { length }) => sum + length, 0);
  if (total > mostBytes) throw new RangeError(`it would unpack to ${total} bytes; at most ${mostBytes} are taken`);
  const tables = entries.map(({ tag, packed, length }) => ({ tag, bytes: inflated(packed, length) }));
  return buildSfnt(bytes.subarray(4, 8), tables);
};

const inflated = (packed: Uint8Array, length: number): Uint8Array => {
  if (packed.length === length) return packed;
  let bytes: Uint8Array;
  try {
    bytes = inflateSync(packed, { maxOutputLength: length });
  } catch {
    throw new RangeError('a table cannot be unpacked');
  }
  if (bytes.length !== length) throw new RangeError('a table is shorter than it says');
  return bytes;
};
