/** Free notes: any JSON, copied with its merge fields filled in, within limits of depth and number. */
import type { Metadata, MetadataValue } from '../media-reference.types.ts';
import { isObject } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { type Shape, underName, type Wrong, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';

const deepest = 24;

const copy = (value: unknown, place: Place, reading: Reading, depth: number): MetadataValue | Wrong => {
  if (reading.count('metadata', place) === wrong) return wrong;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : reading.tell(place, `${said(value)} is no JSON; use a finite number`);
  if (typeof value === 'string') return reading.fill(value, place);
  if (depth >= deepest) return reading.tell(place, `notes are nested deeper than ${deepest} levels; use fewer`);
  if (Array.isArray(value)) {
    const list = value.map((entry, index) => copy(entry, placeIn(place, index), reading, depth + 1));
    return list.includes(wrong) ? wrong : (list as MetadataValue[]);
  }
  if (!isObject(value)) return reading.tell(place, `${said(value)} is no JSON; leave it out`);
  return copyObject(value, place, reading, depth);
};

const copyObject = (
  value: Readonly<Record<string, unknown>>,
  place: Place,
  reading: Reading,
  depth: number,
): Metadata | Wrong => {
  const result: Record<string, MetadataValue> = {};
  let isRight = true;
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    const at = placeIn(place, key);
    // Set as a plain property it would replace the object's prototype.
    const read =
      key === '__proto__' ? reading.tell(at, 'is a reserved name; use another') : copy(entry, at, reading, depth + 1);
    if (read === wrong) isRight = false;
    else result[key] = read;
  }
  return isRight ? result : wrong;
};

/** Notes of a person or a program that survive a round trip. */
export const metadataShape: Shape<Metadata> = {
  takes: 'an object with notes',
  read: (value, place, reading) =>
    isObject(value)
      ? copyObject(value, place, reading, 0)
      : reading.tell(place, `${said(value)} is no object; use {"note": "…"}`),
  schema: underName('metadata', () => ({ type: 'object', description: 'Free notes, kept as they are.' })),
};
