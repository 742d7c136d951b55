/** What a brief is read out of: one shot among its scene, its people and their cast. */
import type { Cast } from '../performance/performance.types.ts';
import type { Beat, Breakdown, Character, Scene } from '../screenplay/breakdown.types.ts';
import type { Shot } from '../shot/shot.types.ts';
import { readableName } from './action-text.ts';
import type { BriefPerson } from './shot-brief.types.ts';

export type Context = {
  readonly shot: Shot;
  readonly beats: ReadonlyMap<string, Beat>;
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly characters: ReadonlyMap<string, Character>;
};

/** The shot's scene may be missing from the breakdown: then it has no beats. */
export const contextOf = (shot: Shot, breakdown: Breakdown, cast: Cast): Context => {
  const scene: Scene | undefined = breakdown.scenes.find(({ id }) => id === shot.sceneId);
  return {
    shot,
    beats: new Map(scene?.beats.map((beat) => [beat.id, beat])),
    breakdown,
    cast,
    characters: new Map(breakdown.characters.map((character) => [character.id, character])),
  };
};

/** As a reader writes the name; never empty. */
export const nameOf = ({ characters }: Context, id: string): string => {
  const name = readableName(characters.get(id)?.name ?? id);
  return name === '' ? 'Somebody' : name;
};

/** As the look has it, else as the script says. */
export const genderOf = (context: Context, id: string): BriefPerson['gender'] =>
  context.cast.members.find(({ characterId }) => characterId === id)?.look?.gender ??
  context.characters.get(id)?.gender ??
  'unknown';
