/**
 * Body, head and collar become a person: drawn apart, lit as one, cropped. When mouths and eyes are wanted the three stay
 * apart, so that the head can sway, and the patches are cut from the same lit drawing.
 */
import { visemes } from '../../../domain/performance/performance.types.ts';
import type { EyeState } from '../../../domain/shot/panel.types.ts';
import {
  borrowSurface,
  type CastLight,
  type LightOptions,
  type PixelBox,
  returnSurface,
  type Surface,
} from '../ink/ink.ts';
import type { Brush } from './brush.ts';
import type { ArtBox, HeadDrawing } from './head.types.ts';
import { castTogether, lightPart } from './lit-parts.ts';
import { looseBox } from './loose-box.ts';
import { type PatchSource, paintPatches } from './patches.ts';
import type { PersonArt, PlacedSurface, SurfacePatches } from './people.types.ts';

/** Where a head is drawn: the working surfaces' size, the person's origin on them, and the head's own frame. */
export type HeadSite = {
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
  /** Pixels per art unit. */
  readonly scale: number;
  readonly detail: number;
  /** Sets a surface's transform from the head's art units, lean and mirror included. */
  readonly place: (surface: Surface) => void;
};

/** Working surfaces without the head; they are used up. */
export type HeadlessPerson = { readonly body: Surface; readonly collar: Surface };

type Plates = { readonly base: Surface; readonly over: Surface; readonly plate: Surface };

const eyeStates: readonly EyeState[] = ['open', 'half', 'shut'];

const brushOn = ({ context }: Surface, { scale, detail }: HeadSite): Brush => ({ context, scale, detail });

/** Draws in the head's frame and leaves the surface's transform as it was before. */
const drawIn = (site: HeadSite, surface: Surface, draw: (brush: Brush) => void): Surface => {
  surface.context.save();
  site.place(surface);
  draw(brushOn(surface, site));
  surface.context.restore();
  return surface;
};

/** The head at rest, and what it is made of below and above mouth and eyes. */
const drawPlates = (site: HeadSite, head: HeadDrawing, { body, collar }: HeadlessPerson): Plates => {
  const fresh = (): Surface => borrowSurface(site.width, site.height);
  const base = drawIn(site, fresh(), head.base);
  underlay(site, head, base, body);
  const over = drawIn(site, fresh(), head.over);
  const plate = fresh();
  plate.context.drawImage(base.canvas, 0, 0);
  drawIn(site, plate, (brush) => {
    head.eyes?.(brush, 'open');
    head.mouth?.(brush, 'X');
  });
  if (head.hairOverCollar === true) {
    plate.context.drawImage(collar.canvas, 0, 0);
    collar.context.clearRect(0, 0, site.width, site.height);
  }
  plate.context.drawImage(over.canvas, 0, 0);
  return { base, over, plate };
};

/** Paints the body's throat under the fading stump of the neck: the skin goes over from head to body without an edge. */
const underlay = (site: HeadSite, head: HeadDrawing, base: Surface, body: Surface): void => {
  if (head.clipStump === undefined) return;
  const { context } = base;
  context.save();
  site.place(base);
  head.clipStump(context);
  context.resetTransform();
  context.globalCompositeOperation = 'destination-over';
  context.drawImage(body.canvas, 0, 0);
  context.restore();
};

/** The pixels an art rectangle covers on the working surface, a little more, kept inside the surface. */
const pixelBox = (site: HeadSite, box: ArtBox, probe: Surface): PixelBox => {
  probe.context.save();
  site.place(probe);
  const { a, b, c, d, e, f } = probe.context.getTransform();
  probe.context.restore();
  const xs = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => a * x + c * y + e));
  const ys = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => b * x + d * y + f));
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
  const left = clamp(Math.min(...xs) - 4, site.width - 1);
  const top = clamp(Math.min(...ys) - 4, site.height - 1);
  const right = clamp(Math.max(...xs) + 4, site.width);
  const bottom = clamp(Math.max(...ys) + 4, site.height);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
};

/** A copy of what is inked, on a surface just large enough; the working surface goes back to the pool. */
const cropped = (surface: Surface, { originX, originY }: HeadSite): PlacedSurface => {
  const box = looseBox(surface) ?? { x: 0, y: 0, width: 1, height: 1 };
  const copy = borrowSurface(box.width, box.height);
  copy.context.drawImage(surface.canvas, -box.x, -box.y);
  returnSurface(surface);
  return { surface: copy, x: box.x - originX, y: box.y - originY };
};

type Assembled = Pick<PersonArt, 'body' | 'head' | 'collar' | 'mouth' | 'eyes'>;

export const assemblePerson = (
  { body, collar }: HeadlessPerson,
  head: HeadDrawing,
  site: HeadSite,
  lighting: LightOptions,
  withPatches: boolean,
): Assembled => {
  const plates = drawPlates(site, head, { body, collar });
  const light = castTogether([body, plates.plate, collar], lighting);
  const art = withPatches
    ? apart({ body, collar }, head, site, plates, light)
    : inOne({ body, collar }, site, plates, light);
  light.release();
  returnSurface(plates.base);
  returnSurface(plates.over);
  return art;
};

const inOne = ({ body, collar }: HeadlessPerson, site: HeadSite, { plate }: Plates, light: CastLight): Assembled => {
  for (const part of [plate, collar]) {
    body.context.drawImage(part.canvas, 0, 0);
    returnSurface(part);
  }
  lightPart(body, light);
  return { body: cropped(body, site) };
};

const apart = (
  { body, collar }: HeadlessPerson,
  head: HeadDrawing,
  site: HeadSite,
  plates: Plates,
  light: CastLight,
): Assembled => {
  const { plate } = plates;
  const unlit = borrowSurface(site.width, site.height);
  unlit.context.drawImage(plate.canvas, 0, 0);
  for (const part of [body, plate, collar]) lightPart(part, light);
  const source: PatchSource = { base: plates.base, over: plates.over, unlit, lit: plate, light };
  const patch = <Name extends string>(
    area: ArtBox | undefined,
    names: readonly Name[],
    paint: (brush: Brush, name: Name) => void,
  ) => {
    if (area === undefined) return undefined;
    const box = pixelBox(site, area, unlit);
    return {
      box,
      images: paintPatches(source, box, names, (surface, name) => drawIn(site, surface, (brush) => paint(brush, name))),
    };
  };
  const mouth = patch(head.mouthBox, visemes, (brush, viseme) => head.mouth?.(brush, viseme));
  const eyes = patch(head.eyesBox, eyeStates, (brush, lids) => head.eyes?.(brush, lids));
  returnSurface(unlit);
  const placed = cropped(plate, site);
  const onHead = <Name extends string>(found: {
    box: PixelBox;
    images: Record<Name, Surface>;
  }): SurfacePatches<Name> => ({
    x: found.box.x - site.originX - placed.x,
    y: found.box.y - site.originY - placed.y,
    width: found.box.width,
    height: found.box.height,
    images: found.images,
  });
  return {
    body: cropped(body, site),
    head: placed,
    collar: cropped(collar, site),
    ...(mouth ? { mouth: onHead(mouth) } : {}),
    ...(eyes ? { eyes: onHead(eyes) } : {}),
  };
};
