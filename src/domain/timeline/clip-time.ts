/**
 * A clip's own time: `sourceRange.startFrame` plus the frames since its start. The values of its look and sound move in it, so
 * they must be moved along when the start of the range changes but the picture should stay the same.
 */
import type { Clip } from './draft.types.ts';
import type { Animated, Crop, Filter, Placement } from './timeline.types.ts';

type Change = (animated: Animated) => Animated;

/** Applies a change to those fields that are given, and copies the others. */
const changed = <T extends object>(object: T, names: readonly (keyof T)[], change: Change): T => {
  const result = { ...object };
  for (const name of names) {
    const value = object[name];
    if (value !== undefined) result[name] = change(value as Animated) as T[keyof T];
  }
  return result;
};

const cropSides = ['left', 'top', 'right', 'bottom'] as const satisfies readonly (keyof Crop)[];

const inPlacement = (placement: Placement, change: Change): Placement => ({
  ...changed(placement, ['x', 'y', 'scaleX', 'scaleY', 'rotation'], change),
  ...(placement.crop && { crop: changed(placement.crop, cropSides, change) }),
});

const inFilter = (filter: Filter, change: Change): Filter => {
  switch (filter.kind) {
    case 'colour':
      return changed(
        filter,
        ['brightness', 'contrast', 'saturation', 'hue', 'temperature', 'exposure', 'gamma'],
        change,
      );
    case 'blur':
      return changed(filter, ['radiusPx'], change);
    case 'chroma-key':
      return changed(filter, ['similarity', 'softness', 'spill'], change);
    case 'vignette':
      return changed(filter, ['amount', 'size', 'softness'], change);
    default:
      return changed(filter, ['amount'], change);
  }
};

/** The clip with every moving value of its look and sound changed; what moves inside its material is left alone. */
const withAnimated = (clip: Clip, change: Change): Clip => {
  if (clip.kind === 'audio') return changed(clip, ['gainDb', 'pan'], change);
  if (clip.kind === 'captions') return clip;
  const opacity = clip.opacity === undefined ? {} : { opacity: change(clip.opacity) };
  const placement = clip.placement === undefined ? {} : { placement: inPlacement(clip.placement, change) };
  const filters =
    'filters' in clip && clip.filters ? { filters: clip.filters.map((each) => inFilter(each, change)) } : {};
  const look = { ...clip, ...opacity, ...placement, ...filters } as Exclude<Clip, { kind: 'audio' | 'captions' }>;
  if (look.kind !== 'video') return look;
  const sound =
    look.sound === undefined || look.sound === 'muted' ? look.sound : changed(look.sound, ['gainDb', 'pan'], change);
  return { ...changed(look, ['speed'], change), ...(sound !== undefined && { sound }) };
};

/** Everything that moves in the clip's look and sound, `frames` later in its own time. */
export const laterBy = (clip: Clip, frames: number): Clip =>
  frames === 0
    ? clip
    : withAnimated(clip, (animated) =>
        typeof animated === 'number' ? animated : animated.map((key) => ({ ...key, frame: key.frame + frames })),
      );

/** How fast a clip's material runs, or undefined for a ramp, whose speed differs from frame to frame. */
export const steadySpeed = (clip: Clip): number | undefined => {
  if (clip.kind !== 'video' && clip.kind !== 'audio') return 1;
  const { speed = 1 } = clip;
  return typeof speed === 'number' ? speed : undefined;
};

/**
 * The clip without its first `frames` (negative: with as many more): what is left looks and sounds as it did. Of a ramp the
 * material would have to be summed up, which belongs to the renderer: undefined.
 */
export const withoutHead = <C extends Clip>(clip: C, frames: number): C | undefined => {
  if (frames === 0) return clip;
  const speed = steadySpeed(clip);
  if (speed === undefined) return undefined;
  // Backwards, the last of the material is shown first, and the range begins where it did.
  return moved(clip, speed > 0 ? Math.round(frames * speed) : 0, frames, frames);
};

/** The clip without its last `frames` (negative: with as many more). Undefined for ramps that would begin elsewhere. */
export const withoutTail = <C extends Clip>(clip: C, frames: number): C | undefined => {
  if (frames === 0) return clip;
  const speed = steadySpeed(clip);
  if (speed === undefined) return endsForward(clip) ? moved(clip, 0, 0, frames) : undefined;
  return moved(clip, speed < 0 ? Math.round(frames * -speed) : 0, 0, frames);
};

/** A ramp that never runs backwards begins where it began, wherever it ends. */
const endsForward = (clip: Clip): boolean =>
  clip.kind !== 'video' || typeof clip.speed !== 'object' || clip.speed.every(({ value }) => value >= 0);

/** Range `material` frames later and `shorter`, moving values so that they stay where they were, `cut` frames into the clip. */
const moved = <C extends Clip>(clip: C, material: number, cut: number, shorter: number): C => {
  const { startFrame, durationFrames } = clip.sourceRange;
  const range = { startFrame: startFrame + material, durationFrames: durationFrames - shorter };
  return laterBy({ ...clip, sourceRange: range }, material - cut) as C;
};
