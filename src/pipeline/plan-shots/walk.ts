/** What the planner carries from beat to beat through one scene, and the few questions everyone asks of it. */
import type { Beat, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, Movement, Shot, ShotCover } from '../../domain/shot/shot.types.ts';
import { type Feeling, listening } from './feelings.ts';
import { type Faces, facesOf } from './figures.ts';
import type { Setup } from './setups.ts';
import { onSetNow, type People, type Stage, sideOfSlot, slotOf } from './stage.ts';

/** A shot before it has an id, a number and its transitions. */
export type Draft = Omit<Setup, 'figures'> & {
  figures: Setup['figures'];
  movement: Movement;
  readonly covers: ShotCover[];
  /** Structural place of the beat that opened it: numbers hang on it, so that a cut inside one line renumbers nothing. */
  readonly moment: number;
  readonly anchor: string;
  card?: string;
  role: string;
};

/** The face the camera rests on, as the structure of the script has it, whatever the words are. */
export type Resting = {
  readonly who: string;
  readonly hasSpoken: boolean;
  /** Beats heard in this shot. */
  readonly beats: number;
};

export type Walk = {
  readonly scene: Scene;
  readonly aspect: Aspect;
  readonly people: People;
  readonly seed: string;
  /** The film begins with this scene. */
  readonly isFirst: boolean;
  readonly drafts: Draft[];
  stage: Stage;
  moment: number;
  /** Lines spoken on screen so far. */
  turns: number;
  /** How far the talk has warmed up, in lines: turns, and more where something breaks in. */
  heat: number;
  /** Voices from elsewhere so far. */
  voices: number;
  /** What the place is furnished with. */
  readonly dressing: readonly string[];
  readonly spoken: Set<string>;
  /** Most recent last. */
  readonly recent: string[];
  /** Things the action has shown, most recent last. */
  readonly things: string[];
  previous: Beat | undefined;
  next: Beat | undefined;
  resting: Resting | undefined;
  /** What shows on people who are on the way (`stage.going`). */
  onTheWay: Feeling | undefined;
};

/** The last shot so far. */
export const current = (walk: Walk): Draft | undefined => walk.drafts.at(-1);

export const others = (walk: Walk): Feeling =>
  walk.stage.going === undefined ? listening(walk.scene.mood) : (walk.onTheWay ?? listening(walk.scene.mood));

/** The person's name, for the shot list. */
export const called = (walk: Walk, id: string): string => walk.people.called.get(id) ?? id;

export const faces = (walk: Walk, ...known: readonly (readonly [string, Feeling])[]): Faces =>
  facesOf(others(walk), ...known);

export const addShot = (
  walk: Walk,
  anchor: string,
  setup: Setup,
  movement: Movement,
  role: string,
  covers: readonly ShotCover[],
): Draft => {
  const draft: Draft = { ...setup, movement, role, anchor, moment: walk.moment, covers: [...covers] };
  walk.drafts.push(draft);
  return draft;
};

/** Whether a face can be seen well enough to speak from it. */
export const showsFace = (shot: Pick<Shot, 'figures' | 'size'>, who: string): boolean =>
  shot.size !== 'EWS' && shot.figures.some((figure) => figure.characterId === who && figure.facing !== 'away');

/** Whom somebody talks to: who spoke or acted last, else who stands across. */
export const partnerOf = (walk: Walk, who: string): string | undefined => {
  const here = onSetNow(walk.stage).filter((id) => id !== who);
  const recent = walk.recent.findLast((id) => here.includes(id));
  if (recent !== undefined) return recent;
  const own = slotOf(walk.stage, who);
  return here.find((id) => sideOfSlot(slotOf(walk.stage, id)) !== sideOfSlot(own)) ?? here[0];
};

export const remember = (list: string[], ...names: readonly string[]): void => {
  for (const name of names) {
    const at = list.indexOf(name);
    if (at >= 0) list.splice(at, 1);
    list.push(name);
  }
};
