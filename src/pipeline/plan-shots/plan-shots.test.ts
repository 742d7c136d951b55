import { describe, expect, test } from 'vitest';
import type { Breakdown, SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import { planShots } from './plan-shots.ts';
import { randomScript } from './testing/random-scripts.ts';
import { action, card, insert, line, scene, script } from './testing/scripted.ts';
import { subjectOf } from './varied.ts';

const plan = (breakdown: Breakdown, aspect: Aspect = '16:9', seed = 1): ShotPlan =>
  planShots(breakdown, { seed, aspect });
const aspects: readonly Aspect[] = ['16:9', '9:16', '1:1'];
const seeds = Array.from({ length: 40 }, (_, index) => 42 + index);

const speechesIn = (breakdown: Breakdown): SpeechBeat[] =>
  breakdown.scenes.flatMap((each) => each.beats.filter((beat): beat is SpeechBeat => beat.kind === 'speech'));

const setUp = (shot: Shot): string =>
  JSON.stringify([
    shot.place.locationId,
    shot.size,
    shot.angle,
    shot.lensMm,
    shot.cameraYawDeg,
    shot.figures,
    shot.props,
  ]);

const talk = (count: number): Breakdown =>
  script([
    scene(
      'INT. KITCHEN - NIGHT',
      Array.from({ length: count }, (_, index) =>
        line(index % 2 === 0 ? 'mara' : 'tobias', `This is what I wanted to tell you, number ${index}.`, {
          nth: index,
        }),
      ),
    ),
  ]);

describe('the plan covers the script', () => {
  test.each(aspects)(
    'SHT-1 every sentence is heard once and in order, every beat is covered (%s, seed 42)',
    (aspect) => {
      for (const seed of seeds) {
        const breakdown = randomScript(seed);
        const { shots } = plan(breakdown, aspect);
        const heard = shots.flatMap((shot) =>
          shot.covers.flatMap((cover) =>
            cover.kind === 'speech'
              ? Array.from(
                  { length: cover.toSentence - cover.fromSentence },
                  (_, at) => `${cover.partId}/${cover.fromSentence + at}`,
                )
              : [],
          ),
        );
        const written = speechesIn(breakdown).flatMap((beat) =>
          beat.parts.flatMap((part) => part.sentences.map((_, at) => `${part.id}/${at}`)),
        );
        expect(heard).toEqual(written);
        const covered = new Set(shots.flatMap((shot) => shot.covers.map((cover) => cover.beatId)));
        for (const each of breakdown.scenes) for (const beat of each.beats) expect(covered).toContain(beat.id);
      }
    },
  );

  test('SHT-1 shot ids and numbers are unique, every shot covers something and every scene has a shot (seed 42)', () => {
    for (const seed of seeds) {
      const breakdown = randomScript(seed);
      const { shots } = plan(breakdown);
      expect(new Set(shots.map(({ id }) => id)).size).toBe(shots.length);
      expect(new Set(shots.map(({ number }) => number)).size).toBe(shots.length);
      for (const shot of shots) expect(shot.covers.length).toBeGreaterThan(0);
      expect(new Set(shots.map(({ sceneId }) => sceneId)).size).toBe(breakdown.scenes.length);
    }
  });

  test('SHT-2 a new place is established, longer than a place we come back to', () => {
    const breakdown = script([
      scene('EXT. PIER - DAY', [line('mara', 'Here we are.')]),
      { ...scene('INT. KITCHEN - NIGHT', [line('mara', 'Inside.')]), id: 'b' },
      { ...scene('EXT. PIER - DAY', [line('mara', 'Back again.')]), id: 'c' },
    ]);
    const openings = breakdown.scenes.map(
      ({ id }) => plan(breakdown).shots.find((shot) => shot.sceneId === id) as Shot,
    );
    expect(openings.map(({ framing, size }) => [framing, size])).toEqual([
      ['establishing', 'EWS'],
      ['establishing', 'WS'],
      ['establishing', 'WS'],
    ]);
    const held = openings.map(({ covers }) => (covers[0]?.kind === 'hold' ? covers[0].holdMs : 0));
    expect(held[1]).toBeGreaterThan(held[2] as number);
  });

  test('SHT-2 under a narrator the establishing shot carries the first of the voice', () => {
    const voice = line('mara', 'I knew it by its lights. Red means keep away.', { channel: 'voice-over' });
    const { shots } = plan(
      script([scene('EXT. PIER - DAY', [action('Rain on black water.'), voice], { present: [] })]),
    );
    expect(shots[0]?.framing).toBe('establishing');
    expect(shots[0]?.covers.map(({ beatId }) => beatId)).toContain(voice.id);
  });
});

describe('the camera', () => {
  test('SHT-3 whoever stands left looks right and stays left in every shot of the scene', () => {
    const { shots } = plan(talk(12));
    const sides = new Map<string, Set<number>>();
    for (const shot of shots.filter(({ figures }) => figures.length > 0)) {
      for (const figure of shot.figures) {
        const side = Math.sign(figure.screenX);
        sides.set(figure.characterId, new Set([...(sides.get(figure.characterId) ?? []), side]));
        if (figure.facing !== 'away') expect(figure.facing).toBe(side < 0 ? 'right' : 'left');
      }
      if (shot.framing === 'single' || shot.framing === 'ots') {
        const face = shot.figures.find(({ facing }) => facing !== 'away');
        expect(Math.sign(shot.cameraYawDeg)).toBe(Math.sign(face?.screenX ?? 0));
      }
    }
    for (const seen of sides.values()) expect(seen.size).toBe(1);
  });

  test('SHT-3 over the shoulder the listener is near, on their own side, seen from behind', () => {
    const shots = plan(talk(12)).shots.filter(({ framing }) => framing === 'ots');
    expect(shots.length).toBeGreaterThan(1);
    for (const { figures } of shots) {
      const [face, back] = figures;
      expect(back?.facing).toBe('away');
      expect(back?.depth).toBeLessThan(face?.depth ?? 0);
      expect(Math.sign(back?.screenX ?? 0)).toBe(-Math.sign(face?.screenX ?? 0));
    }
  });

  test('SHT-3 an action that moves somebody across changes sides once, for both', () => {
    const breakdown = script([
      scene('INT. KITCHEN - NIGHT', [
        line('mara', 'You first, as we agreed on the phone.'),
        line('tobias', 'No, I would rather hear it from you.'),
        action('MARA crosses to the stove.', ['mara'], [], { mara: 'walk' }),
        line('tobias', 'Then say it while the kettle boils.', { nth: 1 }),
        line('mara', 'I already have said it, twice.', { nth: 1 }),
      ]),
    ]);
    const sideOf = (shot: Shot): number =>
      Math.sign(shot.figures.find(({ characterId }) => characterId === 'mara')?.screenX ?? 0);
    const seen = plan(breakdown)
      .shots.map(sideOf)
      .filter((side) => side !== 0);
    expect(seen.filter((side, index) => index > 0 && side !== seen[index - 1]).length).toBe(1);
  });

  test.each(aspects)('SHT-4 no two shots in a row have the same size of the same subject (%s, seed 42)', (aspect) => {
    for (const seed of seeds) {
      const { shots } = plan(randomScript(seed), aspect);
      shots.forEach((shot, index) => {
        const before = shots[index - 1];
        if (before?.sceneId !== shot.sceneId) return;
        expect(`${shot.size} ${subjectOf(shot)}`, shot.number).not.toBe(`${before.size} ${subjectOf(before)}`);
      });
    }
  });

  test('SHT-5 a voice from elsewhere shows no speaking face: the device, the listener or the place', () => {
    const call = [0, 1, 2, 3].flatMap((nth) => [
      line('mara', 'Can you hear me on this line at all?', { nth }),
      line('kestrel', 'I hear you. The light is on. Come back to the harbour now.', { channel: 'radio', nth }),
    ]);
    const breakdown = script([scene('INT. CABIN - NIGHT', call)], ['kestrel']);
    const { shots } = plan(breakdown);
    for (const shot of shots) {
      expect(shot.figures.map(({ characterId }) => characterId)).not.toContain('kestrel');
      for (const cover of shot.covers)
        if (cover.kind === 'speech' && cover.onScreen) expect(cover.beatId).not.toBe(call[1]?.id);
    }
    const devices = shots.filter(({ framing }) => framing === 'insert');
    expect(devices.length).toBeGreaterThanOrEqual(1);
    expect(devices.length).toBeLessThanOrEqual(2);
    expect(devices[0]?.props[0]).toBe('radio');
  });

  test('SHT-6 a long speech is cut at sentence ends and shows the listener; it begins and ends on its speaker', () => {
    const speech = Array.from({ length: 12 }, (_, index) => `I remember the night of the storm, part ${index}.`).join(
      ' ',
    );
    const long = line('mara', speech);
    const breakdown = script([scene('INT. KITCHEN - NIGHT', [line('tobias', 'Go on, tell me everything.'), long])]);
    const shots = plan(breakdown).shots.filter(({ covers }) =>
      covers.some(({ beatId, kind }) => beatId === long.id && kind === 'speech'),
    );
    const who = shots.map(({ figures }) => figures.find(({ facing }) => facing !== 'away')?.characterId);
    expect(shots.length).toBeGreaterThan(3);
    expect(who[0]).toBe('mara');
    expect(who.at(-1)).toBe('mara');
    expect(who).toContain('tobias');
    for (const shot of shots)
      for (const cover of shot.covers)
        if (cover.kind === 'speech') expect(cover.toSentence - cover.fromSentence).toBeLessThanOrEqual(3);
  });

  test('SHT-6 a monologue to nobody still varies size, angle and cutaways', () => {
    const speech = Array.from({ length: 20 }, (_, index) => `There was a time before all this, part ${index}.`).join(
      ' ',
    );
    const { shots } = plan(script([scene('INT. ATTIC - NIGHT', [line('mara', speech)])]));
    expect(new Set(shots.map(({ size }) => size)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(shots.map(({ cameraYawDeg }) => cameraYawDeg)).size).toBeGreaterThanOrEqual(3);
  });

  test('SHT-7 set-ups come back: a talk of thirty lines needs at most fourteen pictures', () => {
    for (const aspect of aspects) expect(new Set(plan(talk(30), aspect).shots.map(setUp)).size).toBeLessThanOrEqual(14);
  });

  test('SHT-11 an upright film has no over-the-shoulder and no wide two-shot', () => {
    for (const shot of plan(talk(30), '9:16').shots) {
      expect(shot.framing).not.toBe('ots');
      if (shot.framing === 'two_shot') expect(shot.size).toBe('MWS');
    }
  });

  test('SHT-12 hands on a thing and INSERT lines are seen as inserts; several things are not', () => {
    const breakdown = script([
      scene('INT. KITCHEN - NIGHT', [
        action('MARA lifts the letter. Her thumb finds the seal.', ['mara'], ['letter']),
        action('Pans hang over the counter.', [], ['pan']),
        insert('INSERT - THE RADIO DIAL', ['radio']),
        action('The needle trembles.', [], ['needle']),
      ]),
    ]);
    const inserts = plan(breakdown).shots.filter(({ framing }) => framing === 'insert');
    expect(inserts.map(({ props }) => props[0])).toEqual(['letter', 'radio']);
    expect(inserts.every(({ size, figures }) => size === 'INSERT' && figures.length === 0)).toBe(true);
  });

  test('SHT-12 a thing written in capitals is seen for itself when somebody brings it out, not when it is only carried', () => {
    const seen = (text: string, prop: string): (string | undefined)[] =>
      plan(script([scene('INT. KITCHEN - NIGHT', [action(text, ['mara'], [prop])])]))
        .shots.filter(({ framing }) => framing === 'insert')
        .map(({ props }) => props[0]);
    expect(seen('MARA holds out a rusted KEY on a string.', 'key')).toEqual(['key']);
    expect(seen('MARA takes a yellow LETTER from her coat.', 'letter')).toEqual(['letter']);
    expect(seen('MARA carries a TORCH to the rail.', 'torch')).toEqual([]);
    expect(seen('MARA holds out a key.', 'key')).toEqual([]);
  });

  test('SHT-15 anger is seen from below, grief from above, comedy from eye height and still', () => {
    const angry = (mood: 'anger' | 'comic', emotion: 'anger' | 'sadness'): Shot | undefined =>
      plan(
        script([
          scene(
            'INT. KITCHEN - NIGHT',
            [
              line('tobias', 'I did it, and I would do it again.'),
              line('mara', 'You had no right to touch it, ever!', { emotion, strength: 0.9 }),
            ],
            { mood },
          ),
        ]),
      ).shots.find(({ role }) => role.startsWith('Mara speaks'));
    expect(angry('anger', 'anger')?.angle).toBe('low');
    expect(angry('anger', 'sadness')?.angle).toBe('high');
    expect(angry('comic', 'anger')?.angle).toBe('eye');
    expect(angry('comic', 'anger')?.movement.kind).toBe('static');
  });
});

describe('people', () => {
  test('SHT-26 whoever speaks on screen is in the frame, near enough to read the mouth (seed 42)', () => {
    for (const aspect of aspects) {
      for (const seed of seeds) {
        const breakdown = randomScript(seed);
        const speakers = new Map(speechesIn(breakdown).map(({ id, characterId }) => [id, characterId]));
        for (const shot of plan(breakdown, aspect).shots) {
          for (const cover of shot.covers) {
            if (cover.kind !== 'speech' || !cover.onScreen) continue;
            expect(shot.figures.map(({ characterId }) => characterId)).toContain(speakers.get(cover.beatId));
            expect(['FS', 'MWS', 'EWS', 'INSERT']).not.toContain(shot.size);
          }
        }
      }
    }
  });

  test('SHT-27 a line with full force lands on its listener, who answers in that shot', () => {
    const blow = line('mara', 'You let him drown and you watched it!', { emotion: 'anger', strength: 0.9 });
    const answer = line('tobias', 'I did what your father asked of me.', { nth: 3 });
    const { shots } = plan(
      script([
        scene(
          'INT. KITCHEN - NIGHT',
          [line('tobias', 'Sit down, please, and listen.'), line('mara', 'I have listened long enough.'), blow, answer],
          { mood: 'anger' },
        ),
      ]),
    );
    const lands = shots.find(({ role }) => role.startsWith('it lands on'));
    expect(lands?.figures.map(({ characterId }) => characterId)).toEqual(['tobias']);
    expect(lands?.covers.map(({ beatId }) => beatId)).toEqual([blow.id, answer.id]);
  });

  test('SHT-28 a thing that is taken changes hands; who is met lying in bed is not standing before', () => {
    const { shots } = plan(
      script([
        scene('EXT. PIER - DAY', [
          action('MARA holds an umbrella.', ['mara'], ['umbrella'], { mara: 'reach' }),
          action('On the bed TOBIAS sits.', ['tobias'], [], { tobias: 'sit' }),
          action('TOBIAS takes the umbrella.', ['tobias'], ['umbrella'], { tobias: 'reach' }),
          action('Rain over both of them.'),
        ]),
      ]),
    );
    const held = (shot: Shot | undefined, who: string) =>
      shot?.figures.find(({ characterId }) => characterId === who)?.holds;
    expect(held(shots[0], 'mara')).toBe('umbrella');
    expect(shots[0]?.figures.find(({ characterId }) => characterId === 'tobias')?.pose).toBe('sit');
    const after = shots.filter(({ figures }) => figures.some(({ holds }) => holds === 'umbrella')).at(-1);
    expect(held(after, 'tobias')).toBe('umbrella');
  });
});

describe('any script', () => {
  test('SHT-13 transitions and cards of the script are kept', () => {
    const breakdown = script([
      scene('EXT. PIER - DAY', [line('mara', 'One.')], { transitionIn: 'fade-in' }),
      { ...scene('INT. KITCHEN - NIGHT', [line('mara', 'Two.')], { transitionIn: 'dissolve' }), id: 'b' },
      {
        ...scene('EXT. FIELD - DAWN', [card('Ten years later')], {
          transitionIn: 'smash-cut',
          transitionOut: 'fade-out',
        }),
        id: 'c',
      },
    ]);
    const { shots } = plan(breakdown);
    const openings = breakdown.scenes.map(({ id }) => shots.find((shot) => shot.sceneId === id)?.transitionIn);
    expect(openings).toEqual(['fade-in', 'dissolve', 'smash-cut']);
    expect(shots.at(-1)?.transitionOut).toBe('fade-out');
    expect(shots.filter(({ framing }) => framing === 'card').map((shot) => shot.card)).toEqual(['Ten years later']);
  });

  test('SHT-14 scenes without beats, without people, with twelve people and with three hundred lines give a plan', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => `guest${index}`);
    const breakdown = script([
      scene('EXT. FIELD - DAWN', []),
      { ...scene('EXT. PIER - DAY', [action('Wind over the planks.'), action('A gull lands.')]), id: 'b' },
      {
        ...scene(
          'INT. HALL - NIGHT',
          crowd.map((who, nth) => line(who, `My name is number ${nth} on the list.`)),
        ),
        id: 'c',
      },
      {
        ...scene(
          'INT. CELL - NIGHT',
          Array.from({ length: 300 }, (_, nth) => line('mara', `And then, on day ${nth}, nothing.`, { nth })),
        ),
        id: 'd',
      },
    ]);
    for (const aspect of aspects) {
      const { shots } = plan(breakdown, aspect);
      expect(shots.filter(({ sceneId }) => sceneId === 'b').length).toBeGreaterThan(0);
      expect(shots.every(({ figures }) => figures.length <= 6)).toBe(true);
      expect(shots.length).toBeGreaterThan(300);
    }
    expect(plan(script([])).shots).toEqual([]);
  });

  test('SHT-8 the same seed gives the same plan, another seed another staging (seed 42)', () => {
    const breakdown = randomScript(42);
    expect(plan(breakdown)).toEqual(plan(structuredClone(breakdown)));
    const stagings = new Set(
      [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(plan(talk(6), '16:9', seed).shots.map(({ figures }) => figures))),
    );
    expect(stagings.size).toBeGreaterThan(1);
  });
});
