/**
 * Makes every picture and sound that the timelines in examples/ show: drawn with a canvas, played by our own synthesiser, spoken by
 * Kokoro. Run again after changing a drawing: node scripts/make-example-media.ts [name …]
 */
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { clip, type Draw } from './example-media/brush.ts';
import { drawCity } from './example-media/city.ts';
import { drawHarbour } from './example-media/harbour.ts';
import { drawLeader } from './example-media/leader.ts';
import { tealAndAmber } from './example-media/look.ts';
import { drawPresenter } from './example-media/presenter.ts';
import { playMusic, seaSound, speak, ticks } from './example-media/sounds.ts';
import { drawLake, drawLogo } from './example-media/stills.ts';

const folder = fileURLToPath(new URL('../examples/timelines/media/', import.meta.url));
const require = createRequire(import.meta.url);
for (const name of [
  'inter/files/inter-latin-700-normal.woff2',
  'courier-prime/files/courier-prime-latin-700-normal.woff2',
])
  GlobalFonts.registerFromPath(require.resolve(`@fontsource/${name}`));

/** Runs FFmpeg on what is written to it; with `-fflags +bitexact` the same version gives the same bytes. */
const encode = async (
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  args: readonly string[],
): Promise<void> => {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`FFmpeg ended with ${code}.`))));
  });
  for await (const bytes of input)
    if (!child.stdin.write(bytes)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  child.stdin.end();
  await ended;
};

function* frames(draw: Draw, seconds: number): Iterable<Uint8Array> {
  const canvas = createCanvas(clip.width, clip.height);
  const brush = canvas.getContext('2d');
  for (let frame = 0; frame < seconds * clip.fps; frame++) {
    brush.reset();
    draw(brush, frame / clip.fps, frame);
    yield Uint8Array.from(canvas.data());
  }
}

const film = async (name: string, draw: Draw, seconds: number, sound?: Uint8Array): Promise<void> => {
  const wav = join(tmpdir(), `workprint-${name}-${process.pid}.wav`);
  if (sound) await writeFile(wav, sound);
  const pictures = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgba',
    '-s',
    `${clip.width}x${clip.height}`,
    '-r',
    String(clip.fps),
    '-i',
    '-',
  ];
  const toBt709 = 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p';
  const colour = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
  const video = ['-vf', toBt709, '-c:v', 'libx264', '-preset', 'veryslow', '-crf', '23', '-threads', '2', ...colour];
  const audio = sound ? ['-i', wav, '-c:a', 'aac', '-b:a', '64k'] : [];
  const [source, coder] = [audio.slice(0, 2), audio.slice(2)];
  const file = [
    '-fflags',
    '+bitexact',
    '-flags:v',
    '+bitexact',
    '-movflags',
    '+faststart',
    join(folder, `${name}.mp4`),
  ];
  await encode(frames(draw, seconds), [...pictures, ...source, ...video, ...coder, ...file]);
  await rm(wav, { force: true });
};

const mp3 = (name: string, wav: Uint8Array, bitrate: string): Promise<void> =>
  encode(
    [wav],
    ['-i', '-', '-c:a', 'libmp3lame', '-b:a', bitrate, '-fflags', '+bitexact', join(folder, `${name}.mp3`)],
  );

const makers: Readonly<Record<string, () => Promise<void>>> = {
  harbour: () => film('harbour', drawHarbour, 6, seaSound(6)),
  city: () => film('city', drawCity, 5),
  leader: () => film('leader', drawLeader, 4, ticks(4)),
  presenter: () => film('presenter', drawPresenter, 4),
  lake: async () => writeFile(join(folder, 'lake.jpg'), await drawLake().encode('jpeg', 84)),
  logo: async () => writeFile(join(folder, 'logo.png'), await drawLogo().encode('png')),
  look: () => writeFile(join(folder, 'teal-and-amber.cube'), tealAndAmber()),
  music: async () => mp3('music', await playMusic(), '96k'),
  voice: async () => {
    const { wav, words } = await speak();
    await mp3('voice', wav, '64k');
    process.stdout.write(`${words.map(({ text, startMs, endMs }) => `${startMs}-${endMs} ${text}`).join('\n')}\n`);
  },
};

await mkdir(folder, { recursive: true });
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(makers);
for (const name of wanted) {
  const make = makers[name];
  if (!make) throw new Error(`Nothing is called “${name}”; there are ${Object.keys(makers).join(', ')}.`);
  await make();
}
