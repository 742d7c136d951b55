import { expect, test } from 'vitest';
import { wholeRate } from '../time.ts';
import { endWithScene } from './end-with-scene.ts';

test('CAP-8 a caption ends with its scene, unless that would leave it unread', () => {
  const scenes = [
    { sceneId: 'a', startFrame: 0, durationFrames: 60 },
    { sceneId: 'b', startFrame: 60, durationFrames: 60 },
  ];
  const cues = [
    { startMs: 500, endMs: 2300, text: 'lingers' },
    { startMs: 1800, endMs: 2600, text: 'too short to cut' },
    { startMs: 2700, endMs: 3400, text: 'inside' },
    { startMs: 3400, endMs: 4600, text: 'over the end of the film' },
  ];
  expect(endWithScene(cues, scenes, wholeRate(30)).map((cue) => Math.round(cue.endMs))).toEqual([
    2000, 2600, 3400, 4000,
  ]);
});
