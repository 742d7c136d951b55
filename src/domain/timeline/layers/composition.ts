/** A drawn shot (`layers`) or a timeline inside the timeline (`tracks`); exactly one of the two. */
import { limits } from '../../limits.ts';
import { type Viseme, visemes } from '../../performance/performance.types.ts';
import type { EyeState } from '../../shot/panel.types.ts';
import { stackShape } from '../document/stack.ts';
import { defaulted, type Field, type Fields, listShape, objectShape, optional, required } from '../schema/objects.ts';
import { placeIn } from '../schema/place.ts';
import { flagShape, numberShape, wordShape } from '../schema/scalars.ts';
import { named, type Shape } from '../schema/shape.ts';
import type {
  CompositionClip,
  CompositionLayer,
  MediaReference,
  SwitchCue,
  SwitchedPatch,
  Transform,
} from '../timeline.types.ts';
import { animatedShape, framesInOrder } from '../values/animated.ts';
import { mediaShape } from '../values/media-reference.ts';
import { idShape } from '../values/name.ts';
import { timeShape } from '../values/time-value.ts';
import { clipShape } from './clip-fields.ts';
import { lookFields, lookOf, opacityShape } from './look.ts';

const farPx = 1_000_000;
const position = animatedShape({ from: -farPx, to: farPx });
const fixedPosition = numberShape({ from: -farPx, to: farPx });
const side = numberShape({ from: 1, to: 4 * limits.frameSidePx, whole: true });

const transformShape: Shape<Transform> = objectShape(
  {
    x: required(position, { about: 'Of the anchor, in pixels of the frame.' }),
    y: required(position),
    scale: defaulted(animatedShape({ from: 0, to: 1000 }), () => 1, { about: "1 = the image's own pixels." }),
    rotation: defaulted(animatedShape({ from: -36_000, to: 36_000 }), () => 0),
    anchorX: required(fixedPosition, { about: 'In pixels of the image.' }),
    anchorY: required(fixedPosition),
  },
  { takes: 'a transform {x, y, scale, rotation, anchorX, anchorY}' },
);

/** One image for every name, and when each of them shows. */
const switchedShape = <Name extends string>(names: readonly Name[], what: string): Shape<SwitchedPatch<Name>> => {
  const images = Object.fromEntries(names.map((name) => [name, required(mediaShape)])) as Record<
    Name,
    Field<MediaReference, true>
  >;
  const cue = objectShape(
    { frame: required(timeShape({ from: Number.MIN_SAFE_INTEGER })), show: required(wordShape(names)) },
    { takes: 'a cue {frame, show}' },
  );
  const cues = listShape<SwitchCue<Name>>(cue, {
    takes: 'cues {frame, show}',
    longest: limits.timelineKeyframes,
    check: framesInOrder('cues'),
  });
  return objectShape(
    {
      x: required(fixedPosition),
      y: required(fixedPosition),
      images: required(
        objectShape(images, { takes: `one image each for ${names.join(', ')}` }) as unknown as Shape<
          Readonly<Record<Name, MediaReference>>
        >,
      ),
      cues: required(cues),
    },
    { takes: `${what} {x, y, images, cues}` },
  );
};

const eyeStates: readonly EyeState[] = ['open', 'half', 'shut'];

const layerShape: Shape<CompositionLayer> = named('compositionLayer', 'a layer', () =>
  objectShape(
    {
      id: required(idShape),
      image: required(mediaShape, { about: 'A painted layer.' }),
      width: required(side),
      height: required(side),
      opaque: defaulted(flagShape, () => false, { about: 'Whether every pixel is opaque; default false.' }),
      transform: required(transformShape),
      opacity: defaulted(opacityShape, () => 1),
      mouth: optional(switchedShape<Viseme>(visemes, 'a mouth')),
      eyes: optional(switchedShape<EyeState>(eyeStates, 'eyes')),
      tile: optional(flagShape, { about: 'Repeats without seams in both directions.' }),
    },
    { takes: 'a layer {id, image, width, height, transform}', hints: { media: 'image' } },
  ),
);

/** Asked for late: tracks hold compositions. */
const nestedTracks = named('tracks', 'tracks, bottom first', () => stackShape);

const fields = {
  layers: optional(listShape(layerShape, { takes: 'layers, back to front', longest: 200 }), {
    about: 'A drawn shot, back to front.',
  }),
  tracks: optional(nestedTracks, {
    about: 'A timeline inside the timeline, bottom first; it runs from its own frame 0.',
  }),
  ...lookFields,
} as const satisfies Fields;

/** `kind: "composition"`. With tracks and without a length it lasts as long as the longest of them. */
export const compositionClip = clipShape<CompositionClip, typeof fields>(
  'composition',
  fields,
  (read, place, reading) => {
    const { layers = [], tracks } = read;
    if (tracks && layers.length > 0)
      return reading.tell(placeIn(place, 'tracks'), 'stands beside layers; a composition has either layers or tracks');
    if (!tracks && layers.length === 0)
      return reading.tell(place, 'the composition is empty; give it layers or tracks');
    return {
      own: { layers, ...lookOf(read) },
      name: 'Composition',
      ...(tracks && { length: 'nested' as const, nested: tracks }),
    };
  },
);
