/** Wipes: the finished clip in a timeline of its own, of which a growing part is shown. */
import type { Animated, CompositionClip, PictureClip } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { motionOf } from './clip-look.ts';
import type { ShotstackScene } from './shotstack-scene.ts';

const within = (value: Animated): Animated =>
  typeof value === 'number' ? value : value.map((key) => ({ ...key, value: Math.min(0.999, key.value) }));

/** The clip, wrapped once for each wipe. Cropping a nested frame that keeps its edge hides without moving. */
export const wiped = (scene: ShotstackScene, clip: PictureClip, cursor: Cursor, frames: number): PictureClip =>
  motionOf(quiet(scene), cursor, frames).wipes.reduce<PictureClip>((inner, { side, hidden }): CompositionClip => {
    const id = scene.ground.freshId('clip');
    return {
      kind: 'composition',
      id,
      name: inner.name,
      sourceRange: { startFrame: 0, durationFrames: frames },
      layers: [],
      tracks: [{ kind: 'video', id: `${id}-inside`, name: inner.name, items: [inner] }],
      placement: { fit: 'none', alignX: side === 'left' ? 1 : 0, crop: { [side]: within(hidden) } },
    };
  }, clip);

/** The motions were reported once already. */
const quiet = (scene: ShotstackScene): ShotstackScene => {
  const silent = () => undefined;
  return {
    ...scene,
    ground: { ...scene.ground, log: { losses: [], approximated: silent, dropped: silent, kept: silent } },
  };
};
