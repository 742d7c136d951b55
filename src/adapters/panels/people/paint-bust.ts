/** A bust: body, head and collar drawn apart, lit as one, cropped, with mouths and eyes cut from the same lit drawing. */
import { visemes } from '../../../domain/performance/performance.types.ts';
import type { EyeState } from '../../../domain/shot/panel.types.ts';
import { borrowSurface, type Context, type PixelBox, returnSurface, type Surface } from '../ink/ink.ts';
import type { Brush } from './brush.ts';
import { drawBust } from './bust.ts';
import { expressionOf } from './expression.ts';
import type { ArtBox, HeadDrawing, HeadRequest } from './head.types.ts';
import { heldKind } from './held-things.ts';
import { drawBackHead } from './head-back.ts';
import { drawFrontHead } from './head-front.ts';
import { drawProfileHead } from './head-profile.ts';
import { drawThreeQuarterHead } from './head-three-quarter.ts';
import { castTogether, lightFor, lightPart } from './lit-parts.ts';
import { looseBox } from './loose-box.ts';
import { type PatchSource, paintPatches } from './patches.ts';
import type {
  PersonArt,
  PersonRequest,
  PersonView,
  PlacedSurface,
  ScreenPoint,
  SurfacePatches,
} from './people.types.ts';
import type { Turn } from './torso.ts';

const eyeStates: readonly EyeState[] = ['open', 'half', 'shut'];
const heads: Readonly<Record<PersonView, (request: HeadRequest) => HeadDrawing>> = {
  'three-quarter': drawThreeQuarterHead,
  front: drawFrontHead,
  back: drawBackHead,
  profile: drawProfileHead,
};

/** The head of a request, in its drawing's own frame (a mirrored drawing sees the light and the gaze mirrored). */
export const headOf = (request: PersonRequest): HeadDrawing => {
  const flip = request.mirrored ? -1 : 1;
  return heads[request.view]({
    look: request.look,
    expression: expressionOf(request.emotion, request.strength),
    gaze: { x: request.gaze.x * flip, y: request.gaze.y },
    lightSide: request.light.direction[0] * flip < 0 ? -1 : 1,
    shade: request.light.shade,
    alone: request.crop === 'bust',
  });
};

/** A body seen from the side is drawn as in the three-quarter view. */
export const turnOf = ({ view }: PersonRequest): Turn => (view === 'profile' ? 'three-quarter' : view);

/** From art units to the pixels of the working surfaces. */
type Frame = {
  readonly width: number;
  readonly height: number;
  /** The origin on the working surfaces. */
  readonly originX: number;
  readonly originY: number;
  readonly scale: number;
  readonly place: (surface: Surface) => void;
  /** As `place`, with the head's lean. */
  readonly placeHead: (surface: Surface) => void;
  readonly toScreen: (point: readonly [number, number]) => ScreenPoint;
};

/** Art units around the head that a bust may reach: hats and hair above, shoulders to the sides. */
const reach = { above: 230, aside: 760, below: 1900 };

const frameOf = (request: PersonRequest, head: HeadDrawing): Frame => {
  const scale = request.heightPx / (head.chin[1] - head.crown[1]);
  const flip = request.mirrored ? -1 : 1;
  const [eyeX, eyeY] = head.eyeLine;
  const seen = request.visible ?? { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const left = Math.floor(Math.max(seen.left, -reach.aside * scale));
  const right = Math.ceil(Math.min(seen.right, reach.aside * scale));
  const top = Math.floor(Math.max(seen.top, (head.crown[1] - reach.above - eyeY) * scale));
  const bottom = Math.ceil(Math.min(seen.bottom, (head.chin[1] + reach.below - eyeY) * scale));
  const tilt = (((request.headTiltDeg ?? 0) * Math.PI) / 180) * flip;
  const place = ({ context }: Surface): void => {
    context.setTransform(flip * scale, 0, 0, scale, -left - eyeX * scale * flip, -top - eyeY * scale);
  };
  return {
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top),
    originX: -left,
    originY: -top,
    scale,
    place,
    placeHead: (surface) => {
      place(surface);
      if (tilt === 0) return;
      surface.context.translate(head.pivot[0], head.pivot[1]);
      surface.context.rotate(tilt);
      surface.context.translate(-head.pivot[0], -head.pivot[1]);
    },
    toScreen: ([x, y]) => ({ x: Math.round((x - eyeX) * scale * flip), y: Math.round((y - eyeY) * scale) }),
  };
};

/** The box of an art rectangle on the working surface, seen through the head's lean, kept inside the surface. */
const pixelBox = (frame: Frame, box: ArtBox, tiltDeg: number, pivot: readonly [number, number]): PixelBox => {
  const angle = (tiltDeg * Math.PI) / 180;
  const corners = [
    [box.left, box.top],
    [box.right, box.top],
    [box.left, box.bottom],
    [box.right, box.bottom],
  ].map(([x, y]) => {
    const [dx, dy] = [(x as number) - pivot[0], (y as number) - pivot[1]];
    return frame.toScreen([
      pivot[0] + dx * Math.cos(angle) - dy * Math.sin(angle),
      pivot[1] + dx * Math.sin(angle) + dy * Math.cos(angle),
    ]);
  });
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  const left = clamp(Math.min(...corners.map(({ x }) => x)) + frame.originX - 4, frame.width - 1);
  const top = clamp(Math.min(...corners.map(({ y }) => y)) + frame.originY - 4, frame.height - 1);
  const right = clamp(Math.max(...corners.map(({ x }) => x)) + frame.originX + 4, frame.width);
  const bottom = clamp(Math.max(...corners.map(({ y }) => y)) + frame.originY + 4, frame.height);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
};

/** A copy of what is inked, on a surface just large enough; the working surface goes back to the pool. */
export const cropped = (surface: Surface, originX: number, originY: number): PlacedSurface => {
  const box = looseBox(surface) ?? { x: 0, y: 0, width: 1, height: 1 };
  const copy = borrowSurface(box.width, box.height);
  copy.context.drawImage(surface.canvas, -box.x, -box.y);
  returnSurface(surface);
  return { surface: copy, x: box.x - originX, y: box.y - originY };
};

/** Paints the body's throat under the fading stump of the neck: the skin goes over from head to body without an edge. */
const underlay = (
  base: Surface,
  body: Surface,
  place: (surface: Surface) => void,
  clip: (context: Context) => void,
): void => {
  const { context } = base;
  context.save();
  place(base);
  clip(context);
  context.resetTransform();
  context.globalCompositeOperation = 'destination-over';
  context.drawImage(body.canvas, 0, 0);
  context.restore();
  context.resetTransform();
};

export const paintBust = (request: PersonRequest): PersonArt => {
  const head = headOf(request);
  const frame = frameOf(request, head);
  const brushOn = (surface: Surface): Brush => ({
    context: surface.context,
    scale: frame.scale,
    detail: request.detail,
  });
  const drawn = (place: (surface: Surface) => void, draw: (brush: Brush, surface: Surface) => void): Surface => {
    const surface = borrowSurface(frame.width, frame.height);
    place(surface);
    draw(brushOn(surface), surface);
    surface.context.resetTransform();
    return surface;
  };
  const bust = drawBust(request.look, turnOf(request), request.light.shade, heldKind(request.holds));
  const body = drawn(frame.place, bust.body);
  const collar = drawn(frame.place, bust.collar);
  const base = drawn(frame.placeHead, head.base);
  if (head.clipStump) underlay(base, body, frame.placeHead, head.clipStump);
  const over = drawn(frame.placeHead, head.over);
  const plate = drawn(
    () => {},
    (brush, surface) => {
      surface.context.drawImage(base.canvas, 0, 0);
      frame.placeHead(surface);
      head.eyes?.(brush, 'open');
      head.mouth?.(brush, 'X');
      surface.context.resetTransform();
      surface.context.drawImage(over.canvas, 0, 0);
    },
  );
  const landmarks = { crown: frame.toScreen(head.crown), chin: frame.toScreen(head.chin), eyes: { x: 0, y: 0 } };
  const light = castTogether([body, plate, collar], lightFor(request.light, request.heightPx));
  const common = { landmarks, pivot: frame.toScreen(head.pivot) };
  try {
    if (!request.withPatches) {
      body.context.drawImage(plate.canvas, 0, 0);
      body.context.drawImage(collar.canvas, 0, 0);
      lightPart(body, light);
      for (const surface of [plate, collar]) returnSurface(surface);
      return { ...common, body: cropped(body, frame.originX, frame.originY) };
    }
    return { ...common, ...splitParts(request, frame, head, { body, collar, plate, base, over }, light) };
  } finally {
    light.release();
    for (const surface of [base, over]) returnSurface(surface);
  }
};

type Parts = Readonly<Record<'body' | 'collar' | 'plate' | 'base' | 'over', Surface>>;

const splitParts = (
  request: PersonRequest,
  frame: Frame,
  head: HeadDrawing,
  parts: Parts,
  light: PatchSource['light'],
): Pick<PersonArt, 'body' | 'head' | 'collar' | 'mouth' | 'eyes'> => {
  const unlit = borrowSurface(frame.width, frame.height);
  unlit.context.drawImage(parts.plate.canvas, 0, 0);
  for (const part of [parts.body, parts.plate, parts.collar]) lightPart(part, light);
  const source: PatchSource = { base: parts.base, over: parts.over, unlit, lit: parts.plate, light };
  const tilt = (request.headTiltDeg ?? 0) * (request.mirrored ? -1 : 1);
  const patch = <Name extends string>(
    area: ArtBox | undefined,
    names: readonly Name[],
    paint: (brush: Brush, name: Name) => void,
  ) => {
    if (area === undefined) return undefined;
    const box = pixelBox(frame, area, tilt, head.pivot);
    const images = paintPatches(source, box, names, (surface, name) => {
      surface.context.save();
      frame.placeHead(surface);
      paint({ context: surface.context, scale: frame.scale, detail: request.detail }, name);
      surface.context.restore();
    });
    return { box, images };
  };
  const mouth = patch(head.mouthBox, visemes, (brush, viseme) => head.mouth?.(brush, viseme));
  const eyes = patch(head.eyesBox, eyeStates, (brush, lids) => head.eyes?.(brush, lids));
  returnSurface(unlit);
  const placed = cropped(parts.plate, frame.originX, frame.originY);
  const onHead = <Name extends string>(found: {
    box: PixelBox;
    images: Record<Name, Surface>;
  }): SurfacePatches<Name> => ({
    x: found.box.x - frame.originX - placed.x,
    y: found.box.y - frame.originY - placed.y,
    width: found.box.width,
    height: found.box.height,
    images: found.images,
  });
  return {
    body: cropped(parts.body, frame.originX, frame.originY),
    head: placed,
    collar: cropped(parts.collar, frame.originX, frame.originY),
    ...(mouth ? { mouth: onHead(mouth) } : {}),
    ...(eyes ? { eyes: onHead(eyes) } : {}),
  };
};
