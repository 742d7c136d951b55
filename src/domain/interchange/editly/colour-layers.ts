/** editly's plain and shaded backgrounds. Shades are laid out in steps, since a clip of ours has one colour. */
import type { CompositionClip, PictureClip, ShapeClip, SolidClip, VideoTrack } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { colourOfParts, readColour } from '../shared/colour-text.ts';
import type { EditlyScene } from './editly-scene.ts';

/** editly draws colours at random where none is given; a film of ours is the same every time. */
const standardColours = ['#2b5876', '#4e4376'] as const;
const steps = 120;

const colourAt = (scene: EditlyScene, cursor: Cursor, index: 0 | 1): string => {
  const text = cursor.string();
  if (text !== undefined) return readColour(text) ?? cursor.fail(`“${text}” should be a colour like “#ff8800”`);
  scene.ground.log.approximated(cursor.path, 'a colour at random', `${standardColours[index]} every time`);
  return standardColours[index];
};

const parts = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const mixed = (a: string, b: string, share: number): string => {
  const [from, to] = [parts(a), parts(b)];
  const [red, green, blue] = from.map((value, index) => value + ((to[index] ?? value) - value) * share) as [
    number,
    number,
    number,
  ];
  return colourOfParts(red, green, blue);
};

const range = (durationFrames: number) => ({ startFrame: 0, durationFrames });

/** One colour over the frame. */
export const fillLayer = (scene: EditlyScene, layer: Cursor, frames: number): PictureClip => ({
  kind: 'solid',
  id: scene.ground.freshId('clip'),
  name: 'Colour',
  sourceRange: range(frames),
  colour: colourAt(scene, layer.at('color'), 0),
});

const stacked = (scene: EditlyScene, name: string, frames: number, clips: readonly PictureClip[]): CompositionClip => {
  const id = scene.ground.freshId('clip');
  const tracks = clips.map(
    (clip, index): VideoTrack => ({ kind: 'video', id: `${id}-${index + 1}`, name: clip.name, items: [clip] }),
  );
  return { kind: 'composition', id, name, sourceRange: range(frames), layers: [], tracks };
};

/** Bands from left to right, each over everything to its right, so that no seam shows. */
const bands = (
  scene: EditlyScene,
  name: string,
  frames: number,
  colourOf: (share: number) => string,
): CompositionClip => {
  const clips = Array.from({ length: steps }, (_, index): SolidClip => {
    const x = Math.round((index * scene.width) / steps);
    const box = { x, y: 0, width: scene.width - x, height: scene.height };
    return {
      kind: 'solid',
      id: scene.ground.freshId('clip'),
      name: 'Band',
      sourceRange: range(frames),
      colour: colourOf(index / (steps - 1)),
      ...(index === 0 ? {} : { placement: { fit: 'stretch' as const, box } }),
    };
  });
  return stacked(scene, name, frames, clips);
};

const coloursOf = (scene: EditlyScene, layer: Cursor): readonly [string, string] => {
  const colours = layer.at('colors');
  const [first, second] = colours.items();
  return [colourAt(scene, first ?? colours.at('0'), 0), colourAt(scene, second ?? colours.at('1'), 1)];
};

/** Two colours from side to side. */
export const linearGradient = (scene: EditlyScene, layer: Cursor, frames: number): PictureClip => {
  scene.ground.log.approximated(
    layer.path,
    'a linear gradient',
    `${steps} bands from left to right, which do not turn`,
  );
  const [from, to] = coloursOf(scene, layer);
  return bands(scene, 'Linear gradient', frames, (share) => mixed(from, to, share));
};

/** Two colours from the middle outwards. */
export const radialGradient = (scene: EditlyScene, layer: Cursor, frames: number): PictureClip => {
  scene.ground.log.approximated(layer.path, 'a radial gradient', `${steps} rings, which do not move`);
  const [inner, outer] = coloursOf(scene, layer);
  const longest = Math.hypot(scene.width, scene.height);
  const rings = Array.from({ length: steps - 1 }, (_, index): ShapeClip => {
    const share = (index + 1) / (steps - 1);
    const size = Math.max(2, Math.round(longest * (1 - share) + 2));
    return {
      kind: 'shape',
      id: scene.ground.freshId('clip'),
      name: 'Ring',
      sourceRange: range(frames),
      shape: { kind: 'ellipse', width: size, height: size },
      fill: mixed(outer, inner, share),
    };
  });
  const ground: SolidClip = {
    kind: 'solid',
    id: scene.ground.freshId('clip'),
    name: 'Ground',
    sourceRange: range(frames),
    colour: outer,
  };
  return stacked(scene, 'Radial gradient', frames, [ground, ...rings]);
};

const rainbow = ['#ff0000', '#ff9900', '#ffff00', '#00cc44', '#0066ff', '#6633cc', '#ff0000'];

/** All colours from side to side. */
export const rainbowLayer = (scene: EditlyScene, layer: Cursor, frames: number): PictureClip => {
  scene.ground.log.approximated(layer.path, 'rainbow colours', `${steps} bands, which do not turn`);
  return bands(scene, 'Rainbow', frames, (share) => {
    const at = Math.min(rainbow.length - 2, Math.floor(share * (rainbow.length - 1)));
    return mixed(rainbow[at] as string, rainbow[at + 1] as string, share * (rainbow.length - 1) - at);
  });
};
