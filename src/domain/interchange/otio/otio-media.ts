/** OpenTimelineIO's media references: which of them a clip uses, what it means to us, and how it is written. */
import type { Rate } from '../../time.ts';
import type { MediaReference } from '../../timeline/timeline.types.ts';
import { Cursor } from '../json/cursor.ts';
import { jsonFromMetadata } from '../json/json-metadata.ts';
import type { Json, JsonObject } from '../json/read-json.ts';
import { locationOfMedia, mediaFromUrl, nameOfMedia } from '../shared/media-from-location.ts';
import { secondsOfFrames } from '../shared/rational.ts';
import { mediaStartOf } from '../shared/timecode-notes.ts';
import { keptOtio, schemaOf } from './otio-schema.ts';
import { type SecondsRange, secondsOfRange, writeRange } from './otio-time.ts';

/** A picture file a frame, as ImageSequenceReference counts them. */
export type ImageSequence = {
  readonly prefix: string;
  readonly suffix: string;
  readonly digits: number;
  readonly first: number;
  readonly step: number;
  readonly rate: number;
};

export type OtioMedia =
  | { readonly kind: 'file'; readonly media: MediaReference; readonly available?: SecondsRange }
  | { readonly kind: 'sequence'; readonly sequence: ImageSequence; readonly available?: SecondsRange }
  | {
      readonly kind: 'generator';
      readonly generator: string;
      readonly parameters: Cursor;
      readonly available?: SecondsRange;
    };

/** The reference in use: `media_references` of Clip.2 by its active key, `media_reference` of Clip.1. */
export const activeReference = (clip: Cursor): Cursor => {
  const references = clip.at('media_references');
  const key = clip.at('active_media_reference_key').string() ?? 'DEFAULT_MEDIA';
  const old = clip.at('media_reference');
  return references.exists ? references.at(key) : old;
};

const sequenceOf = (reference: Cursor): ImageSequence => {
  const base = reference.at('target_url_base').string() ?? '';
  const prefix = reference.at('name_prefix').string() ?? '';
  return {
    prefix: `${base}${base === '' || base.endsWith('/') ? '' : '/'}${prefix}`,
    suffix: reference.at('name_suffix').string() ?? '',
    digits: Math.min(12, Math.max(0, reference.at('frame_zero_padding').number() ?? 0)),
    first: Math.round(reference.at('start_frame').number() ?? 1),
    step: Math.max(1, Math.round(reference.at('frame_step').number() ?? 1)),
    rate: Math.max(0.01, reference.at('rate').number() ?? 24),
  };
};

/** What a reference means. Unknown schemas are missing media under their own name. */
export const readReference = (reference: Cursor, clipName: string): OtioMedia => {
  const range = reference.isObject ? secondsOfRange(reference.at('available_range')) : undefined;
  const available = range === undefined ? {} : { available: range };
  const name = (reference.isObject ? reference.at('name').string() : undefined) || clipName;
  switch (schemaOf(reference)) {
    case 'ExternalReference':
      return { kind: 'file', media: mediaFromUrl(reference.at('target_url').string() ?? '', name), ...available };
    case 'ImageSequenceReference':
      return { kind: 'sequence', sequence: sequenceOf(reference), ...available };
    case 'GeneratorReference':
      return {
        kind: 'generator',
        generator: reference.at('generator_kind').string() ?? '',
        parameters: reference.at('parameters'),
        ...available,
      };
    default:
      return { kind: 'file', media: { kind: 'missing', name: name || 'unnamed' }, ...available };
  }
};

/** One file of a sequence, counted from 0. */
export const fileOfSequence = (sequence: ImageSequence, index: number): MediaReference => {
  const number = sequence.first + index * sequence.step;
  const digits = String(Math.abs(number)).padStart(sequence.digits, '0');
  return mediaFromUrl(`${sequence.prefix}${number < 0 ? '-' : ''}${digits}${sequence.suffix}`);
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const written = (media: MediaReference, rate: Rate, start: number, usedFrames: number): JsonObject => {
  const location = locationOfMedia(media);
  const facts = media.kind === 'blob' ? media.facts : undefined;
  const known = facts === undefined ? 0 : Math.round((facts.durationMs * rate.num) / (rate.den * 1000));
  // The format says where material begins only together with its length: what is used of it is the least.
  const frames = known === 0 && start > 0 ? usedFrames : known;
  return {
    OTIO_SCHEMA: location === undefined ? 'MissingReference.1' : 'ExternalReference.1',
    metadata: {},
    name: nameOfMedia(media),
    available_range: frames > 0 ? writeRange(start, frames, rate) : null,
    available_image_bounds: null,
    ...(location === undefined ? {} : { target_url: location }),
  };
};

export type WrittenReferences = {
  readonly references: JsonObject;
  readonly activeKey: string;
  /** Where the material's own time begins. */
  readonly available: SecondsRange | undefined;
};

/** References of a clip: those it came with as long as they still mean its media, otherwise a new one. `usedFrames` of it are played. */
export const writeReferences = (
  media: MediaReference | undefined,
  metadata: Parameters<typeof keptOtio>[0],
  rate: Rate,
  usedFrames: number,
): WrittenReferences => {
  const kept = keptOtio(metadata, 'mediaReferences');
  const activeKey = keptOtio(metadata, 'activeKey');
  const key = typeof activeKey === 'string' ? activeKey : 'DEFAULT_MEDIA';
  const references = kept === undefined ? undefined : (jsonFromMetadata(kept) as Json);
  const cursor = new Cursor(references, '', '');
  if (cursor.isObject) {
    const meant = readReference(cursor.at(key), '');
    const isSame = meant.kind !== 'file' || media === undefined || media.kind === 'missing' || same(meant.media, media);
    if (isSame) return { references: references as JsonObject, activeKey: key, available: meant.available };
  }
  const start = mediaStartOf(metadata);
  const fresh = written(media ?? { kind: 'missing', name: 'unnamed' }, rate, start, usedFrames);
  const available =
    start === 0
      ? undefined
      : { start: secondsOfFrames(start, rate), duration: secondsOfFrames(Math.max(1, usedFrames), rate) };
  return { references: { DEFAULT_MEDIA: fresh }, activeKey: 'DEFAULT_MEDIA', available };
};
