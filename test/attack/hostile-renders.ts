/** The last part of PC1: timelines that name what they must not reach, and hostile files that were taken in, through `workprint render`. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofCase } from '../prove/row.types.ts';
import { canaryWords, type OpenCanaries, shareOfCanary } from './canaries.ts';
import { framesOf, render } from './render-proof.ts';
import { timelineOfFile } from './small-timelines.ts';
import type { Studio } from './subject.ts';

type Field = { readonly canaries: OpenCanaries; readonly studio: Studio };

/** Places that a timeline may try to name; none of them is a file of media (at the command line a person may name those, by `file:` as well). */
const places = ({ url, host, secret, neighbour }: OpenCanaries): Readonly<Record<string, string>> => ({
  'an address': `${url}/a.mp4`,
  'an address of another protocol': `rtmp://${host}/live`,
  'a stream on the wire': `tcp://${host}`,
  'a datagram stream': `udp://${host}`,
  'a text file': secret,
  'the system’s users': '/etc/passwd',
  'this process’s environment': '/proc/self/environ',
  'a device without an end': '/dev/zero',
  'a concat list': `concat:${neighbour}|${neighbour}`,
  'a part of a file': `subfile,,start,0,end,0,,:${neighbour}`,
  'a pattern': '%d.png',
  'a filter': `movie=${neighbour}`,
  'an option': '-i',
  nothing: '',
  'a zero in the middle': `a\u0000${neighbour}`,
  'the standard input': 'pipe:0',
  'the cached answer of somebody': 'cache/answers',
});

/** The same place as the dialects of others name it. */
const dialects: Readonly<Record<string, (place: string) => string>> = {
  workprint: (place) => timelineOfFile(place, { picture: { frames: 2 } as never, sounds: [] }),
  'an address in workprint': (place) =>
    timelineOfFile(place, { picture: { frames: 2 } as never, sounds: [] }).replaceAll(
      '"kind":"file","path":',
      '"kind":"url","url":',
    ),
  Shotstack: (src) =>
    JSON.stringify({
      timeline: { tracks: [{ clips: [{ asset: { type: 'video', src }, start: 0, length: 1 }] }] },
      output: { format: 'mp4', resolution: 'preview' },
    }),
  editly: (path) =>
    JSON.stringify({
      outPath: 'x.mp4',
      width: 64,
      height: 48,
      fps: 10,
      clips: [{ duration: 1, layers: [{ type: 'video', path }] }],
    }),
};

const checkAndRender = async (field: Field, folder: string, name: string, timeline: string): Promise<number> => {
  const [file, output, home] = [
    join(folder, `${name}.json`),
    join(folder, `${name}.mp4`),
    join(folder, `home-${name}`),
  ];
  await writeFile(file, timeline);
  const before = field.canaries.hits();
  const ended = await render(file, output, home);
  if (field.canaries.hits() > before) throw new Error('the network canary was reached');
  if (`${ended.stdout}${ended.stderr}`.includes(canaryWords)) throw new Error('the secret is in what the command says');
  if (ended.code === null || ended.code >= 70) throw new Error(`it broke: ${ended.code} ${ended.stderr.slice(-300)}`);
  if (!existsSync(output)) return ended.code;
  const frames = await framesOf(output);
  const each = (64 * 48 * 3) / 2;
  for (let at = 0; at + each <= frames.length; at += each)
    if (shareOfCanary(frames.subarray(at, at + each), 'yuv420p', 64, 48) > 0.2)
      throw new Error('the neighbour’s picture is in the film');
  return ended.code;
};

/** Timelines that name forbidden places must be refused, and write nothing. `quick` takes a few of them. */
export const forbiddenPlaces = (field: Field, folder: string, quick: boolean): readonly ProofCase[] =>
  Object.entries(dialects)
    .flatMap(([dialect, timeline], first) =>
      Object.entries(places(field.canaries)).map(
        ([what, place], second): ProofCase => ({
          name: `${dialect} that names ${what}`,
          run: async () => {
            const name = `place-${first}-${second}`;
            const code = await checkAndRender(field, folder, name, timeline(place));
            if (code === 0) throw new Error('it was rendered');
            if (existsSync(join(folder, `${name}.mp4`))) throw new Error('something was written');
            return { refused: 1 };
          },
        }),
      ),
    )
    .filter((_, at) => !quick || at % 40 === 0);

/** Files that may be taken in, rendered: each must be refused, or show itself. */
export const rendersOf = (field: Field, folder: string, files: readonly string[]): readonly ProofCase[] =>
  files.map((path, at) => ({
    name: `render of ${path.slice(path.lastIndexOf('/') + 1)}`,
    run: async () => {
      const taken = await field.studio.takeIn(path).catch(() => undefined);
      if (!taken) return { refused: 1 };
      await checkAndRender(field, folder, `render-${at}`, timelineOfFile(path, taken.facts));
      return { refused: 0 };
    },
  }));

/** Where a film may be asked to go. The home is called `%d …` as well. */
const outputs = [
  '%d.gif',
  'concat:a.mp4',
  '-i.mp4',
  '%03d.jpg',
  'http:x.png',
  'a%d.webm',
  '%d.webp',
  'pipe:1.wav',
  "a';b.mov",
  'a,b[c].mp4',
];

/** Outputs and a home under names that mean something to FFmpeg: each must be written, under exactly that name. */
export const hostileOutputs = (folder: string, source: string, quick: boolean): readonly ProofCase[] =>
  outputs
    .filter((_, at) => !quick || at === 0)
    .map((name, at) => ({
      name: `a film called ${name}`,
      run: async () => {
        const timeline = join(folder, `output-${at}.json`);
        await writeFile(timeline, timelineOfFile(source, { picture: { frames: 2 } as never, sounds: [] }));
        const output = join(folder, name);
        const ended = await render(timeline, output, join(folder, `%d home ${at}`));
        if (ended.code !== 0) throw new Error(`it ended with ${ended.code}: ${ended.stderr.slice(-300)}`);
        if (!existsSync(output)) throw new Error('it is not there');
        return { refused: 0 };
      },
    }));
