/**
 * The door of the shot plan: what the camera sees, in which order, how long, and what the painter and the reader get.
 * Everything here is pure. A shot depends on its scene, its place in the structure and the words it covers, on nothing later.
 */
import { stableId } from '../../domain/random.ts';
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, Shot, ShotPlan, StagedPlace } from '../../domain/shot/shot.types.ts';
import { planScene } from './plan-scene.ts';
import { shotNumber } from './shot-number.ts';
import { type People, peopleOf } from './stage.ts';
import type { Draft } from './walk.ts';

export { type PanelOptions, panelRequestOf } from './panel-request.ts';
export { shotListText } from './shot-list.ts';
export { type SpeechTime, type TimingOptions, timeShots } from './time-shots.ts';

export type PlanOptions = {
  /** Another seed stages and moves the same script differently. */
  readonly seed: number | string;
  readonly aspect: Aspect;
};

const placeOf = (scene: Scene, breakdown: Breakdown): StagedPlace => {
  const location = breakdown.locations.find(({ id }) => id === scene.locationId);
  return {
    locationId: scene.locationId,
    name: location?.name ?? scene.heading,
    interior: scene.intExt === 'int',
    timeOfDay: scene.timeOfDay,
    weather: scene.weather,
    mood: scene.mood,
    dressing: location?.dressing ?? [],
  };
};

const finish = (scene: Scene, place: StagedPlace, drafts: readonly Draft[]): Shot[] => {
  const perMoment = new Map<number, number>();
  return drafts.map(({ moment, anchor, ...draft }, index) => {
    const nth = perMoment.get(moment) ?? 0;
    perMoment.set(moment, nth + 1);
    const isLast = index === drafts.length - 1;
    return {
      ...draft,
      id: stableId(`shot/${scene.id}/${anchor}`),
      sceneId: scene.id,
      number: shotNumber(scene.number, moment, nth),
      place,
      transitionIn: index === 0 ? scene.transitionIn : 'cut',
      ...(isLast && scene.transitionOut !== undefined ? { transitionOut: scene.transitionOut } : {}),
    };
  });
};

/** Shots of the whole film in order. A script without scenes gives an empty plan. */
export const planShots = (breakdown: Breakdown, options: PlanOptions): ShotPlan => {
  const seed = `${breakdown.seed}/${options.seed}`;
  const people: People = peopleOf(breakdown);
  const visited = new Set<string>();
  const shots = breakdown.scenes.flatMap((scene, index) => {
    const visit = `${scene.locationId}/${scene.timeOfDay}`;
    const isNewPlace = !visited.has(visit);
    visited.add(visit);
    const place = placeOf(scene, breakdown);
    const drafts = planScene({
      scene,
      aspect: options.aspect,
      seed,
      people,
      dressing: place.dressing,
      isNewPlace,
      isFirst: index === 0,
      isLast: index === breakdown.scenes.length - 1,
    });
    return finish(scene, place, drafts);
  });
  return { seed, shots };
};
