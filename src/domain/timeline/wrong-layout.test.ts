/** What does not fit together in time is told at its place. */
import { describe, test } from 'vitest';
import { expectProblems, solid, type WrongDocument, withClips } from '../../../test/kit/wrong-documents.ts';

const cases: readonly WrongDocument[] = [
  [
    'TML-5 keyframes out of order, twice, and none',
    withClips(
      solid({
        opacity: [
          { frame: 9, value: 0 },
          { frame: 3, value: 1 },
          { frame: 3, value: Number.NaN },
          { frame: 3, value: 1 },
        ],
      }),
      solid({ opacity: [] }),
    ),
    ['tracks[0].clips[0].opacity[2].value', 'NaN'],
    ['tracks[0].clips[0].opacity[1]', 'frame 3 comes after frame 9'],
    ['tracks[0].clips[0].opacity[3]', 'frame 3 is used twice'],
    ['tracks[0].clips[1].opacity', 'use at least one keyframe'],
  ],
  [
    'TML-5 a Bézier that runs backwards',
    withClips(solid({ opacity: [{ frame: 0, value: 0, easing: [2, 0, 0, 1] }] })),
    ['tracks[0].clips[0].opacity[0].easing', 'x1 and x2 are from 0 to 1'],
  ],
  [
    'TML-5 cues inverted, over each other and empty',
    withClips({
      kind: 'captions',
      cues: [
        { from: 10, to: 5, text: 'a' },
        { from: 20, to: 30, text: 'b' },
        { from: 25, to: 40, text: 'c' },
        { from: 50, to: 50, text: 'd' },
        { from: 1, to: 4, text: 'e' },
      ],
    }),
    ['tracks[0].clips[0].cues[0]', 'ends at frame 5, before its start at 10'],
    ['tracks[0].clips[0].cues[2]', 'before the cue above it ends (30)'],
    ['tracks[0].clips[0].cues[3]', 'at least one frame'],
    ['tracks[0].clips[0].cues[4]', 'put them in order'],
  ],
  [
    'TML-5 words outside of their cue',
    withClips({
      kind: 'captions',
      cues: [
        {
          from: 10,
          to: 50,
          text: 'a b',
          words: [
            { from: 5, to: 15, text: 'a' },
            { from: 15, to: 20, text: 'b' },
          ],
        },
      ],
    }),
    ['tracks[0].clips[0].cues[0].words[0]', 'lies outside its cue, which is from frame 10 to 50'],
  ],
  [
    'TML-5 words out of order',
    withClips({
      kind: 'captions',
      cues: [
        {
          from: 0,
          to: 50,
          text: 'a b',
          words: [
            { from: 15, to: 20, text: 'a' },
            { from: 5, to: 9, text: 'b' },
          ],
        },
      ],
    }),
    ['tracks[0].clips[0].cues[0].words[1]', 'put them in order'],
  ],
  [
    'TML-6 longer than the clips beside it',
    withClips(solid(), { kind: 'transition', duration: 100 }, solid()),
    ['tracks[0].clips[1]', 'takes 50 frames of tracks[0].clips[0] before the cut, where only 30 are free'],
    ['tracks[0].clips[1]', 'takes 50 frames of tracks[0].clips[2] after the cut'],
  ],
  [
    'TML-6 longer than the clip that brings it',
    withClips(solid(), solid({ transition: { duration: 40 } })),
    ['tracks[0].clips[1].transition', '40 frames are longer than a clip beside it, which has 30'],
  ],
  [
    'TML-6 over each other',
    withClips(solid(), { kind: 'transition', duration: 40 }, solid(), { kind: 'transition', duration: 40 }, solid()),
    ['tracks[0].clips[3]', 'takes 20 frames of tracks[0].clips[2] before the cut, where only 10 are free'],
  ],
  [
    'TML-6 two in a row',
    withClips(solid(), { kind: 'transition' }, { kind: 'transition' }, solid()),
    ['tracks[0].clips[2]', 'stands right after another transition'],
  ],
  [
    'TML-6 between gaps',
    withClips({ kind: 'gap', duration: 9 }, { kind: 'transition' }, { kind: 'gap', duration: 9 }, solid()),
    ['tracks[0].clips[1]', 'stands between no clips'],
  ],
  [
    'TML-6 fades without the clip they are of',
    withClips({ kind: 'gap', duration: 9 }, { kind: 'transition', type: 'fade-to-black' }, solid(), {
      kind: 'transition',
      type: 'fade-from-black',
    }),
    ['tracks[0].clips[1]', 'needs a clip before it'],
    ['tracks[0].clips[3]', 'needs a clip after it'],
  ],
  [
    'TML-6 before the track begins',
    withClips({ kind: 'transition', inFrames: 3, outFrames: 3 }, solid()),
    ['tracks[0].clips[0]', 'takes 3 frames before the track begins, where only 0 are free'],
  ],
  [
    'TML-6 pictures between sounds',
    {
      tracks: [
        {
          clips: [
            { kind: 'audio', media: 'a.wav', duration: 30 },
            { kind: 'transition', type: 'wipe' },
            { kind: 'audio', media: 'b.wav', duration: 30 },
          ],
        },
      ],
    },
    ['tracks[0].clips[1].type', 'between sounds use “crossfade”'],
  ],
  [
    'TML-7 overlapping clips, both named',
    withClips(solid({ start: 0 }), solid({ start: 20 })),
    ['tracks[0].clips[1].start', 'frame 20 is 10 frames before tracks[0].clips[0] ends; start at 30'],
  ],
  [
    'TML-7 an overlap that is not the transition’s',
    withClips(solid({ start: 0 }), solid({ start: 20, transition: { duration: 5 } })),
    ['tracks[0].clips[1].start', 'overlaps tracks[0].clips[0] by 10 frames, and its transition has 5'],
  ],
  [
    'TML-10 ids twice',
    {
      tracks: [
        { id: 'a', clips: [solid({ id: 'x' })] },
        { id: 'a', clips: [solid({ id: 'x' })] },
      ],
    },
    ['tracks[1].id', '“a” is the id of tracks[0] already'],
    ['tracks[1].clips[0].id', '“x” is the id of tracks[0].clips[0] already'],
  ],
];

describe('TML-5 TML-6 TML-7 TML-10 each problem at its place', () => {
  for (const [what, document, ...expected] of cases) test(what, () => expectProblems(document, expected));
});
