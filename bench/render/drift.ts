/**
 * Do picture and sound stay together for an hour? A flash and a click at every minute of a timeline at 29.97 frames a second, rendered by
 * the command line, then read back from the file. Run: `node bench/render/drift.ts [--minutes 60]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(values.minutes);
const [width, height, rate] = [64, 36, 30_000 / 1001];
const folder = mkdtempSync(join(tmpdir(), 'workprint-drift-'));
const cli = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url));

const run = (program: string, args: readonly string[]): Buffer => {
  const ended = spawnSync(program, args, {
    maxBuffer: 2 ** 31,
    env: { ...process.env, WORKPRINT_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}.`);
  return ended.stdout;
};

/** Frames of the flashes: the first whole frame of each minute. */
const flashes = Array.from({ length: minutes }, (_, i) => Math.ceil((i * 60 + 1) * rate));
const total = Math.ceil((minutes * 60 + 1) * rate);

/** Clicks of one sample where the flashes begin, 16-bit mono at 48 kHz. */
const clicks = (): Buffer => {
  const samples = new Int16Array(Math.ceil((total / rate) * 48_000));
  for (const frame of flashes)
    samples.fill(26_000, Math.round((frame / rate) * 48_000), Math.round((frame / rate) * 48_000) + 48);
  return Buffer.from(samples.buffer);
};

try {
  writeFileSync(join(folder, 'clicks.raw'), clicks());
  run('ffmpeg', [
    ...['-v', 'error', '-f', 's16le', '-ar', '48000', '-ac', '1', '-i', join(folder, 'clicks.raw')],
    join(folder, 'clicks.wav'),
  ]);
  const flash = (start: number) => ({ kind: 'solid', colour: '#ffffff', start, duration: 1 });
  const document = {
    ...{ schema: 'workprint.timeline/2', width, height, fps: '30000/1001', durationFrames: total },
    tracks: [
      { kind: 'video', clips: flashes.map(flash) },
      { kind: 'audio', clips: [{ kind: 'audio', media: 'clicks.wav', start: 0, duration: total }] },
    ],
  };
  writeFileSync(join(folder, 'drift.json'), JSON.stringify(document));
  const film = join(folder, 'drift.mp4');
  const startedMs = performance.now();
  run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    cli,
    'render',
    join(folder, 'drift.json'),
    '-o',
    film,
  ]);
  const seconds = (performance.now() - startedMs) / 1000;

  const luma = run('ffmpeg', [
    '-v',
    'error',
    '-i',
    film,
    '-map',
    '0:v',
    '-fps_mode',
    'passthrough',
    '-vf',
    'format=gray',
    '-f',
    'rawvideo',
    '-',
  ]);
  const frames = luma.length / (width * height);
  const seen = Array.from({ length: frames }, (_, i) => i).filter((i) => (luma[i * width * height + 900] ?? 0) > 128);
  const sound = run('ffmpeg', [
    '-v',
    'error',
    '-i',
    film,
    '-map',
    '0:a',
    '-ac',
    '1',
    '-ar',
    '48000',
    '-f',
    's16le',
    '-',
  ]);
  const heard: number[] = [];
  for (let i = 0; i < sound.length / 2; i++)
    if (Math.abs(sound.readInt16LE(i * 2)) > 8000) {
      heard.push(i / 48_000);
      i += 24_000;
    }
  const offsets = seen.map((frame, i) => ((heard[i] ?? Number.NaN) - frame / rate) * 1000);
  const worst = Math.max(...offsets.map(Math.abs));
  process.stdout.write(
    `${minutes} minutes, ${frames} frames (${total} wanted), ${seen.length} flashes, ${heard.length} clicks; rendered in ${seconds.toFixed(1)} s\n` +
      `first offset ${offsets[0]?.toFixed(2)} ms, last ${offsets.at(-1)?.toFixed(2)} ms, worst ${worst.toFixed(2)} ms (a frame is ${(1000 / rate).toFixed(2)} ms)\n`,
  );
  if (frames !== total || seen.length !== minutes || heard.length !== minutes || !(worst < 1000 / rate))
    process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
