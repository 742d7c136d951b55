import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomCaptions } from '../../../../test/kit/random-interchange.ts';
import type { CaptionsClip, Timeline } from '../../timeline/timeline.types.ts';
import { captionStyle } from '../../timeline/values/text-style.ts';
import { exportTimeline, type InterchangeFormat, importAny } from '../interchange.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../test/fixtures/interchange/${name}`, import.meta.url), 'utf8');
const read = (name: string): Timeline => importAny(fixture(name), name).timeline;
const captions = (timeline: Timeline): CaptionsClip[] =>
  timeline.tracks.flatMap(({ items }) => items.filter((item): item is CaptionsClip => item.kind === 'captions'));

describe('SRT', () => {
  it('ICH-39 tolerates a byte order mark, CRLF, dots and a missing end; what overlaps lies on a track of its own', () => {
    const clips = captions(read('talk.srt'));
    expect(clips.map(({ cues }) => cues)).toEqual([
      [
        { from: 30, to: 75, text: 'Good morning.' },
        { from: 120, to: 180, text: 'At the same time' },
      ],
      [{ from: 93, to: 150, text: 'Up here\nsecond line' }],
    ]);
    expect(clips[1]?.style.verticalAlign).toBe('top');
  });

  it('ICH-40 what it says beside the words is written back', () => {
    const { text } = exportTimeline(read('talk.srt'), 'srt');
    expect(text).toContain('Good <i>morning</i>.');
    expect(text).toContain('{\\an8}Up here\nsecond line');
    expect(text).toContain('--> 00:00:06,000 X1:100 X2:200 Y1:10 Y2:40');
  });
});

describe('WebVTT', () => {
  it('ICH-41 voices, settings and times of words', () => {
    const cues = captions(read('talk.vtt'));
    expect(cues[0]).toMatchObject({ style: { align: 'left', boxX: 192, boxWidth: 960 } });
    expect(cues[0]?.cues[0]).toEqual({
      from: 30,
      to: 90,
      text: 'Hello my dear friends',
      speaker: 'Ada',
      words: [
        { from: 30, to: 45, text: 'Hello' },
        { from: 45, to: 60, text: 'my' },
        { from: 60, to: 71, text: 'dear' },
        { from: 71, to: 90, text: 'friends' },
      ],
    });
    expect(cues.flatMap(({ cues: all }) => all.map(({ text }) => text))).toContain('At the & top');
  });

  it('ICH-40 blocks, ids, settings and markup are written back', () => {
    const { text } = exportTimeline(read('talk.vtt'), 'vtt');
    for (const part of [
      'WEBVTT - a talk',
      'STYLE\n::cue',
      'NOTE checked by Ada',
      'intro\n',
      'align:start position:10% size:50%',
      '<c.loud>At the &amp; top</c>',
      '<v Ada>Hello <00:01.500>my',
    ])
      expect(text).toContain(part);
  });
});

describe('ASS', () => {
  it('ICH-51 syllables keep their times, the word after the last is sung with it, and a parted word is told', () => {
    const line = String.raw`Dialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,{\k50}Ka{\k50}ra{\k100}oke\Nx`;
    const script = `[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${line}\n`;
    const { timeline, losses } = importAny(script, 'sung.ass', { rate: { num: 100, den: 1 } });
    const [clip] = timeline.tracks[0]?.items ?? [];
    const [cue] = clip?.kind === 'captions' ? clip.cues : [];
    expect(cue?.words).toEqual([
      { from: 200, to: 250, text: 'Ka' },
      { from: 250, to: 300, text: 'ra' },
      { from: 300, to: 400, text: 'oke x' },
    ]);
    expect(losses).toContainEqual(expect.objectContaining({ how: 'approximated', what: 'syllables of a word' }));
    const back = exportTimeline(timeline, 'ass').text;
    expect(back).toContain(String.raw`{\kf50}Ka{\kf50}ra{\kf100}oke\Nx`);
  });

  it('ICH-42 styles, places, fades and sung words', () => {
    const timeline = read('song.ass');
    const clips = captions(timeline);
    expect(clips[0]).toMatchObject({
      style: {
        fontFamily: 'Arial',
        fontWeight: 700,
        sizePx: 52.2,
        align: 'centre',
        verticalAlign: 'bottom',
        outline: { colour: '#000000', widthPx: 3 },
        shadow: { colour: '#0000007f' },
      },
      cues: [{ text: 'Hello,\nworld', speaker: 'Ada' }],
    });
    expect(clips[1]).toMatchObject({
      style: {
        fontFamily: 'Georgia',
        italic: true,
        colour: '#00ff00',
        background: { colour: '#202020', paddingPx: 6 },
        boxX: 0,
        boxY: -240,
        verticalAlign: 'middle',
      },
    });
    expect(clips[2]).toMatchObject({
      style: { colour: '#ff0000' },
      highlight: { mode: 'fill', colour: '#ffffff' },
      cues: [
        {
          words: [
            { from: 90, to: 105, text: 'La' },
            { from: 105, to: 120, text: 'la' },
            { from: 120, to: 150, text: 'laa' },
          ],
        },
      ],
    });
    const faded = timeline.tracks.flatMap((track) => [...track.items]).find(({ kind }) => kind === 'text');
    expect(faded).toMatchObject({
      text: 'The end',
      opacity: [
        { frame: 0, value: 0 },
        { frame: 9, value: 1 },
        { frame: 45, value: 1 },
        { frame: 60, value: 0 },
      ],
    });
  });

  it('ICH-40 overrides and sections are written back', () => {
    const { text } = exportTimeline(read('song.ass'), 'ass');
    for (const part of [
      '{\\an5\\pos(960,300)\\c&H00FF00&}HARBOUR {\\b1}OPEN',
      '[Aegisub Project Garbage]',
      '{\\fad(300,500)}The end',
      '{\\kf50}La {\\kf50}la {\\kf100}laa',
    ])
      expect(text).toContain(part);
  });
});

const plainWords = ['sea', 'gull & co', 'über', '今日は', 'harbour', 'don’t', '100%'];
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  srt: [...plainWords, '{{name}}'],
  vtt: [...plainWords, '{{name}}', '<b>', 'a > b'],
  ass: [...plainWords, 'one, two'],
};

describe('captions come back', () => {
  const cases = ['srt', 'vtt', 'ass'].flatMap((format) =>
    Array.from({ length: 25 }, (_, seed) => [format, seed] as const),
  );

  it.each(cases)('ICH-43 made-up captions as %s are on their frames again (seed %i)', (format, seed) => {
    const { rate, cues } = randomCaptions(seed, wordsOf[format] ?? plainWords);
    const size = { width: 1920, height: 1080 };
    const frames = cues.at(-1)?.to ?? 1;
    const clip: CaptionsClip = {
      kind: 'captions',
      id: 'c',
      name: 'Captions',
      sourceRange: { startFrame: 0, durationFrames: frames },
      cues,
      style: captionStyle(size),
      burn: true,
    };
    const timeline: Timeline = {
      schema: 'workprint.timeline/2',
      name: 'Made up',
      rate,
      ...size,
      background: '#000000',
      durationFrames: frames,
      markers: [],
      tracks: [{ kind: 'video', id: 't', name: 't', items: [clip] }],
    };
    const { text } = exportTimeline(timeline, format as InterchangeFormat);
    const back = importAny(text, `made-up.${format}`, { rate }).timeline;
    expect(captions(back).flatMap((each) => each.cues)).toEqual(cues);
  });

  it('ICH-44 from captions to captions no millisecond is lost', () => {
    const source = '1\n00:00:01,001 --> 00:00:02,337\nHello\n\n2\n00:59:59,999 --> 01:00:00,123\nBye\n';
    const { timeline } = importAny(source, 'a.srt', { rate: { num: 1000, den: 1 } });
    expect(exportTimeline(timeline, 'srt').text).toBe(source);
    expect(exportTimeline(timeline, 'vtt').text).toContain('00:00:01.001 --> 00:00:02.337');
  });
});
