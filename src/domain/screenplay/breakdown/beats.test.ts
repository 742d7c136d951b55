import { describe, expect, test } from 'vitest';
import { action, beats, doing, ofFile, part, saltLine, speech } from '../../../../test/kit/broken-screenplays.ts';
import type { ActionBeat } from '../breakdown.types.ts';

describe('SPL-17 speech', () => {
  const sentences = (text: string): string[] => {
    const read = part(text);
    return read.sentences.map(({ start, end }) => read.text.slice(start, end));
  };

  test.each([
    ['Mr. Okafor is here. Sit.', ['Mr. Okafor is here.', 'Sit.']],
    ['Well... maybe. No!', ['Well... maybe.', 'No!']],
    ['Stop... You heard?', ['Stop...', 'You heard?']],
    ['It costs 3.50. I said “No.” Then go.', ['It costs 3.50.', 'I said “No.”', 'Then go.']],
    ['J. R. Smith of the U.S. Navy. Here?!', ['J. R. Smith of the U.S. Navy.', 'Here?!']],
    ['你好。走吧！', ['你好。', '走吧！']],
    ['no end', ['no end']],
  ])('SPL-17 sentences of %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('SPL-17 parentheticals part a speech; a beat stands before what follows', () => {
    const { parts } = speech('MARA\nOne.\n(beat)\nTwo.\n(beat; softly)\nThree. (a pause) Four.');
    expect(parts.map(({ text, beatBefore, parenthetical }) => [text, beatBefore, parenthetical])).toEqual([
      ['One.', false, undefined],
      ['Two.', true, undefined],
      ['Three.', true, 'softly'],
      ['Four.', true, undefined],
    ]);
  });

  test('SPL-17 emphasis is taken out of the words and kept as places', () => {
    const { text, emphasis } = part('You *always* were the **_clever_** one.');
    expect(emphasis.map(({ start, end }) => text.slice(start, end))).toEqual(['always', 'clever']);
  });

  test.each([
    ['(whispering)\nGo.', 'whisper'],
    ['(under her breath)\nGo.', 'whisper'],
    ['(shouting)\nGo.', 'shout'],
    ['(quietly)\nGo.', 'soft'],
    ['GET OUT OF HERE!', 'shout'],
    ['OK.', 'normal'],
    ['Go.', 'normal'],
  ])('SPL-17 delivery of %j is %s', (text, delivery) => {
    expect(part(text).delivery).toBe(delivery);
  });

  test.each([
    ['(smiling)\nCome in.', 'joy'],
    ['(furious)\nCome in.', 'anger'],
    ['(terrified)\nCome in.', 'fear'],
    ['(in tears)\nCome in.', 'sadness'],
    ['(gently)\nCome in.', 'tenderness'],
    ['(awed)\nCome in.', 'wonder'],
    ['(firmly)\nCome in.', 'determination'],
    ['(suspicious)\nCome in.', 'unease'],
    ['I hate you, you liar!', 'anger'],
    ['Wonderful! I am so happy!', 'joy'],
    ['I am sorry. She is dead.', 'sadness'],
    ['The train is on two.', 'neutral'],
  ])('SPL-17 feeling of %j is %s', (text, emotion) => {
    const read = part(text);
    expect(read.emotion).toBe(emotion);
    expect(read.emotionStrength > 0).toBe(emotion !== 'neutral');
  });

  test('SPL-17 a direction is felt more strongly than a word', () => {
    expect(part('(terrified)\nRun!').emotionStrength).toBeGreaterThan(part('Run away.').emotionStrength);
  });

  test('SPL-17 a speech of which nothing can be spoken is a silence that is seen', () => {
    expect(action('MARA\n...')).toMatchObject({ text: '...', characters: ['mara'] });
  });

  test('SPL-17 both sides of a dual dialogue are marked', () => {
    const dual = ofFile('the-objection.fountain')
      .scenes[0]?.beats.filter((beat) => beat.kind === 'speech')
      .map((beat) => beat.dual);
    expect(dual?.filter((side) => side !== undefined)).toEqual(['left', 'right', 'left', 'right']);
  });
});

describe('SPL-18 action', () => {
  const cast = 'MARA (34), a woman, waits. TOM (40), a man, waits.\n\n';
  test.each([
    ['Mara runs to the door. She kneels and he sits.', ['mara:run', 'mara:kneel', 'tom:sit']],
    ['By the window lies Tom.', ['tom:lie']],
    ['Mara and Tom walk away.', ['mara:walk', 'tom:walk']],
    ['Tom begins to run.', ['tom:run']],
    ['Mara, leaning on the rail, points at Tom.', ['mara:lean', 'mara:point']],
    ['Mara’s hand falls. Her lamp falls.', []],
    ['Mara watches the steps as the lamp falls.', ['mara:stand']],
    ['The woman stops. The man puts his hands in his pockets.', ['mara:stand', 'tom:pockets']],
    ['Tom drops to his knees.', ['tom:kneel']],
  ])('SPL-18 %s', (text, expected) => {
    expect(doing(cast + text)).toEqual(expected);
  });

  test('SPL-18 they are the people last meant together, roles are people, things are not', () => {
    const { scenes } = ofFile('the-tea-house.fountain');
    expect(scenes[1]?.beats.findLast((beat): beat is ActionBeat => beat.kind === 'action')?.characters).toEqual([
      'ليلى',
      '李明',
    ]);
    expect(action('JUDGE SOLOMON (67) sits.\n\nThe judge bangs the gavel.').characters).toEqual(['judge-solomon']);
    expect(action(`${cast}The fingers open. They tremble.`).characters).toEqual([]);
  });

  test('SPL-18 he and she reach back to the scene before', () => {
    const lifts = saltLine.scenes[3]?.beats[0] as ActionBeat;
    expect(lifts).toMatchObject({ characters: ['mara'], props: ['microphone'] });
  });

  test.each([
    ['He opens the letter with a knife.', ['letter', 'knife']],
    ['She carries the MAIL BAG and two mugs.', ['mail bag', 'mug']],
    ['A rusted KEY. A tin STAR.', ['key', 'star']],
    ['The ASTROLABE of her father; an odd GIZMO.', ['astrolabe', 'gizmo']],
    ['BANG! A CRASH. Silence.', []],
    ['A gloved hand, pale as bone. He walks like a sword.', []],
    ['An orange coat. A lamp stands by the door.', []],
    ['He will light the room and saw nothing.', []],
  ])('SPL-18 props of %j', (text, expected) => {
    expect(action(text).props).toEqual(expected);
  });
});

describe('SPL-19 camera lines and cards', () => {
  test.each([
    ['INSERT - THE RADIO DIAL', 'insert', 'THE RADIO DIAL'],
    ['CLOSE ON MARA', 'close', 'MARA'],
    ['EXTREME CLOSE UP: her eye.', 'close', 'her eye.'],
    ['MARA’S POV - THE DOOR', 'pov', 'MARA - THE DOOR'],
    ['POV - THE DOOR', 'pov', 'THE DOOR'],
    ['ANGLE ON THE CROWD', 'angle', 'THE CROWD'],
    ['WIDE SHOT - THE VALLEY', 'wide', 'THE VALLEY'],
  ])('SPL-19 %s', (text, direction, subject) => {
    expect(beats(`MARA\nHi.\n\n${text}`).at(-1)).toMatchObject({ kind: 'camera', direction, text: subject });
  });

  test.each(['Close your eyes.', 'Insert coin, says the sign.', 'WIDESPREAD panic.', 'CLOSED for good.'])(
    'SPL-19 %s is action',
    (text) => {
      expect(beats(text)[0]?.kind).toBe('action');
    },
  );

  test('SPL-19 captions and centred text are cards, orders without a picture are nothing', () => {
    const read = beats('SUPER: "Ten years later"\n\n> THE END <\n\nBACK TO SCENE\n\nTITLE: Home').map((beat) =>
      beat.kind === 'card' ? beat.text : beat.kind,
    );
    expect(read).toEqual(['Ten years later', 'THE END', 'Home']);
  });
});
