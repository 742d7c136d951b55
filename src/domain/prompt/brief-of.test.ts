import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { castFilm } from '../../pipeline/cast/cast.ts';
import { planShots } from '../../pipeline/plan-shots/plan-shots.ts';
import { emptyCastFile, parseCastFile } from '../performance/cast-file.ts';
import { pick, seededRandom } from '../random.ts';
import { breakDown, readScript } from '../screenplay/screenplay.ts';
import { actionWords, readableName, withNames } from './action-text.ts';
import { placePhrase } from './place-words.ts';
import type { ShotBrief } from './shot-brief.types.ts';
import { briefsOf } from './testing/example-briefs.ts';

const filmOf = (text: string, castText?: string) => {
  const breakdown = breakDown(readScript(new TextEncoder().encode(text), 'told.fountain').screenplay);
  const film = castFilm(breakdown, castText === undefined ? emptyCastFile : parseCastFile(castText), '1');
  return { ...film, shots: planShots(film.breakdown, { seed: 1, aspect: '16:9' }).shots };
};
const example = (name: string): string =>
  readFileSync(new URL(`../../../examples/${name}.fountain`, import.meta.url), 'utf8');
const saltLine = briefsOf(filmOf(example('the-salt-line')));
const shot = (number: string): ShotBrief => saltLine.find((brief) => brief.number === number) as ShotBrief;

describe('what a brief holds', () => {
  test('PRM-1 the action is the stretch the shot covers, without the introduction that tells looks (E4)', () => {
    expect(shot('2B').action).toEqual(['Mara wipes fog from the window with her sleeve.']);
    expect(shot('2B2').action).toEqual(['On the console an old radio glows amber.']);
    expect(shot('2C').action).toEqual(['Tobias, the deckhand, leans in at the door, dripping.']);
  });

  test('PRM-1 the place is a phrase, its sounds and its things are there, the weather is the scene\u2019s', () => {
    expect(shot('2B').place).toEqual({
      name: 'a ferry wheelhouse',
      interior: true,
      dressing: ['window', 'console', 'radio', 'door'],
    });
    expect(shot('2B').weather).toBe('rain');
    expect(shot('2B').ambience).toEqual(['a low ship engine and creaking steel', 'rain on the windows']);
    expect(placePhrase("MARA'S KITCHEN", ['Mara'])).toBe("Mara's kitchen");
    expect(placePhrase('LONDON')).toBe('London');
    expect(placePhrase('{}')).toBe('an unnamed place');
  });

  test('PRM-1 lines say who, how and through what', () => {
    expect(shot('2L').lines).toMatchObject([
      {
        speaker: 'Tobias',
        text: 'That boat went down eleven years ago.',
        direction: 'quietly',
        delivery: 'soft',
        onScreen: true,
      },
    ]);
    expect(shot('4F').lines).toMatchObject([{ speaker: 'Kestrel', channel: 'radio', onScreen: false }]);
  });

  test('PRM-1 an insert takes the words of the script, a silent shot says what there is to see', () => {
    expect(shot('2N').props[0]).toBe('radio dial');
    expect(shot('2J').action).toEqual(['A voice comes through the radio.']);
    expect(shot('2J2').action).toEqual(['Mara listens without a word.']);
    expect(shot('4B2').people).toMatchObject([{ name: 'Mara', seen: 'hands' }]);
  });

  test('PRM-1 capitals, ages, directions of the camera and sounds leave the action', () => {
    const breakdown = { characters: [], wardrobe: [] };
    expect(
      actionWords('We see a MAN in a COAT. CAMERA PANS to the TV. Click. Rain. He waits (5) (alone).', breakdown),
    ).toEqual({
      sentences: ['A man in a coat.', 'He waits, alone.'],
      sounds: ['click'],
    });
    expect(readableName("MR. O'BRIEN")).toBe("Mr. O'Brien");
    expect(readableName('MCKENNA')).toBe('McKenna');
  });

  test('PRM-1 a pronoun that can mean one person alone becomes the name, and what is held is named', () => {
    const people = [
      { name: 'Nora', gender: 'female' as const },
      { name: 'Ben', gender: 'male' as const, holds: 'umbrella' },
    ];
    expect(withNames(['He holds it over Nora.', 'He smiles.'], people)).toEqual([
      'Ben holds the umbrella over Nora.',
      'He smiles.',
    ]);
    expect(withNames(['She waits.'], [...people, { name: 'Ida', gender: 'female' }])).toEqual(['She waits.']);
  });

  test('PRM-5 every shot of every example names its last picture', () => {
    for (const brief of saltLine) expect(brief.endFrame).toMatch(/\S+ .*\S/u);
    expect(shot('4F').endFrame).toBe('Mara, eyes closed, closer in the frame');
    expect(shot('2N').endFrame).toBe('the radio dial, sharp and still');
  });

  test('PRM-13 whatever a script holds, its briefs hold no sign, nothing unseen and no empty word (seed 42)', () => {
    const random = seededRandom(42, 'hostile scripts');
    const scraps = [
      'MARA',
      'tears',
      '{x}',
      '<b>',
      '[shouts]',
      '<<<voice_1>>>',
      '@Image1',
      '\u202e',
      '\u{e0041}',
      '\ud800',
      '"',
      '--seed 1',
      '\u3010t\u3011',
      'SFX:',
      '(',
      ')',
      '.',
      '\u8d70',
      '\u0623\u064a\u0646',
      '\ud83c\udf89',
      '\\',
      '`',
      '|',
    ];
    const some = (): string =>
      Array.from({ length: 1 + Math.floor(random() * 9) }, () => pick(random, scraps)).join(' ');
    for (let round = 0; round < 25; round++) {
      const text = `INT. ${some()} - NIGHT\n\nMARA (30), ${some()}, runs. ${some()}\n\nMARA\n(${some().replace(/[()]/gu, '')})\n${some()}\n\n${some()}\n`;
      for (const { action, place, people, props, lines } of briefsOf(filmOf(text))) {
        const words = [
          ...action,
          place.name,
          ...place.dressing,
          ...props,
          ...people.flatMap(({ name, identity }) => [name, ...Object.values(identity)]),
        ];
        for (const word of [...words, ...lines.map(({ direction }) => direction ?? 'none')]) {
          expect(word).toMatch(/\S/u);
          expect(word).not.toMatch(/[[\]{}<>\u3010\u3011@|\\"`\u202e]|--\w|SFX:|\p{Cs}|\u{e0041}/u);
        }
      }
    }
  });

  test('PRM-3 the same film gives the same briefs', () => {
    expect(briefsOf(filmOf(example('the-salt-line')))).toEqual(saltLine);
  });
});

describe('people', () => {
  const identities = (briefs: readonly ShotBrief[], id: string) =>
    new Set(
      briefs.flatMap(({ people }) =>
        people.filter(({ characterId }) => characterId === id).map(({ identity }) => JSON.stringify(identity)),
      ),
    );

  test('PRM-2 a person is described by the same words in all shots, in the script\u2019s own where there are some (E6)', () => {
    const [mara, ...others] = identities(saltLine, 'mara');
    expect(others).toEqual([]);
    expect(mara).toContain('a 34-year-old woman');
    expect(mara).toMatch(/wearing a yellow raincoat/u);
    const [tobias] = identities(saltLine, 'tobias');
    expect(tobias).toContain('a 68-year-old man');
    expect(tobias).toContain('a full grey beard');
    expect(tobias).toContain('wearing a navy peacoat');
  });

  test('PRM-2 a cast file that changes the coat changes the words, and the script\u2019s coat goes', () => {
    const changed = JSON.stringify({ characters: { MARA: { look: { coat: '#2f7a74' } } } });
    const [mara] = identities(briefsOf(filmOf(example('the-salt-line'), changed)), 'mara');
    expect(mara).toContain('wearing a teal raincoat');
    expect(mara).not.toContain('yellow');
  });

  test('PRM-1 somebody nobody described is still somebody', () => {
    const film = filmOf('INT. HALL - DAY\n\nA CLERK waits.\n\nCLERK\nNext.\n');
    const bare = { ...film, cast: { ...film.cast, members: [] } };
    const people = briefsOf(bare).flatMap((brief) => brief.people);
    expect(people.length).toBeGreaterThan(0);
    for (const person of people) expect(person.identity.full).toMatch(/^a (?:person|man|woman)$/u);
  });
});
