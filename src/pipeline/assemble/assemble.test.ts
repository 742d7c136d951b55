import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/random.ts';
import type { TimedShot } from '../../domain/shot/shot.types.ts';
import { wholeRate } from '../../domain/time.ts';
import { assemble, pictureItems, withTitles } from './assemble.ts';

const rate = wholeRate(30);

/** Shots in a row; a dissolve of n frames makes the next start n frames before this one ends. */
const randomShots = (seed: number): TimedShot[] => {
  const random = seededRandom('shots', seed);
  const shots: TimedShot[] = [];
  let at = 0;
  for (let index = 0; index < 12; index++) {
    const overlap = index > 0 && random() < 0.3 ? 24 : 0;
    const durationFrames = 60 + Math.floor(random() * 100);
    at -= overlap;
    shots.push({
      shotId: `s${index}`,
      startFrame: at,
      durationFrames,
      transitionInFrames: overlap,
      transitionOutFrames: 0,
    });
    at += durationFrames;
  }
  return shots;
};
const assembled = (timed: TimedShot) => ({ timed, name: timed.shotId, sceneId: 'scene', layers: [] });
const lengthOf = (items: ReturnType<typeof pictureItems>): number =>
  items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames), 0);

describe('the picture track', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('FLM-3 adds up to the film whatever the transitions (seed %i)', (seed) => {
    const shots = randomShots(seed);
    const last = shots.at(-1) as TimedShot;
    const items = pictureItems(shots.map(assembled));
    expect(lengthOf(items)).toBe(last.startFrame + last.durationFrames);
    expect(items.filter((item) => item.kind === 'transition')).toHaveLength(
      shots.filter((shot) => shot.transitionInFrames > 0).length,
    );
  });

  it('FLM-3 trims both sides of a dissolve to the cut and leaves the handles', () => {
    const shots: TimedShot[] = [
      { shotId: 'a', startFrame: 0, durationFrames: 100, transitionInFrames: 0, transitionOutFrames: 0 },
      { shotId: 'b', startFrame: 76, durationFrames: 100, transitionInFrames: 24, transitionOutFrames: 0 },
    ];
    const items = pictureItems(shots.map(assembled));
    expect(
      items.map((item) =>
        item.kind === 'transition'
          ? [item.inFrames, item.outFrames]
          : [item.sourceRange.startFrame, item.sourceRange.durationFrames],
      ),
    ).toEqual([
      [0, 88],
      [12, 12],
      [12, 88],
    ]);
  });

  it('FLM-3 fades up from black and down to black inside the shots', () => {
    const shots: TimedShot[] = [
      { shotId: 'a', startFrame: 0, durationFrames: 100, transitionInFrames: 30, transitionOutFrames: 30 },
    ];
    expect(pictureItems(shots.map(assembled)).map((item) => item.kind)).toEqual([
      'transition',
      'composition',
      'transition',
    ]);
  });

  it('FLM-3 titles make room in front and credits behind, and everything keeps its place in between', () => {
    const shots = randomShots(9);
    const last = shots.at(-1) as TimedShot;
    const timing = {
      shots,
      speeches: [{ partId: 'p', beatId: 'b', sceneId: 's', characterId: 'c', startMs: 500, durationMs: 900 }],
      scenes: [{ sceneId: 's', startFrame: 0, durationFrames: last.startFrame + last.durationFrames }],
      durationFrames: last.startFrame + last.durationFrames,
    };
    const later = withTitles(timing, { leadFrames: 90, creditFrames: 150 }, rate);
    expect(later.shots[0]).toMatchObject({ startFrame: 0, durationFrames: (shots[0]?.durationFrames ?? 0) + 90 });
    expect(later.shots[5]?.startFrame).toBe((shots[5]?.startFrame ?? 0) + 90);
    expect(later.speeches[0]?.startMs).toBe(3500);
    const timeline = assemble({
      name: 'test',
      rate,
      width: 320,
      height: 180,
      durationFrames: later.durationFrames,
      shots: later.shots.map(assembled),
      titles: [],
      credits: [],
      captions: [],
      burnCaptions: false,
      sound: [],
      markers: [],
    });
    const picture = timeline.tracks[0];
    expect(picture?.kind === 'video' ? lengthOf([...picture.items]) : 0).toBe(timing.durationFrames + 240);
  });
});
