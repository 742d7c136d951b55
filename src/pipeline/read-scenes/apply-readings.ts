/** What was believed of the model's reading, laid over the breakdown. Nothing that shots are counted or timed by changes. */
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { SceneReading } from './scene-reading.ts';

const merged = (own: readonly string[], more: readonly string[], most: number): readonly string[] =>
  [...new Set([...own, ...more])].slice(0, Math.max(most, own.length));

const mostPhrases = 12;

/** The breakdown with the model's words: summaries and moods of scenes, how people and places look. */
export const applyReadings = (breakdown: Breakdown, readings: readonly SceneReading[]): Breakdown => {
  const byScene = new Map(readings.map((reading) => [reading.sceneId, reading]));
  const saidOf = (id: string): readonly string[] => [...new Set(readings.flatMap(({ people }) => people[id] ?? []))];
  return {
    ...breakdown,
    scenes: breakdown.scenes.map((scene) => {
      const reading = byScene.get(scene.id);
      return {
        ...scene,
        ...(reading?.summary !== undefined && { summary: reading.summary }),
        ...(reading?.mood !== undefined && { mood: reading.mood }),
      };
    }),
    characters: breakdown.characters.map((character) => ({
      ...character,
      description: merged(character.description, saidOf(character.id), mostPhrases),
    })),
    locations: breakdown.locations.map((location) => ({
      ...location,
      dressing: merged(
        location.dressing,
        location.sceneIds.flatMap((id) => byScene.get(id)?.place ?? []),
        mostPhrases,
      ),
    })),
  };
};
