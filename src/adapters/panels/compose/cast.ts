/** The people of a panel: from where they stand to lit, graded layers, with mouths and eyes where they are wanted. */
import {
  borrowSurface,
  luminanceOf,
  mixColour,
  type Point,
  type Projection,
  returnSurface,
  type Stage,
  type Surface,
  toCanvasPixels,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import {
  type PersonArt,
  type PersonLight,
  type PersonRequest,
  type PlacedSurface,
  paintPerson,
  releasePerson,
  type SurfacePatches,
} from '../people/people.ts';
import { type LampSource, type PlaceSet, sunDirection } from '../places/places.ts';
import type { FigurePlacement } from './framing.ts';
import type { Grading } from './grade.ts';
import { cutPixels, evenBox, type PaintedLayer, type PaintedPatches } from './painted-layer.ts';

export type CastScene = {
  readonly stage: Stage;
  readonly projection: Projection;
  readonly light: SceneLight;
  readonly place: PlaceSet;
  readonly grading: Grading;
};

/** Far to near. */
export const castLayers = (placements: readonly FigurePlacement[], scene: CastScene): PaintedLayer[] =>
  placements
    .toSorted((a, b) => Number(a.nearShoulder) - Number(b.nearShoulder) || b.depthM - a.depthM)
    .flatMap((placement, index) => personLayers(placement, index, scene));

const personLayers = (placement: FigurePlacement, index: number, scene: CastScene): PaintedLayer[] => {
  const { stage } = scene;
  const origin = toCanvasPixels(
    stage,
    placement.bust ? placement.headX : placement.footX,
    placement.bust ? placement.eyeY : placement.footY,
  );
  const [x, y] = [Math.round(origin.x), Math.round(origin.y)];
  const request = personRequest(placement, scene, { x, y });
  const art = paintPerson(request);
  if (placement.nearShoulder) soften(art, 3 * stage.scale);
  const layers = layersOf(art, x, y, placement, index, scene);
  releasePerson(art);
  return layers;
};

const personRequest = (placement: FigurePlacement, scene: CastScene, at: { x: number; y: number }): PersonRequest => {
  const { figure } = placement;
  const { stage } = scene;
  const heightPx = (placement.bust ? placement.headHeight : placement.bodyHeight) * stage.scale;
  const view = figure.facing === 'camera' ? 'front' : figure.facing === 'away' ? 'back' : 'three-quarter';
  return {
    look: figure.look,
    view,
    mirrored: figure.facing === 'left',
    crop: placement.bust ? 'bust' : 'figure',
    pose: figure.pose,
    emotion: figure.emotion,
    strength: figure.emotionStrength,
    gaze: figure.gaze,
    heightPx,
    detail: Math.max(0, Math.min(1, (placement.headHeight - 60) / 520)),
    light: personLight(placement, scene),
    ...(figure.holds === undefined ? {} : { holds: figure.holds }),
    // A mouth of fewer pixels than this would only flicker.
    withPatches: figure.speaks && view !== 'back' && placement.headHeight > 100,
    visible: { left: -at.x, top: -at.y, right: stage.canvasWidth - at.x, bottom: stage.canvasHeight - at.y },
  };
};

/** Where the key comes from on the screen: the nearest lamp in a dark room, else the sun as this camera sees it. */
const personLight = (placement: FigurePlacement, { projection, light, place }: CastScene): PersonLight => {
  const { cast } = light;
  const lamp = light.dark ? nearestLamp(placement, projection, place) : undefined;
  const sun = sunDirection(light);
  const turn = Math.atan2(sun[0], sun[2]) - projection.camera.yaw;
  const fromSun: Point = [Math.sin(turn), -0.25 - sun[1] * 0.6];
  const behind = Math.cos(turn) > 0.5 && lamp === undefined;
  const byFire = lamp?.kind === 'fire';
  const direction = lamp?.direction ?? fromSun;
  const headPx = placement.headHeight;
  return {
    direction,
    shade: cast.shade,
    shadeAmount: placement.nearShoulder ? 0.62 : cast.shadeAmount,
    shadeDepth: Math.max(3, headPx * (behind ? 0.12 : 0.085)),
    shadeSoftness: Math.max(1.5, headPx * 0.03),
    ambient: placement.nearShoulder
      ? darker(cast.ambient)
      : byFire
        ? mixColour(cast.ambient, '#ffd8a8', 0.5)
        : cast.ambient,
    rim: byFire ? '#ffb468' : cast.rim,
    rimAmount: cast.rimAmount,
    ...(light.dark && !place.outdoors && lamp !== undefined ? { rimDirection: [-direction[0], -0.5] as Point } : {}),
    ...(placement.nearShoulder
      ? {}
      : byFire
        ? { key: '#ff9c48', keyAmount: 0.55, keyBlend: 'soft-light' as const }
        : { key: cast.key, keyAmount: cast.keyAmount, keyBlend: cast.keyBlend }),
  };
};

const darker = (ambient: string): string => (luminanceOf(ambient) > 190 ? '#8c8698' : '#757088');

type NearLamp = { readonly direction: Point; readonly kind: LampSource['kind'] };

/** The lamp that tells most on a face: strong, far-reaching, near. Always somewhat from above, as light on faces is. */
const nearestLamp = (placement: FigurePlacement, projection: Projection, place: PlaceSet): NearLamp | undefined => {
  let best: { readonly strength: number; readonly at: Point; readonly kind: LampSource['kind'] } | undefined;
  for (const lamp of place.lamps) {
    if (lamp.kind === 'window') continue;
    const seen = projection.project(lamp.at);
    if (seen === undefined) continue;
    const strength = (lamp.strength * lamp.reach) / (1 + Math.abs(seen.depth - placement.depthM));
    if (best === undefined || strength > best.strength)
      best = { strength, at: [seen.x - placement.headX, seen.y - placement.eyeY], kind: lamp.kind };
  }
  if (best === undefined) return undefined;
  const length = Math.hypot(...best.at) || 1;
  const fromBelow = best.kind === 'fire' ? 0.35 : -0.15;
  return { direction: [best.at[0] / length || 0.1, Math.min(fromBelow, best.at[1] / length)], kind: best.kind };
};

const soften = (art: PersonArt, blurPx: number): void => {
  for (const part of [art.body, art.head, art.collar]) {
    if (part === undefined) continue;
    const { surface } = part;
    const copy = borrowSurface(surface.width, surface.height);
    copy.context.drawImage(surface.canvas, 0, 0);
    surface.context.save();
    surface.context.resetTransform();
    surface.context.clearRect(0, 0, surface.width, surface.height);
    surface.context.filter = `blur(${blurPx}px)`;
    surface.context.drawImage(copy.canvas, 0, 0);
    surface.context.restore();
    returnSurface(copy);
  }
};

const layersOf = (
  art: PersonArt,
  x: number,
  y: number,
  placement: FigurePlacement,
  index: number,
  scene: CastScene,
): PaintedLayer[] => {
  const { characterId } = placement.figure.look;
  const depth = placement.nearShoulder ? 1.3 : 1;
  const layers: PaintedLayer[] = [];
  for (const [name, part] of [
    ['body', art.body],
    ['head', art.head],
    ['collar', art.collar],
  ] as const) {
    const layer =
      part === undefined ? undefined : partLayer(`${name}-${characterId}-${index}`, part, x, y, depth, scene);
    if (layer === undefined) continue;
    if (name !== 'head' || part === undefined) {
      layers.push({ ...layer, characterId });
      continue;
    }
    const { canvasWidth, canvasHeight } = scene.stage;
    const corner = { x: x + part.x, y: y + part.y };
    const mouth = art.mouth === undefined ? undefined : patchesOf(art.mouth, corner, layer, scene);
    const eyes = art.eyes === undefined ? undefined : patchesOf(art.eyes, corner, layer, scene);
    const pivot =
      art.pivot === undefined
        ? undefined
        : { x: clampTo(x + art.pivot.x, canvasWidth), y: clampTo(y + art.pivot.y, canvasHeight) };
    layers.push({
      ...layer,
      characterId,
      ...(pivot === undefined ? {} : { pivot }),
      ...(mouth === undefined ? {} : { mouth }),
      ...(eyes === undefined ? {} : { eyes }),
    });
  }
  return layers;
};

const clampTo = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));

const partLayer = (
  id: string,
  part: PlacedSurface,
  x: number,
  y: number,
  depth: number,
  { stage, grading }: CastScene,
): PaintedLayer | undefined => {
  const at = { x: x + part.x, y: y + part.y };
  const box = evenBox(
    { ...at, width: part.surface.width, height: part.surface.height },
    stage.canvasWidth,
    stage.canvasHeight,
  );
  if (box === undefined) return undefined;
  const rgba = cutPixels(part.surface, at.x, at.y, box);
  grading(rgba, box);
  return { id, role: 'cast', depth, opaque: false, ...box, rgba };
};

/** Patches are widened to even boxes of the canvas with clear pixels, which leave the head as it is. */
const patchesOf = <Name extends string>(
  patches: SurfacePatches<Name>,
  corner: { x: number; y: number },
  head: PaintedLayer,
  { grading }: CastScene,
): PaintedPatches<Name> | undefined => {
  const at = { x: corner.x + patches.x, y: corner.y + patches.y };
  const left = Math.max(head.x, at.x);
  const top = Math.max(head.y, at.y);
  const right = Math.min(head.x + head.width, at.x + patches.width);
  const bottom = Math.min(head.y + head.height, at.y + patches.height);
  if (right - left < 2 || bottom - top < 2) return undefined;
  const box = evenBox(
    { x: left, y: top, width: right - left, height: bottom - top },
    head.x + head.width,
    head.y + head.height,
  );
  if (box === undefined) return undefined;
  const images = Object.fromEntries(
    (Object.entries(patches.images) as [Name, Surface][]).map(([name, surface]) => {
      const rgba = cutPixels(surface, at.x, at.y, box);
      grading(rgba, box);
      return [name, rgba];
    }),
  ) as Record<Name, Uint8Array>;
  return { x: box.x - head.x, y: box.y - head.y, width: box.width, height: box.height, images };
};
