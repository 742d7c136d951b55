/**
 * From "fit into this box, then move, scale and turn" to the numbers of a layer. What stands still is brought onto whole pixels, by
 * less than one, so that it is copied and stays sharp; what moves keeps its exact path.
 */
import type { Animated, Crop, Fit, Placement } from '../../domain/timeline/timeline.types.ts';
import { valueAt } from '../animate.ts';
import type { LayerDraw } from '../display-list.types.ts';
import type { Size } from '../scene.types.ts';

/** How large a picture is by nature, in what size it is delivered, and how it is fitted when nothing is said. */
export type PictureSize = { readonly natural: Size; readonly delivered: Size; readonly fit: Fit };

export type PlacedPicture = Pick<
  LayerDraw,
  'x' | 'y' | 'scaleX' | 'scaleY' | 'rotationDeg' | 'anchorX' | 'anchorY' | 'crop' | 'flipX' | 'flipY'
>;

/** A value that never moves. Excerpts keep it so: a keyframed value stays keyframed even where it holds. */
const isStill = (animated: Animated | undefined): boolean => animated === undefined || typeof animated === 'number';

const isStillCrop = (crop: Crop | undefined): boolean =>
  crop === undefined || [crop.left, crop.top, crop.right, crop.bottom].every(isStill);

const isStillPlacement = ({ x, y, scaleX, scaleY, rotation }: Placement): boolean =>
  [x, y, scaleX, scaleY, rotation].every(isStill) && (rotation ?? 0) === 0;

/** Whether the picture has one size on the frame throughout. */
export const hasStillSize = ({ scaleX, scaleY, crop }: Placement): boolean =>
  isStill(scaleX) && isStill(scaleY) && isStillCrop(crop);

const nearlyWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-3;
const snapped = (value: number): number => (nearlyWhole(value) ? Math.round(value) : Math.round(value / 2) * 2);
/** Lengths that somebody chose are kept when they are whole; those that follow from a proportion become even. */
const snappedSize = (value: number, chosen: readonly number[]): number =>
  nearlyWhole(value) && chosen.some((length) => Math.abs(length - value) < 1e-3)
    ? Math.round(value)
    : Math.max(2, Math.round(value / 2) * 2);

/** One direction of the placement; lengths along it. */
type Axis = {
  readonly natural: number;
  readonly delivered: number;
  /** Parts of the picture cut away at its begin and end. */
  readonly cutBefore: number;
  readonly cutAfter: number;
  readonly boxAt: number;
  readonly boxLength: number;
  readonly align: number;
  readonly anchor: number;
  readonly offset: number;
  readonly scale: number;
  readonly flip: boolean;
};

type PlacedAxis = {
  readonly at: number;
  readonly scale: number;
  readonly anchor: number;
  readonly cropAt: number;
  readonly cropLength: number;
  readonly flip: boolean;
};

/** `fitted`: frame pixels per natural pixel. `still`: this many of scale and position never move. */
const placeAxis = (axis: Axis, fitted: number, isCover: boolean, still: Still): PlacedAxis => {
  const { boxAt, boxLength, align, natural, delivered } = axis;
  const kept = 1 - axis.cutBefore - axis.cutAfter;
  const whole = natural * kept * fitted;
  const shown = isCover ? Math.min(boxLength, whole) : whole;
  const pivot = boxAt + align * (boxLength - shown) + axis.anchor * shown + axis.offset;
  const grown = Math.abs(axis.scale);
  const chosen = [boxLength, natural];
  const size = (value: number): number => (still.size ? snappedSize(value, chosen) : value);
  // A scale that never moves is part of the size; one that does multiplies what the fit gave.
  const [once, then] = still.scale ? [grown, 1] : [1, grown];
  const wholeLength = size(whole * once);
  const shownLength = isCover ? Math.min(size(shown * once), wholeLength) : wholeLength;
  const hidden = (wholeLength - shownLength) * align;
  const before = (still.size ? snapped(hidden) : hidden) / wholeLength;
  const cropAt = delivered * (axis.cutBefore + kept * before);
  const cropLength = (delivered * kept * shownLength) / wholeLength;
  // Scaling by less than nothing mirrors about the anchor.
  const anchor = axis.scale < 0 ? 1 - axis.anchor : axis.anchor;
  const begin = pivot - anchor * shownLength;
  return {
    at: still.place ? snapped(begin) + anchor * shownLength : pivot,
    scale: (shownLength * then) / cropLength,
    anchor: cropAt + anchor * cropLength,
    ...{ cropAt, cropLength },
    flip: axis.flip !== axis.scale < 0,
  };
};

type Still = { readonly size: boolean; readonly scale: boolean; readonly place: boolean };

const share = (animated: Animated | undefined, local: number): number =>
  Math.min(Math.max(valueAt(animated ?? 0, local), 0), 1);

const fittedScale = (fit: Fit, [w, h]: readonly [number, number], box: Size): readonly [number, number] => {
  const [sx, sy] = [box.width / w, box.height / h];
  if (fit === 'none') return [1, 1];
  if (fit === 'stretch') return [sx, sy];
  const s = fit === 'cover' ? Math.max(sx, sy) : Math.min(sx, sy);
  return [s, s];
};

const nothing: Placement = {};

/** Where and how a picture is drawn at a frame of its clip's own time; undefined when nothing of it shows. */
export const placePicture = (
  picture: PictureSize,
  placement: Placement = nothing,
  frame: Size,
  local: number,
): PlacedPicture | undefined => {
  const { crop, fit = picture.fit, box = { x: 0, y: 0, ...sizeOf(frame) } } = placement;
  const [left, right] = [share(crop?.left, local), share(crop?.right, local)];
  const [top, bottom] = [share(crop?.top, local), share(crop?.bottom, local)];
  const { natural, delivered } = picture;
  const kept = [natural.width * (1 - left - right), natural.height * (1 - top - bottom)] as const;
  const [scaleX, scaleY] = [valueAt(placement.scaleX ?? 1, local), valueAt(placement.scaleY ?? 1, local)];
  if (kept[0] < 1e-6 || kept[1] < 1e-6 || scaleX === 0 || scaleY === 0) return undefined;
  if (box.width <= 0 || box.height <= 0) return undefined;
  const stillCrop = isStillCrop(crop);
  const still = {
    size: stillCrop,
    scale: stillCrop && isStill(placement.scaleX) && isStill(placement.scaleY),
    place: stillCrop && isStillPlacement(placement),
  };
  const [fx, fy] = fittedScale(fit, kept, box);
  const across = placeAxis(
    {
      ...{ natural: natural.width, delivered: delivered.width, cutBefore: left, cutAfter: right },
      ...{ boxAt: box.x, boxLength: box.width, align: placement.alignX ?? 0.5, anchor: placement.anchorX ?? 0.5 },
      ...{ offset: valueAt(placement.x ?? 0, local), scale: scaleX, flip: placement.flipX ?? false },
    },
    fx,
    fit === 'cover',
    still,
  );
  const down = placeAxis(
    {
      ...{ natural: natural.height, delivered: delivered.height, cutBefore: top, cutAfter: bottom },
      ...{ boxAt: box.y, boxLength: box.height, align: placement.alignY ?? 0.5, anchor: placement.anchorY ?? 0.5 },
      ...{ offset: valueAt(placement.y ?? 0, local), scale: scaleY, flip: placement.flipY ?? false },
    },
    fy,
    fit === 'cover',
    still,
  );
  const isWhole = across.cropLength === delivered.width && down.cropLength === delivered.height;
  return {
    ...{ x: across.at, y: down.at, scaleX: across.scale, scaleY: down.scale },
    rotationDeg: valueAt(placement.rotation ?? 0, local),
    ...{ anchorX: across.anchor, anchorY: down.anchor, flipX: across.flip, flipY: down.flip },
    ...(!isWhole && {
      crop: { x: across.cropAt, y: down.cropAt, width: across.cropLength, height: down.cropLength },
    }),
  };
};

const sizeOf = ({ width, height }: Size): Size => ({ width, height });
