import { describe, expect, test } from 'vitest';
import type { Cast, CharacterLook } from '../../domain/performance/performance.types.ts';
import { panelRequestOf, planShots } from './plan-shots.ts';
import { line, scene, script } from './testing/scripted.ts';

const lookOf = (characterId: string): CharacterLook => ({
  characterId,
  gender: 'unknown',
  ageBand: 'adult',
  head: '1',
  nose: '1',
  hair: '1',
  beard: 'none',
  glasses: 'none',
  headwear: 'none',
  skin: '#aa8866',
  hairColour: '#222222',
  iris: '#334455',
  lip: '#aa5555',
  eyeSize: 1,
  browWeight: 1,
  freckles: false,
  garment: 'sweater',
  coat: '#334455',
  inner: '#eeeeee',
  legs: '#222222',
  boots: '#111111',
  accent: '#cc3333',
  scarf: false,
  build: 1,
  heightM: 1.7,
});
const castOf = (...ids: string[]): Cast => ({
  members: ids.map((characterId) => ({
    characterId,
    look: lookOf(characterId),
    voice: { engine: 'kokoro', voice: 'af_heart', speed: 1, pitchSemitones: 0 },
  })),
  pronunciations: {},
});

const breakdown = script([
  scene(
    'INT. KITCHEN - NIGHT',
    Array.from({ length: 8 }, (_, nth) =>
      line(nth % 2 ? 'mara' : 'tobias', 'I would like to say something now.', { nth }),
    ),
  ),
]);
const plan = planShots(breakdown, { seed: 1, aspect: '16:9' });
const options = { frameWidth: 1920, frameHeight: 1080, cast: castOf('mara', 'tobias'), seed: plan.seed };

describe('panel requests', () => {
  test('SHT-24 equal set-ups ask for the same panel; the request holds no shot id', () => {
    const requests = plan.shots.map((shot) => JSON.stringify(panelRequestOf(shot, options)));
    expect(new Set(requests).size).toBeLessThan(requests.length);
    for (const shot of plan.shots) expect(requests.join()).not.toContain(shot.id);
  });

  test('SHT-24 a visible face can speak and blink, a back cannot; emotion comes in three steps', () => {
    for (const shot of plan.shots) {
      for (const figure of panelRequestOf(shot, options).figures) {
        expect(figure.speaks).toBe(figure.facing !== 'away' && shot.size !== 'EWS');
        expect([0, 0.5, 1]).toContain(figure.emotionStrength);
      }
    }
  });

  test('SHT-32 shut eyes are the same panel: every face has patches for them', () => {
    const open = plan.shots.find(({ figures }) => figures.length > 0) as (typeof plan.shots)[number];
    const shut = { ...open, figures: open.figures.map((figure) => ({ ...figure, eyes: 'shut' as const })) };
    expect(panelRequestOf(shut, options)).toEqual(panelRequestOf(open, options));
  });

  test('SHT-24 somebody without a look is refused by name', () => {
    const shot = plan.shots.find(({ figures }) => figures.length > 0);
    expect(() => panelRequestOf(shot as NonNullable<typeof shot>, { ...options, cast: castOf() })).toThrow(
      /no look in the cast/,
    );
  });
});
