/** PC7: a render of ten segments is killed in the middle; the next one keeps what was finished and gives the film of an undisturbed one. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../src/domain/random.ts';
import { childrenOf } from '../kit/child-processes.ts';
import { startWorkprint } from '../kit/run-workprint.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';
import { makeSeeds } from './corpus/seeds.ts';
import { frameHashes, render, resultOf } from './render-proof.ts';
import { clip, textStyle, timelineOf } from './small-timelines.ts';

const segments = 10;
const segmentFrames = 20;

/** Ten clips with hard cuts: ten segments; the video makes decoders run as well. */
const tenSegments = (video: string): string => {
  const items = Array.from({ length: segments }, (_, at) =>
    clip(`c${at}`, segmentFrames, {
      ...{ kind: 'video', media: { kind: 'file', path: video }, loop: true, speed: 1 + at / 10 },
      filters: [{ kind: 'blur', radiusPx: at + 1 }],
    }),
  );
  const title = clip('title', segments * segmentFrames, { kind: 'text', text: 'PC7', style: textStyle, opacity: 1 });
  return timelineOf(
    segments * segmentFrames,
    [
      { kind: 'video', items },
      { kind: 'video', items: [title] },
    ],
    { width: 160, height: 120 },
  );
};

const familyOf = (pid: number): readonly number[] => childrenOf(pid).flatMap((child) => [child, ...familyOf(child)]);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Kills it when so many frames are done; resolves to whether it still ran then, when its children are gone too. */
const killAfter = async (timeline: string, output: string, home: string, frames: number): Promise<boolean> => {
  const running = startWorkprint(['render', timeline, '-o', output, '--json'], { WORKPRINT_HOME: home });
  const { child } = running;
  let isOver = false;
  void running.ended.then(() => (isOver = true));
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const doneFrames = (): number => Number([...said.matchAll(/"framesDone":(\d+)/g)].at(-1)?.[1] ?? 0);
  while (!isOver && doneFrames() < frames) await wait(5);
  const family = child.pid === undefined ? [] : familyOf(child.pid);
  child.kill('SIGKILL');
  await running.ended;
  for (let tries = 0; family.some(isAlive) && tries < 100; tries++) await wait(50);
  const left = family.filter(isAlive);
  if (left.length > 0) throw new Error(`children outlive the killed render: ${left.join(', ')}`);
  return child.signalCode === 'SIGKILL';
};

const killedOnce = (
  folder: string,
  timeline: string,
  expected: () => Promise<string>,
  number: number,
  kills: number,
): ProofCase => ({
  name: `kill ${number}`,
  run: async () => {
    const [home, output] = [join(folder, `home-${number}`), join(folder, `${number}.mp4`)];
    const frames = Math.floor(((number + seededRandom('kill', number)()) / kills) * segments * segmentFrames);
    const wasKilled = await killAfter(timeline, output, home, frames);
    const { framesCached, framesRendered } = resultOf(await render(timeline, output, home));
    if ((await frameHashes(output)) !== (await expected())) throw new Error('the film differs from an undisturbed one');
    if (framesCached + framesRendered !== segments * segmentFrames)
      throw new Error('frames are missing in the account');
    // Frames are told as they are composed; a segment is kept a little later. Two segments may be under way at each moment.
    const finished = Math.max(0, Math.floor(frames / segmentFrames) - 4);
    if (framesCached < finished * segmentFrames)
      throw new Error(`of ${frames} frames done only ${framesCached} were kept`);
    return { killed: wasKilled ? 1 : 0, reused_frames: framesCached, rendered_frames: framesRendered };
  },
});

export const killedRenders: ProofRow = {
  id: 'PC7',
  promise: 'A render that was killed goes on with the segments it had finished, and the film is the same.',
  counts: 'kills',
  facts: { killed: 'sum', reused_frames: 'sum', rendered_frames: 'sum' },
  open: async (size, folder) => {
    const stock = join(folder, 'stock');
    await mkdir(stock);
    await makeSeeds(stock, ['h264.mp4']);
    const timeline = join(folder, 'ten-segments.json');
    await writeFile(timeline, tenSegments(join(stock, 'h264.mp4')));
    let undisturbed: Promise<string> | undefined;
    const expected = (): Promise<string> =>
      (undisturbed ??= (async () => {
        const output = join(folder, 'undisturbed.mp4');
        resultOf(await render(timeline, output, join(folder, 'home-undisturbed')));
        return frameHashes(output);
      })());
    const kills = size === 'full' ? 20 : 1;
    return { cases: Array.from({ length: kills }, (_, at) => killedOnce(folder, timeline, expected, at, kills)) };
  },
};
