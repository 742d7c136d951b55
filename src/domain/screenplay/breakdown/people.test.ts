import { describe, expect, test } from 'vitest';
import { introduced, of, ofFile, person, saltLine, speech } from '../../../../test/kit/broken-screenplays.ts';

describe('SPL-14 one person, however written', () => {
  test('SPL-14 short and long names, titles and full names are one', () => {
    const breakdown = of(
      'INT. A - DAY\n\nDR. MARA VOSS (34) waits.\n\nMARA\nOne.\n\nMARA VOSS (V.O.)\nTwo.\n\nDR. VOSS\nThree.\n\nMARA (CONT’D)\nFour.',
    );
    expect(breakdown.characters.map(({ id, lineCount, fullName }) => [id, lineCount, fullName])).toEqual([
      ['mara', 4, 'Dr. Mara Voss'],
    ]);
  });

  test('SPL-14 the same name at another age, two of one surname, and numbered people are different', () => {
    const ids = (text: string): string[] => of(text).characters.map(({ id }) => id);
    expect(ids('MARA\nA.\n\nYOUNG MARA\nB.\n\nOLD MARA\nC.')).toEqual(['mara', 'young-mara', 'old-mara']);
    expect(ids('MR. MARSH\nA.\n\nMRS. MARSH\nB.\n\nHELEN MARSH\nC.\n\nROBERT MARSH\nD.')).toEqual([
      'mr-marsh',
      'mrs-marsh',
      'helen-marsh',
      'robert-marsh',
    ]);
    expect(ids('GUARD 1\nA.\n\nGUARD 2\nB.\n\nMAN\nC.\n\nOLD MAN\nD.')).toEqual([
      'guard-1',
      'guard-2',
      'man',
      'old-man',
    ]);
  });

  test('SPL-14 people who never speak are found by their introduction; things and noises are not people', () => {
    const { characters } = of(
      'INT. A - DAY\n\nAMARA OBI (11) takes the RED BOX. BANG! An OLD WOMAN sleeps. A RADIO plays.',
    );
    expect(characters.map(({ id, lineCount }) => [id, lineCount])).toEqual([
      ['amara-obi', 0],
      ['old-woman', 0],
    ]);
  });

  test('SPL-14 crowds and machines are things', () => {
    const { characters } = of('ALL\nHurrah!\n\nRADIO\nStatic.\n\nJOHN & MARY\nUs.\n\nMAN’S VOICE\nMe.');
    expect(characters.map(({ name, isThing }) => [name, isThing])).toEqual([
      ['ALL', true],
      ['RADIO', true],
      ['JOHN & MARY', true],
      ['MAN’S VOICE', false],
    ]);
  });

  test('SPL-14 names in Arabic, Chinese and with accents', () => {
    const { characters } = ofFile('the-tea-house.fountain');
    expect(characters.map(({ id, gender, age }) => [id, gender, age])).toEqual([
      ['李明', 'male', 72],
      ['ليلى', 'female', 24],
      ['zoë', 'female', undefined],
    ]);
    expect(person(ofFile('the-tea-house.fountain'), 'zoë').fullName).toBe('Zoë Müller-Østergård');
  });

  test('SPL-14 a name that is a word or an object key is only a name', () => {
    expect(of('CONSTRUCTOR\nA.\n\n__PROTO__\nB.').characters.map(({ lineCount }) => lineCount)).toEqual([1, 1]);
  });
});

describe('SPL-15 introductions', () => {
  test.each([
    ['MARA (34) sits.', 34],
    ['MARA, 34, sits.', 34],
    ['MARA (30s) sits.', 35],
    ['MARA (late 20s) sits.', 28],
    ['MARA, in her early forties, sits.', 42],
    ['MARA, fifties, sits.', 55],
    ['MARA, a girl of twelve, sits.', 12],
    ['MARA, seventy-eight years old, sits.', 78],
    ['MARA, an old woman in black, sits.', 70],
    ['MARA, a teenager, sits.', 16],
    ['MARA sits. Ten years ago she was 40.', undefined],
  ])('SPL-15 %s', (text, age) => {
    expect(introduced(text).age).toBe(age);
  });

  test.each([
    ['MARA sits with her head in her hands.', 'female'],
    ['MARA sits with his head in his hands.', 'male'],
    ['MARA, a tall man, sits.', 'male'],
    ['The waitress, MARA, sits.', 'female'],
    ['QUORL sits.', 'unknown'],
  ])('SPL-15 gender: %s', (text, gender) => {
    const name = text.includes('QUORL') ? 'QUORL' : 'MARA';
    const breakdown = of(`INT. ROOM - DAY\n\n${text}\n\n${name}\nHello.`);
    expect(breakdown.characters[0]?.gender).toBe(gender);
  });

  test('SPL-15 looks and clothes are taken as they stand', () => {
    expect(saltLine.characters.map(({ id, description }) => [id, description])).toEqual([
      ['mara', ['red hair', 'yellow raincoat']],
      ['tobias', ['grey beard', 'navy peacoat']],
      ['kestrel', []],
    ]);
    expect(person(ofFile('dry-creek.fountain'), 'ada').description).toEqual([
      'lean and weathered',
      'grey braid',
      'black hat',
      'brown leather vest',
    ]);
    expect(person(ofFile('dry-creek.fountain'), 'caleb').description).toEqual([
      'long grey coat',
      'scar through one eyebrow',
    ]);
    expect(ofFile('service.fountain').wardrobe.map(({ characterId, item }) => `${characterId}: ${item}`)).toContain(
      'bruno: white apron',
    );
  });

  test('SPL-15 what somebody handles is not what they look like', () => {
    expect(person(ofFile('ward-nine.fountain'), 'seun').description).toEqual([
      'shaved head',
      'round glasses',
      'blue scrubs',
    ]);
  });
});

describe('SPL-16 how a voice arrives', () => {
  test.each([
    ['MARA (V.O.)', 'voice-over'],
    ['MARA (O.S.)', 'off-screen'],
    ['MARA (O.C.) (CONT’D)', 'off-screen'],
    ['MARA (ON RADIO)', 'radio'],
    ['MARA (filtered)', 'radio'],
    ['MARA (ON PHONE)', 'phone'],
    ['MARA (over the phone)', 'phone'],
    ['MARA (INTO PHONE)', 'direct'],
    ['MARA (PRE-LAP)', 'off-screen'],
    ['MARA (in Spanish; subtitled)', 'direct'],
    ['NARRATOR', 'voice-over'],
    ['RADIO', 'radio'],
  ])('SPL-16 %s is %s', (cue, channel) => {
    expect(speech(`${cue}\nHello.`).channel).toBe(channel);
  });

  test('SPL-16 somebody seen in the scene speaks into the radio, not out of it', () => {
    expect(speech('Mara lifts the microphone.\n\nMARA (ON RADIO)\nHello.').channel).toBe('direct');
    expect(speech('MARA\n(into radio)\nHello.').channel).toBe('direct');
  });

  test('SPL-16 Kestrel is only ever heard; a voice that later appears is not', () => {
    expect(saltLine.characters.map(({ id, isVoiceOnly, gender }) => [id, isVoiceOnly, gender])).toEqual([
      ['mara', false, 'female'],
      ['tobias', false, 'male'],
      ['kestrel', true, 'male'],
    ]);
    expect(person(ofFile('halcyon.fountain'), 'yuki').isVoiceOnly).toBe(false);
    expect(person(ofFile('halcyon.fountain'), 'oracle').isVoiceOnly).toBe(true);
    expect(saltLine.scenes.map(({ present }) => present)).toEqual([
      [],
      ['mara', 'tobias'],
      ['mara'],
      ['mara'],
      ['tobias', 'mara'],
    ]);
  });
});

describe('SPL-15 names and nouns that tell a gender', () => {
  test.each([
    ['ZOË', '(30s) reads', 'female'],
    ['AMÉLIE', 'sits', 'female'],
    ['CHLOÉ', 'sits', 'female'],
    ['RENÉ', '(40s) sits', 'male'],
    ['SØREN', 'sits', 'male'],
    ['VESPER', '(30s, pregnant) sits', 'female'],
    ['VESPER', '(bride, 20s) sits', 'female'],
    ['VESPER', '(60s), a widow, sits', 'female'],
    ['VESPER', '(nun, 60s) sits', 'female'],
    ['JOE', ', with his pregnant wife, sits', 'male'],
  ])('SPL-15 %s %s is %s', (name, after, gender) => {
    const { characters } = of(`INT. A - DAY\n\n${name} ${after}.\n\n${name}\nHello.`);
    expect(characters.map((one) => one.gender)).toEqual([gender]);
  });

  test('SPL-14 SPL-24 accents and several brackets', () => {
    const { characters, scenes } = of(
      'INT. A - DAY\n\nZOE [28] (tired) enters slowly.\n\nZOË\nHello.\n\nZoë sits.\n\nZOE\nBye.',
    );
    expect(characters.map(({ id, fullName, age, lineCount }) => [id, fullName, age, lineCount])).toEqual([
      ['zoë', undefined, 28, 2],
    ]);
    expect(scenes[0]?.summary).not.toMatch(/[[(]/);
  });

  test('SPL-14 an article makes nobody else of a person, and the id stays that of the cue', () => {
    const breakdown = of(
      'INT. BAR - NIGHT\n\nA STRANGER (40s) walks in.\n\nTHE STRANGER\nWhiskey.\n\nThe Stranger sits.',
    );
    expect(breakdown.characters.map(({ id, name, age, fullName }) => [id, name, age, fullName])).toEqual([
      ['the-stranger', 'THE STRANGER', 45, undefined],
    ]);
    const cues = of('INT. A - DAY\n\nTHE COLLECTOR\nA.\n\nCOLLECTOR\nB.\n\nAN NGUYEN\nC.\n\nNGUYEN\nD.');
    expect(cues.characters.map(({ id, lineCount }) => [id, lineCount])).toEqual([
      ['collector', 2],
      ['nguyen', 2],
    ]);
  });
});
