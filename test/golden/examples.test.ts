/** Every example is drawn and held against its golden frames. Draw them anew: UPDATE_GOLDEN=yes npm test -- test/golden */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replaceMedia } from '../../src/pipeline/render-timeline/media-of.ts';
import type { OpenedTimeline } from '../../src/pipeline/render-timeline/open-timeline.ts';
import { ExampleStudio, examplesFolder } from './example-frames.ts';
import { goldenFrames } from './golden-frames.ts';
import { psnrDb, readGolden, writeGolden } from './golden-picture.ts';

const isUpdate = process.env.UPDATE_GOLDEN === 'yes';
/** Other builds of FFmpeg decode and scale a little differently; nobody sees 42 dB. */
const leastPsnrDb = 42;
/** Drawn with fonts of the machine; compared where they are there. */
const fontNeeded: Readonly<Record<string, string>> = { 'text-east-asian.json': 'Noto Sans CJK JP' };

const home = mkdtempSync(join(tmpdir(), 'workprint-golden-'));
const before = process.env.WORKPRINT_HOME;
let studio: ExampleStudio;
beforeAll(async () => {
  process.env.WORKPRINT_HOME = home;
  studio = await ExampleStudio.open();
});
afterAll(async () => {
  await studio.close();
  rmSync(home, { recursive: true, force: true });
  if (before === undefined) delete process.env.WORKPRINT_HOME;
  else process.env.WORKPRINT_HOME = before;
});

const examples = readdirSync(examplesFolder).filter((name) => /\.(?:json5?|otio|edl|fcpxml|srt|ass)$/.test(name));
const golden = goldenFrames();
const goldenFolder = join(examplesFolder, 'golden');

/** Whether nothing of the picture comes from a file: then every byte is our own. */
const isDrawn = ({ timeline }: OpenedTimeline): boolean => {
  let drawn = true;
  replaceMedia(timeline, (media, use) => {
    if (use !== 'sound') drawn = false;
    return media;
  });
  return drawn;
};

describe('the examples', () => {
  test('EXA-2 our own open with nothing to remark; what the others cannot keep is said', async () => {
    const remarks = await Promise.all(
      examples.map(async (name) => {
        const { format, notes, losses } = await studio.timeline(name);
        return format === 'workprint' ? [...notes, ...losses].map(({ path }) => `${name} ${path}`) : [];
      }),
    );
    expect(remarks.flat()).toEqual([]);
  });

  test.concurrent.each(golden)('EXA-3 frame $frame of $file is as it was', async ({ file, frame, path }) => {
    const font = fontNeeded[file];
    if (font !== undefined && !studio.knowsFamily(font)) return;
    const opened = await studio.timeline(file);
    const drawn = await studio.frame(opened, frame);
    if (isUpdate) await writeGolden(drawn, path);
    const wanted = await readGolden(path);
    expect([drawn.width, drawn.height]).toEqual([wanted.width, wanted.height]);
    const likeness = psnrDb(drawn, wanted);
    expect(likeness).toBeGreaterThanOrEqual(
      font === undefined && isDrawn(opened) ? Number.POSITIVE_INFINITY : leastPsnrDb,
    );
  });

  // Last, since an update draws what is missing.
  test('EXA-1 each is in the table of the README, each golden frame is of an example, each picture is golden', () => {
    const readme = readFileSync(join(examplesFolder, 'README.md'), 'utf8');
    expect(examples.filter((name) => !readme.includes(`(${name})`))).toEqual([]);
    expect([...new Set(golden.map(({ file }) => file))].filter((file) => !examples.includes(file))).toEqual([]);
    const silent = examples.filter((name) => !name.startsWith('audio-'));
    expect(silent.filter((name) => !golden.some(({ file }) => file === name))).toEqual([]);
    const pictures = readdirSync(goldenFolder).filter((name) => name.endsWith('.png'));
    const wanted = golden.map(({ path }) => basename(path));
    const stale = pictures.filter((name) => !wanted.includes(name));
    if (isUpdate) for (const name of stale) rmSync(join(goldenFolder, name));
    expect([...(isUpdate ? [] : stale), ...wanted.filter((name) => !pictures.includes(name))]).toEqual([]);
  });
});
