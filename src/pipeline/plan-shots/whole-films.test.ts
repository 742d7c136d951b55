import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Beat, Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import { breakDown, readScript } from '../../domain/screenplay/screenplay.ts';
import type { Aspect, Shot } from '../../domain/shot/shot.types.ts';
import { msFromFrames, wholeRate } from '../../domain/time.ts';
import { planShots, timeShots } from './plan-shots.ts';
import { action, line, scene, script, spokenTimes } from './testing/scripted.ts';

const rate = wholeRate(30);
const shotsOf = (breakdown: Breakdown, aspect: Aspect = '16:9'): readonly Shot[] =>
  planShots(breakdown, { seed: 1, aspect }).shots;
const shotsFor = (shots: readonly Shot[], beat: Beat | undefined): readonly Shot[] =>
  shots.filter(({ covers }) => covers.some((cover) => cover.beatId === beat?.id));
const figuresFor = (shots: readonly Shot[], beat: Beat | undefined) =>
  shotsFor(shots, beat).flatMap(({ figures }) => figures);

const told = (text: string): Breakdown =>
  breakDown(readScript(new TextEncoder().encode(text), 'told.fountain').screenplay);

/** About `count` x 3 s of speech. */
const sentences = (count: number): string =>
  Array.from({ length: count }, (_, nth) => `I counted the lamps along the road ${nth} times.`).join(' ');

describe('people on the way', () => {
  const run = action('They run.', ['mara', 'tobias'], [], { mara: 'run', tobias: 'run' });
  const calls = line('mara', 'We have to get to the other bank.');
  const shots = shotsOf(
    script([
      scene(
        'EXT. STREET - NIGHT',
        [line('tobias', 'Quick, come with me now.', { emotion: 'fear', strength: 0.6 }), run, calls],
        {
          mood: 'tender',
        },
      ),
    ]),
  );

  test('SHT-29 people who run together face the same way, keep their order and are afraid, not glad', () => {
    const [left, right] = figuresFor(shots, run);
    expect(left?.facing).toBe(right?.facing);
    expect([left?.pose, right?.pose]).toEqual(['run', 'run']);
    expect([left?.emotion, right?.emotion]).toEqual(['fear', 'fear']);
    expect(left?.screenX).toBeLessThan(right?.screenX as number);
  });

  test('SHT-29 what is said on the way is said by people who still run', () => {
    const seen = figuresFor(shots, calls);
    expect(seen.map(({ pose }) => pose)).toEqual(['run', 'run']);
    expect(new Set(seen.map(({ facing }) => facing)).size).toBe(1);
    // Nearer than this the painter has no legs to show, and who runs would seem to stand.
    expect(shotsFor(shots, calls).map(({ size }) => size)).toEqual(['MWS']);
  });

  test('SHT-29 people who run towards each other face each other; who has arrived stands', () => {
    const meet = action('They run towards each other.', ['mara', 'tobias'], [], { mara: 'run', tobias: 'run' });
    const arrive = action('They run to the gate.', ['mara', 'tobias'], [], { mara: 'run', tobias: 'run' });
    const here = line('mara', 'This is the gate they told us about.');
    const found = shotsOf(script([scene('EXT. STREET - NIGHT', [line('tobias', 'Now we go.'), meet, arrive, here])]));
    expect(new Set(figuresFor(found, meet).map(({ facing }) => facing)).size).toBe(2);
    expect(new Set(figuresFor(found, arrive).map(({ facing }) => facing)).size).toBe(1);
    expect(figuresFor(found, here).some(({ pose }) => pose === 'run')).toBe(false);
  });
});

describe('long speeches', () => {
  test.each<Aspect>(['16:9', '9:16', '1:1'])(
    'SHT-30 no picture of a long speech stays longer than 9 s (%s)',
    (aspect) => {
      for (const channel of ['direct', 'voice-over', 'off-screen'] as const) {
        for (const present of [['mara'], ['mara', 'tobias']]) {
          const speech = line('mara', sentences(14), { channel });
          const breakdown = script([scene('INT. KITCHEN - NIGHT', [speech], { present })]);
          const plan = planShots(breakdown, { seed: 1, aspect });
          const { shots } = timeShots(plan, breakdown, spokenTimes(breakdown), rate);
          plan.shots.forEach((shot, index) => {
            if (!shot.covers.some(({ kind }) => kind === 'speech') || shot.covers.length > 1) return;
            expect(msFromFrames(shots[index]?.durationFrames ?? 0, rate), `${channel} ${shot.number}`).toBeLessThan(
              9000,
            );
          });
          const isEmpty = channel === 'off-screen' && present.length === 1;
          const kinds = new Set(plan.shots.map(({ size, framing }) => `${size} ${framing}`));
          expect(kinds.size).toBeGreaterThanOrEqual(isEmpty ? 2 : 3);
        }
      }
    },
  );

  test('SHT-30 a long speech without a face is seen in several pictures, all of it in order', () => {
    const speech = line('machine', sentences(10));
    const found = shotsOf(
      script([scene('INT. KITCHEN - NIGHT', [action('Mara waits.', ['mara']), speech])], ['machine']),
    );
    const heard = shotsFor(found, speech);
    expect(heard.length).toBeGreaterThanOrEqual(4);
    expect(new Set(heard.map(({ size }) => size)).size).toBeGreaterThanOrEqual(2);
    const order = heard.flatMap(({ covers }) =>
      covers.flatMap((cover) => (cover.kind === 'speech' ? [cover.fromSentence] : [])),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('coming, going, carrying', () => {
  test.each([
    'Tobias exits.',
    'Mara watches as Tobias leaves.',
    'Tobias kisses Mara and leaves.',
    'Mara nods. Tobias walks out.',
    'Tobias leaves the room.',
  ])('SHT-31 who left is no longer staged: %s', (text) => {
    const breakdown = told(
      `INT. KITCHEN - NIGHT\n\nMARA (30) and TOBIAS (60) wait.\n\nTOBIAS\nGood night, Mara.\n\nMARA\nGood night.\n\n${text}\n\nThe room is quiet.\n\nMARA\nWell. That was that, I suppose.\n\nShe sits.\n`,
    );
    const shots = shotsOf(breakdown);
    const beats = breakdown.scenes[0]?.beats ?? [];
    const left = beats.findIndex((beat) => beat.kind === 'action' && beat.text === text);
    expect(left).toBeGreaterThan(0);
    for (const beat of beats.slice(left + 1))
      expect(figuresFor(shots, beat).map(({ characterId }) => characterId)).not.toContain('tobias');
  });

  test('SHT-31 the dry leaves and a letter that is left on a table take nobody away', () => {
    for (const text of [
      'Tobias leaves the letter on the table.',
      'Tobias looks at the leaves.',
      "Tobias nods. Tobias's smile disappears.",
      'Tobias waits. His smile disappears.',
    ]) {
      const said = line('mara', 'I will read it in the morning, not now.');
      const shots = shotsOf(
        script([
          scene('INT. KITCHEN - NIGHT', [line('mara', 'Sit down here.'), action(text, ['tobias'], ['letter']), said]),
        ]),
      );
      expect(shots.at(-1)?.figures.map(({ characterId }) => characterId)).toContain('tobias');
    }
  });

  test('SHT-28 Tobias carries the mail bag ashore, and is seen to', () => {
    const path = 'examples/the-salt-line.fountain';
    const breakdown = breakDown(readScript(new Uint8Array(readFileSync(path)), path).screenplay);
    const shot = shotsOf(breakdown).find(({ role }) => role.includes('carries the MAIL BAG'));
    expect(shot?.figures.map(({ holds, pose }) => [holds, pose])).toEqual([['mail bag', 'walk']]);
  });
});

describe('faces in the action', () => {
  test('SHT-32 laughing, crying and shut eyes show, each in a picture of its own', () => {
    const laugh = action('Mara laughs.', ['mara']);
    const change = action('Mara smiles. Mara cries.', ['mara']);
    const shut = action('Mara closes her eyes.', ['mara']);
    const nod = action('Mara shakes her head slowly at the whole thing.', ['mara']);
    const shots = shotsOf(
      script([scene('INT. KITCHEN - NIGHT', [line('mara', 'Only a dog, after all of it.'), laugh, shut, change, nod])]),
    );
    const seen = (beat: Beat) =>
      figuresFor(shots, beat).map(({ emotion, emotionStrength }) => [emotion, emotionStrength]);
    expect(seen(laugh)).toEqual([['joy', 1]]);
    expect(seen(change)).toEqual([
      ['joy', 0.5],
      ['sadness', 1],
    ]);
    expect(seen(shut)).toEqual([['sadness', 0.5]]);
    expect(figuresFor(shots, shut).map(({ eyes }) => eyes)).toEqual(['shut']);
    expect(figuresFor(shots, nod)[0]?.emotion).toBe('neutral');
  });
});

test('SHT-32 calm words in the same picture do not wipe the tears away', () => {
  const shots = shotsOf(
    told(
      'INT. MORGUE - DAWN\n\nADA puts the watch on a table. DOCTOR LIND cries.\n\nDOCTOR LIND\nHe was my grandfather.\n',
    ),
  );
  const crying = shots.find(({ role }) => role.includes('cries'));
  expect(crying?.figures.map(({ emotion, emotionStrength }) => [emotion, emotionStrength])).toEqual([['sadness', 1]]);
});

describe('the opening', () => {
  test('SHT-33 a voice over the first picture of the film does not wait longer than 2.5 s', () => {
    const voice = line('mara', sentences(3), { channel: 'voice-over' });
    const long = action(
      'Rain on black water. A long row of houses, lamps in the windows, one after another, up to the hill.',
    );
    for (const beats of [[long, voice], [voice]]) {
      const breakdown = script([scene('EXT. STREET - NIGHT', beats, { present: [] })]);
      const timing = timeShots(
        planShots(breakdown, { seed: 1, aspect: '16:9' }),
        breakdown,
        spokenTimes(breakdown),
        rate,
      );
      expect(timing.speeches[0]?.startMs).toBeLessThanOrEqual(3300);
      expect(shotsOf(breakdown)[0]?.covers[0]).toMatchObject(
        beats.length === 2 ? { readingMs: 2500 } : { holdMs: 2500 },
      );
    }
  });
});
