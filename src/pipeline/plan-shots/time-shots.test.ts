import { describe, expect, test } from 'vitest';
import type { Breakdown, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, PlacedSpeech, ShotPlan } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate, wholeRate } from '../../domain/time.ts';
import { planShots, shotListText, timeShots } from './plan-shots.ts';
import { randomScript } from './testing/random-scripts.ts';
import { action, insert, line, scene, script, spokenTimes } from './testing/scripted.ts';

const rate = wholeRate(30);
const seeds = Array.from({ length: 40 }, (_, index) => 42 + index);

const film = (breakdown: Breakdown, at: Rate = rate): { plan: ShotPlan; timing: FilmTiming } => {
  const plan = planShots(breakdown, { seed: 1, aspect: '16:9' });
  return { plan, timing: timeShots(plan, breakdown, spokenTimes(breakdown), at) };
};

const partsOf = (breakdown: Breakdown): Map<string, SpeechPart> =>
  new Map(
    breakdown.scenes.flatMap(({ beats }) =>
      beats.flatMap((beat) => (beat.kind === 'speech' ? beat.parts.map((part) => [part.id, part] as const) : [])),
    ),
  );

const endOf = (speech: PlacedSpeech): number => speech.startMs + speech.durationMs;
const only = (speech: PlacedSpeech | undefined): PlacedSpeech => {
  if (speech === undefined) throw new Error('The line was not placed.');
  return speech;
};

describe('time', () => {
  test.each([wholeRate(30), wholeRate(24), { num: 30_000, den: 1001 }])(
    'SHT-16 shots lie end to end in whole frames and overlap only in dissolves, at %o (seed 42)',
    (at) => {
      const dissolve = Math.round((0.8 * at.num) / at.den);
      for (const seed of seeds) {
        const breakdown = randomScript(seed);
        const { plan, timing } = film(breakdown, at);
        let end = 0;
        timing.shots.forEach((shot, index) => {
          const isDissolve = index > 0 && plan.shots[index]?.transitionIn === 'dissolve';
          expect(Number.isInteger(shot.startFrame) && Number.isInteger(shot.durationFrames)).toBe(true);
          expect(shot.durationFrames).toBeGreaterThan(0);
          expect(shot.startFrame).toBe(isDissolve ? end - dissolve : end);
          if (isDissolve)
            expect([shot.transitionInFrames, timing.shots[index - 1]?.transitionOutFrames]).toEqual([
              dissolve,
              dissolve,
            ]);
          end = shot.startFrame + shot.durationFrames;
        });
        expect(timing.durationFrames).toBe(end);
        const dissolves = plan.shots.filter(
          ({ transitionIn }, index) => index > 0 && transitionIn === 'dissolve',
        ).length;
        expect(timing.shots.reduce((sum, shot) => sum + shot.durationFrames, 0)).toBe(end + dissolves * dissolve);
        timing.scenes.forEach((range, index) => {
          const shots = timing.shots.filter((_, nth) => plan.shots[nth]?.sceneId === range.sceneId);
          expect(range.startFrame).toBe(shots[0]?.startFrame);
          const last = shots.at(-1);
          expect(range.startFrame + range.durationFrames).toBe((last?.startFrame ?? 0) + (last?.durationFrames ?? 0));
          expect(range.sceneId).toBe(breakdown.scenes[index]?.id);
        });
      }
    },
  );

  test('SHT-17 no line starts within 150 ms after a cut or ends within 200 ms before one, unless it is broken off (seed 42)', () => {
    for (const seed of seeds) {
      const breakdown = randomScript(seed);
      const { timing } = film(breakdown);
      const parts = partsOf(breakdown);
      const cuts = timing.shots.slice(1).map(({ startFrame }) => msFromFrames(startFrame, rate));
      timing.speeches.forEach((speech, index) => {
        const before = timing.speeches[index - 1];
        const interrupts =
          before !== undefined &&
          parts.get(before.partId)?.text.endsWith('--') === true &&
          before.sceneId === speech.sceneId;
        const isBroken = parts.get(speech.partId)?.text.endsWith('--') === true;
        for (const cut of cuts) {
          // Half a frame: cuts fall on frames, lines on milliseconds.
          if (!interrupts)
            expect(speech.startMs > cut - 1 && speech.startMs < cut + 149, `seed ${seed}, part ${speech.partId}`).toBe(
              false,
            );
          if (!isBroken)
            expect(endOf(speech) > cut - 199 && endOf(speech) < cut + 1, `seed ${seed}, end of ${speech.partId}`).toBe(
              false,
            );
        }
      });
    }
  });

  test('SHT-18 250-400 ms between speakers, 700-1,000 on a beat, whatever the lines around it say', () => {
    const made = (first: string): PlacedSpeech[] => {
      const breakdown = script([
        scene('INT. KITCHEN - NIGHT', [
          line('mara', first),
          line('tobias', 'I heard it on the radio this morning.'),
          line('mara', 'And you believed what they told you?', { nth: 2, beat: true }),
        ]),
      ]);
      return [...film(breakdown).timing.speeches];
    };
    const gaps = [
      'They are coming back tonight.',
      'They say that they are all coming back tonight, every one of them, by sea.',
    ].map((first) => {
      const [a, b, c] = made(first);
      return [only(b).startMs - endOf(only(a)), only(c).startMs - endOf(only(b))] as const;
    });
    for (const [pause, beat] of gaps) {
      expect(pause).toBeGreaterThanOrEqual(250);
      expect(pause).toBeLessThanOrEqual(400);
      expect(beat).toBeGreaterThanOrEqual(700);
      expect(beat).toBeLessThanOrEqual(1000);
    }
    expect(Math.abs((gaps[0]?.[1] ?? 0) - (gaps[1]?.[1] ?? 0))).toBeLessThanOrEqual(1);
  });

  test('SHT-19 a line broken off with -- is overlapped by the next; both sides of a dual dialogue sound together', () => {
    const breakdown = script([
      scene('INT. KITCHEN - NIGHT', [
        line('mara', 'If you had only told me that --'),
        line('tobias', 'I told you every single day of that year.'),
        line('mara', 'Get out of here right now.', { dual: 'left' }),
        line('tobias', 'I am leaving, do not worry.', { dual: 'right' }),
      ]),
    ]);
    const [a, b, c, d] = film(breakdown).timing.speeches;
    expect(only(b).startMs).toBeLessThan(endOf(only(a)));
    expect(only(b).startMs).toBeGreaterThan(endOf(only(a)) - 200);
    expect(only(d).startMs).toBeLessThan(endOf(only(c)));
  });

  test('SHT-20 a cut inside a line falls into the silence between two sentences', () => {
    const speech = Array.from({ length: 9 }, (_, index) => `I remember the night of the storm, part ${index}.`).join(
      ' ',
    );
    const breakdown = script([scene('INT. KITCHEN - NIGHT', [line('tobias', 'Go on.'), line('mara', speech)])]);
    const { timing } = film(breakdown);
    const placed = only(timing.speeches[1]);
    const words = spokenTimes(breakdown).get(placed.partId)?.words ?? [];
    const cuts = timing.shots
      .map(({ startFrame }) => msFromFrames(startFrame, rate))
      .filter((ms) => ms > placed.startMs && ms < endOf(placed));
    expect(cuts.length).toBeGreaterThan(2);
    for (const cut of cuts) {
      for (const word of words)
        expect(cut > placed.startMs + word.startMs && cut < placed.startMs + word.endMs).toBe(false);
    }
  });

  test('SHT-21 action, inserts and openings take a sane time; a long description never holds one picture over 8 s', () => {
    const long =
      'Dust hangs in the light of the high windows over the long empty room with its rows of covered chairs. '
        .repeat(6)
        .trim();
    const breakdown = script([
      scene(
        'EXT. PIER - DAY',
        [action('A gull lands.'), insert('INSERT - THE LETTER', ['letter']), action(long), line('mara', 'Hello?')],
        { transitionIn: 'fade-in' },
      ),
    ]);
    const { plan, timing } = film(breakdown);
    const seconds = (framing: string): number => {
      const at = plan.shots.findIndex((shot) => shot.framing === framing);
      return (timing.shots[at]?.durationFrames ?? 0) / 30;
    };
    expect(seconds('insert')).toBeGreaterThanOrEqual(1.4);
    expect(seconds('insert')).toBeLessThanOrEqual(2.5 + 5);
    for (const shot of timing.shots) expect(shot.durationFrames / 30).toBeLessThanOrEqual(8);
    expect(timing.shots[0]?.transitionInFrames).toBe(30);
  });

  test('SHT-22 a part without speech is refused by name', () => {
    const breakdown = script([scene('INT. KITCHEN - NIGHT', [line('mara', 'Hello?')])]);
    const plan = planShots(breakdown, { seed: 1, aspect: '16:9' });
    expect(() => timeShots(plan, breakdown, new Map(), rate)).toThrow(/no recorded speech/);
  });

  test('SHT-23 the shot list names number, size, framing, angle, lens, move, length, who and why of every shot', () => {
    const breakdown = randomScript(42);
    const { plan, timing } = film(breakdown);
    const text = shotListText(plan, timing, rate);
    for (const shot of plan.shots) {
      const found = text.split('\n').find((row) => row.startsWith(`${shot.number} `)) ?? '';
      expect(found).toContain(shot.size);
      expect(found).toContain(`${shot.lensMm}mm`);
      expect(found).toContain(shot.movement.kind);
      expect(found).toMatch(/\d\.\ds/);
      for (const figure of shot.figures) expect(found).toContain(figure.characterId);
    }
  });
});
