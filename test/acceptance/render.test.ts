import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSound, probe } from '../kit/media-facts.ts';
import { burntNumbers, samplePath } from '../kit/media-samples.ts';
import { type Ended, runWorkprint } from '../kit/run-workprint.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workprint-render-'));
  copyFileSync(await samplePath('with-sound'), join(folder, 'source.mp4'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const render = (name: string, document: unknown, args: readonly string[] = [], home = 'home'): Promise<Ended> => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  return runWorkprint(['render', file, ...args], { WORKPRINT_HOME: join(folder, home) }, folder);
};
const at = (name: string): string => join(folder, name);
const last = (text: string): Record<string, unknown> => JSON.parse(text.trim().split('\n').at(-1) ?? '') as never;

/** Frame numbers that were burnt into the sources, read from the finished file. */
const numbersIn = (path: string): number[] => {
  const args = ['-v', 'error', '-i', `file:${path}`, '-map', '0:v:0', '-fps_mode', 'passthrough'];
  const raw = execFileSync('ffmpeg', [...args, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'], { maxBuffer: 1 << 28 });
  return burntNumbers(raw, 320, 180);
};

const frame = { schema: 'workprint.timeline/2', width: 320, height: 180, fps: 30 };
const clip = (trim: number, duration: number) => ({ kind: 'video', media: 'source.mp4', trim, duration });
/** Frames 10..29, then 50..79, then 0..9 of the source. */
const threeCuts = { ...frame, tracks: [{ kind: 'video', items: [clip(10, 20), clip(50, 30), clip(0, 10)] }] };
const wanted = [
  ...Array.from({ length: 20 }, (_, i) => 10 + i),
  ...Array.from({ length: 30 }, (_, i) => 50 + i),
  ...Array.from({ length: 10 }, (_, i) => i),
];

describe('workprint render', () => {
  it('RTL-1 RTL-8 renders a timeline to exactly its frames, with sound, and says so as JSON', async () => {
    const ended = await render('cuts', threeCuts, ['-o', 'cuts.mp4', '--json', '--crf', '12']);
    expect([ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([0, '']);
    expect(numbersIn(at('cuts.mp4'))).toEqual(wanted);
    expect(last(ended.stdout)).toMatchObject({ frames: 60, framesRendered: 60, framesCached: 0, durationMs: 2000 });
    const lines = ended.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toContain('estimate');
    expect(lines.at(-1)).toMatchObject({ type: 'progress', framesDone: 60, framesTotal: 60, progress: 1 });
    const { streams } = await probe(at('cuts.mp4'));
    expect(streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
  });

  it('RTL-2 renders nothing again, and after a change only what shows it', async () => {
    const again = await render('cuts', threeCuts, ['-o', 'again.mp4', '--json', '--crf', '12']);
    expect(last(again.stdout)).toMatchObject({ framesRendered: 0, framesCached: 60 });
    expect(readFileSync(at('again.mp4')).equals(readFileSync(at('cuts.mp4')))).toBe(true);
    const changed = { ...frame, tracks: [{ kind: 'video', items: [clip(10, 20), clip(51, 30), clip(0, 10)] }] };
    const third = await render('changed', changed, ['-o', 'changed.mp4', '--json', '--crf', '12']);
    expect(last(third.stdout)).toMatchObject({ framesRendered: 30, framesCached: 30 });
  });

  it('RTL-9 makes a damaged segment again in the same run', async () => {
    const blobs = join(folder, 'home', 'cache', 'blobs');
    for (const name of readdirSync(blobs, { recursive: true, encoding: 'utf8' })) {
      const path = join(blobs, name);
      if (!/[0-9a-f]{64}$/.test(path)) continue;
      const bytes = readFileSync(path);
      if (bytes.subarray(4, 8).toString() !== 'ftyp') continue;
      bytes[bytes.length - 9] = bytes[bytes.length - 9]! ^ 1;
      writeFileSync(path, bytes);
    }
    const ended = await render('cuts', threeCuts, ['-o', 'mended.mp4', '--crf', '12']);
    expect(ended.code).toBe(0);
    expect(readFileSync(at('mended.mp4')).equals(readFileSync(at('cuts.mp4')))).toBe(true);
  });

  it('RTL-10 renders a stretch with its own sound', async () => {
    const ended = await render('cuts', threeCuts, ['-o', 'part.mp4', '--from', '15f', '--to', '45f', '--crf', '12']);
    expect(ended.code).toBe(0);
    expect(numbersIn(at('part.mp4'))).toEqual(wanted.slice(15, 45));
    const whole = await decodeSound(at('cuts.mp4'), 48_000);
    const part = await decodeSound(at('part.mp4'), 48_000);
    expect(part.length / whole.length).toBeCloseTo(0.5, 1);
  });

  it('RTL-3 tells everything that is wrong at once, with paths, and writes nothing', async () => {
    const bad = {
      ...frame,
      tracks: [
        { kind: 'video', clips: [{ ...clip(0, 10), start: -3 }] },
        { kind: 'vidio', items: [] },
      ],
    };
    const ended = await render('bad', bad, ['-o', 'bad.mp4']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('tracks[0].clips[0].start');
    expect(ended.stderr).toContain('tracks[1].kind');
    expect(existsSync(at('bad.mp4'))).toBe(false);
    const torn = await render('torn', '{"tracks": [', ['-o', 'torn.mp4']);
    expect(torn.code).toBe(2);
    expect(torn.stderr).toMatch(/JSON/);
  });

  it('RTL-4 names media that is missing or refused, with its place', async () => {
    writeFileSync(at('list.mp4'), '#EXTM3U\n#EXTINF:1,\nsecret.mp4\n');
    const items = [
      { kind: 'video', media: 'nowhere.mp4', duration: 10 },
      { kind: 'video', media: 'list.mp4', duration: 10 },
    ];
    const ended = await render('gone', { ...frame, tracks: [{ kind: 'video', items }] }, ['-o', 'gone.mp4']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/tracks\[0\]\.items\[0\]\.media: .*nowhere\.mp4/);
    expect(ended.stderr).toMatch(/tracks\[0\]\.items\[1\]\.media: .*(playlist|HLS)/i);
    expect(existsSync(at('gone.mp4'))).toBe(false);
  });

  it('RTL-5 refuses codecs and transparency that a format does not carry', async () => {
    const codec = await render('cuts', threeCuts, ['-o', 'x.webm', '--codec', 'h264']);
    expect([codec.code, codec.stderr]).toEqual([2, expect.stringContaining('use vp9 or av1')]);
    const alpha = await render('cuts', threeCuts, ['-o', 'x.mp4', '--alpha']);
    expect([alpha.code, alpha.stderr]).toEqual([2, expect.stringContaining('mp4 cannot be transparent')]);
  });

  it('RTL-11 fills merge fields, the command line over the document', async () => {
    const words = { ...frame, merge: { who: 'nobody', colour: '#000000' }, background: '{{colour}}' };
    const document = {
      ...words,
      tracks: [{ kind: 'video', items: [{ kind: 'text', text: 'Hello {{who}}', duration: 5 }] }],
    };
    const ended = await render('merge', document, ['-o', 'merge.png', '--merge', 'colour=#ff0000']);
    expect(ended.stderr).not.toContain('wrong');
    expect(ended.code).toBe(0);
    const raw = execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      at('merge.png'),
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-',
    ]);
    expect(raw[0]).toBeGreaterThan(250);
    expect(raw[1]).toBeLessThan(4);
  });

  it('RTL-14 keeps the transparency of a single picture', async () => {
    const half = {
      kind: 'solid',
      colour: '#ff000080',
      duration: 5,
      placement: { box: { x: 0, y: 0, width: 160, height: 180 } },
    };
    const document = { ...frame, background: '#00ff00', tracks: [{ kind: 'video', items: [half] }] };
    const ended = await render('see-through', document, ['-o', 'see-through.png', '--alpha']);
    expect([ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([0, '']);
    const args = ['-v', 'error', '-i', at('see-through.png'), '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
    const raw = execFileSync('ffmpeg', args, { maxBuffer: 1 << 24 });
    const pixel = (x: number) => [...raw.subarray((90 * 320 + x) * 4, (90 * 320 + x) * 4 + 4)];
    expect(pixel(80)[0]).toBeGreaterThan(250);
    expect(pixel(80)[3]).toBeCloseTo(128, -1);
    expect(pixel(240)[3]).toBe(0);
    const refused = await render('see-through', document, ['-o', 'see-through.jpg', '--alpha']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('jpg cannot be transparent')]);
  });

  it('RTL-1 writes the other formats with exactly the frames of the timeline', async () => {
    const short = { ...frame, tracks: [{ kind: 'video', items: [clip(10, 12)] }] };
    for (const name of ['a.webm', 'a.mov', 'a.gif', 'a.webp', 'frames/']) {
      const ended = await render('short', short, ['-o', name]);
      expect([name, ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([name, 0, '']);
    }
    expect(numbersIn(at('a.webm'))).toEqual(wanted.slice(0, 12));
    expect(numbersIn(at('a.mov'))).toEqual(wanted.slice(0, 12));
    expect(numbersIn(at('a.gif'))).toEqual(wanted.slice(0, 12));
    expect(readdirSync(at('frames'))).toHaveLength(12);
    expect(numbersIn(at('frames/frame-000011.png'))).toEqual([21]);
    expect(readFileSync(at('a.webp')).subarray(8, 12).toString()).toBe('WEBP');
    for (const name of ['a.wav', 'a.m4a', 'a.mp3']) {
      expect((await render('short', short, ['-o', name])).code).toBe(0);
      expect((await decodeSound(at(name), 48_000)).length / 48_000).toBeCloseTo(0.4, 1);
    }
  }, 120_000);

  it('RTL-1 a file nobody named has the ending of the format that the document asks for', async () => {
    const output = { format: 'gif' };
    const items = [{ kind: 'solid', colour: '#ff0000', duration: 3 }];
    const ended = await render('named', { ...frame, output, tracks: [{ kind: 'video', items }] });
    expect([ended.code, ended.stdout.trim()]).toEqual([0, at('named.gif')]);
    expect(readFileSync(at('named.gif')).subarray(0, 3).toString()).toBe('GIF');
  });

  it('RTL-12 renders at another height', async () => {
    const ended = await render('cuts', threeCuts, ['-o', 'small.mp4', '--height', '90', '--json', '--to', '1']);
    expect(last(ended.stdout)).toMatchObject({ width: 160, height: 90, frames: 30 });
  });

  it('RTL-6 says beforehand what it would do and how long it would take', async () => {
    const ended = await render('cuts', threeCuts, ['--plan', '--json', '--crf', '30']);
    expect(last(ended.stdout)).toMatchObject({ framesToRender: 60, framesCached: 0 });
    const { estimate } = last(ended.stdout) as { estimate: { p50Ms: number; p90Ms: number; basis: number } };
    expect(estimate.basis).toBeGreaterThan(0);
    expect(estimate.p90Ms).toBeGreaterThanOrEqual(estimate.p50Ms);
    const first = await render('cuts', threeCuts, ['--plan'], 'never-rendered');
    expect(first.stdout).toMatch(/Roughly \d+:\d\d: a guess/);
    expect(first.stdout).not.toContain('at worst');
    expect(first.stdout).toContain(at('cuts.mp4'));
  });

  it('RTL-8 notes are said once: in the result with --json, else beside it', async () => {
    const seconds = { ...clip(0, 10), trim: undefined, duration: '0.5s' };
    const document = { ...frame, fps: 29.97, tracks: [{ kind: 'video', items: [seconds, seconds, seconds] }] };
    const asJson = await render('ntsc', document, ['--plan', '--json']);
    expect([asJson.code, asJson.stderr]).toEqual([0, '']);
    expect(last(asJson.stdout)).toMatchObject({ notes: [{ path: 'tracks[0].items[0].duration' }], losses: [] });
    const said = await render('ntsc', document, ['--plan']);
    expect(said.stderr.split('\n').filter((line) => line.startsWith('Note:'))).toHaveLength(1);
    expect(said.stderr).toContain('2 more times are moved to the nearest frame too');
  });

  it('RTL-16 never writes over what it is made of', async () => {
    copyFileSync(at('source.mp4'), at('beach.mp4'));
    symlinkSync(at('beach.mp4'), at('other-name.mp4'));
    const items = [{ kind: 'video', media: 'beach.mp4', duration: 5 }];
    const beach = { ...frame, tracks: [{ kind: 'video', items }] };
    for (const args of [[], ['-o', 'beach.mp4'], ['-o', 'other-name.mp4']]) {
      const ended = await render('beach', beach, args);
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('is not written over')]);
    }
    expect(readFileSync(at('beach.mp4')).equals(readFileSync(at('source.mp4')))).toBe(true);
  });

  it('RTL-17 captions that are not drawn lie beside the film', async () => {
    const cues = [{ from: 0, to: 5, text: 'Only beside it' }];
    const items = [{ kind: 'captions', duration: 10, burn: false, cues }];
    const tracks = [
      { kind: 'video', items: [{ kind: 'solid', colour: '#000000', duration: 10 }] },
      { kind: 'video', items },
    ];
    const ended = await render('beside', { ...frame, tracks }, ['-o', 'beside.mp4', '--json']);
    expect(last(ended.stdout)).toMatchObject({ captions: at('beside.srt') });
    expect(readFileSync(at('beside.srt'), 'utf8')).toContain('Only beside it');
  });
});
