/** What of moving values decides a stretch of frames: the part of a document that an excerpt keeps. */
import type { Animated, Crop, Filter, Keyframe, Look, Placement } from '../domain/timeline/timeline.types.ts';
import { lastAtOrBefore } from './animate.ts';

/** Old time minus `shift` is new time; only new frames first..last (inclusive) matter. */
export type Window = { readonly shift: number; readonly first: number; readonly last: number };

/** Entries that decide frames first..last: the one in force at first, and all up to last. */
export const inForce = <Entry extends { readonly frame: number }>(
  entries: readonly Entry[],
  window: Window,
): readonly Entry[] => {
  const from = Math.max(0, lastAtOrBefore(entries, window.first + window.shift));
  const to = lastAtOrBefore(entries, window.last + window.shift);
  return entries.slice(from, Math.max(to, from) + 1);
};

const keysWithin = (keys: readonly Keyframe[], window: Window): readonly Keyframe[] => {
  const from = Math.max(0, lastAtOrBefore(keys, window.first + window.shift));
  const to = lastAtOrBefore(keys, window.last + window.shift);
  return keys.slice(from, Math.max(to, from) + 2);
};

/** A value that stays the same throughout is a plain number. */
export const animatedWithin = (animated: Animated, window: Window): Animated => {
  if (typeof animated === 'number') return animated;
  const keys = keysWithin(animated, window);
  const values = new Set(keys.map((key) => key.value));
  return values.size === 1 ? keys[0]!.value : keys.map((key) => ({ ...key, frame: key.frame - window.shift }));
};

/** As `animatedWithin`, but what may move stays a value that may move: placements of still pictures are rounded, others are not. */
const movingWithin = (animated: Animated, window: Window): Animated => {
  const within = animatedWithin(animated, window);
  return typeof animated === 'number' || typeof within !== 'number'
    ? within
    : [{ frame: window.first, value: within, easing: 'linear' }];
};

type Within = (animated: Animated, window: Window) => Animated;

/** The named values of an object, each within the window; those that are not there stay away. */
const valuesWithin = <T extends object, Key extends keyof T>(
  object: T,
  keys: readonly Key[],
  window: Window,
  within: Within,
): Partial<Pick<T, Key>> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = object[key] as Animated | undefined;
      return value === undefined ? [] : [[key, within(value, window)]];
    }),
  ) as Partial<Pick<T, Key>>;

/** A placement in new time. */
export const placementWithin = (placement: Placement, window: Window): Placement => ({
  ...placement,
  ...valuesWithin(placement, ['x', 'y', 'scaleX', 'scaleY', 'rotation'], window, movingWithin),
  ...(placement.crop && {
    crop: valuesWithin<Crop, keyof Crop>(placement.crop, ['left', 'top', 'right', 'bottom'], window, movingWithin),
  }),
});

/** Of a filter's values only keyframes are lists. */
const filterWithin = (filter: Filter, window: Window): Filter =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      Array.isArray(value) ? animatedWithin(value as readonly Keyframe[], window) : value,
    ]),
  ) as Filter;

/** A look in new time; what is as it would be anyway is left out. */
export const lookWithin = ({ placement, opacity, blend, filters }: Look, window: Window): Look => {
  const shown = opacity === undefined ? 1 : animatedWithin(opacity, window);
  return {
    ...(placement && { placement: placementWithin(placement, window) }),
    ...(shown !== 1 && { opacity: shown }),
    ...(blend !== undefined && blend !== 'normal' && { blend }),
    ...(filters && filters.length > 0 && { filters: filters.map((filter) => filterWithin(filter, window)) }),
  };
};
