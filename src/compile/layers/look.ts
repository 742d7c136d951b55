/** Opacity, blend mode and filters of a clip as numbers at a frame. Filters that change nothing are left out. */
import type { Animated, Filter, Look } from '../../domain/timeline/timeline.types.ts';
import { valueAt } from '../animate.ts';
import type { DrawnFilter, LayerDraw } from '../display-list.types.ts';

/** 0..1 as 0..256. */
export const opacityAt = (opacity: Animated | undefined, local: number): number =>
  Math.round(256 * clamp(valueAt(opacity ?? 1, local), 0, 1));

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** What `Filter` leaves out. A screen of cloth is darker and paler than its colour; hence the wide reach of the key. */
const keyDefaults = { similarity: 0.08, softness: 0.2, spill: 0.5 } as const;
const vignetteDefaults = { size: 0.5, softness: 0.5 } as const;

/** One filter at a frame, every number in its range. Lengths are still in frame pixels. */
const filterAt = (filter: Filter, local: number): DrawnFilter => {
  const at = (animated: Animated | undefined, otherwise: number, low: number, high: number): number =>
    clamp(valueAt(animated ?? otherwise, local), low, high);
  switch (filter.kind) {
    case 'colour':
      return {
        kind: 'colour',
        brightness: at(filter.brightness, 0, -1, 1),
        contrast: at(filter.contrast, 1, 0, 4),
        saturation: at(filter.saturation, 1, 0, 4),
        hue: valueAt(filter.hue ?? 0, local),
        temperature: at(filter.temperature, 0, -1, 1),
        exposure: at(filter.exposure, 0, -4, 4),
        gamma: at(filter.gamma, 1, 0.1, 10),
      };
    case 'sepia':
    case 'invert':
      return { kind: filter.kind, amount: at(filter.amount, 1, 0, 1) };
    case 'blur':
      return { kind: 'blur', radiusPx: at(filter.radiusPx, 0, 0, 200) };
    case 'sharpen':
      return { kind: 'sharpen', amount: at(filter.amount, 0, 0, 10) };
    case 'chroma-key':
      return {
        kind: 'chroma-key',
        colour: filter.colour,
        similarity: at(filter.similarity, keyDefaults.similarity, 0, 1),
        softness: at(filter.softness, keyDefaults.softness, 0, 1),
        spill: at(filter.spill, keyDefaults.spill, 0, 1),
      };
    case 'lut':
      return { kind: 'lut', media: filter.media, amount: at(filter.amount, 1, 0, 1) };
    case 'vignette':
      return {
        kind: 'vignette',
        amount: at(filter.amount, 0, 0, 1),
        size: at(filter.size, vignetteDefaults.size, 0, 1),
        softness: at(filter.softness, vignetteDefaults.softness, 0, 1),
      };
  }
};

const isNeutral = (filter: DrawnFilter): boolean => {
  switch (filter.kind) {
    case 'colour': {
      const { brightness, contrast, saturation, hue, temperature, exposure, gamma } = filter;
      const isMoved = brightness !== 0 || hue % 360 !== 0 || temperature !== 0 || exposure !== 0;
      return !isMoved && contrast === 1 && saturation === 1 && gamma === 1;
    }
    case 'blur':
      return filter.radiusPx < 0.05;
    case 'chroma-key':
      return filter.similarity === 0 && filter.softness === 0;
    default:
      return filter.amount === 0;
  }
};

/** The filters that change something at a frame. `shrink`: frame pixels per pixel of the picture they are applied to. */
export const filtersAt = (
  filters: readonly Filter[] | undefined,
  local: number,
  shrink: number,
): readonly DrawnFilter[] => {
  if (filters === undefined || filters.length === 0) return noFilters;
  return filters.flatMap((filter) => {
    const drawn = filterAt(filter, local);
    if (isNeutral(drawn)) return [];
    return [drawn.kind === 'blur' ? { ...drawn, radiusPx: drawn.radiusPx / shrink } : drawn];
  });
};

const noFilters: readonly DrawnFilter[] = [];

/** Whether drawing something with this look can never differ from drawing it without. */
export const isPlainLook = ({ placement, opacity, blend, filters }: Look): boolean =>
  placement === undefined &&
  (opacity === undefined || opacity === 1) &&
  (blend === undefined || blend === 'normal') &&
  (filters === undefined || filters.length === 0);

/** What a layer has when nothing is said. */
export const plainLayer = {
  ...{ tile: false, rotationDeg: 0, flipX: false, flipY: false },
  ...{ opacity: 256, blend: 'normal', filters: noFilters, patches: [] },
} as const satisfies Partial<LayerDraw>;
