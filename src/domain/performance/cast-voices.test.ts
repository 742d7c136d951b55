import { describe, expect, it } from 'vitest';
import type { Breakdown, Character, Scene } from '../screenplay/breakdown.types.ts';
import { chooseVoices } from './cast-voices.ts';
import { englishVoices } from './voice-catalog.ts';

const lines = { first: 1, last: 1 };

const person = (name: string, wordCount: number, more: Partial<Character> = {}): Character => ({
  id: name.toLowerCase(),
  name,
  aliases: [],
  gender: 'female',
  description: [],
  lineCount: 1,
  wordCount,
  sceneIds: ['one'],
  isVoiceOnly: false,
  isThing: false,
  lines: [],
  ...more,
});

const sceneOf = (id: string, present: readonly string[]): Scene => ({
  id,
  number: '1',
  heading: 'INT. ROOM - DAY',
  intExt: 'int',
  locationId: 'room',
  timeOfDay: 'day',
  timeWords: 'DAY',
  weather: 'clear',
  pageEighths: 1,
  summary: '',
  mood: 'neutral',
  tension: 0,
  beats: [],
  present,
  transitionIn: 'cut',
  lines,
});

const film = (
  characters: readonly Character[],
  scenes: readonly Scene[] = [
    sceneOf(
      'one',
      characters.map(({ id }) => id),
    ),
  ],
): Breakdown => ({
  title: 'Film',
  logline: '',
  seed: 'Film',
  scenes,
  characters,
  locations: [],
  props: [],
  wardrobe: [],
  pageEighths: 1,
});

const sound = ({ voice, pitchSemitones, tract }: { voice: string; pitchSemitones: number; tract?: number }) =>
  `${voice} ${pitchSemitones} ${tract ?? 1}`;

describe('casting voices', () => {
  const mara = person('MARA', 120, { age: 34 });
  const tobias = person('TOBIAS', 60, { gender: 'male', age: 68 });
  const kestrel = person('KESTREL', 40, { gender: 'male' });

  it('VOI-16 gives men and women their kind of voice, and leads the best', () => {
    const voices = chooseVoices(film([mara, tobias, kestrel]), 'seed');
    expect(voices.get('mara')?.voice).toMatch(/^(af_heart|af_bella|bf_emma)$/);
    expect(voices.get('tobias')?.voice).toMatch(/^[ab]m_/);
    expect(voices.get('kestrel')?.voice).toMatch(/^[ab]m_/);
    expect(voices.get('kestrel')?.voice).not.toBe(voices.get('tobias')?.voice);
  });

  it('VOI-16 the old are lower and slower, children higher, quicker and smaller', () => {
    const voices = chooseVoices(
      film([
        tobias,
        person('LILY', 20, { description: ['a little girl'] }),
        person('SAM', 20, { gender: 'male', age: 9 }),
      ]),
      'seed',
    );
    expect(voices.get('tobias')?.speed).toBeLessThan(0.96);
    expect(voices.get('tobias')?.pitchSemitones).toBeLessThan(0);
    for (const child of ['lily', 'sam']) {
      expect(voices.get(child)?.tract).toBeLessThan(0.9);
      expect(voices.get(child)?.pitchSemitones).toBeGreaterThan(1);
      expect(voices.get(child)?.voice).toMatch(/^[ab]f_/);
    }
  });

  it('VOI-16 nobody shares a voice in a scene, even in a crowd larger than the voices', () => {
    for (const seed of ['a', 'b', 'c']) {
      const crowd = Array.from({ length: 60 }, (_, i) => person(`MAN ${i}`, 60 - i, { gender: 'male' }));
      const voices = chooseVoices(film(crowd), seed);
      expect(new Set([...voices.values()].map(sound)).size).toBe(60);
    }
  });

  it('VOI-16 a new minor character changes nobody who was there', () => {
    const before = chooseVoices(film([mara, tobias, kestrel]), 'seed');
    const after = chooseVoices(
      film([person('CLERK', 3, { gender: 'male' }), mara, person('NURSE', 2), tobias, kestrel]),
      'seed',
    );
    for (const [id, voice] of before) expect(after.get(id)).toEqual(voice);
  });

  it('VOI-16 what a person decides holds, and others keep out of its way', () => {
    const free = chooseVoices(film([mara, person('ANNA', 90)]), 'seed');
    const taken = free.get('mara')?.voice as string;
    const voices = chooseVoices(film([mara, person('ANNA', 90)]), 'seed', { anna: { voice: taken, speed: 1.1 } });
    expect(voices.get('anna')).toMatchObject({ voice: taken, speed: 1.1 });
    expect(voices.get('mara')?.voice).not.toBe(taken);
  });

  it('VOI-16 only voices whose files are there are chosen, and people who never meet may share one', () => {
    const apart = film([mara, person('ANNA', 90)], [sceneOf('one', ['mara']), sceneOf('two', ['anna'])]);
    const voices = chooseVoices(apart, 'seed', {}, new Set(['bf_emma']));
    expect([...voices.values()].every(({ voice }) => voice === 'bf_emma')).toBe(true);
    for (const { voice } of chooseVoices(film([mara, tobias, kestrel]), 'x').values())
      expect(englishVoices.some(({ id }) => id === voice)).toBe(true);
  });
});
