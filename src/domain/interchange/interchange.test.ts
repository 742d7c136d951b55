import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WorkprintError } from '../errors.ts';
import { seededRandom } from '../random.ts';
import { describeLosses, detectFormat, exportTimeline, importAny, refuseLosses } from './interchange.ts';

const folder = new URL('../../../test/fixtures/interchange/', import.meta.url);
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const fixtures = readdirSync(folder).toSorted();

describe('formats', () => {
  it.each([
    ['edit.otio', 'otio'],
    ['promo.shotstack.json', 'shotstack'],
    ['party.editly.json5', 'editly'],
    ['reel.edl', 'edl'],
    ['cut.xml', 'xmeml'],
    ['harbour.fcpxml', 'fcpxml'],
    ['talk.srt', 'srt'],
    ['talk.vtt', 'vtt'],
    ['song.ass', 'ass'],
  ])('ICH-1 %s is %s under any name', (name, format) => {
    expect(detectFormat(fixture(name), 'unnamed.bin')).toBe(format);
    expect(detectFormat(fixture(name), 'wrong.otio')).toBe(format);
  });

  it('ICH-1 what holds nothing known goes by its ending, and otherwise by nothing', () => {
    expect(detectFormat('', 'empty.edl')).toBe('edl');
    expect(detectFormat('Once upon a time.', 'story.txt')).toBeUndefined();
    expect(() => importAny('Once upon a time.', 'story.txt')).toThrow(/none of the formats/);
  });
});

describe('a document that set out to be ours', () => {
  it.each([
    ['{"size":"320x180","trakcs":[{"clips":[]}]}', /tracks/],
    ['{"tracks":[]}', /tracks/],
    ['{"size":"320x180"}', /tracks: is missing/],
  ])('ICH-54 %s is told by our own reader what is wrong', (text, why) => {
    expect(detectFormat(text, 'own.json')).toBe('workprint');
    expect(() => importAny(text, 'own.json')).toThrow(why);
  });

  it('ICH-54 other JSON stays what it was', () => {
    expect(detectFormat('{"name":"thing","version":"1.0.0"}', 'package.json')).toBeUndefined();
    expect(detectFormat('{"width":640,"fps":25,"clips":[]}', 'party.json')).not.toBe('workprint');
    expect(detectFormat('{"size":"320x180",', 'cut.json')).toBeUndefined();
  });
});

describe('every import', () => {
  it.each(fixtures)('ICH-4 %s is a timeline by our own rules, and its losses have places', (name) => {
    const { timeline, losses } = importAny(fixture(name), name);
    expect(timeline.durationFrames).toBeGreaterThan(0);
    for (const loss of losses) expect([loss.path, loss.what]).not.toContain('');
  });

  it('ICH-5 losses are told grouped, the dropped ones first, and refused in strict mode', () => {
    const { losses } = importAny(fixture('promo.shotstack.json'), 'promo');
    const lines = describeLosses(losses);
    expect(lines.length).toBeLessThanOrEqual(losses.length);
    expect(lines[0]).toMatch(/^dropped: /);
    expect(() => refuseLosses(losses, 'promo')).toThrow(expect.objectContaining({ code: 'import-lossy' }));
    expect(() => refuseLosses([], 'promo')).not.toThrow();
  });

  it('ICH-6 unknown lengths are asked for, and exact once they are known', () => {
    const first = importAny(fixture('promo.shotstack.json'), 'promo');
    expect(first.wanted.facts).toEqual([{ kind: 'url', url: 'https://media.example.org/city.mp4' }]);
    const second = importAny(fixture('promo.shotstack.json'), 'promo', {
      factsOf: () => ({ kind: 'mp4', durationMs: 20_000, sounds: [] }),
    });
    expect(second.wanted.facts).toEqual([]);
    // Twenty seconds at double speed after four: fourteen seconds at 29.97.
    expect(second.timeline.durationFrames).toBe(420);
    expect(second.losses.some(({ what }) => what.startsWith('length'))).toBe(false);
  });
});

/** One small change of the kind files suffer: cut short, doubled, a byte changed, a number or a word replaced. */
const mutated = (text: string, seed: number): string => {
  const random = seededRandom('interchange mutation', seed, text.length);
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() * 40);
  const words = [
    'null',
    '-1',
    '1e309',
    '"',
    '{',
    ']',
    '<',
    '&x;',
    '\\',
    '999999999999999999999',
    '__proto__',
    '0/0s',
    'NaN',
    '\u0000',
    '[[[',
    '<a>',
  ];
  const word = words[Math.floor(random() * words.length)] as string;
  const kind = Math.floor(random() * 5);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + length);
  if (kind === 2) return text.slice(0, at) + word + text.slice(at);
  if (kind === 3) return text.slice(0, at) + word + text.slice(at + word.length);
  return text.replace(/\d+/gu, (digits, offset: number) => (offset > at && offset < at + 200 ? word : digits));
};

describe('bad input', () => {
  it.each(fixtures)('ICH-7 %s, damaged 150 ways (seed 7), is read or refused in words', (name) => {
    const text = fixture(name);
    for (let seed = 0; seed < 150; seed++) {
      try {
        importAny(mutated(text, 7000 + seed), name);
      } catch (error) {
        expect(error).toBeInstanceOf(WorkprintError);
        expect(['import-failed', 'timeline-invalid']).toContain((error as WorkprintError).code);
      }
    }
  });

  it('ICH-7 says where', () => {
    expect(() => importAny('{"OTIO_SCHEMA": "Timeline.1",\n "tracks": oops}', 'a.otio')).toThrow(
      /a\.otio: line 2, column 12: /,
    );
    expect(() => importAny(fixture('cut.xml').replace('</file>', ''), 'cut.xml')).toThrow(/cut\.xml: line \d+: /);
    const negative = fixture('promo.shotstack.json').replace('"start": 0.5', '"start": -3');
    expect(() => importAny(negative, 'p.json')).toThrow(
      /timeline\.tracks\[0\]\.clips\[0\]\.start: -3 is before the timeline/,
    );
    expect(() => importAny(fixture('reel.edl').replace('00:00:14;00', '00:01:00;01'), 'r.edl')).toThrow(
      /line 8: .*does not exist in drop-frame/,
    );
  });

  it('ICH-8 entities, prototypes, depth and circles do no harm', () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE fcpxml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><fcpxml version="1.10">&b;</fcpxml>';
    expect(() => importAny(bomb, 'bomb.fcpxml')).toThrow(/not accepted/);
    expect(() => importAny('{"OTIO_SCHEMA":"Timeline.1","__proto__":{"polluted":1}}', 'p.otio')).toThrow(/__proto__/);
    expect(() => importAny('{clips:[{layers:[{type:"title",text:"x",constructor:1}]}]}', 'p.json5')).toThrow(
      /constructor/,
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(() => importAny(`{"OTIO_SCHEMA":"Timeline.1","a":${'['.repeat(100_000)}`, 'deep.otio')).toThrow(
      /nested deeper/,
    );
    expect(() => importAny(`{clips:[{layers:${'['.repeat(100_000)}`, 'deep.json5')).toThrow(/nested deeper/);
    expect(() => importAny(`<xmeml>${'<a>'.repeat(100_000)}`, 'deep.xml')).toThrow(/nested deeper/);
    const circle =
      '{"timeline":{"tracks":[{"clips":[{"asset":{"type":"image","src":"a.png"},"alias":"a","start":"alias://b","length":1},{"asset":{"type":"image","src":"a.png"},"alias":"b","start":"alias://a","length":1}]}]},"output":{"format":"mp4"}}';
    expect(() => importAny(circle, 'circle.json')).toThrow(/round in a circle/);
  });
});

describe('exports', () => {
  it('ICH-9 a format that is only read is not written', () => {
    const { timeline } = importAny(fixture('talk.srt'), 'talk.srt');
    expect(() => exportTimeline(timeline, 'shotstack')).toThrow(/only read/);
  });

  it.each(fixtures)('ICH-10 %s goes out in every format that is written, and comes back', (name) => {
    const { timeline } = importAny(fixture(name), name);
    for (const format of ['workprint', 'otio', 'edl', 'fcpxml', 'srt', 'vtt', 'ass'] as const) {
      const { text, losses } = exportTimeline(timeline, format);
      const hasWords =
        !['srt', 'vtt', 'ass'].includes(format) ||
        /\d:\d\d.*(?:-->|,)/u.test(text.replace(/^\[Script[\s\S]*?\[Events\]/u, ''));
      if (!hasWords) expect(losses.length).toBeGreaterThan(0);
      else if (format !== 'edl' || /^\d{3} /mu.test(text))
        expect(importAny(text, `x.${format}`).timeline.durationFrames).toBeGreaterThan(0);
    }
  });
});

describe('mistakes in JSON', () => {
  const told = (text: string, name = 'cut.json'): string => {
    try {
      importAny(text, name);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  it('ICH-57 a mistake is told with its line and column, and the line is shown', () => {
    expect(told('{"fps": 30,\n\t"tracks": [{"clips": [{"kind": "solid" "duration": 3}]}]}')).toBe(
      [
        'cut.json: line 2, column 41: a comma or } was expected.',
        '  2 |  "tracks": [{"clips": [{"kind": "solid" "duration": 3}]}]}',
        `${' '.repeat(6 + 40)}^`,
      ].join('\n'),
    );
    expect(told('{"tracks": [')).toContain('the file ends in the middle; a value was expected');
    expect(told('{"tracks": [{"clips": [1,]}]}')).toContain('line 1, column 25: there is a comma too many before ]');
    expect(told('{"fps": NaN, "tracks": [{"clips": []}]}')).toContain('line 1, column 9: NaN is no value of JSON');
    expect(told('{"tracks": [{"clips": ["a\nb"]}]}')).toContain('line 1, column 26: a string holds a line break');
    expect(told('{ /* why */ "tracks": [{"clips": []}]}')).toContain('a comment stands where a key in double quotes');
    expect(told('{clips: [\n {layers: [{type: "video" path: 1}]}]}', 'a.json5')).toMatch(
      /line 2, column 27: .*\n {2}2 \|/,
    );
  });

  it('ICH-57 of a long line what is around the mistake is shown, and nothing that a terminal would obey', () => {
    const message = told(`{"tracks": [${'"\u202e\u009b", '.repeat(200)} oops ${'1, '.repeat(500)}]}`);
    const [, line = '', mark = ''] = message.split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line.slice(mark.indexOf('^')).startsWith('oops')).toBe(true);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('odd frames', () => {
  it('ICH-58 a frame with an odd side is made even, and that is told', () => {
    const edit = { width: 641, height: 361, fps: 25, clips: [{ duration: 1, layers: [{ type: 'fill-color' }] }] };
    const { timeline, losses } = importAny(JSON.stringify(edit), 'edit.json');
    expect([timeline.width, timeline.height]).toEqual([642, 362]);
    expect(describeLosses(losses)).toEqual(
      expect.arrayContaining([
        'approximated: a width of 641 pixels: 642 instead: the sides of a frame are even [width]',
        'approximated: a height of 361 pixels: 362 instead: the sides of a frame are even [height]',
      ]),
    );
  });
});

describe('--strict', () => {
  it('ICH-59 names every kind of loss', () => {
    const losses = Array.from({ length: 9 }, (_, at) => ({
      path: `p${at}`,
      what: `thing ${at}`,
      how: 'dropped' as const,
    }));
    for (const { what } of losses) expect(() => refuseLosses(losses, 'cut.otio')).toThrow(`dropped: ${what} [`);
  });
});
