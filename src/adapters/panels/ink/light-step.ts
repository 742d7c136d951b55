/**
 * Light in image space: a figure is drawn unlit, then lit from its alpha mask. Form shadow is the mask minus the mask
 * shifted toward the light; rim is the mask minus the mask shifted away from it. It works in the box it is given.
 * The light is computed once from a mask and can then be laid on any variant of the same drawing (mouths, blinks).
 */
import { type Colour, withAlpha } from './colour.ts';
import type { Point } from './curve.ts';
import { borrowSurface, inkedBox, type PixelBox, returnSurface, type Surface, withSurface } from './surface.ts';

export type LightOptions = {
  /** Where the light comes from on the screen: x right, y down; (-0.7,-0.5) is from the upper left. */
  readonly direction: Point;
  readonly shade: Colour;
  readonly shadeAmount?: number;
  /** Depth of the form shadow and its softness, in pixels of the surface. */
  readonly shadeDepth: number;
  readonly shadeSoftness: number;
  readonly ambient?: Colour;
  readonly ambientAmount?: number;
  readonly rim?: Colour;
  readonly rimDirection?: Point;
  readonly rimWidth?: number;
  readonly rimAmount?: number;
  readonly key?: Colour;
  readonly keyAmount?: number;
  /** `screen` turns ink milky under a strong key: use `overlay` there. */
  readonly keyBlend?: 'screen' | 'overlay' | 'soft-light';
};

/** A light ready to be laid on drawings that share the mask it was made from. */
export type CastLight = {
  /** Lays the light on `target`; pixels outside the mask's box stay as they are. */
  readonly apply: (target: Surface) => void;
  readonly release: () => void;
};

type LightPass = { readonly blend: 'multiply' | 'screen' | 'overlay' | 'soft-light'; readonly surface: Surface };

/** Lights a drawing where it stands. `box` saves looking for its bounds. */
export const lightSurface = (target: Surface, options: LightOptions, box?: PixelBox): void => {
  const light = castLight(target, options, box);
  light.apply(target);
  light.release();
};

/** Builds the light of a drawing from its alpha. The mask is only read. */
export const castLight = (
  mask: Surface,
  options: LightOptions,
  bounds: PixelBox | undefined = inkedBox(mask),
): CastLight => {
  if (bounds === undefined) return { apply: () => {}, release: () => {} };
  const box = withClearBorder(bounds, mask);
  const cut = borrowSurface(box.width, box.height);
  cut.context.drawImage(mask.canvas, -box.x, -box.y);
  const passes: LightPass[] = [];
  if (options.ambient !== undefined) passes.push(ambientPass(cut, options.ambient, options.ambientAmount ?? 1));
  passes.push(shadePass(cut, options));
  if (options.key !== undefined) passes.push(keyPass(cut, options.key, options));
  if (options.rim !== undefined) passes.push(rimPass(cut, options.rim, options));
  returnSurface(cut);
  return {
    apply: ({ context }) => {
      context.save();
      context.resetTransform();
      for (const pass of passes) {
        context.globalCompositeOperation = pass.blend;
        context.drawImage(pass.surface.canvas, box.x, box.y);
      }
      context.restore();
    },
    release: () => {
      for (const pass of passes) returnSurface(pass.surface);
    },
  };
};

const flat = (mask: Surface, colour: Colour, amount: number): Surface => {
  const surface = borrowSurface(mask.width, mask.height);
  surface.context.drawImage(mask.canvas, 0, 0);
  surface.context.globalCompositeOperation = 'source-in';
  surface.context.fillStyle = withAlpha(colour, amount);
  surface.context.fillRect(0, 0, mask.width, mask.height);
  return surface;
};

const ambientPass = (mask: Surface, colour: Colour, amount: number): LightPass => ({
  blend: 'multiply',
  surface: flat(mask, colour, amount),
});

const shadePass = (mask: Surface, options: LightOptions): LightPass => {
  const surface = flat(mask, options.shade, options.shadeAmount ?? 0.55);
  const [x, y] = unit(options.direction);
  removeShifted(surface, mask, x * options.shadeDepth, y * options.shadeDepth, options.shadeSoftness);
  return { blend: 'multiply', surface };
};

const rimPass = (mask: Surface, colour: Colour, options: LightOptions): LightPass => {
  const surface = flat(mask, colour, options.rimAmount ?? 0.9);
  const [x, y] = unit(options.rimDirection ?? options.direction);
  const width = options.rimWidth ?? 5;
  removeShifted(surface, mask, -x * width, -y * width, 0);
  return { blend: 'screen', surface };
};

const keyPass = (mask: Surface, colour: Colour, options: LightOptions): LightPass => {
  const { width, height } = mask;
  const surface = borrowSurface(width, height);
  const { context } = surface;
  const [x, y] = unit(options.direction);
  const gradient = context.createLinearGradient(
    width / 2 + x * width * 0.35,
    height / 2 + y * height * 0.5,
    width / 2 - x * width * 0.25,
    height / 2 - y * height * 0.4,
  );
  gradient.addColorStop(0, withAlpha(colour, options.keyAmount ?? 0.25));
  gradient.addColorStop(1, withAlpha(colour, 0));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(mask.canvas, 0, 0);
  return { blend: options.keyBlend ?? 'screen', surface };
};

/** Two clear pixels round the drawing, except where the surface ends: only there it is to be stretched. */
const withClearBorder = (box: PixelBox, mask: Surface): PixelBox => {
  const [x, y] = [Math.max(0, box.x - 2), Math.max(0, box.y - 2)];
  const right = Math.min(mask.width, box.x + box.width + 2);
  const bottom = Math.min(mask.height, box.y + box.height + 2);
  return { x, y, width: right - x, height: bottom - y };
};

const unit = ([x, y]: Point): Point => {
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
};

/**
 * Takes the mask, shifted and blurred, out of `surface`. Rows and columns at the border are stretched outward first,
 * as if the drawing went on beyond the edge; otherwise a pale line runs round every figure that the frame cuts.
 */
const removeShifted = (surface: Surface, mask: Surface, shiftX: number, shiftY: number, softness: number): void => {
  const reach = Math.ceil(Math.abs(shiftX) + Math.abs(shiftY) + softness * 3) + 2;
  const { width, height, canvas } = mask;
  withSurface(width + reach * 2, height + reach * 2, ({ canvas: wide, context }) => {
    context.drawImage(canvas, reach, reach);
    context.drawImage(canvas, 0, height - 1, width, 1, reach, reach + height, width, reach);
    context.drawImage(canvas, 0, 0, width, 1, reach, 0, width, reach);
    context.drawImage(canvas, 0, 0, 1, height, 0, reach, reach, height);
    context.drawImage(canvas, width - 1, 0, 1, height, reach + width, reach, reach, height);
    context.drawImage(canvas, 0, height - 1, 1, 1, 0, reach + height, reach, reach);
    context.drawImage(canvas, width - 1, height - 1, 1, 1, reach + width, reach + height, reach, reach);
    const target = surface.context;
    target.save();
    target.globalCompositeOperation = 'destination-out';
    if (softness > 0) target.filter = `blur(${softness}px)`;
    target.drawImage(wide, shiftX - reach, shiftY - reach);
    target.restore();
  });
};
