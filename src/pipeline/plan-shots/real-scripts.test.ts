import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { breakDown, readScript } from '../../domain/screenplay/screenplay.ts';
import type { Aspect, Shot } from '../../domain/shot/shot.types.ts';
import { msFromFrames, wholeRate } from '../../domain/time.ts';
import { planShots, timeShots } from './plan-shots.ts';
import { spokenTimes } from './testing/scripted.ts';
import { subjectOf } from './varied.ts';

const rate = wholeRate(30);
const aspects: readonly Aspect[] = ['16:9', '9:16', '1:1'];

const filmOf = (path: string, aspect: Aspect) => {
  const breakdown = breakDown(readScript(new Uint8Array(readFileSync(path)), path).screenplay);
  const plan = planShots(breakdown, { seed: 1, aspect });
  return { breakdown, plan, timing: timeShots(plan, breakdown, spokenTimes(breakdown), rate) };
};

const folder = 'test/fixtures/screenplays';
const scripts = [
  ...readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => `${folder}/${name}`),
  'examples/the-salt-line.fountain',
  'examples/half-an-umbrella.fountain',
  'examples/how-to-make-bread.fountain',
];

describe('scripts as people write them', () => {
  test.each(scripts)(
    'SHT-4 SHT-14 %s: varied, complete, nobody unseen speaks on screen, nothing held over 13 s',
    (path) => {
      for (const aspect of aspects) {
        const { breakdown, plan, timing } = filmOf(path, aspect);
        expect(new Set(plan.shots.map(({ sceneId }) => sceneId)).size).toBe(breakdown.scenes.length);
        expect(new Set(plan.shots.map(({ number }) => number)).size).toBe(plan.shots.length);
        const speakers = new Map(
          breakdown.scenes.flatMap(({ beats }) =>
            beats.map((beat) => [beat.id, beat.kind === 'speech' ? beat.characterId : ''] as const),
          ),
        );
        plan.shots.forEach((shot, index) => {
          const before = plan.shots[index - 1];
          const look = (each: Shot): string => `${each.size} ${subjectOf(each)}`;
          if (before?.sceneId === shot.sceneId) expect(look(shot), shot.number).not.toBe(look(before));
          for (const cover of shot.covers) {
            if (cover.kind === 'speech' && cover.onScreen)
              expect(shot.figures.map(({ characterId }) => characterId)).toContain(speakers.get(cover.beatId));
          }
        });
        for (const shot of timing.shots) expect(msFromFrames(shot.durationFrames, rate)).toBeLessThan(13_000);
      }
    },
  );

  test('SHT-25 the upright sample is about half a minute, its people are close and near each other', () => {
    const { plan, timing } = filmOf('examples/half-an-umbrella.fountain', '9:16');
    const seconds = timing.durationFrames / 30;
    expect(seconds).toBeGreaterThan(24);
    expect(seconds).toBeLessThan(45);
    expect(plan.shots.some(({ framing }) => framing === 'two_shot')).toBe(true);
  });

  test('SHT-25 the monologue has at least five sizes, cutaways, and stays close where it hurts', () => {
    const { plan } = filmOf('examples/how-to-make-bread.fountain', '16:9');
    expect(new Set(plan.shots.map(({ size }) => size)).size).toBeGreaterThanOrEqual(5);
    expect(plan.shots.filter(({ framing }) => framing === 'insert').length).toBeGreaterThanOrEqual(3);
    expect(plan.shots.filter(({ size }) => size === 'CU').length).toBeGreaterThanOrEqual(3);
  });
});
