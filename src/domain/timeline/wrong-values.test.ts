/** Values and words that are not right are told at their place. */
import { describe, test } from 'vitest';
import { expectProblems, solid, type WrongDocument, withClips } from '../../../test/kit/wrong-documents.ts';

const cases: readonly WrongDocument[] = [
  ['TML-3 no object', null, ['', 'null is no timeline']],
  ['TML-3 a list', [], ['', 'use an object with "tracks"']],
  ['TML-3 no tracks', { fps: 30 }, ['tracks', 'is missing; give at least one track']],
  ['TML-3 an empty list of tracks', { tracks: [] }, ['tracks', 'an empty list is too short']],
  ['TML-8 nothing on the tracks', withClips(), ['tracks', 'there is nothing on them']],
  [
    'TML-3 before the timeline',
    withClips(solid({ start: -3 })),
    ['tracks[0].clips[0].start', '−3 is before the timeline; use 0 or more'],
  ],
  [
    'TML-8 no frames',
    withClips(solid({ duration: 0 })),
    ['tracks[0].clips[0].duration', '0 is no time to show anything; use 1 or more'],
  ],
  [
    'TML-8 a negative range',
    withClips({ kind: 'solid', colour: 'red', sourceRange: { startFrame: -1, durationFrames: -5 } }),
    ['tracks[0].clips[0].sourceRange.startFrame', '−1 is before the beginning of the material'],
    ['tracks[0].clips[0].sourceRange.durationFrames', '−5 is no time'],
  ],
  [
    'TML-8 1e9 frames',
    { durationFrames: 1e9, ...withClips(solid({ duration: 1e9 })) },
    ['durationFrames', '24 hours'],
    ['tracks[0].clips[0].duration', '1,000,000,000 frames are too long'],
  ],
  [
    'TML-8 clips that add up to days',
    withClips(solid({ duration: '20h' }), solid({ duration: '20h' })),
    ['tracks', 'at most'],
  ],
  [
    'TML-3 half a frame',
    withClips(solid({ duration: 2.5 })),
    ['tracks[0].clips[0].duration', 'for seconds write "2.5s"'],
  ],
  [
    'TML-3 NaN and Infinity',
    withClips(solid({ opacity: Number.NaN }), solid({ duration: Number.POSITIVE_INFINITY })),
    ['tracks[0].clips[0].opacity', 'NaN is no number'],
    ['tracks[0].clips[1].duration', 'Infinity is no time'],
  ],
  [
    'TML-3 too large and too small',
    withClips(solid({ opacity: 1.5 }), solid({ opacity: -0.5 })),
    ['tracks[0].clips[0].opacity', '1.5 is too large; use a number from 0 to 1'],
    ['tracks[0].clips[1].opacity', '−0.5 is too small'],
  ],
  ['TML-3 a number in quotes', withClips(solid({ opacity: '0.5' })), ['tracks[0].clips[0].opacity', 'without quotes']],
  ['TML-3 null', withClips(solid({ opacity: null })), ['tracks[0].clips[0].opacity', 'null is no number']],
  [
    'TML-3 clips that are none',
    { tracks: [{ clips: [1, 'x', [], null] }] },
    ['tracks[0].clips[0]', '1 is no object'],
    ['tracks[0].clips[1]', '“x”'],
    ['tracks[0].clips[2]', 'an empty list'],
    ['tracks[0].clips[3]', 'null'],
  ],
  ['TML-2 unknown field', withClips(solid({ opacty: 1 })), ['tracks[0].clips[0].opacty', 'did you mean “opacity”?']],
  ['TML-2 unknown field of the document', { widht: 640, ...withClips(solid()) }, ['widht', 'did you mean “width”?']],
  [
    'TML-2 a field of another tool',
    withClips({ kind: 'image', src: 'a.png', duration: 3 }),
    ['tracks[0].clips[0].src', 'did you mean “media”?'],
    ['tracks[0].clips[0].media', 'is missing; give a file like "intro.mp4"'],
  ],
  [
    'TML-2 unknown kind',
    withClips({ kind: 'vidoe' }),
    ['tracks[0].clips[0].kind', 'did you mean “video”? Use “video”, “image”'],
  ],
  ['TML-2 no kind', withClips({ media: 'a.mp4' }), ['tracks[0].clips[0].kind', 'is missing; use “video”']],
  [
    'TML-2 unknown word',
    withClips(solid({ blend: 'multply' })),
    ['tracks[0].clips[0].blend', 'did you mean “multiply”? Use “normal”'],
  ],
  [
    'TML-2 the same thing twice',
    withClips(solid({ color: 'blue' })),
    ['tracks[0].clips[0].color', 'says the same as “colour”'],
  ],
  [
    'TML-2 what only compile writes',
    withClips(solid({ compiled: {} })),
    ['tracks[0].clips[0].compiled', 'is not known here'],
  ],
  [
    'TML-9 texts too long',
    withClips({ kind: 'text', text: 'a'.repeat(10_001), duration: 3 }),
    ['tracks[0].clips[0].text', 'has 10,001 characters; use 10,000 at most'],
  ],
  [
    'TML-3 colours that are none',
    withClips(solid({ colour: '#12345' }), solid({ colour: 'tomatoe' })),
    ['tracks[0].clips[0].colour', '“#12345” is no colour'],
    ['tracks[0].clips[1].colour', 'did you mean “tomato”?'],
  ],
];

describe('TML-2 TML-3 TML-8 TML-9 each problem at its place', () => {
  for (const [what, document, ...expected] of cases) test(what, () => expectProblems(document, expected));
});
