import { describe, expect, test } from 'vitest';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import { assignLooks, extraLook } from './cast-looks.ts';
import { lookDistance } from './look-distance.ts';
import type { CharacterLook } from './performance.types.ts';

const person = (id: string, wordCount: number, more: Partial<Character> = {}): Character => ({
  id,
  name: id.toUpperCase(),
  aliases: [],
  gender: 'unknown',
  description: [],
  lineCount: Math.ceil(wordCount / 8),
  wordCount,
  sceneIds: [],
  isVoiceOnly: false,
  isThing: false,
  lines: [],
  ...more,
});

const breakdown = (characters: Character[], wardrobe: Breakdown['wardrobe'] = []): Breakdown => ({
  title: 'Test',
  logline: '',
  seed: 'test',
  scenes: [],
  characters,
  locations: [],
  props: [],
  wardrobe,
  pageEighths: 8,
});

const looksOf = (characters: Character[], wardrobe?: Breakdown['wardrobe']): Map<string, CharacterLook> =>
  new Map(assignLooks(breakdown(characters, wardrobe), 'seed 42').map((look) => [look.characterId, look]));

const lead = (description: string[], gender: 'female' | 'male' = 'female', age?: number): CharacterLook =>
  looksOf([person('lead', 200, { description, gender, ...(age === undefined ? {} : { age }) })]).get(
    'lead',
  ) as CharacterLook;

describe('words of the script win', () => {
  test('PPL-20 hair, beard, glasses and headwear are read', () => {
    expect(lead(['red hair', 'round glasses', 'freckles'])).toMatchObject({
      hairColour: '#a8472a',
      glasses: 'round',
      freckles: true,
    });
    expect(lead(['grey beard', 'navy peacoat'], 'male')).toMatchObject({
      beard: 'full',
      hairColour: '#7f8088',
      garment: 'peacoat',
      coat: '#36536b',
    });
    expect(lead(['bald', 'black-framed glasses', 'clean-shaven'], 'male')).toMatchObject({
      hair: 'bald',
      glasses: 'square',
      beard: 'none',
    });
    expect(lead(['in a cowboy hat', 'handlebar moustache'], 'male')).toMatchObject({
      headwear: 'cowboy',
      beard: 'moustache',
    });
    expect(lead(['hijab'])).toMatchObject({ headwear: 'headscarf' });
    expect(lead(['long dark hair in a ponytail']).hair).toBe('tail');
  });

  test('PPL-21 clothes and their colours are read, from descriptions, trades and the wardrobe', () => {
    expect(lead(['yellow raincoat'])).toMatchObject({ garment: 'raincoat', coat: '#d8a136' });
    expect(lead(['a nurse'])).toMatchObject({ garment: 'uniform' });
    expect(lead(['a chef', 'red scarf'])).toMatchObject({ garment: 'apron', scarf: true, accent: '#a63f36' });
    expect(lead(['school uniform'], 'male', 9)).toMatchObject({ garment: 'suit', ageBand: 'child' });
    const worn = looksOf([person('ana', 40)], [{ characterId: 'ana', item: 'green dress', lines: [] }]);
    expect(lead(['brown leather vest'])).toMatchObject({ garment: 'jacket', coat: '#74503a' });
    expect(lead(['orange pressure suit'])).toMatchObject({ garment: 'uniform', coat: '#c8682f' });
    expect(lead(['black pigtails', 'red dungarees'], 'female', 8)).toMatchObject({
      garment: 'dungarees',
      coat: '#a63f36',
      legs: '#a63f36',
      hair: 'pigtails',
      hairColour: '#26212a',
    });
    expect(lead(["the cook's daughter"], 'female', 8).garment).not.toBe('apron');
    expect(lead(['white shirt and a red tie'], 'male')).toMatchObject({
      garment: 'shirt',
      tie: true,
      accent: '#a63f36',
    });
    expect(lead(['loosened tie'], 'male').garment).toBe('suit');
    expect(lead(['a fur hat'])).toMatchObject({ headwear: 'beanie' });
    expect(lead(['a space suit'])).toMatchObject({ garment: 'uniform', coat: '#e2ded4', legs: '#e2ded4' });
    expect(worn.get('ana')).toMatchObject({ garment: 'dress', coat: '#557340' });
  });

  test('PPL-22 years and words of age give the age band, and children are small', () => {
    const bands = [6, 15, 24, 38, 52, 70].map((age) => lead([], 'female', age).ageBand);
    expect(bands).toEqual(['child', 'teen', 'young', 'adult', 'middle', 'old']);
    expect(lead(['an elderly woman']).ageBand).toBe('old');
    expect(lead(['in his forties'], 'male').ageBand).toBe('middle');
    expect(lead([], 'female', 7).heightM).toBeLessThan(1.35);
    expect(lead(['tall'], 'male', 40).heightM).toBeGreaterThan(1.85);
  });

  test('PPL-23 what is set by hand wins over everything', () => {
    const [look] = assignLooks(breakdown([person('lead', 50, { description: ['red hair'] })]), 'seed 42', {
      lead: { hairColour: '#000000' },
    });
    expect(look?.hairColour).toBe('#000000');
  });
});

describe('the cast together', () => {
  const leads = [person('mara', 320), person('elias', 280), person('june', 90), person('tomas', 60)];

  test('PPL-24 the same script and seed give the same looks (seed 42)', () => {
    expect([...looksOf(leads)]).toEqual([...looksOf(leads)]);
  });

  test('PPL-25 a new minor character or another order of the list changes nobody more important (seed 42)', () => {
    const before = looksOf(leads);
    const after = looksOf([person('clerk', 5), ...[...leads].reverse()]);
    for (const { id } of leads) expect(after.get(id)).toEqual(before.get(id));
  });

  test('PPL-26 a few more words for a lead change no look (seed 42)', () => {
    const edited = looksOf([{ ...(leads[0] as Character), wordCount: 324 }, ...leads.slice(1)]);
    expect([...edited]).toEqual([...looksOf(leads)]);
  });

  test('PPL-27 any two of twelve people differ clearly in silhouette, colour and face (seed 42)', () => {
    const looks = [...looksOf(Array.from({ length: 12 }, (_, i) => person(`person-${i}`, 400 - i * 20))).values()];
    let closest = Infinity;
    for (const a of looks) for (const b of looks) if (a !== b) closest = Math.min(closest, lookDistance(a, b));
    expect(closest).toBeGreaterThan(1.5);
    expect(new Set(looks.slice(0, 6).map(({ coat }) => coat)).size).toBeGreaterThanOrEqual(5);
  });

  test('PPL-29 no colour of coat is worn in most films: yellow in fewer than two of five (seed 42)', () => {
    const films = 60;
    const seen = new Map<string, number>();
    for (let film = 0; film < films; film++) {
      const cast = ['mara', 'elias', 'june'].map((id, i) => person(id, 300 - i * 100));
      const looks = assignLooks({ ...breakdown(cast), title: `Film ${film}` }, 'seed 42');
      for (const coat of new Set(looks.map(({ coat }) => coat))) seen.set(coat, (seen.get(coat) ?? 0) + 1);
    }
    expect(Math.max(...seen.values())).toBeLessThan(films * 0.45);
    expect(seen.get('#d8a136') ?? 0).toBeLessThan(films * 0.25);
  });

  test('PPL-28 extras are people of their own in muted clothes', () => {
    const [a, b] = [extraLook('street', 1), extraLook('street', 2)];
    expect(a).toEqual(extraLook('street', 1));
    expect(a).not.toEqual(b);
    const channels = [1, 3, 5].map((at) => Number.parseInt(a.coat.slice(at, at + 2), 16));
    expect(Math.max(...channels) - Math.min(...channels)).toBeLessThan(90);
  });
});
