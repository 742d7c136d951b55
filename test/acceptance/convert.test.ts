import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkprint } from '../kit/run-workprint.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/interchange/${name}`, import.meta.url));

describe('convert', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const convert = (...words: string[]) => runWorkprint(['convert', ...words]);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-convert-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ICH-45 the ending or --to decides; losses are told; nothing is replaced unasked', async () => {
    const first = await convert(fixture('promo.shotstack.json'), at('promo.otio'));
    expect([first.code, first.stdout.trim()]).toEqual([0, at('promo.otio')]);
    expect(first.stderr).toContain('dropped: skew [timeline.tracks[3].clips[1].transform.skew]');
    const second = await convert(at('promo.otio'), at('promo.xml'), '--to', 'fcpxml', '--json');
    expect(JSON.parse(second.stdout)).toMatchObject({ from: 'otio', format: 'fcpxml', to: at('promo.xml') });
    expect(readFileSync(at('promo.xml'), 'utf8')).toContain('<fcpxml version="1.10">');
    const again = await convert(at('promo.otio'), at('promo.xml'), '--to', 'fcpxml');
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force')]);
    const own = await convert(at('promo.otio'), at('promo.otio'), '--force');
    expect([own.code, own.stderr]).toEqual([2, expect.stringContaining('is the timeline itself')]);
  });

  it('ICH-45 --strict writes nothing; what cannot be written is refused with what can', async () => {
    const strict = await convert(fixture('promo.shotstack.json'), at('strict.otio'), '--strict');
    expect([strict.code, strict.stderr]).toEqual([2, expect.stringContaining('does not convert without loss')]);
    expect(existsSync(at('strict.otio'))).toBe(false);
    const readOnly = await convert(fixture('talk.srt'), at('talk.json5'));
    expect([readOnly.code, readOnly.stderr]).toEqual([2, expect.stringContaining('only read')]);
    const odd = await convert(fixture('talk.srt'), at('talk.doc'));
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('otio')]);
  });

  it('ICH-52 files beside the document tell lengths and captions; what is not there is assumed and said', async () => {
    const samples = Buffer.alloc(44 + 2 * 8000 * 7);
    samples.write('RIFF', 0, 'latin1');
    samples.writeUInt32LE(samples.length - 8, 4);
    samples.write('WAVEfmt ', 8, 'latin1');
    for (const [at, value] of [
      [16, 16],
      [24, 8000],
      [28, 16_000],
      [40, samples.length - 44],
    ] as const)
      samples.writeUInt32LE(value, at);
    for (const [at, value] of [
      [20, 1],
      [22, 1],
      [32, 2],
      [34, 16],
    ] as const)
      samples.writeUInt16LE(value, at);
    samples.write('data', 36, 'latin1');
    writeFileSync(at('seven.wav'), samples);
    writeFileSync(at('said.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHello there\n');
    const clips = (src: string): object[] => [
      { clips: [{ asset: { type: 'caption', src: 'said.srt' }, start: 0, length: 3 }] },
      { clips: [{ asset: { type: 'audio', src }, start: 0, length: 'auto' }] },
    ];
    const edit = (src: string): string =>
      JSON.stringify({ timeline: { tracks: clips(src) }, output: { format: 'mp4', fps: 25 } });
    writeFileSync(at('auto.json'), edit('seven.wav'));
    const found = await convert(at('auto.json'), at('auto.workprint.json'), '--to', 'workprint');
    expect([found.code, found.stderr]).toEqual([0, '']);
    const timeline = JSON.parse(readFileSync(at('auto.workprint.json'), 'utf8')) as { durationFrames: number };
    expect(timeline.durationFrames).toBe(175);
    expect(JSON.stringify(timeline)).toContain('Hello there');
    writeFileSync(at('gone.json'), edit('gone.wav'));
    const gone = await convert(at('gone.json'), at('gone.otio'));
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringContaining('5 seconds stand in')]);
    const own = {
      size: '320x180',
      fps: 25,
      tracks: [{ kind: 'audio', clips: [{ kind: 'audio', media: 'seven.wav' }] }],
    };
    writeFileSync(at('own.json'), JSON.stringify(own));
    const mine = await convert(at('own.json'), at('own.otio'));
    expect([mine.code, mine.stderr]).toEqual([0, '']);
    expect(readFileSync(at('own.otio'), 'utf8')).toMatch(/"value": 175/u);
  });

  it('ICH-45 captions in Windows-1252 and timelines are told from scripts', async () => {
    writeFileSync(at('old.srt'), Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nFran\xe7ois\n', 'latin1'));
    expect((await convert(at('old.srt'), at('old.vtt'), '--strict')).code).toBe(0);
    expect(readFileSync(at('old.vtt'), 'utf8')).toContain('François');
    const mixed = await convert(at('old.srt'), at('old.fountain'));
    expect([mixed.code, mixed.stderr]).toEqual([2, expect.stringContaining('made only of a script')]);
    writeFileSync(at('mine.fountain'), 'INT. ROOM - DAY\n\nA chair.\n');
    const script = await convert(at('mine.fountain'), at('mine.otio'));
    expect([script.code, script.stderr]).toEqual([2, expect.stringContaining('is a script')]);
  });
});
