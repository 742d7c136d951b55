/** A bust: head, shoulders, hips; as much of it as is in the picture. */
import { borrowSurface, type Surface } from '../ink/ink.ts';
import { assemblePerson, type HeadSite } from './assemble.ts';
import type { Brush } from './brush.ts';
import { drawBust } from './bust.ts';
import type { HeadDrawing } from './head.types.ts';
import { headOf, turnOf } from './head-views.ts';
import { heldKind } from './held-things.ts';
import { lightFor } from './lit-parts.ts';
import type { PersonArt, PersonRequest, ScreenPoint } from './people.types.ts';

/** Art units around the head that a bust may reach: hats and hair above, shoulders to the sides. */
const reach = { above: 230, umbrella: 900, aside: 760, umbrellaAside: 1900, below: 1900 };

const everything = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** The head's site, and the transform of the body, which does not lean with the head. */
const siteOf = (
  request: PersonRequest,
  head: HeadDrawing,
): { site: HeadSite; placeBody: (surface: Surface) => void } => {
  const scale = request.heightPx / (head.chin[1] - head.crown[1]);
  const flip = request.mirrored ? -1 : 1;
  const [eyeX, eyeY] = head.eyeLine;
  const seen = request.visible ?? everything;
  const umbrella = heldKind(request.holds) === 'umbrella';
  const [above, aside] = umbrella ? [reach.umbrella, reach.umbrellaAside] : [reach.above, reach.aside];
  const left = Math.floor(Math.max(seen.left, -aside * scale));
  const right = Math.ceil(Math.min(seen.right, aside * scale));
  const top = Math.floor(Math.max(seen.top, (head.crown[1] - above - eyeY) * scale));
  const bottom = Math.ceil(Math.min(seen.bottom, (head.chin[1] + reach.below - eyeY) * scale));
  const lean = (((request.headTiltDeg ?? 0) * Math.PI) / 180) * flip;
  const placeBody = ({ context }: Surface): void => {
    context.setTransform(flip * scale, 0, 0, scale, -left - eyeX * scale * flip, -top - eyeY * scale);
  };
  const site: HeadSite = {
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top),
    originX: -left,
    originY: -top,
    scale,
    detail: request.detail,
    place: (surface) => {
      placeBody(surface);
      const [x, y] = head.pivot;
      surface.context.translate(x, y);
      surface.context.rotate(lean);
      surface.context.translate(-x, -y);
    },
  };
  return { site, placeBody };
};

export const paintBust = (request: PersonRequest): PersonArt => {
  const head = headOf(request);
  const { site, placeBody } = siteOf(request, head);
  const bust = drawBust(request.look, turnOf(request), request.light.shade, heldKind(request.holds));
  const drawn = (draw: (brush: Brush) => void): Surface => {
    const surface = borrowSurface(site.width, site.height);
    placeBody(surface);
    draw({ context: surface.context, scale: site.scale, detail: site.detail });
    surface.context.resetTransform();
    return surface;
  };
  const headless = { body: drawn(bust.body), collar: drawn(bust.collar) };
  const lighting = lightFor(request.light, request.heightPx);
  const flip = request.mirrored ? -1 : 1;
  const onScreen = ([x, y]: readonly [number, number]): ScreenPoint => ({
    x: Math.round((x - head.eyeLine[0]) * site.scale * flip),
    y: Math.round((y - head.eyeLine[1]) * site.scale),
  });
  return {
    ...assemblePerson(headless, head, site, lighting, request.withPatches),
    pivot: onScreen(head.pivot),
    landmarks: { crown: onScreen(head.crown), chin: onScreen(head.chin), eyes: { x: 0, y: 0 } },
  };
};
