/** What stands on a track: clips of every kind, gaps, transitions. */
import type { DraftItem } from '../draft.types.ts';
import { audioClip } from '../layers/audio.ts';
import { captionsClip } from '../layers/captions.ts';
import { sourceRangeShape } from '../layers/clip-fields.ts';
import { compositionClip } from '../layers/composition.ts';
import { imageClip } from '../layers/image.ts';
import { shapeClip } from '../layers/shape.ts';
import { solidClip } from '../layers/solid.ts';
import { textClip } from '../layers/text.ts';
import { draftTransition, transitionFields } from '../layers/transition-fields.ts';
import { videoClip } from '../layers/video.ts';
import { byWordShape, given, objectShape, optional, required } from '../schema/objects.ts';
import { literalShape } from '../schema/scalars.ts';
import { named, refined, type Shape, wrong } from '../schema/shape.ts';
import { metadataShape } from '../values/metadata.ts';
import { timeShape } from '../values/time-value.ts';

const gapShape: Shape<DraftItem> = refined(
  objectShape(
    {
      kind: required(literalShape('gap')),
      duration: optional(timeShape({ from: 1, below: 'no time to leave empty' }), {
        aliases: ['length', 'durationFrames'],
      }),
      sourceRange: optional(sourceRangeShape),
      metadata: optional(metadataShape),
    },
    { takes: 'a gap {duration}' },
  ),
  (read, place, reading) => {
    if (reading.count('items', place) === wrong) return wrong;
    const { duration, sourceRange, metadata } = read;
    if ((duration === undefined) === (sourceRange === undefined))
      return reading.tell(
        place,
        duration === undefined ? 'the gap has no duration; give one' : 'the gap has two lengths; give one',
      );
    return {
      what: 'gap',
      place,
      gap: {
        kind: 'gap',
        sourceRange: sourceRange ?? { startFrame: 0, durationFrames: duration ?? 0 },
        ...given({ ...(metadata && { metadata }) }, ['metadata']),
      },
    };
  },
);

const transitionShape: Shape<DraftItem> = refined(
  objectShape(
    { kind: required(literalShape('transition')), ...transitionFields },
    { takes: 'a transition {type, duration}' },
  ),
  ({ kind: _kind, ...read }, place, reading) => {
    if (reading.count('items', place) === wrong) return wrong;
    const drafted = draftTransition(read, place, reading);
    return drafted === wrong ? wrong : { what: 'transition', ...drafted };
  },
);

/** One item of a track. */
export const itemShape: Shape<DraftItem> = named('item', 'a clip, gap or transition', () =>
  byWordShape<DraftItem>(
    'kind',
    'a clip {kind, …}',
    {
      video: named('videoClip', 'a video clip', () => videoClip),
      image: named('imageClip', 'an image clip', () => imageClip),
      text: named('textClip', 'a text clip', () => textClip),
      captions: named('captionsClip', 'captions', () => captionsClip),
      audio: named('audioClip', 'an audio clip', () => audioClip),
      shape: named('shapeClip', 'a shape', () => shapeClip),
      solid: named('solidClip', 'a solid', () => solidClip),
      composition: named('compositionClip', 'a composition', () => compositionClip),
      gap: named('gap', 'a gap', () => gapShape),
      transition: named('transition', 'a transition', () => transitionShape),
    },
    {
      title: 'text',
      photo: 'image',
      still: 'image',
      sound: 'audio',
      music: 'audio',
      caption: 'captions',
      subtitles: 'captions',
      color: 'solid',
      colour: 'solid',
    },
  ),
);
