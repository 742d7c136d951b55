import {
  existsSync,
  mkdirSync,
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
import { parseSrt } from '../../src/domain/caption/caption.ts';
import type { Timeline } from '../../src/domain/timeline/timeline.types.ts';
import { childrenOf } from '../kit/child-processes.ts';
import { frameHashes, frameTimes, mp4Boxes, probe } from '../kit/media-facts.ts';
import { exampleScript, repository, runWorkprint, startWorkprint } from '../kit/run-workprint.ts';

type Result = {
  film: string;
  frames: number;
  durationMs: number;
  shots: number;
  made: number;
  cached: number;
  voices: string[];
  costMicros: number;
};

/** The upright sample, small: every stage of the real road, in seconds. */
describe('a film from the command line', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const script = exampleScript('half-an-umbrella.fountain');
  const small = ['--aspect', '9:16', '--height', '384', '--json'];
  const film = async (source: string, out: string, home: string, env: NodeJS.ProcessEnv = {}): Promise<Result> => {
    const ended = await runWorkprint(['film', source, '-o', at(out), ...small], { ...env, WORKPRINT_HOME: at(home) });
    expect(ended.stderr.split('\n').filter((line) => line.startsWith('workprint:'))).toEqual([]);
    expect(ended.code).toBe(0);
    return JSON.parse(ended.stdout) as Result;
  };
  let first: Result;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-film-'));
    mkdirSync(at('one'));
    mkdirSync(at('two'));
    first = await film(script, 'one/film.mp4', 'home-one');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('FLM-14 is H.264 and AAC, fast start, BT.709, constant frame rate, with exactly the timeline’s frames', async () => {
    const { streams } = await probe(first.film);
    const video = streams.find((stream) => stream.codec_type === 'video');
    const audio = streams.find((stream) => stream.codec_type === 'audio');
    expect(video).toMatchObject({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      width: 216,
      height: 384,
      r_frame_rate: '30/1',
      avg_frame_rate: '30/1',
    });
    expect(video).toMatchObject({
      color_space: 'bt709',
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      color_range: 'tv',
    });
    expect(Number(video?.nb_read_frames)).toBe(first.frames);
    expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 });
    expect(Math.abs(Number(audio?.duration) - Number(video?.duration))).toBeLessThan(1 / 30);
    const boxes = await mp4Boxes(first.film);
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
    const times = await frameTimes(first.film);
    const step = (times[1] ?? 0) - (times[0] ?? 0);
    expect(times.every((time, index) => time === (times[0] ?? 0) + index * step)).toBe(true);
  });

  it('FLM-13 captions, timeline, contact sheet and report lie beside it, and nothing else', () => {
    const names = ['film.contact-sheet.png', 'film.mp4', 'film.report.html', 'film.srt', 'film.timeline.json'];
    expect(readdirSync(at('one')).sort()).toEqual(names);
    const cues = parseSrt(readFileSync(at('one/film.srt'), 'utf8'));
    expect(
      cues
        .map((cue) => cue.text)
        .join(' ')
        .replace(/\s+/g, ' '),
    ).toContain('barely room for one');
    expect(cues.at(-1)?.endMs ?? 0).toBeLessThan(first.durationMs);
    const timeline = JSON.parse(readFileSync(at('one/film.timeline.json'), 'utf8')) as Timeline;
    expect(timeline).toMatchObject({
      schema: 'workprint.timeline/2',
      durationFrames: first.frames,
      width: 216,
      height: 384,
    });
    const report = readFileSync(at('one/film.report.html'), 'utf8');
    expect(report).toContain('Half an Umbrella');
    expect(report).not.toContain('<script');
    expect(report.match(/<img /g)).toHaveLength(first.shots);
  });

  it('FLM-8 the same film again asks nothing anew', async () => {
    const again = await film(script, 'one/film.mp4', 'home-one');
    expect(again).toMatchObject({ made: 0, frames: first.frames });
    expect(again.cached).toBe(first.made);
  });

  it('FLM-8 one changed line remakes only what depends on it', async () => {
    writeFileSync(
      at('changed.fountain'),
      readFileSync(script, 'utf8').replace("You're doing it wrong.", "You're doing it all wrong."),
    );
    const changed = await film(at('changed.fountain'), 'one/changed.mp4', 'home-one');
    expect(changed.made).toBeGreaterThan(0);
    expect(changed.made).toBeLessThan(first.made / 3);
  });

  it('FLM-10 a plan makes nothing: all of it at first, none of it afterwards', async () => {
    const plan = (home: string) =>
      runWorkprint(['film', script, '--plan', ...small], { WORKPRINT_HOME: at(home) }, folder);
    type Plan = { complete: boolean; costMicros: number; steps: { step: string; wouldRun: number; cached: number }[] };
    const unknown = JSON.parse((await plan('home-plan')).stdout) as Plan;
    expect(unknown).toMatchObject({ complete: false, costMicros: 0 });
    expect(unknown.steps.map((row) => row.step)).toEqual(['speak', 'draw']);
    expect(unknown.steps.every((row) => row.wouldRun > 0 && row.cached === 0)).toBe(true);
    expect(existsSync(at('home-plan/cache/answers'))).toBe(false);
    const known = JSON.parse((await plan('home-one')).stdout) as Plan;
    expect(known.complete).toBe(true);
    expect(known.steps.every((row) => row.wouldRun === 0)).toBe(true);
    expect(existsSync(at('half-an-umbrella.mp4'))).toBe(false);
  });

  it('FLM-9 Ctrl-C leaves no file and no process, and the same command continues', async () => {
    const { child, ended } = startWorkprint(['film', script, '-o', at('two/film.mp4'), ...small], {
      WORKPRINT_HOME: at('home-two'),
    });
    // Stop in the middle of things: after the first line is spoken, while more lines and panels are under way.
    let seen = '';
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (/"step-finished","step":"speak"/.test(seen)) resolve();
      });
      child.on('close', () => resolve());
    });
    const family = childrenOf(child.pid as number);
    expect(family.length).toBeGreaterThan(0);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('continues from there');
    expect(readdirSync(at('two'))).toEqual([]);
    const alive = family.filter((pid) => existsSync(`/proc/${pid}/fd`));
    expect(alive).toEqual([]);
    expect(readdirSync(at('home-two/cache/scratch'))).toEqual([]);

    // FLM-7: continued after the interruption, from another cache, it is the same film to the frame.
    const second = await film(script, 'two/film.mp4', 'home-two');
    expect(second.cached).toBeGreaterThan(0);
    expect(readFileSync(at('two/film.timeline.json'), 'utf8')).toBe(readFileSync(at('one/film.timeline.json'), 'utf8'));
    expect(await frameHashes(second.film)).toBe(await frameHashes(first.film));
  });

  it('FLM-7 two builds from an empty cache give identical frames and timelines (with the interrupted build above)', async () => {
    const third = await film(script, 'one/third.mp4', 'home-three');
    expect(third.cached).toBe(0);
    expect(readFileSync(at('one/third.timeline.json'), 'utf8')).toBe(
      readFileSync(at('one/film.timeline.json'), 'utf8'),
    );
    expect(await frameHashes(third.film)).toBe(await frameHashes(first.film));
  });

  it('FLM-15 without the voice model another voice speaks, and the result says so', async () => {
    mkdirSync(at('no-weights'));
    const simple = await film(script, 'one/simple.mp4', 'home-one', { WORKPRINT_KOKORO: at('no-weights') });
    expect(simple.voices).toHaveLength(1);
    expect(['espeak-ng', 'flite']).toContain(simple.voices[0]);
    expect(readFileSync(at('one/simple.report.html'), 'utf8')).toContain('natural voices');
  });

  it('FLM-6 corrupt voice weights are refused by name', async () => {
    mkdirSync(at('bad-weights'));
    symlinkSync(join(repository, 'node_modules/kokoro-js/voices'), at('bad-weights/voices'));
    writeFileSync(at('bad-weights/kokoro-fp16.onnx'), 'not a model');
    const ended = await runWorkprint(['film', script, '-o', at('bad.mp4'), ...small], {
      WORKPRINT_HOME: at('home-bad'),
      WORKPRINT_KOKORO: at('bad-weights'),
    });
    expect(ended.code).toBe(10);
    expect(ended.stderr).toContain('kokoro-fp16.onnx');
    expect(existsSync(at('bad.mp4'))).toBe(false);
  });
});
