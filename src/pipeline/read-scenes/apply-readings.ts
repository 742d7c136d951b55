/** What was believed of the model's reading, laid over the breakdown. Nothing that shots are counted or timed by changes. */
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { SceneLook, SceneStory } from './scene-reading.ts';

const mostPhrases = 12;

const merged = (own: readonly string[], more: readonly string[]): readonly string[] =>
  [...new Set([...own, ...more])].slice(0, Math.max(mostPhrases, own.length));

/** The breakdown with the model's words on how people and places look: what pictures are made from. */
export const withLooks = (breakdown: Breakdown, looks: readonly SceneLook[]): Breakdown => {
  const byScene = new Map(looks.map((look) => [look.sceneId, look]));
  const saidOf = (id: string): readonly string[] => looks.flatMap(({ people }) => people[id] ?? []);
  return {
    ...breakdown,
    characters: breakdown.characters.map((character) => ({
      ...character,
      description: merged(character.description, saidOf(character.id)),
    })),
    locations: breakdown.locations.map((location) => ({
      ...location,
      dressing: merged(
        location.dressing,
        location.sceneIds.flatMap((id) => byScene.get(id)?.place ?? []),
      ),
    })),
  };
};

/** The breakdown with the model's summaries and moods: for music and the report. */
export const withStories = (breakdown: Breakdown, stories: readonly SceneStory[]): Breakdown => {
  const byScene = new Map(stories.map((story) => [story.sceneId, story]));
  return {
    ...breakdown,
    scenes: breakdown.scenes.map((scene) => {
      const { summary = scene.summary, mood = scene.mood } = byScene.get(scene.id) ?? {};
      return { ...scene, summary, mood };
    }),
  };
};
