/** The three places where the motif returns, and the one line before which nothing plays. */
import type { Beat, Breakdown, Scene, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';

export type StoryPoints = {
  readonly firstSceneId: string | null;
  /** The scene with the most at stake, past the first third and not the last. */
  readonly turnSceneId: string | null;
  readonly lastSceneId: string | null;
  /** The line that matters most, in the turn; null when the film has no line worth a silence. */
  readonly hushedPartId: string | null;
};

const turnOf = (scenes: readonly Scene[]): Scene | null => {
  if (scenes.length < 3) return null;
  const from = Math.max(1, Math.floor(scenes.length / 3));
  const middle = scenes.slice(from, -1);
  return middle.reduce<Scene | null>(
    (best, scene) => (best === null || scene.tension >= best.tension ? scene : best),
    null,
  );
};

const words = (part: SpeechPart): number => part.text.split(/\s+/).length;

/** How much a line asks for silence: feeling, brevity, a beat before it, an image before it, lateness. */
const weight = (part: SpeechPart, before: Beat | undefined, isFirstOfBeat: boolean, lateness: number): number =>
  part.emotionStrength +
  (part.beatBefore ? 0.6 : 0) +
  (isFirstOfBeat && before?.kind === 'action' ? 0.5 : 0) +
  (words(part) >= 2 && words(part) <= 12 ? 0.3 : 0) +
  (part.delivery === 'normal' ? 0 : 0.2) +
  lateness * 0.5;

const hushedIn = (scene: Scene): string | null => {
  let best: { readonly id: string; readonly weight: number } | null = null;
  let spoken = 0;
  scene.beats.forEach((beat, index) => {
    if (beat.kind !== 'speech') return;
    beat.parts.forEach((part, n) => {
      spoken++;
      const found = weight(part, scene.beats[index - 1], n === 0, index / scene.beats.length);
      // The very first line of a scene has no music before it to fall silent.
      if (spoken > 1 && (best === null || found > best.weight)) best = { id: part.id, weight: found };
    });
  });
  return (best as { readonly id: string } | null)?.id ?? null;
};

export const storyPoints = (breakdown: Breakdown): StoryPoints => {
  const { scenes } = breakdown;
  const turn = turnOf(scenes);
  const hushed = turn ?? (scenes.length > 0 ? (scenes[scenes.length - 1] as Scene) : null);
  return {
    firstSceneId: scenes[0]?.id ?? null,
    turnSceneId: turn?.id ?? null,
    lastSceneId: scenes[scenes.length - 1]?.id ?? null,
    hushedPartId: hushed === null ? null : hushedIn(hushed),
  };
};
