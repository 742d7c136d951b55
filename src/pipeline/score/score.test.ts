import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BlobRef } from '../../domain/media.ts';
import { hash32 } from '../../domain/random.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import { breakDown, readScript } from '../../domain/screenplay/screenplay.ts';
import type { FilmTiming, ShotPlan } from '../../domain/shot/shot.types.ts';
import { soundRateHz } from '../../domain/sound/sound.ts';
import { type Rate, samplesFromFrames, wholeRate } from '../../domain/time.ts';
import { withTitles } from '../assemble/assemble.ts';
import { planShots, timeShots } from '../plan-shots/plan-shots.ts';
import { soundsIn } from './action-effects.ts';
import { planMaster, planSceneMixes, planScore, type ScorePlan } from './score.ts';

const sample = new URL('../../../examples/the-salt-line.fountain', import.meta.url);
const rate = wholeRate(30);

type Film = {
  readonly breakdown: Breakdown;
  readonly plan: ShotPlan;
  readonly timing: FilmTiming;
  readonly score: ScorePlan;
};

/** A film whose lines last as long as their words suggest; `longer` lengthens lines that contain a text. */
const filmOf = (script: string, at: Rate = rate, longer: Readonly<Record<string, number>> = {}): Film => {
  const { screenplay } = readScript(new TextEncoder().encode(script), 'film.fountain');
  const breakdown = breakDown(screenplay);
  const times = new Map<string, { durationMs: number; words: [] }>();
  for (const scene of breakdown.scenes) {
    for (const beat of scene.beats) {
      if (beat.kind !== 'speech') continue;
      for (const part of beat.parts) {
        const extra = Object.entries(longer).find(([text]) => part.text.includes(text))?.[1] ?? 0;
        times.set(part.id, {
          durationMs: 500 + 62 * part.text.length + (hash32(part.text) % 97) / 7 + extra,
          words: [],
        });
      }
    }
  }
  const plan = planShots(breakdown, { seed: '1', aspect: '16:9' });
  const timing = withTitles(timeShots(plan, breakdown, times, at), { leadFrames: 90, creditFrames: 120 }, at);
  return { breakdown, plan, timing, score: planScore({ breakdown, plan, timing, rate: at, seed: '1' }) };
};

const script = readFileSync(sample, 'utf8');
const film = filmOf(script);

const blob = (name: string): BlobRef => ({
  sha256: hash32(name).toString(16).padStart(64, '0'),
  sizeBytes: 1,
  mediaType: 'audio/wav',
});
const mixesOf = ({ score, timing }: Film, at: Rate = rate): ReturnType<typeof planSceneMixes> =>
  planSceneMixes(
    score,
    at,
    new Map(timing.speeches.map((speech) => [speech.partId, blob(speech.partId)])),
    new Map(
      score.scenes.flatMap((scene) => scene.cues.map((cue) => [cue.id, blob(JSON.stringify(cue.score))] as const)),
    ),
  );

describe('score', () => {
  test('SND-8 nothing plays for two seconds before the line that matters most', () => {
    const { hushedPartId } = film.score.points;
    const speech = film.timing.speeches.find((one) => one.partId === hushedPartId);
    expect(speech).toBeDefined();
    const lineMs = speech?.startMs ?? 0;
    for (const { cues, clock } of film.score.scenes) {
      const sceneMs = (clock.startFrame * 1000) / 30;
      for (const cue of cues) {
        for (const note of cue.score.notes) {
          const from = sceneMs + cue.startMs + note.startMs;
          expect(from >= lineMs || from + note.durationMs <= lineMs - 2000).toBe(true);
        }
      }
    }
    const hushed = mixesOf(film).flatMap(({ mix, sceneSample }) =>
      mix.musicSilences.map((silence) => [silence.startSample + sceneSample, silence.endSample + sceneSample] as const),
    );
    const lineSample = (lineMs * soundRateHz) / 1000;
    expect(hushed.some(([from, to]) => from <= lineSample - 2 * soundRateHz && Math.abs(to - lineSample) < 50)).toBe(
      true,
    );
  });

  test('SND-9 no cue enters on a cut, or in the moment before somebody speaks', () => {
    for (const { cues, clock } of film.score.scenes) {
      for (const cue of cues) {
        expect(clock.cutsMs.some((cut) => Math.abs(cut - cue.startMs) < 100)).toBe(false);
        expect(cue.startMs).toBeGreaterThan(300);
        const first = clock.speeches[0];
        expect(first === undefined || cue.startMs > first.toMs || first.fromMs - cue.startMs >= 1000).toBe(true);
      }
    }
  });

  test('SND-9 the first scene, the turn and the last scene have music', () => {
    const roles = new Set(film.score.scenes.flatMap((scene) => scene.cues.map((cue) => cue.role)));
    expect(roles).toEqual(expect.objectContaining(new Set(['first-image', 'turn', 'last-image'])));
  });

  test('SND-10 a longer line changes the sound of its own scene and of no other', () => {
    const at = wholeRate(25);
    const film = filmOf(script, at);
    const changed = filmOf(script, at, { 'nothing out there': 777 });
    const key = (of: Film): string[] =>
      of.score.scenes.map((scene) => JSON.stringify(scene.cues.map((cue) => [cue.id, cue.score])));
    const own = film.score.scenes.findIndex((scene) => scene.clock.speeches.length === 2);
    expect(key(changed).map((one, i) => one === key(film)[i])).toEqual(film.score.scenes.map((_, i) => i !== own));
    const mixes = mixesOf(film, at).map(({ mix }) => JSON.stringify(mix));
    const other = mixesOf(changed, at).map(({ mix }) => JSON.stringify(mix));
    expect(other.map((mix, i) => mix === mixes[i])).toEqual(film.score.scenes.map((_, i) => i !== own));
  });

  test('SND-10 the plan is the same every time, and is JSON', () => {
    const again = filmOf(script);
    expect(again.score).toEqual(film.score);
    expect(JSON.parse(JSON.stringify(mixesOf(film)))).toEqual(mixesOf(film));
  });
});

describe('stems', () => {
  test('SND-11 beds cover the film without a hole, at whole and at broken frame rates', () => {
    for (const at of [rate, { num: 30_000, den: 1001 }, wholeRate(24)]) {
      const one = filmOf(script, at);
      const mixes = mixesOf(one, at);
      const beds = mixes.flatMap(({ mix, sceneSample }) =>
        mix.ambience.map((bed) => [bed.startSample + sceneSample, bed.endSample + sceneSample] as const),
      );
      expect(beds[0]?.[0]).toBe(0);
      beds.forEach(([from], i) => {
        if (i > 0) expect(from).toBeLessThanOrEqual((beds[i - 1]?.[1] ?? 0) + 2);
      });
      expect(beds.at(-1)?.[1]).toBeGreaterThanOrEqual(
        samplesFromFrames(one.timing.durationFrames, at, soundRateHz) - 2,
      );
    }
  });

  test('SND-11 scenes start on the exact sample of their frame', () => {
    const at = { num: 30_000, den: 1001 };
    const one = filmOf(script, at);
    mixesOf(one, at).forEach(({ sceneSample }, i) => {
      expect(sceneSample).toBe(samplesFromFrames(one.timing.scenes[i]?.startFrame ?? -1, at, soundRateHz));
    });
  });

  test('SND-12 beds meet hard on a smash cut, in 500 to 800 ms on a dissolve, in 300 to 500 ms within a place', () => {
    const fades = mixesOf(film).map(({ mix }) => (mix.ambience[0]?.fadeInSamples ?? 0) / 48);
    const entered = film.score.scenes.map((scene) => scene.scene.transitionIn);
    expect(fades[entered.indexOf('smash-cut')]).toBeLessThan(25);
    expect(fades[entered.indexOf('dissolve')]).toBeGreaterThanOrEqual(500);
    expect(fades[entered.indexOf('dissolve')]).toBeLessThanOrEqual(800);
    const kitchen = filmOf('INT. KITCHEN - DAY\n\nShe waits.\n\nINT. KITCHEN - LATER\n\nShe still waits.\n');
    const second = mixesOf(kitchen)[1]?.mix.ambience[0]?.fadeInSamples ?? 0;
    expect(second / 48).toBeGreaterThanOrEqual(300);
    expect(second / 48).toBeLessThanOrEqual(500);
  });

  test('SND-12 a smash cut cuts the music too', () => {
    const index = film.score.scenes.findIndex((scene) => scene.scene.transitionIn === 'smash-cut');
    const { mix } = mixesOf(film)[index - 1] as ReturnType<typeof mixesOf>[number];
    const cut = (film.score.scenes[index - 1]?.clock.bodyEndFrames ?? 0) * 1600;
    expect(mix.toSample).toBeLessThan(cut + 4800);
    expect(mix.musicSilences.some((silence) => silence.startSample === cut)).toBe(true);
  });
});

describe('places', () => {
  const bedOf = (text: string): string[] =>
    filmOf(text).score.scenes[0]?.ambience.layers.map(
      (layer) => layer.kind + (layer.muffled ? ' through walls' : ''),
    ) ?? [];

  test('SND-13 a place sounds by its name, weather, hour and walls', () => {
    expect(bedOf('EXT. BEACH - DAY\n\nGulls.\n')).toContain('sea');
    expect(bedOf('EXT. FOREST - NIGHT\n\nDark.\n')).toEqual(expect.arrayContaining(['leaves', 'crickets']));
    expect(bedOf('EXT. FOREST - DAY\n\nLight.\n')).toEqual(expect.arrayContaining(['leaves', 'birds']));
    expect(bedOf('INT. CAFE - DAY\n\nA couple sits.\n')).toContain('crowd');
    expect(bedOf('EXT. CITY STREET - NIGHT\n\nRain falls hard.\n')).toEqual(expect.arrayContaining(['city', 'rain']));
    expect(bedOf('INT. KITCHEN - NIGHT\n\nRain runs down the window.\n')).toContain('rain-on-glass');
    expect(bedOf('INT. HOSPITAL WARD - DAY\n\nA bed.\n')).toContain('ventilation');
    expect(bedOf('INT. CAR - DAY\n\nThey drive.\n')).toContain('car-cabin');
    expect(bedOf('INT. LIGHTHOUSE - DAY\n\nShe climbs.\n')).toContain('sea through walls');
    expect(bedOf('INT. NOWHERE IN PARTICULAR - DAY\n\nA chair.\n')).toContain('room');
    expect(bedOf('INT. HILL STREET SCHOOL - CLASSROOM - DAY\n\nChildren.\n').join()).not.toContain('traffic');
    expect(bedOf('INT. HALCYON - MEDICAL BAY - DAY\n\nQuiet.\n\nINT. HALCYON - AIRLOCK - DAY\n\nQuiet.\n')).toContain(
      'spaceship',
    );
    expect(bedOf('EXT. MAIN STREET - DAY\n\nA stagecoach waits at the saloon.\n')).not.toContain('traffic');
    expect(bedOf('INT. LIVING ROOM - DAY\n\nThe fire crackles in the fireplace.\n')).toContain('fire');
  });

  test('SND-13 beds lie between -36 and -30 LUFS, and a place keeps its voice from scene to scene', () => {
    for (const { ambience } of film.score.scenes) {
      expect(ambience.lufs).toBeGreaterThanOrEqual(-36);
      expect(ambience.lufs).toBeLessThanOrEqual(-30);
    }
    const ferry = film.score.scenes.filter((scene) => scene.scene.heading.includes('WHEELHOUSE'));
    expect(ferry).toHaveLength(2);
    expect(ferry[0]?.ambience).toEqual(ferry[1]?.ambience);
  });
});

describe('effects', () => {
  const kinds = (text: string): string[] => soundsIn(text).map(({ rule }) => rule.kind);

  test('SND-14 action lines that plainly sound, sound; others do not', () => {
    expect(kinds('He slams the door.')).toEqual(['door-slam']);
    expect(kinds('The door opens. Footsteps.')).toEqual(['door-open', 'footsteps']);
    expect(kinds('Three sharp knocks on the door.')).toEqual(['knock']);
    expect(kinds('The phone rings. She lets it.')).toEqual(['phone-ring']);
    expect(kinds('Thunder. The window shatters!')).toEqual(['thunder', 'glass-break']);
    expect(kinds('A gunshot. He falls to the floor.')).toEqual(['gunshot', 'thud']);
    expect(kinds('KNOCK. Its door stands open.')).toEqual(['knock']);
    expect(kinds('KNOCK. KNOCK. KNOCK.')).toEqual(['knock']);
    expect(kinds('There is no knock at the door.')).toEqual([]);
    expect(kinds("She doesn't run to him. She stands by the door.")).toEqual([]);
    expect(kinds('She knocks over a lamp, opens the letter of his life, and shuts up.')).toEqual([]);
    expect(kinds('He types of nothing else; a kind of man who phones home.')).toEqual([]);
  });

  test('SND-14 an effect falls inside the shot that plays its action', () => {
    const { score, timing, plan } = filmOf(
      'INT. HALL - DAY\n\nAnna waits by the window.\n\nANNA\nIs it you?\n\nBen slams the door.\n\nBEN\nNo.\n',
    );
    const slam = score.scenes[0]?.effects.find((effect) => effect.kind === 'door-slam');
    expect(slam).toBeDefined();
    const beat = score.scenes[0]?.scene.beats.find((one) => one.kind === 'action' && one.text.includes('slams'));
    const shots = plan.shots.filter((shot) =>
      shot.covers.some((cover) => cover.kind === 'action' && cover.beatId === beat?.id),
    );
    const ranges = timing.shots.filter((one) => shots.some((shot) => shot.id === one.shotId));
    const at = ((slam?.startSample ?? 0) / soundRateHz) * 30;
    expect(ranges.some((one) => at >= one.startFrame && at <= one.startFrame + one.durationFrames)).toBe(true);
    expect(Math.abs(slam?.pan ?? 1)).toBeLessThanOrEqual(0.6);
  });
});

describe('films of any kind', () => {
  test('SND-15 a silent film is carried by its music, a film without scenes has no sound, both have a plan', () => {
    const silent = filmOf(
      'EXT. FIELD - DAY\n\nA horse walks through tall grass. It stops. It looks at us for a long time.\n\nEXT. FIELD - NIGHT\n\nThe horse is gone.\n',
    );
    expect(silent.score.hasSpeech).toBe(false);
    expect(silent.score.scenes.flatMap((scene) => scene.cues).every((cue) => cue.lufs === -16)).toBe(true);
    const nothing = planScore({
      ...film,
      timing: { shots: [], speeches: [], scenes: [], durationFrames: 30 },
      rate,
      seed: '1',
    });
    expect(planMaster(nothing, [], new Map(), { ...film.timing, durationFrames: 30 }, rate)).toMatchObject({
      stems: [],
      durationSamples: 48_000,
      anchor: 'bed',
    });
  });

  test('SND-15 a three-minute scene is not scored from end to end', () => {
    const talk = Array.from(
      { length: 40 },
      (_, i) => `${i % 2 === 0 ? 'ANNA' : 'BEN'}\nThis is line number ${i} and it says a fairly long thing.\n`,
    ).join('\n');
    const { score } = filmOf(`INT. ROOM - DAY\n\nThey sit.\n\n${talk}\n\nEXT. GARDEN - DAY\n\nAlone.\n`);
    const played = score.scenes[0]?.cues.reduce((sum, cue) => sum + cue.score.durationMs, 0) ?? 0;
    expect(played).toBeLessThan((score.scenes[0]?.clock.storyEndMs ?? 0) * 0.85);
    for (const cue of score.scenes[0]?.cues ?? []) expect(cue.score.durationMs).toBeLessThan(63_000);
  });
});
