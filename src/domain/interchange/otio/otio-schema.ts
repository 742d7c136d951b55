/** Names of OpenTimelineIO schemas, and the parts of an object that every schema shares. */
import type { Metadata, MetadataValue } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import type { Json, JsonObject } from '../json/read-json.ts';
import { withoutTimecodes } from '../shared/timecode-notes.ts';

/** What early versions called them. */
const oldNames: Readonly<Record<string, string>> = {
  Sequence: 'Track',
  Filler: 'Gap',
  SerializeableCollection: 'SerializableCollection',
};

/** `Clip` of `Clip.2`; empty when the object names none. */
export const schemaOf = (cursor: Cursor): string => {
  if (!cursor.isObject) return '';
  const name = (cursor.at('OTIO_SCHEMA').string() ?? '').split('.')[0] ?? '';
  return Object.hasOwn(oldNames, name) ? (oldNames[name] as string) : name;
};

/** Our part of the metadata, if we wrote this file. */
export const ownMetadata = (cursor: Cursor): Cursor => {
  const metadata = cursor.at('metadata');
  return metadata.isObject ? metadata.at('workprint') : metadata.at('');
};

/** Others' metadata and unknown fields, kept under `otio` so that they are written back where they came from. */
export const foreignMetadata = (cursor: Cursor, extra: Readonly<Record<string, Json>> = {}): Metadata => {
  const metadata = cursor.at('metadata');
  const others = metadata.isObject
    ? Object.entries(metadata.value as JsonObject).filter(([key]) => key !== 'workprint')
    : [];
  const kept: Record<string, MetadataValue> = {};
  if (others.length > 0)
    kept.metadata = Object.fromEntries(others.map(([key, value]) => [key, metadataFromJson(value)]));
  const fields = cursor.rest();
  if (fields !== undefined) kept.fields = fields;
  for (const [key, value] of Object.entries(extra)) kept[key] = metadataFromJson(value);
  return Object.keys(kept).length === 0 ? {} : { otio: kept };
};

/** A part of `metadata.otio` of one of our items. */
export const keptOtio = (metadata: Metadata | undefined, key: string): MetadataValue | undefined => {
  const otio = metadata?.otio;
  if (otio === null || typeof otio !== 'object' || Array.isArray(otio)) return undefined;
  return Object.hasOwn(otio, key) ? (otio as Metadata)[key] : undefined;
};

/** Metadata without what an import keeps for its own way back, and without timecodes, which the format says itself. */
export const withoutOtio = (metadata: Metadata | undefined): Metadata | undefined => {
  if (metadata === undefined) return undefined;
  const others = Object.entries(withoutTimecodes(metadata) ?? {}).filter(([key]) => key !== 'otio');
  return others.length === 0 ? undefined : Object.fromEntries(others);
};
