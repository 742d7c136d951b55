/**
 * The outer shape of a timeline that people work on: it may be unfinished, but each field that a timeline has is of its kind, so that no
 * editor stumbles over it. Everything deeper is checked when the timeline is rendered.
 */
import { z } from 'zod';
import { RequestRefused, readBy } from '../api/api.ts';
import type { Contents, Json } from './contents.ts';

const text = z.string();
const length = z.union([z.number(), z.string()]);
const rate = z.union([z.number(), z.string(), z.record(z.string(), z.unknown())]);
const part = z.record(z.string(), z.unknown());

/** The fields of docs/timeline.schema.json by kind; others may be there too. */
const shape = z
  .looseObject({
    ...{ $schema: text, schema: text, name: text, title: text, size: text, resolution: text, aspect: text },
    ...{ aspectRatio: text, background: text, backgroundColour: text, backgroundColor: text },
    ...{ rate, fps: rate, frameRate: rate, width: length, height: length },
    ...{ durationFrames: length, duration: length, length },
    ...{ tracks: z.array(part), markers: z.array(part), fonts: z.array(part) },
    ...{ merge: part, loudness: part, output: part, metadata: part },
  })
  .partial();

/** The names of fields that are looked at. */
export const timelineFields: readonly string[] = Object.keys(shape.shape);

const mostProblems = 50;

/** Throws `timeline-invalid`, with every field of a wrong kind at its path from the body. A script has no shape. */
export const checkShape = (contents: Contents | undefined): void => {
  if (!contents || !('timeline' in contents)) return;
  const given: Json = contents.timeline;
  const read = readBy(shape, given);
  if ('data' in read) return;
  const problems = read.problems.slice(0, mostProblems).map(({ path, message }) => ({
    path: path === '(body)' ? 'timeline' : `timeline${path.startsWith('[') ? '' : '.'}${path}`,
    message,
  }));
  throw new RequestRefused('timeline-invalid', `${problems[0]?.path}: ${problems[0]?.message}.`, { problems });
};
