import { describe, expect, test } from 'vitest';
import { breakDown, parseFountain } from '../../domain/screenplay/screenplay.ts';
import { readShotNotes } from '../direct-shots/shot-notes.ts';
import { planShots } from '../plan-shots/plan-shots.ts';
import { withLooks, withStories } from './apply-readings.ts';
import { readLook, readStory } from './scene-reading.ts';
import { scriptLines } from './script-lines.ts';

const script = `Title: Tide

INT. LIGHTHOUSE - NIGHT

MARA (40) climbs the stairs with a lantern. [[a secret note]]

MARA
Is anybody there?

BEN
Only me.

EXT. BEACH - DAY

Ben walks.
`;
const screenplay = parseFountain(script);
const breakdown = breakDown(screenplay, { fileName: 'tide.fountain' });
const scene = breakdown.scenes[0] ?? expect.fail('no scene');
const { lines } = scene;
const range = { first: 1, last: 6 };
const at = { first: 2, last: 3 };
const answer = (more: object = {}) => ({
  summary: { says: 'Mara looks for somebody.', ...at },
  mood: { says: 'dread', ...at },
  place: [{ says: 'rusted iron stairs', ...at }],
  people: [{ character: 'MARA', phrase: 'wet grey coat', ...at }],
  ...more,
});
const read = (value: unknown) => {
  const [look, story] = [readLook(value, scene, range, breakdown.characters), readStory(value, scene, range)];
  return { ...look, ...story, doubts: [...look.doubts, ...story.doubts], look, story };
};

describe('E2 what a model says of a scene', () => {
  test('FLM-34 is believed where it cites lines of the scene, and adds words without changing a shot', () => {
    const reading = read(answer());
    expect(reading).toMatchObject({
      ...{ sceneId: scene.id, summary: 'Mara looks for somebody.', mood: 'dread' },
      ...{ place: ['rusted iron stairs'], people: { mara: ['wet grey coat'] }, doubts: [] },
    });
    const richer = withStories(withLooks(breakdown, [reading.look]), [reading.story]);
    expect(richer.scenes[0]).toMatchObject({ summary: 'Mara looks for somebody.', mood: 'dread' });
    expect(richer.characters.find(({ id }) => id === 'mara')?.description).toContain('wet grey coat');
    expect(richer.scenes.map(({ beats }) => beats)).toEqual(breakdown.scenes.map(({ beats }) => beats));
  });

  test.each([
    ['no answer', undefined],
    ['a text', 'Sure! Here is the JSON'],
    ['a list', []],
    ['null', null],
  ])('FLM-35 PE8 %s leaves the rules as they are', (_case, value) => {
    expect(read(value)).toMatchObject({
      place: [],
      people: {},
      doubts: [0, 1].map(() => expect.stringContaining('could not be read')),
    });
  });

  test.each([
    ['lines outside the scene', { summary: { says: 'Fine.', first: 1, last: 9000 } }],
    ['no lines', { summary: { says: 'Fine.' } }],
    ['lines that are no numbers', { summary: { says: 'Fine.', first: '3', last: '4' } }],
    ['an address', { summary: { says: 'See https://evil.example/?k=1', ...at } }],
    ['markup', { summary: { says: '<img src=x onerror=alert(1)>', ...at } }],
    ['a hidden order', { summary: { says: 'Fine.\u{e0041}\u{e0042}', ...at } }],
    ['a novel', { summary: { says: 'x'.repeat(5000), ...at } }],
    ['an object', { summary: { says: { toString: 'evil' }, ...at } }],
  ])('FLM-35 PE8 a claim with %s is left out and told', (_case, more) => {
    const reading = read(answer(more));
    expect(reading.summary).toBeUndefined();
    expect(reading.doubts).toHaveLength(1);
    expect(reading.mood).toBe('dread');
  });

  test('FLM-35 a mood that there is not, and people who are not there, are left out', () => {
    const reading = read(
      answer({ mood: { says: 'publish-everything', ...at }, people: [{ character: 'GOD', phrase: 'a beard', ...at }] }),
    );
    expect(reading.mood).toBeUndefined();
    expect(reading.people).toEqual({});
    expect(reading.doubts).toHaveLength(2);
  });

  test('FLM-36 PE8 notes and what was cut out of the script are not shown to a model', () => {
    const numbered = scriptLines(screenplay);
    expect(numbered.join('\n')).not.toContain('secret');
    expect(numbered[lines.first - 1]).toContain('LIGHTHOUSE');
    expect(numbered[7]).toBe('Is anybody there?');
  });
});

describe('E3 what a model says of the shots', () => {
  const plan = planShots(breakdown, { seed: '1', aspect: '16:9' });
  const shots = plan.shots.filter(({ sceneId }) => sceneId === scene.id);
  const note = (more: object) => ({
    shots: [
      {
        ...{ shot: 1, size: 'CU', angle: 'low', movement: 'push-in', direction: 'none', amount: 0.4 },
        ...{ why: 'she is afraid', first: 1, last: 2 },
        ...more,
      },
    ],
  });
  const noted = (value: unknown) => readShotNotes(value, shots, { first: 1, last: 20 });

  test('FLM-37 changes framing and movement, never how many there are or what they cover', () => {
    const { shots: changed, doubts } = noted(note({}));
    expect(doubts).toEqual([]);
    expect(changed.map(({ id, covers }) => [id, covers])).toEqual(shots.map(({ id, covers }) => [id, covers]));
    expect(changed[0]).toMatchObject({ movement: { kind: 'push-in', amount: 0.4 }, role: 'she is afraid' });
  });

  test('FLM-37 no movement of a fantasy, no face of two people, no step too far', () => {
    const pair = shots.map((shot) => ({
      ...shot,
      framing: 'two_shot' as const,
      size: 'MS' as const,
      figures: [...shot.figures, ...shot.figures, ...shots.flatMap(({ figures }) => figures)].slice(0, 2),
    }));
    const [two] = readShotNotes(note({ size: 'ECU' }), pair, { first: 1, last: 20 }).shots;
    expect(two?.size).toBe(two && two.figures.length > 1 ? 'MCU' : 'CU');
    const [odd] = noted(note({ movement: 'teleport', amount: 99 })).shots;
    expect(odd?.movement).toEqual(shots[0]?.movement);
    const [far] = noted(note({ movement: 'pan', direction: 'up', amount: -3 })).shots;
    expect(far?.movement).toEqual({ kind: 'pan', direction: 'left', amount: 0.5 });
  });

  test.each([
    ['a shot that there is not', { shot: 99 }],
    ['no reason', { why: '' }],
    ['lines elsewhere', { first: 900, last: 901 }],
    ['a reason with an address', { why: 'see www.evil.example' }],
  ])('FLM-37 PE8 a note with %s is left out and told', (_case, more) => {
    const { shots: changed, doubts } = noted(note(more));
    expect(changed).toEqual(shots);
    expect(doubts).toHaveLength(1);
  });
});
