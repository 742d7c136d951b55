/**
 * People nobody named: a few passers-by where a place is full of them. They stand far back, calm in colour, so that a
 * lead reads among them; at night and in fear a place is empty.
 */
import { extraLook } from '../../../domain/performance/cast-looks.ts';
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { pick, seededRandom } from '../../../domain/random.ts';
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import { type Colour, mixColour, type Stage } from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { paintPerson, releasePerson } from '../people/people.ts';
import type { Draw, Piece } from './place.types.ts';

const lonelyMoods: readonly string[] = ['dread', 'unease', 'grief'];
const lonelyWords = /deserted|empty|abandoned|ruin|ghost|forgotten|closed/;

export const hasPassersBy = (place: StagedPlace): boolean =>
  place.timeOfDay !== 'night' &&
  place.timeOfDay !== 'dawn' &&
  !lonelyMoods.includes(place.mood) &&
  place.weather !== 'storm' &&
  !lonelyWords.test(`${place.name} ${place.dressing.join(' ')}`.toLowerCase());

/** @param spots where they stand: x, z of the set */
export const passersBy = (
  spots: readonly (readonly [x: number, z: number])[],
  place: StagedPlace,
  stage: Stage,
  light: SceneLight,
): Piece[] =>
  spots.map(([x, z], index) => ({
    x,
    y: 0,
    z,
    turnDeg: 0,
    draw: passerBy(`${place.locationId} ${index}`, stage, light),
    height: 1.8,
    bias: 0,
    structure: false,
  }));

const passerBy = (seed: string, stage: Stage, light: SceneLight): Draw => {
  const random = seededRandom('passer-by', seed);
  const look = calm(extraLook('passer-by', seed), light.set.haze);
  const away = random() < 0.4;
  const mirrored = random() < 0.5;
  const pose = pick(random, ['walk', 'stand', 'walk', 'pockets'] as const);
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      if (depth < 6) return;
      const [footX, footY] = at(0, 0);
      const heightPx = ((look.heightM * b.projection.camera.focal) / depth) * stage.scale;
      if (heightPx < 8 || footX < stage.left || footX > stage.right) return;
      const art = paintPerson({
        look,
        view: away ? 'back' : 'three-quarter',
        mirrored,
        crop: 'figure',
        pose,
        emotion: 'neutral',
        strength: 0,
        gaze: { x: 0, y: 0 },
        heightPx,
        detail: 0,
        light: {
          direction: [-0.6, -0.6],
          shade: light.cast.shade,
          shadeAmount: 0.45,
          ambient: light.cast.ambient,
          rim: light.cast.rim,
          rimAmount: 0.5,
        },
        withPatches: false,
      });
      const { context } = b;
      context.save();
      context.resetTransform();
      const [x, y] = [(footX - stage.left) * stage.scale, (footY - stage.top) * stage.scale];
      context.drawImage(art.body.surface.canvas, Math.round(x + art.body.x), Math.round(y + art.body.y));
      context.restore();
      releasePerson(art);
    });
};

/** Toward the haze and toward grey. */
const calm = (look: CharacterLook, haze: Colour): CharacterLook => {
  const toward = (colour: Colour, by: number): Colour => mixColour(mixColour(colour, '#77747c', by), haze, 0.18);
  return {
    ...look,
    coat: toward(look.coat, 0.45),
    inner: toward(look.inner, 0.3),
    legs: toward(look.legs, 0.2),
    accent: toward(look.accent, 0.5),
    boots: toward(look.boots, 0.1),
  };
};
