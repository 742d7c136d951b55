import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { example, folder, names, of, ofFile, saltLine, scene } from '../../../../test/kit/broken-screenplays.ts';
import type { Breakdown } from '../breakdown.types.ts';
import { breakDown, makeLongScript, parseFountain } from '../screenplay.ts';

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
          for (const one of beat.parts)
            for (const word of one.text.split(' ').slice(0, 4))
              expect(cited(one.lines)).toContain(word.replace(/[.,]$/, ''));
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
    expect(of('INT. OLD MILL - DAY\n\nA.', 'drafts/half-an_umbrella.fountain').title).toBe('Half An Umbrella');
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

describe('SPL-12 SPL-24 what a script leaves out', () => {
  test.each([
    ['ZOË (30s, pregnant) reads a letter aloud.', 'Zoë reads a letter aloud.'],
    ['ZOË (30s) reads a letter aloud.', 'Zoë reads a letter aloud.'],
    ['ZOË (30s, carries a bag) reads a letter aloud.', 'Zoë reads a letter aloud.'],
    ['ZOË (pregnant) reads a letter aloud.', 'Zoë reads a letter aloud.'],
    ['ZOË [30s], in red, reads a letter aloud.', 'Zoë reads a letter aloud.'],
  ])('SPL-24 the summary of %s', (action, summary) => {
    expect(scene(`INT. KITCHEN - DAY\n\n${action}`).summary).toBe(summary);
  });

  test.each([
    ['the-last-bus_v2.txt', 'The Last Bus v2'],
    ['theLastBus (2).fountain', 'The Last Bus'],
    ['scripts/HAND.txt', 'Hand'],
    ['script (3).txt', 'Untitled'],
    ['.txt', 'Untitled'],
  ])('SPL-24 a script without a title in the file %s is called %s', (fileName, title) => {
    expect(breakDown(parseFountain('BEN\nHello.'), { fileName }).title).toBe(title);
  });

  test.each([
    ['', { intExt: 'int', heading: 'INT. ROOM', weather: 'clear', summary: 'Ben speaks.' }],
    ['Rain falls.\n\n', { intExt: 'ext', weather: 'rain' }],
    ['They walk down the street.\n\n', { intExt: 'ext', heading: 'EXT. STREET' }],
    ['A kitchen.\n\n', { intExt: 'int', heading: 'INT. KITCHEN' }],
  ])('SPL-12 talk without a heading is in a room unless the action says otherwise: %j', (action, expected) => {
    expect(scene(`${action}BEN\nHello.`)).toMatchObject(expected);
  });

  test.each(['A dust storm rolls in.', 'Sandstorms howl.', 'The sand-storm hits.'])('SPL-13 %s is wind', (action) => {
    expect(scene(`EXT. DESERT - DAY\n\n${action}`).weather).toBe('wind');
  });
});
