/** Paints a place as one camera sees it: ground and walls, things far to near, then the light that falls on all of it. */
import {
  type Box,
  borrowStageSurface,
  createSetBrush,
  mixColour,
  type Projection,
  type Stage,
  type Surface,
  type Tone,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { lightSet } from './light-set.ts';
import type { Piece, PlaceSet } from './place.types.ts';
import { paintSky } from './sky.ts';

export type PaintedPlace = {
  /** Opaque: the sky outdoors, a flat tone behind a room. */
  readonly far: Surface;
  /** Ground, walls and things; clear where the sky shows. Indoors it covers everything. */
  readonly set: Surface;
  /** Things between the camera and the cast, unlit by the set's lamps. Undefined when there are none. */
  readonly near: Surface | undefined;
};

export type PlaceView = {
  readonly stage: Stage;
  readonly projection: Projection;
  readonly light: SceneLight;
  /** Metres from the camera to the cast: what is nearer lies before them. */
  readonly castDepth: number;
  /** Lowest point of the picture (stage units) that near things must leave free: the chins of the cast. */
  readonly faceLine: number;
  readonly seed: string;
  /** Figures seen whole: nothing before the cast may cover them above `belowY` (stage units). */
  readonly keepClear?: readonly { readonly x: number; readonly halfWidth: number; readonly belowY: number }[];
  /** Pieces of this shot alone: seats under the cast. */
  readonly seats?: readonly Piece[];
};

export const paintPlace = (place: PlaceSet, view: PlaceView): PaintedPlace => {
  const { stage, projection, light } = view;
  const tone = toneOf(light);
  const far = borrowStageSurface(stage);
  const set = borrowStageSurface(stage);
  if (place.outdoors) paintSky(far, view, place.outlook);
  else {
    far.context.fillStyle = mixColour(light.set.haze, light.set.ambient, 0.5);
    far.context.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
  }
  for (const piece of place.shell) paintPiece(set, piece, projection, tone, stage);
  const { behind, before } = sortPieces([...place.pieces, ...(view.seats ?? [])], view);
  for (const piece of behind) paintPiece(set, piece, projection, tone, stage);
  lightSet(set, place, view);
  let near: Surface | undefined;
  if (before.length > 0) {
    near = borrowStageSurface(stage);
    for (const piece of before) paintPiece(near, piece, projection, tone, stage);
    lightSet(near, { ...place, openings: [], lamps: place.lamps.filter((lamp) => lamp.kind !== 'window') }, view);
  }
  return { far, set, near };
};

export const toneOf = (light: SceneLight): Tone => {
  const azimuth = (light.sun.azimuthDeg * Math.PI) / 180;
  const elevation = (Math.max(20, light.sun.elevationDeg) * Math.PI) / 180;
  return {
    haze: light.set.haze,
    hazePerMetre: light.set.hazePerMetre,
    ink: light.set.ink,
    shade: light.set.shade,
    toLight: [Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation), Math.cos(azimuth) * Math.cos(elevation)],
  };
};

const paintPiece = (surface: Surface, piece: Piece, projection: Projection, tone: Tone, view: Box): void => {
  const brush = createSetBrush(
    { context: surface.context, projection, tone, view },
    { x: piece.x, y: piece.y, z: piece.z, turn: (piece.turnDeg * Math.PI) / 180 },
  );
  piece.draw(brush);
  brush.finish();
};

/** Nearer than this to the lens a thing is a smear: it is left out. */
const nearestMetres = 0.7;

/** Share of the frame's height a thing before the cast may take. */
const tallestOccluder = 0.42;

/** Far to near, in two lots: behind and before the cast. Near things that would hide faces are left out. */
const sortPieces = (pieces: readonly Piece[], view: PlaceView): { behind: Piece[]; before: Piece[] } => {
  const [cx, , cz] = view.projection.camera.position;
  const seen = pieces
    .map((piece) => {
      const depth = view.projection.toCamera([piece.x, piece.y, piece.z])[2];
      return { piece, depth, order: Math.hypot(piece.x - cx, piece.z - cz) + piece.bias };
    })
    .filter(({ depth, piece }) => depth > (piece.structure ? -12 : -3))
    .sort((a, b) => b.order - a.order);
  const behind: Piece[] = [];
  const before: Piece[] = [];
  for (const { piece, depth } of seen) {
    if (depth >= view.castDepth - 0.25 || piece.structure) behind.push(piece);
    else if (depth > nearestMetres && !hidesFaces(piece, view)) before.push(piece);
  }
  return { behind, before };
};

/** Half the width taken for a thing before the cast, metres: a table's. */
const halfThingM = 0.8;

const hidesFaces = (piece: Piece, { projection, faceLine, stage, keepClear = [] }: PlaceView): boolean => {
  const top = projection.project([piece.x, piece.y + piece.height, piece.z]);
  const foot = projection.project([piece.x, piece.y, piece.z]);
  if (top === undefined || foot === undefined || top.y < faceLine || foot.y - top.y > tallestOccluder * stage.height)
    return true;
  const half = (halfThingM * projection.camera.focal) / foot.depth;
  return keepClear.some(({ x, halfWidth, belowY }) => Math.abs(foot.x - x) < half + halfWidth && top.y < belowY);
};
