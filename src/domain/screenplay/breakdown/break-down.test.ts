import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionBeat, Beat, Breakdown, Character, Scene, SpeechBeat, SpeechPart } from '../breakdown.types.ts';
import { breakDown, makeLongScript, parseFountain, readScript } from '../screenplay.ts';

const folder = new URL('../../../../test/fixtures/screenplays/', import.meta.url);
const example = new URL('../../../../examples/the-salt-line.fountain', import.meta.url);
const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));
const ofFile = (name: string): Breakdown =>
  breakDown(readScript(Uint8Array.from(readFileSync(new URL(name, folder))), name).screenplay, { fileName: name });
const of = (text: string, fileName?: string): Breakdown =>
  breakDown(parseFountain(text), fileName === undefined ? {} : { fileName });
const saltLine = of(readFileSync(example, 'utf8'));

const scene = (text: string, at = 0): Scene => of(text).scenes[at] as Scene;
const beats = (text: string): readonly Beat[] => scene(`INT. ROOM - DAY\n\n${text}`).beats;
const action = (text: string): ActionBeat => beats(text).findLast((beat) => beat.kind === 'action') as ActionBeat;
const speech = (text: string): SpeechBeat => beats(text).findLast((beat) => beat.kind === 'speech') as SpeechBeat;
const part = (text: string): SpeechPart => speech(`MARA\n${text}`).parts.at(-1) as SpeechPart;
const person = (breakdown: Breakdown, id: string): Character =>
  breakdown.characters.find((one) => one.id === id) as Character;
const introduced = (text: string): Character => person(of(`INT. ROOM - DAY\n\n${text}\n\nMARA\nHello.`), 'mara');
const doing = (text: string): string[] => action(text).doing.map(({ characterId, pose }) => `${characterId}:${pose}`);

describe('SPL-12 scenes', () => {
  test.each([
    ['INT. HOUSE - KITCHEN - NIGHT', 'int', 'HOUSE - KITCHEN', 'night'],
    ['EXT. BEACH, DAWN', 'ext', 'BEACH', 'dawn'],
    ['INT./EXT. CAR - LATE AFTERNOON', 'int-ext', 'CAR', 'afternoon'],
    ['I/E VAN - MAGIC HOUR', 'int-ext', 'VAN', 'dusk'],
    ['EST. CITY – SUNRISE', 'ext', 'CITY', 'dawn'],
    ['EXT. SEA -- MIDNIGHT', 'ext', 'SEA', 'night'],
    ['INT. STATION - NIGHT CYCLE', 'int', 'STATION', 'night'],
    ['INT. LAB - THE NEXT MORNING', 'int', 'LAB', 'morning'],
    ['INT. BAR. NIGHT.', 'int', 'BAR', 'night'],
    ['INT. DAY CARE - EVENING', 'int', 'DAY CARE', 'evening'],
    ['INT. OFFICE - 3 A.M.', 'int', 'OFFICE', 'night'],
    ['INT. HALL - DAY (FLASHBACK)', 'int', 'HALL', 'day'],
  ])('SPL-12 %s', (heading, intExt, place, timeOfDay) => {
    const breakdown = of(`${heading}\n\nA dog.`);
    expect(breakdown.scenes[0]).toMatchObject({ intExt, timeOfDay, heading });
    expect(breakdown.locations[0]?.name).toBe(place);
  });

  test('SPL-12 CONTINUOUS, LATER and SAME take the time of the scene before; the words are kept', () => {
    const { scenes } = of(
      'EXT. A - DUSK\n\nA.\n\nINT. B - CONTINUOUS\n\nB.\n\nINT. C - MOMENTS LATER\n\nC.\n\nINT. D - SAME TIME\n\nD.\n\nINT. E - NIGHT\n\nE.\n\nINT. F - LATER\n\nF.\n\nINT. G - THREE DAYS LATER\n\nG.',
    );
    expect(scenes.map(({ timeOfDay }) => timeOfDay)).toEqual([
      'dusk',
      'dusk',
      'dusk',
      'dusk',
      'night',
      'night',
      'night',
    ]);
    expect(scenes[2]?.timeWords).toBe('MOMENTS LATER');
  });

  test('SPL-12 numbers come from the script or are counted; a forced heading is judged by its words', () => {
    expect(ofFile('the-objection.fountain').scenes.map(({ number }) => number)).toEqual(['1', '2', '2A']);
    expect(scene('.THE DARK FOREST\n\nWind.')).toMatchObject({ intExt: 'ext', number: '1' });
  });

  test('SPL-12 without a heading the whole script is one scene, in the first place it names', () => {
    expect(ofFile('stuck.fountain').scenes).toHaveLength(1);
    expect(ofFile('stuck.fountain').locations[0]).toMatchObject({ name: 'LIFT', intExt: 'int' });
    expect(scene('Two people wait.')).toMatchObject({ intExt: 'int-ext', heading: 'INT./EXT. UNNAMED PLACE' });
  });

  test('SPL-12 a caption before the first heading belongs to the first scene', () => {
    const { scenes } = ofFile('halcyon.fountain');
    expect(scenes).toHaveLength(4);
    expect(scenes[0]?.beats[0]).toMatchObject({ kind: 'card', text: 'Four light minutes from Ganymede' });
  });
});

describe('SPL-13 weather', () => {
  test.each([
    ['EXT. A - DAY', 'Rain on the roof.', 'rain'],
    ['EXT. A - DAY', 'Thunder. Rain.', 'storm'],
    ['EXT. A - NIGHT - SNOW', 'A dog.', 'snow'],
    ['EXT. A - DAY', 'Mist over the fields.', 'fog'],
    ['EXT. A - DAY', 'No wind. Deep silence.', 'clear'],
    ['EXT. A - DAY', 'The rain has stopped.', 'clear'],
    ['EXT. A - DAY', 'She wears a rain hat and reads Snow White.', 'clear'],
    ['INT. A - DAY', 'He wipes fog from the window.', 'clear'],
  ])('SPL-13 %s, %s is %s', (heading, text, weather) => {
    expect(scene(`${heading}\n\n${text}`).weather).toBe(weather);
  });

  test('SPL-13 weather goes on while the story does', () => {
    expect(saltLine.scenes.map(({ weather }) => weather)).toEqual(['rain', 'rain', 'rain', 'rain', 'clear']);
  });
});

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
    expect((scenes[1]?.beats.findLast((beat) => beat.kind === 'action') as ActionBeat).characters).toEqual([
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

describe('SPL-20 transitions', () => {
  test('SPL-20 each scene knows how it is entered and left', () => {
    expect(saltLine.scenes.map(({ transitionIn, transitionOut }) => [transitionIn, transitionOut])).toEqual([
      ['fade-in', undefined],
      ['cut', undefined],
      ['smash-cut', undefined],
      ['cut', undefined],
      ['dissolve', 'fade-out'],
    ]);
  });

  test.each([
    ['MATCH CUT TO:', 'match-cut'],
    ['> Fade to:', 'dissolve'],
    ['> Burn to nothing.', 'cut'],
    ['FADE TO BLACK.', 'fade-in'],
  ])('SPL-20 after %s the next scene is entered by %s', (text, kind) => {
    expect(scene(`INT. A - DAY\n\nA.\n\n${text}\n\nINT. B - DAY\n\nB.`, 1).transitionIn).toBe(kind);
  });
});

describe('SPL-21 ids are stable', () => {
  const idsOf = (breakdown: Breakdown): string[] => [
    ...breakdown.characters.map(({ id }) => id),
    ...breakdown.locations.map(({ id }) => id),
    ...breakdown.scenes.flatMap(({ id, beats: all }) => [
      id,
      ...all.flatMap((beat) => [beat.id, ...(beat.kind === 'speech' ? beat.parts.map((one) => one.id) : [])]),
    ]),
  ];

  test('SPL-21 a new line of speech changes no other id, wherever it stands', () => {
    const text = readFileSync(example, 'utf8');
    const before = idsOf(saltLine);
    const places = [...text.matchAll(/\n\n(?=[A-Z]+(?: \([A-Z.']+\))?\n[A-Z])/g)].map((match) => match.index);
    expect(places.length).toBeGreaterThanOrEqual(8);
    for (const at of places) {
      const after = new Set(idsOf(of(`${text.slice(0, at)}\n\nTOBIAS\nSomething entirely new.${text.slice(at)}`)));
      expect(before.filter((id) => !after.has(id))).toEqual([]);
    }
  });

  test.each(names)('SPL-21 %s: ids are unique, and the same each time', (name) => {
    const ids = idsOf(ofFile(name));
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(ofFile(name))).toEqual(ids);
  });
});

describe('SPL-22 every item cites its lines', () => {
  test.each(names.filter((name) => !name.endsWith('.fdx')))('SPL-22 %s', (name) => {
    const breakdown = ofFile(name);
    const source = readFileSync(new URL(name, folder), 'utf8').split('\n');
    const cited = ({ first, last }: { first: number; last: number }): string =>
      source
        .slice(first - 1, last)
        .join(' ')
        .replace(/[*_]/g, '')
        .replace(/\s+/g, ' ');
    for (const { beats: all, lines } of breakdown.scenes) {
      for (const beat of all) {
        expect(beat.lines.first).toBeGreaterThanOrEqual(lines.first);
        expect(beat.lines.last).toBeLessThanOrEqual(lines.last);
        if (beat.kind === 'action') expect(cited(beat.lines)).toContain(beat.text.slice(0, 30));
        if (beat.kind === 'speech')
          for (const one of beat.parts) expect(cited(one.lines)).toContain(one.text.split(' ').slice(0, 4).join(' '));
      }
    }
    for (const prop of breakdown.props)
      for (const lines of prop.lines) expect(cited(lines).toLowerCase()).toContain(prop.name.slice(0, 4));
    for (const { item, lines } of breakdown.wardrobe)
      for (const at of lines) expect(cited(at).toLowerCase()).toContain(item);
  });
});

describe('SPL-23 page eighths', () => {
  test('SPL-23 at least one, a page of 55 lines is eight, two columns of dialogue count once', () => {
    expect(scene('INT. A - DAY\n\nA dog.').pageEighths).toBe(1);
    expect(
      scene(`INT. A - DAY\n\n${Array.from({ length: 26 }, () => 'One line of action.').join('\n\n')}`).pageEighths,
    ).toBe(8);
    const speeches = (caret: string): string =>
      Array.from({ length: 10 }, () => `ANN\nHello there, you.\n\nBEN${caret}\nHello there, you.`).join('\n\n');
    expect(scene(`INT. A - DAY\n\n${speeches(' ^')}`).pageEighths).toBeLessThan(
      scene(`INT. A - DAY\n\n${speeches('')}`).pageEighths * 0.6,
    );
  });

  test('SPL-23 120 pages come out as about 120 pages', () => {
    const pages = of(makeLongScript(120)).pageEighths / 8;
    expect(pages).toBeGreaterThan(100);
    expect(pages).toBeLessThan(150);
  });
});

describe('SPL-24 title, logline, summary', () => {
  test('SPL-24 the title is the writer’s, else the file’s, else the first place', () => {
    expect(of('Title: _The **Sea**_\n\nINT. A - DAY\n\nA.').title).toBe('The Sea');
    expect(of('INT. OLD MILL - DAY\n\nA.', '/tmp/half-an_umbrella.fountain').title).toBe('Half An Umbrella');
    expect(of('INT. OLD MILL - DAY\n\nA.', 'draft3.fountain').title).toBe('Old Mill');
    expect(of('A.').title).toBe('Untitled');
  });

  test('SPL-24 the logline is the writer’s where one is given, and empty where nothing can be said', () => {
    expect(ofFile('the-snow-path.fountain').logline).toBe(
      'A girl and her grandmother lose the path in the forest and find what the forest keeps.',
    );
    expect(of('Title: A\nNotes: second draft, do not share with anybody yet\n\nINT. A - DAY\n\nA dog.').logline).toBe(
      '',
    );
  });

  test.each(names)('SPL-24 %s: summaries are whole sentences of the script', (name) => {
    for (const { summary } of ofFile(name).scenes) {
      expect(summary).toMatch(/[.!?…]["”’]?$/);
      expect(summary).not.toMatch(/\s{2}|\n/);
    }
  });

  test('SPL-24 a summary names the person instead of the pronoun, and an introduction only by name', () => {
    expect(saltLine.scenes[3]?.summary).toBe('Mara lifts the microphone.');
    expect(ofFile('dry-creek.fountain').scenes[1]?.summary).toBe(
      'Judge Horace Bell leans on the bar and pours whiskey from a BOTTLE with a shaking hand.',
    );
  });
});

describe('SPL-26 places', () => {
  test('SPL-26 one place however its heading is written; other rooms and the outside are others', () => {
    const { locations } = of(
      'INT. HOUSE - KITCHEN - DAY\n\nA.\n\nINT. THE HOUSE - KITCHEN - NIGHT\n\nB.\n\nINT. KITCHEN - HOUSE - LATER\n\nC.\n\nEXT. HOUSE - DAY\n\nD.\n\nINT. HOUSE - HALL - DAY\n\nE.\n\nINT. SAME - LATER\n\nF.',
    );
    expect(locations.map(({ name, sceneIds }) => [name, sceneIds.length])).toEqual([
      ['HOUSE - KITCHEN', 3],
      ['HOUSE', 1],
      ['HOUSE - HALL', 2],
    ]);
    expect(saltLine.locations.map(({ name }) => name)).toEqual(['HARBOUR', 'FERRY WHEELHOUSE', 'FERRY DECK']);
  });

  test('SPL-26 what stands about is dressing', () => {
    expect(saltLine.locations[1]?.dressing).toEqual(['window', 'console', 'radio', 'door']);
  });
});

describe('SPL-27 mood', () => {
  test.each([
    ['the-volcano.fountain', 0, 'comic'],
    ['halcyon.fountain', 2, 'dread'],
    ['halcyon.fountain', 3, 'tender'],
    ['the-snow-path.fountain', 1, 'unease'],
  ])('SPL-27 %s, scene %i, is %s', (name, at, mood) => {
    expect(ofFile(name).scenes[at]?.mood).toBe(mood);
  });

  test('SPL-27 tension stays between 0 and 1 and is highest where the alarm is', () => {
    const tensions = ofFile('halcyon.fountain').scenes.map(({ tension }) => tension);
    expect(Math.max(...tensions)).toBe(tensions[2]);
    for (const tension of tensions) expect(tension >= 0 && tension <= 1).toBe(true);
  });
});

describe('SPL-28 any text has a breakdown', () => {
  test.each([
    ['one word', 'Hello'],
    ['a title page only', 'Title: Nothing\n'],
    ['a scene without action', 'INT. A - DAY\n\nEXT. B - NIGHT\n'],
    [
      'a line of 10,000 characters',
      `INT. A - DAY\n\nMARA ${'walks and sits '.repeat(700)}\n\nMARA\n${'word '.repeat(2000)}`,
    ],
    ['three hundred lines of one person', `INT. A - DAY\n\n${'MARA\nI said so.\n\n'.repeat(300)}`],
    ['many people', Array.from({ length: 3000 }, (_, at) => `P${at} SMITH\nHi.`).join('\n\n')],
    ['many places', Array.from({ length: 3000 }, (_, at) => `INT. A${at} - DAY`).join('\n\n')],
    ['many capitals', `INT. A - DAY\n\n${'MARA VOSS TAKES. THE LAMP. '.repeat(4000)}`],
    ['one endless phrase', `INT. A - DAY\n\nMARA (34)${', red hair'.repeat(20_000)}`],
    ['a cue of nothing but brackets', '((((\nHi.\n\nA (((\nB.\n\n@^\nC.'],
  ])('SPL-28 %s', (_, text) => {
    const breakdown = of(text);
    expect(breakdown.scenes.every(({ pageEighths }) => pageEighths >= 1)).toBe(true);
  });
});
