import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleScript, runWorkprint } from '../kit/run-workprint.ts';

/** Every way a person can hand over something wrong, at the door they use. */
describe('bad input', () => {
  let folder = '';
  let out = '';
  const at = (name: string): string => join(folder, name);
  const film = (script: string, ...more: string[]) =>
    runWorkprint(['film', script, '-o', join(out, 'film.mp4'), ...more], { WORKPRINT_HOME: at('home') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-bad-'));
    out = at('out');
    mkdirSync(out);
    mkdirSync(at('a-folder.fountain'));
    writeFileSync(at('empty.fountain'), '');
    writeFileSync(at('blank.fountain'), ' \n\t\n\n');
    writeFileSync(
      at('picture.fountain'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]),
    );
    writeFileSync(at('noise.fountain'), Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)));
    writeFileSync(at('huge.fountain'), Buffer.alloc(20 * 1024 * 1024, 'INT. ROOM - DAY\n\nNothing.\n\n'));
    writeFileSync(at('broken.fdx'), '<?xml version="1.0"?><FinalDraft><Content><Paragraph Type="Action">');
    writeFileSync(at('good.fountain'), 'INT. ROOM - DAY\n\nA chair.\n');
    writeFileSync(at('cast.json'), '{"characters":{"MARA":{"speed":"fast"}}}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['a missing file', 'nowhere.fountain', 3, 'does not exist'],
    ['a folder', 'a-folder.fountain', 3, 'is a folder'],
    ['a path through a file', 'good.fountain/inner.fountain', 3, 'does not exist'],
    ['an empty file', 'empty.fountain', 4, 'empty'],
    ['a file of blanks', 'blank.fountain', 4, 'empty'],
    ['a picture', 'picture.fountain', 4, 'not'],
    ['noise', 'noise.fountain', 4, 'not'],
    ['a 20 MB file', 'huge.fountain', 4, '20.0 MB'],
    ['broken XML', 'broken.fdx', 4, 'broken.fdx'],
  ])('FLM-6 %s is refused with a sentence and writes nothing', async (_what, name, code, words) => {
    const ended = await film(at(name));
    expect(ended.stderr).toContain(words);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe('');
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['--fps', '31', '--fps was given “31”'],
    ['--height', '12', '--height was given “12”'],
    ['--aspect', '4:3', '--aspect was given “4:3”'],
    ['--quality', 'best', '--quality was given “best”'],
    ['--captions', 'yes', '--captions was given “yes”'],
    ['--colour', 'red', '--colour'],
    ['-o', 'film.avi', 'film.avi'],
  ])('FLM-5 %s %s is refused by name', async (option, value, words) => {
    const ended = await runWorkprint(['film', at('good.fountain'), option, value], { WORKPRINT_HOME: at('home') }, out);
    expect(ended.stderr).toContain(words);
    expect(ended.code).toBe(2);
    expect(readdirSync(out)).toEqual([]);
  });

  it('FLM-5 an unknown command and a missing word say what there is', async () => {
    expect((await runWorkprint(['flim'])).stderr).toContain('The commands are: film');
    expect((await runWorkprint(['film'])).stderr).toContain('needs SCRIPT');
  });

  it('FLM-4 FLM-6 a wrong cast file is refused with its path', async () => {
    const ended = await film(at('good.fountain'), '--cast', at('cast.json'));
    expect(ended.stderr).toContain('characters.MARA.speed');
    expect(ended.code).toBe(5);
  });

  it('FLM-4 a voice that is not there is refused before anything is planned, with its path and voices like it', async () => {
    writeFileSync(at('voice.json'), '{"characters":{"MARA":{"voice":"bm_bob"}}}');
    const ended = await film(at('good.fountain'), '--cast', at('voice.json'), '--plan');
    expect(ended.stderr).toMatch(/characters\.MARA\.voice.*“bm_bob”.*bm_george/);
    expect(ended.code).toBe(5);
  });

  it('FLM-17 a conversion never replaces the script itself, and another file only when asked', async () => {
    const text = 'INT. ROOM - DAY\n\nA chair.\n';
    writeFileSync(at('mine.fountain'), text);
    writeFileSync(at('old.fdx'), 'old');
    const own = await runWorkprint(['convert', at('mine.fountain'), at('mine.fountain'), '--force']);
    expect([own.code, own.stderr]).toEqual([2, expect.stringContaining('is the script itself')]);
    expect((await runWorkprint(['convert', at('mine.fountain'), at('old.fdx')])).stderr).toContain('--force');
    expect(readFileSync(at('old.fdx'), 'utf8')).toBe('old');
    expect((await runWorkprint(['convert', at('mine.fountain'), at('old.fdx'), '--force'])).code).toBe(0);
    expect((await runWorkprint(['convert', at('old.fdx'), at('back.fountain')])).code).toBe(0);
    expect(readFileSync(at('back.fountain'), 'utf8')).toContain('INT. ROOM - DAY');
    expect((await runWorkprint(['convert', at('old.fdx'), at('no/such.fountain')])).stderr).not.toContain('-o');
  });

  it('FLM-6 a missing or unwritable output folder is refused before any work', async () => {
    const missing = await runWorkprint(['film', at('good.fountain'), '-o', join(folder, 'no/such/film.mp4')], {
      WORKPRINT_HOME: at('home'),
    });
    expect([missing.code, missing.stderr]).toEqual([6, expect.stringContaining('does not exist')]);
    // /proc takes no files from anybody, root included.
    const readOnly = await runWorkprint(['film', at('good.fountain'), '-o', '/proc/film.mp4'], {
      WORKPRINT_HOME: at('home'),
    });
    expect([readOnly.code, readOnly.stderr]).toEqual([6, expect.stringContaining('cannot be written')]);
  });

  it('FLM-6 a missing or old FFmpeg is refused with what to type', async () => {
    const missing = await runWorkprint(['film', at('good.fountain'), '-o', join(out, 'film.mp4')], {
      WORKPRINT_HOME: at('home'),
      PATH: at('nothing'),
    });
    expect([missing.code, missing.stderr]).toEqual([8, expect.stringMatching(/FFmpeg.*install/s)]);
    mkdirSync(at('old'));
    for (const name of ['ffmpeg', 'ffprobe']) {
      writeFileSync(
        join(at('old'), name),
        `#!/bin/sh\necho "${name} version 4.1.3 Copyright (c) 2000-2019 the FFmpeg developers"\necho "libavcodec     58. 35.100 / 58. 35.100"\n`,
      );
      chmodSync(join(at('old'), name), 0o755);
    }
    const old = await runWorkprint(['film', at('good.fountain'), '-o', join(out, 'film.mp4')], {
      WORKPRINT_HOME: at('home'),
      PATH: `${at('old')}:/bin:/usr/bin`,
    });
    expect([old.code, old.stderr]).toEqual([8, expect.stringContaining('4.1.3')]);
    expect(readdirSync(out)).toEqual([]);
  });

  it('FLM-6 a home that cannot be written is refused', async () => {
    const ended = await runWorkprint(['film', exampleScript('the-salt-line.fountain'), '-o', join(out, 'film.mp4')], {
      WORKPRINT_HOME: '/proc/home',
    });
    expect([ended.code, ended.stderr]).toEqual([6, expect.stringContaining('/proc/home')]);
  });
});
