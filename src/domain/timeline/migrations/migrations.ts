/**
 * Documents of earlier versions become documents of this one, step by step, before they are read. A step changes only what its
 * version did differently; whether the result is right is said by the reader, with the places of the source.
 */
import { isObject } from '../schema/objects.ts';
import { timelineSchema } from '../timeline.types.ts';

type Document = Readonly<Record<string, unknown>>;

/** Version 1 named the colour of its scene markers after its own palette. */
const markerOfOne = (marker: unknown): unknown =>
  isObject(marker) && marker.colour === 'tungsten' ? { ...marker, colour: '#f4b572' } : marker;

/** From each earlier version to the next. */
const steps: Readonly<Record<string, (document: Document) => Document>> = {
  // 2 added clip kinds, looks, sound of videos, fonts, output; every other field of 1 means the same in it.
  'workprint.timeline/1': (document) => ({
    ...document,
    schema: 'workprint.timeline/2',
    ...(Array.isArray(document.markers) && { markers: document.markers.map(markerOfOne) }),
  }),
};

const version = (schema: string): number | undefined => {
  const digits = /^workprint\.timeline\/(\d{1,6})$/.exec(schema)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The document in this version's form, or what is wrong with the version it names. Without a name it is of this version. */
export const migrated = (document: Document): { readonly document: Document } | { readonly problem: string } => {
  let current = document;
  for (let schema = current.schema; schema !== undefined && schema !== timelineSchema; schema = current.schema) {
    if (typeof schema !== 'string') return { problem: `is no text; use "${timelineSchema}"` };
    const step = Object.hasOwn(steps, schema) ? steps[schema] : undefined;
    if (!step) return { problem: unknownVersion(schema) };
    current = step(current);
  }
  return { document: current };
};

const unknownVersion = (schema: string): string => {
  const known = version(timelineSchema) ?? 0;
  const asked = version(schema);
  return asked !== undefined && asked > known
    ? `“${schema}” is newer than this Workprint, which reads up to “${timelineSchema}”; update Workprint`
    : `“${schema.slice(0, 60)}” is not known; use “${timelineSchema}”`;
};
