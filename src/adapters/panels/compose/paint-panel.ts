/** A panel from a request: place, shadows, cast, what stands before it, weather, light, texture, as layers to be moved. */

import { seededRandom } from '../../../domain/random.ts';
import type { PanelRequest } from '../../../domain/shot/panel.types.ts';
import {
  borrowStageSurface,
  borrowSurface,
  createProjection,
  createStage,
  paintGlow,
  returnSurface,
  type Stage,
  type Surface,
  withSurface,
} from '../ink/ink.ts';
import { type SceneLight, sceneLight } from '../light/light.ts';
import {
  buildPlace,
  hasPassersBy,
  type PlaceSet,
  paintFront,
  paintPlace,
  passersBy,
  sunDirection,
} from '../places/places.ts';
import { paintInsert, standsInInsert } from '../props/insert-scene.ts';
import { drawableProps } from '../props/props.ts';
import { castLayers } from './cast.ts';
import { type FigurePlacement, frameShot, type Shot3 } from './framing.ts';
import { createGrading, type Grading } from './grade.ts';
import { layerOf, type PaintedLayer, type PaintedPanel } from './painted-layer.ts';
import { seatsOf } from './seats.ts';
import { paintShadows, paintWetGround } from './shadows.ts';
import { paintTexture } from './texture.ts';
import { paintMist, weatherLayers } from './weather.ts';

/** Rooms end: the camera goes at most this far back in one, in metres; outdoors it may go as far as it likes. */
const farthestIndoorsM = 6.2;

export const paintPanel = (request: PanelRequest): PaintedPanel => {
  const stage = createStage(request.frameWidth, request.frameHeight);
  const light = sceneLight(request.place);
  const place = buildPlace(request.place, light);
  const things = drawableProps(request.props).map((name) => inItsPlace(name, request.place.name));
  if (request.size === 'INSERT' && things.length > 0)
    return insertPanel({ ...request, props: things }, stage, light, place);
  const shot = frameShot(request, stage, {
    farthestM: place.outdoors ? 60 : farthestIndoorsM,
    seated: place.seated,
    walkHalfM: place.walkHalfM,
  });
  const grading = createGrading(light.grade, stage.scale);
  const layers = [
    ...placeLayers(request, stage, light, place, shot, grading),
    // Nothing falls where there is no air.
    ...(place.outdoors && place.outlook !== 'space' ? weatherLayers(request.place.weather, stage, light) : []),
    ...lightLayers(stage, light, place, shot),
    textureLayer(request, stage, light),
  ];
  return { canvasWidth: stage.canvasWidth, canvasHeight: stage.canvasHeight, layers };
};

const insertPanel = (request: PanelRequest, stage: Stage, light: SceneLight, place: PlaceSet): PaintedPanel => {
  const grading = createGrading(light.grade, stage.scale);
  return {
    canvasWidth: stage.canvasWidth,
    canvasHeight: stage.canvasHeight,
    layers: [...insertLayers(request, stage, light, place, grading), textureLayer(request, stage, light)],
  };
};

/** A ball is of the game that is played there. */
const inItsPlace = (thing: string, place: string): string =>
  /^balls?$/i.test(thing) && /basketball|gym|court/i.test(place)
    ? 'basketball'
    : /^balls?$/i.test(thing) && /tennis/i.test(place)
      ? 'tennis'
      : thing;

/** Where feet are seen the ground must move with the cast, or they slide on it. */
const setDepth = (shot: Shot3): number => (shot.placements.some((placement) => !placement.bust) ? 0.85 : 0.5);

/** A thing fills the frame: what it lies on (or the place, out of focus, behind what it stands on), and it. */
const insertLayers = (
  request: PanelRequest,
  stage: Stage,
  light: SceneLight,
  place: PlaceSet,
  grading: Grading,
): PaintedLayer[] => {
  const ground = borrowStageSurface(stage);
  const props = borrowStageSurface(stage);
  if (standsInInsert(request.props[0] ?? '')) placeOutOfFocus(request, stage, light, place, ground);
  paintInsert(request.props, {
    stage,
    light,
    ground,
    props,
    seed: `${request.place.locationId} ${request.props[0] ?? ''}`,
    ...(place.outdoors ? { earth: place.ground } : {}),
  });
  const layers = [
    layerOf(ground, { id: 'set', role: 'set', depth: 0.6, opaque: true }),
    layerOf(props, { id: 'props', role: 'cast', depth: 0.75, opaque: false }),
  ].filter((layer) => layer !== undefined);
  for (const layer of layers) grading(layer.rgba, layer);
  returnSurface(ground);
  returnSurface(props);
  return layers;
};

const placeOutOfFocus = (
  request: PanelRequest,
  stage: Stage,
  light: SceneLight,
  place: PlaceSet,
  onto: Surface,
): void => {
  const shot = frameShot({ ...request, size: 'MCU', figures: [], angle: 'eye' }, stage, {
    farthestM: farthestIndoorsM,
    seated: place.seated,
    walkHalfM: place.walkHalfM,
  });
  const view = {
    stage,
    projection: createProjection(shot.camera),
    light,
    castDepth: shot.castDepth,
    faceLine: -1e6,
    seed: request.place.locationId,
  };
  const { far, set, near } = paintPlace(place, view);
  onto.context.save();
  onto.context.resetTransform();
  for (const surface of [far, set]) onto.context.drawImage(surface.canvas, 0, 0);
  onto.context.restore();
  for (const surface of [far, set, near]) if (surface !== undefined) returnSurface(surface);
  blur(onto, 7 * stage.scale, true);
};

/** What of a figure must be seen: down to the knees; of one who lies, everything. */
const clearOf = ({
  figure,
  footX,
  footY,
  bodyHeight,
}: FigurePlacement): { x: number; halfWidth: number; belowY: number } => ({
  x: footX,
  halfWidth: bodyHeight * (figure.pose === 'lie' ? 0.5 : 0.12),
  belowY: footY - bodyHeight * (figure.pose === 'lie' ? 0 : 0.3),
});

/** Sizes in which one sees who else is there. */
const wideSizes: readonly string[] = ['EWS', 'WS', 'FS'];

const placeLayers = (
  request: PanelRequest,
  stage: Stage,
  light: SceneLight,
  place: PlaceSet,
  shot: Shot3,
  grading: Grading,
): PaintedLayer[] => {
  const projection = createProjection(shot.camera);
  const seed = request.place.locationId;
  const extras =
    wideSizes.includes(request.size) && hasPassersBy(request.place)
      ? passersBy(place.passersBy, request.place, stage, light)
      : [];
  const seats = [...seatsOf(shot.placements, projection, place), ...extras];
  const painted = paintPlace(place, {
    stage,
    projection,
    light,
    castDepth: shot.castDepth,
    faceLine: shot.faceLine,
    seed,
    seats,
    keepClear: shot.placements.filter(({ bust }) => !bust).map(clearOf),
  });
  const { far, set, near } = painted;
  if (place.outdoors) paintWetGround(set.context, stage, shot.horizonY, light, seededRandom('wet', seed));
  paintShadows(set.context, shot.placements, projection, light, place.outdoors);
  if (place.outdoors) paintMist(set.context, stage, light, shot.horizonY, seed);
  const blurPx = shot.blur * stage.scale;
  const layers: PaintedLayer[] = [];
  const push = (layer: PaintedLayer | undefined): void => {
    if (layer === undefined) return;
    grading(layer.rgba, layer);
    layers.push(layer);
  };
  if (place.outdoors) {
    blur(far, blurPx, true);
    blur(set, blurPx, false);
    push(layerOf(far, { id: 'far', role: 'sky', depth: 0.2, opaque: true }));
    push(layerOf(set, { id: 'set', role: 'set', depth: setDepth(shot), opaque: false }));
  } else {
    far.context.save();
    far.context.resetTransform();
    far.context.drawImage(set.canvas, 0, 0);
    far.context.restore();
    blur(far, blurPx, true);
    push(layerOf(far, { id: 'set', role: 'set', depth: setDepth(shot), opaque: true }));
  }
  layers.push(...castLayers(shot.placements, { stage, projection, light, place, grading }));
  const front = wantsFront(request, place, shot)
    ? paintFront(place.front, stage, light, request.place.locationId.length)
    : undefined;
  if (front !== undefined) {
    blur(front, 1.6 * stage.scale, false);
    push(layerOf(front, { id: 'front', role: 'foreground', depth: 1.25, opaque: false }));
    returnSurface(front);
  } else if (near !== undefined) {
    blur(near, 2.2 * stage.scale + blurPx * 0.4, false);
    push(layerOf(near, { id: 'near', role: 'foreground', depth: 1.25, opaque: false }));
  }
  for (const surface of [far, set, near]) if (surface !== undefined) returnSurface(surface);
  return layers;
};

const seatedPoses: readonly string[] = ['sit', 'lean'];

/** Two people across a table, or one who sits: the table cuts them at the chest. Always in a car. */
const wantsFront = (request: PanelRequest, place: PlaceSet, shot: Shot3): boolean => {
  if (place.front.kind === 'car') return !['CU', 'ECU'].includes(request.size);
  if (
    !shot.placements.some((placement) => placement.bust) ||
    !['MS', 'MCU'].includes(request.size) ||
    request.framing === 'ots'
  )
    return false;
  return (
    request.framing === 'two_shot' ||
    request.framing === 'group' ||
    request.figures.some((figure) => seatedPoses.includes(figure.pose))
  );
};

/** Out of focus. An opaque picture keeps its sharp self below, so that its edges do not fade out. */
const blur = (surface: Surface, radiusPx: number, opaque: boolean): void => {
  if (radiusPx < 0.5) return;
  withSurface(surface.width, surface.height, (copy) => {
    copy.context.drawImage(surface.canvas, 0, 0);
    const { context } = surface;
    context.save();
    context.resetTransform();
    if (!opaque) context.clearRect(0, 0, surface.width, surface.height);
    context.filter = `blur(${radiusPx}px)`;
    context.drawImage(copy.canvas, 0, 0);
    context.restore();
  });
};

/** Haze of light over everything when the camera looks into a low sun. */
const lightLayers = (stage: Stage, light: SceneLight, place: PlaceSet, shot: Shot3): PaintedLayer[] => {
  if (!place.outdoors || light.sky.disc.kind !== 'sun') return [];
  const sun = sunDirection(light);
  const turn = Math.atan2(sun[0], sun[2]) - shot.camera.yaw;
  if (Math.cos(turn) < 0.5) return [];
  const scale = 4;
  const [width, height] = [Math.ceil(stage.canvasWidth / scale), Math.ceil(stage.canvasHeight / scale)];
  const small = borrowSurface(width, height);
  const x = width * (0.5 + Math.tan(turn) * 0.55);
  paintGlow(small.context, x, (shot.horizonY * stage.scale) / scale, width * 0.5, light.sky.disc.colour, 0.13, {
    blend: 'source-over',
  });
  const surface = borrowSurface(stage.canvasWidth, stage.canvasHeight);
  surface.context.drawImage(small.canvas, 0, 0, surface.width, surface.height);
  const layer = layerOf(surface, { id: 'light', role: 'light', depth: 1.1, opaque: false });
  returnSurface(surface);
  returnSurface(small);
  return layer === undefined ? [] : [layer];
};

const textureLayer = (request: PanelRequest, stage: Stage, light: SceneLight): PaintedLayer => ({
  id: 'texture',
  role: 'texture',
  depth: 0,
  opaque: false,
  x: evenHalf(stage.canvasWidth - request.frameWidth),
  y: evenHalf(stage.canvasHeight - request.frameHeight),
  width: request.frameWidth,
  height: request.frameHeight,
  rgba: paintTexture(request.frameWidth, request.frameHeight, light.grade),
});

const evenHalf = (value: number): number => Math.floor(value / 4) * 2;
