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
