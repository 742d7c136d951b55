import { describe, expect, test } from 'vitest';
import { pick, seededRandom } from '../../domain/random.ts';
import type { Beat, Breakdown, Scene, SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { Shot } from '../../domain/shot/shot.types.ts';
import { planShots } from './plan-shots.ts';
import { randomScript } from './testing/random-scripts.ts';
import { line, partOf } from './testing/scripted.ts';
import { subjectOf } from './varied.ts';

const seeds = Array.from({ length: 60 }, (_, index) => 42 + index);
const plan = (breakdown: Breakdown): readonly Shot[] => planShots(breakdown, { seed: 7, aspect: '16:9' }).shots;

type Line = { readonly scene: Scene; readonly beat: SpeechBeat; readonly at: number };

const linesOf = (breakdown: Breakdown): Line[] =>
  breakdown.scenes.flatMap((scene) =>
    scene.beats.flatMap((beat, at) => (beat.kind === 'speech' ? [{ scene, beat, at }] : [])),
  );

const withBeats = (breakdown: Breakdown, scene: Scene, change: (beats: readonly Beat[]) => Beat[]): Breakdown => ({
  ...breakdown,
  scenes: breakdown.scenes.map((each) => (each === scene ? { ...each, beats: change(each.beats) } : each)),
});

const replaced = (breakdown: Breakdown, target: Line, text: string): Breakdown =>
  withBeats(breakdown, target.scene, (beats) =>
    beats.map((beat) =>
      beat === target.beat
        ? {
            ...target.beat,
            id: `${target.beat.id}-edited`,
            parts: [{ ...partOf(target.beat.characterId, text, { nth: 999 }), emotion: 'neutral' as const }],
          }
        : beat,
    ),
  );

const concerns = (shot: Shot, id: string): boolean => shot.covers.some(({ beatId }) => beatId === id);

/**
 * Shots beside one that covers the beat, and on through a run of the same subject: a line that grows or shrinks past "too short
 * for a shot of its own" opens or joins them, and sizes in such a run alternate.
 */
const besides = (shots: readonly Shot[], id: string): Set<string> => {
  const found = new Set<string>();
  shots.forEach((shot, index) => {
    if (!concerns(shot, id)) return;
    for (const step of [-1, 1]) {
      let at = index + step;
      do {
        const beside = shots[at];
        if (beside !== undefined) found.add(beside.id);
        at += step;
      } while (shots[at] !== undefined && subjectOf(shots[at] as Shot) === subjectOf(shots[at - step] as Shot));
    }
  });
  return found;
};

const words = (count: number): string => `${Array.from({ length: count }, (_, index) => `word${index}`).join(' ')}.`;

describe('a plan under edits', () => {
  test('SHT-9 rewording a line leaves every other shot as it was (seed 42)', () => {
    for (const seed of seeds) {
      const before = randomScript(seed);
      const lines = linesOf(before).filter(
        ({ beat }) => beat.parts.length === 1 && beat.parts[0]?.emotionStrength !== undefined,
      );
      if (lines.length === 0) continue;
      const target = pick(seededRandom('reword', seed), lines);
      const part = target.beat.parts[0];
      if (part === undefined) continue;
      // Another wording of the same length, emotion and sentences.
      const text = part.text.replace(/[a-z]/gu, (letter) => (letter === 'e' ? 'o' : letter));
      const after = withBeats(before, target.scene, (beats) =>
        beats.map((beat) =>
          beat === target.beat
            ? { ...target.beat, id: `${target.beat.id}-edited`, parts: [{ ...part, id: `${part.id}-edited`, text }] }
            : beat,
        ),
      );
      const others = plan(before).filter((shot) => !concerns(shot, target.beat.id));
      expect(plan(after).filter((shot) => !concerns(shot, `${target.beat.id}-edited`))).toEqual(others);
    }
  });

  test('SHT-9 whatever a line becomes, only its own shots and the two beside them can change (seed 42)', () => {
    for (const seed of seeds) {
      const before = randomScript(seed);
      const lines = linesOf(before);
      if (lines.length === 0) continue;
      const random = seededRandom('rewrite', seed);
      const target = pick(random, lines);
      const after = replaced(
        before,
        target,
        [words(1), words(9), `${words(12)} ${words(11)} ${words(14)} ${words(3)}`][Math.floor(random() * 3)] as string,
      );
      const [old, now] = [plan(before), plan(after)];
      const known = new Map(now.map((shot) => [shot.id, shot]));
      const free = new Set([...besides(old, target.beat.id), ...besides(now, `${target.beat.id}-edited`)]);
      for (const shot of old) {
        if (concerns(shot, target.beat.id) || free.has(shot.id)) continue;
        expect(known.get(shot.id), `seed ${seed}, shot ${shot.number}`).toEqual(shot);
      }
    }
  });

  test('SHT-10 a new line changes no shot before it and none in another scene (seed 42)', () => {
    for (const seed of seeds) {
      const before = randomScript(seed);
      const scenes = before.scenes.filter(({ beats }) => beats.length > 1);
      if (scenes.length === 0) continue;
      const random = seededRandom('insert', seed);
      const scene = pick(random, scenes);
      const at = 1 + Math.floor(random() * (scene.beats.length - 1));
      // Somebody who has spoken in the room before: a newcomer's first word may well change who was there all along.
      const speaker = scene.beats
        .slice(0, at)
        .find((beat): beat is SpeechBeat => beat.kind === 'speech' && beat.channel === 'direct')?.characterId;
      if (speaker === undefined) continue;
      const added = line(speaker, words(8), { nth: 7777 });
      const after = withBeats(before, scene, (beats) => [...beats.slice(0, at), added, ...beats.slice(at)]);
      const [old, now] = [plan(before), plan(after)];
      expect(now.filter(({ sceneId }) => sceneId !== scene.id)).toEqual(
        old.filter(({ sceneId }) => sceneId !== scene.id),
      );
      const earlier = new Set(scene.beats.slice(0, at - 1).map(({ id }) => id));
      const isEarlier = (shot: Shot): boolean =>
        shot.sceneId === scene.id && shot.covers.every(({ beatId }) => beatId === undefined || earlier.has(beatId));
      const kept = new Map(now.map((shot) => [shot.id, shot]));
      for (const shot of old.filter(isEarlier)) {
        if (
          shot.covers.every(({ beatId }) => beatId === undefined) &&
          shot !== old.find(({ sceneId }) => sceneId === scene.id)
        )
          continue;
        expect(kept.get(shot.id), `seed ${seed}, shot ${shot.number}`).toEqual(shot);
      }
    }
  });
});
