/** A full figure in a pose, from the three-quarter view, the front or behind, lit as one. */
import type { Pose } from '../../../domain/screenplay/breakdown.types.ts';
import { borrowSurface, type Colour, mixColour, type Point, type Surface } from '../ink/ink.ts';
import { assemblePerson, type HeadSite } from './assemble.ts';
import { type FigureBrush, figureLine, figureLineWidth, figureShape } from './figure-brush.ts';
import { clothOf, isLong, paintNeckline, paintTorso, wearsSkirt } from './figure-clothes.ts';
import { paintMarks } from './figure-marks.ts';
import type { HeadDrawing } from './head.types.ts';
import { headOf, turnOf } from './head-views.ts';
import { figureScale, heldKind, isCarried, paintHeld } from './held-things.ts';
import {
  type Girth,
  paintHand,
  paintLimb,
  paintShoe,
  paintSleeve,
  sleeveGirth,
  stockingGirth,
  trouserGirth,
} from './limbs.ts';
import { lightFor } from './lit-parts.ts';
import type { PersonArt, PersonRequest, ScreenPoint } from './people.types.ts';
import { type FigurePose, frontPoses, poses } from './poses.ts';
import { type Chain, type Skeleton, skeletonOf } from './skeleton.ts';

const dim = (colour: Colour): Colour => mixColour(colour, '#1a1430', 0.26);
const scaled = (girth: Girth, by: number): Girth => girth.map((half) => half * by) as unknown as Girth;

const busyHands: readonly Pose[] = ['run', 'point', 'lie', 'reach'];

/** The pose, with the far arm bent or let down for what the person holds. */
export const poseOf = (request: PersonRequest): FigurePose => {
  const pose = (turnOf(request) === 'three-quarter' ? undefined : frontPoses[request.pose]) ?? poses[request.pose];
  const kind = heldKind(request.holds);
  if (kind === undefined || busyHands.includes(request.pose)) return pose;
  const [x, y] = pose.neck;
  const farArm: FigurePose['farArm'] = isCarried(kind)
    ? [
        [x + 0.112, y - 0.174],
        [x + 0.118, y - 0.312],
      ]
    : [
        [x + 0.116, y - 0.178],
        [x + 0.172, y - 0.1],
      ];
  const armsCrossed = pose.handsHidden === true && request.pose === 'lean';
  return { ...pose, farArm, handsHidden: false, ...(armsCrossed ? { nearArm: poses.stand.nearArm } : {}) };
};

const paintHeldThing = (brush: FigureBrush, request: PersonRequest, bones: Skeleton): void => {
  const kind = heldKind(request.holds);
  if (kind === undefined || busyHands.includes(request.pose)) return;
  const [, elbow, wrist] = bones.farArm;
  const length = Math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]) || 1;
  const size = 0.034 * bones.height * figureScale(kind);
  const at = ([x, y]: Point): Point => [
    wrist[0] + ((wrist[0] - elbow[0]) / length) * size * 0.6 + x * size,
    wrist[1] + ((wrist[1] - elbow[1]) / length) * size * 0.6 + y * size,
  ];
  paintHeld(
    {
      shape: (points, colour) => figureShape(brush, points.map(at), colour, 0.8),
      line: (points, weight, colour) =>
        figureLine(brush, points.map(at), Math.max(0.5, (weight * size) / brush.line), colour, 1),
    },
    kind,
    request.look.accent,
  );
};

const paintLeg = (
  brush: FigureBrush,
  request: PersonRequest,
  bones: Skeleton,
  side: 'near' | 'far',
  pose: FigurePose,
): void => {
  const { look } = request;
  const chain = side === 'near' ? bones.nearLeg : bones.farLeg;
  const [, , toes] = side === 'near' ? pose.nearLeg : pose.farLeg;
  const shade = side === 'far' ? dim : (colour: Colour): Colour => colour;
  const turned = turnOf(request) === 'three-quarter' ? (side === 'near' ? 0.86 : 1) : side === 'near' ? -0.32 : 0.32;
  paintShoe(brush, chain, shade(look.boots), Math.abs(turned) > 0.5 ? toes - (side === 'near' ? 0.1 : 0) : 0, turned);
  const skirt = wearsSkirt(look);
  const girth = scaled(skirt ? stockingGirth : trouserGirth, bones.girth);
  paintLimb(brush, chain, girth, shade(look.legs));
  if (pose.lapped && isLong(look)) {
    const [hip, knee, ankle] = chain;
    const below: Point = [knee[0] + (ankle[0] - knee[0]) * 0.12, knee[1] + (ankle[1] - knee[1]) * 0.12];
    paintLimb(
      brush,
      [hip, [(hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2], below],
      scaled([0.06, 0.058, 0.055, 0.05, 0.046], bones.girth),
      shade(look.coat),
    );
  }
};

const paintArm = (
  brush: FigureBrush,
  request: PersonRequest,
  bones: Skeleton,
  side: 'near' | 'far',
  pose: FigurePose,
): void => {
  const { look } = request;
  const chain: Chain = side === 'near' ? bones.nearArm : bones.farArm;
  const shade = side === 'far' ? dim : (colour: Colour): Colour => colour;
  const thumb = turnOf(request) === 'back' ? (side === 'near' ? 1 : -1) : side === 'near' ? -1 : 1;
  if (!pose.handsHidden) paintHand(brush, chain, shade(look.skin), thumb, pose.pointing === true && side === 'far');
  const bulky = look.garment === 'raincoat' || look.garment === 'peacoat' || look.garment === 'hoodie' ? 1.1 : 1;
  paintSleeve(brush, chain, scaled(sleeveGirth, bones.girth * bulky), shade(clothOf(look)), side === 'near' ? 1 : 0);
};

/** Scale and place of the head so that it sits on the neck: where its pivot comes to lie, from the ground under the figure. */
const headPlace = (head: HeadDrawing, bones: Skeleton) => {
  const scale = bones.headPx / (head.chin[1] - head.crown[1]);
  const lift = 0.031 * bones.height - (head.pivot[1] - head.chin[1]) * scale;
  const [ux, uy] = [Math.sin(bones.headAngle), -Math.cos(bones.headAngle)];
  return { scale, x: bones.neck[0] + ux * lift, y: bones.neck[1] + uy * lift };
};

/** Small faces keep eyes, brows and mouth and lose everything finer. */
const faceDetail = (detail: number, headPx: number): number =>
  Math.min(detail, headPx > 110 ? 0.5 : headPx > 60 ? 0.25 : 0.1);

const siteOf = (request: PersonRequest, head: HeadDrawing, bones: Skeleton): HeadSite => {
  const { height } = bones;
  const [aside, above, below] = request.pose === 'lie' ? [0.62, 0.5, 0.12] : [0.5, 1.22, 0.08];
  const seen = request.visible ?? { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const left = Math.floor(Math.max(seen.left, -aside * height));
  const right = Math.ceil(Math.min(seen.right, aside * height));
  const top = Math.floor(Math.max(seen.top, -above * height));
  const bottom = Math.ceil(Math.min(seen.bottom, below * height));
  const [originX, originY] = [-left, -top];
  const { scale, x, y } = headPlace(head, bones);
  return {
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top),
    originX,
    originY,
    scale,
    detail: faceDetail(request.detail, bones.headPx),
    place: ({ context }) => {
      context.setTransform(request.mirrored ? -1 : 1, 0, 0, 1, originX, originY);
      context.translate(x, y);
      context.rotate(bones.headAngle);
      context.scale(scale, scale);
      context.translate(-head.pivot[0], -head.pivot[1]);
    },
  };
};

/** A point of the head on the screen, relative to the ground under the figure. */
const headPoint = (head: HeadDrawing, bones: Skeleton, point: Point, flip: number): ScreenPoint => {
  const { scale, x, y } = headPlace(head, bones);
  const [dx, dy] = [(point[0] - head.pivot[0]) * scale, (point[1] - head.pivot[1]) * scale];
  const [cos, sin] = [Math.cos(bones.headAngle), Math.sin(bones.headAngle)];
  return { x: Math.round((x + dx * cos - dy * sin) * flip), y: Math.round(y + dx * sin + dy * cos) };
};

export const paintFigure = (request: PersonRequest): PersonArt => {
  const { look, heightPx: height } = request;
  const pose = poseOf(request);
  const head = headOf(request);
  const bones = skeletonOf(look, pose, height, turnOf(request) === 'three-quarter');
  const site = siteOf(request, head, bones);
  const turn = turnOf(request);
  const flip = request.mirrored ? -1 : 1;
  const drawn = (draw: (brush: FigureBrush) => void): Surface => {
    const surface = borrowSurface(site.width, site.height);
    surface.context.setTransform(flip, 0, 0, 1, site.originX, site.originY);
    draw({ context: surface.context, height, line: figureLineWidth(height) });
    surface.context.resetTransform();
    return surface;
  };
  const body = drawn((brush) => {
    paintHeldThing(brush, request, bones);
    paintArm(brush, request, bones, 'far', pose);
    paintLeg(brush, request, bones, 'far', pose);
    paintLeg(brush, request, bones, 'near', pose);
    paintTorso(brush, look, bones, pose);
    paintMarks(brush, look, bones, turn, pose);
  });
  const collar = drawn((brush) => {
    paintNeckline(brush, look, bones, turn);
    paintArm(brush, request, bones, 'near', pose);
  });
  const at = (point: Point): ScreenPoint => headPoint(head, bones, point, flip);
  return {
    ...assemblePerson({ body, collar }, head, site, lightFor(request.light, bones.headPx * 1.7), request.withPatches),
    pivot: at(head.pivot),
    landmarks: { crown: at(head.crown), chin: at(head.chin), eyes: at(head.eyeLine) },
  };
};
