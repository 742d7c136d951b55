/** Settings, references and texts that are not right are told at their place. */
import { describe, test } from 'vitest';
import { expectProblems, solid, type WrongDocument, withClips } from '../../../test/kit/wrong-documents.ts';

const cases: readonly WrongDocument[] = [
  [
    'TML-4 odd and tiny',
    { width: 1081, height: 15, ...withClips(solid()) },
    ['width', '1081 is odd; use 1080 or 1082'],
    ['height', '15 is too small'],
  ],
  [
    'TML-4 too large',
    { size: '8000x8000', ...withClips(solid()) },
    ['size', '8000 is too large; use a whole number from 16 to 7680'],
  ],
  ['TML-4 two sizes', { size: '720p', width: 640, ...withClips(solid()) }, ['', 'size and width, height say the same']],
  [
    'TML-4 a frame too large by its aspect',
    { size: '8k', aspect: '21:9', ...withClips(solid()) },
    ['', 'gives a frame of 10080 × 4320'],
  ],
  ['TML-4 no rate', { fps: 0, ...withClips(solid()) }, ['fps', '0 is no frame rate']],
  [
    'TML-4 a rate of words',
    { rate: 'fast', ...withClips(solid()) },
    ['rate', '“fast” is no frame rate; use frames per second like 30, 29.97'],
  ],
  ['TML-4 a rate too high', { rate: { num: 241, den: 1 }, ...withClips(solid()) }, ['rate', 'from 1 to 240']],
  [
    'TML-11 ducking under nobody and under itself',
    {
      tracks: [
        { id: 'music', duck: { under: ['vioce', 'music'] }, clips: [{ kind: 'audio', media: 'a.mp3', duration: 9 }] },
        { id: 'voice', clips: [{ kind: 'audio', media: 'b.mp3', duration: 9 }] },
      ],
    },
    ['tracks[0].duck.under[0]', 'did you mean “voice”?'],
    ['tracks[0].duck.under[1]', 'is the track itself'],
  ],
  [
    'TML-11 a font declared twice',
    {
      fonts: [
        { family: 'A', media: 'a.ttf' },
        { family: 'a', media: 'b.ttf', weight: 'normal' },
      ],
      ...withClips(solid()),
    },
    ['fonts[1]', 'declared twice'],
  ],
  [
    'TML-11 sounds on a picture track',
    { tracks: [{ kind: 'video', muted: true, clips: [solid(), { kind: 'audio', media: 'a.wav', duration: 3 }] }] },
    ['tracks[0].muted', 'is not for video tracks'],
    ['tracks[0].clips[1].kind', 'belong on an audio track'],
  ],
  [
    'TML-11 a codec that does not fit',
    { output: { format: 'webm', codec: 'h264', alpha: true, height: 721 }, ...withClips(solid()) },
    ['output.height', '721 is odd'],
    ['output.codec', 'use vp9, av1'],
  ],
  [
    'TML-11 a shape that would not show',
    withClips({
      kind: 'shape',
      shape: {
        kind: 'polygon',
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      duration: 3,
    }),
    ['tracks[0].clips[0].shape.points', 'at least 3 points'],
  ],
  [
    'TML-11 neither fill nor stroke',
    withClips({ kind: 'shape', shape: { kind: 'ellipse', width: 9, height: 9 }, duration: 3 }),
    ['tracks[0].clips[0]', 'neither fill nor stroke'],
  ],
  [
    'TML-11 nothing left of a picture',
    withClips({ kind: 'image', media: 'a.png', duration: 3, placement: { crop: { left: 0.6, right: 0.4 } } }),
    ['tracks[0].clips[0].placement.crop', 'nothing of the picture is left'],
  ],
  [
    'TML-11 an empty composition',
    withClips({ kind: 'composition', duration: 3 }),
    ['tracks[0].clips[0]', 'the composition is empty'],
  ],
  [
    'TML-12 a blob',
    withClips({
      kind: 'image',
      duration: 3,
      media: { kind: 'blob', blob: { sha256: 'a'.repeat(64), sizeBytes: 1, mediaType: 'image/png' } },
    }),
    ['tracks[0].clips[0].media', 'name the file itself'],
  ],
  [
    'TML-12 other schemes',
    withClips(
      ...[
        'file:///etc/passwd',
        'concat:a|b',
        'data:image/png;base64,AA',
        'http://',
        'https://user@host/x',
        'asset:../x',
      ].map((media) => ({ kind: 'image', duration: 3, media })),
    ),
    ['tracks[0].clips[0].media', '“file:” is not read'],
    ['tracks[0].clips[1].media', '“concat:” is not read'],
    ['tracks[0].clips[2].media', '“data:”'],
    ['tracks[0].clips[3].media', 'is no address'],
    ['tracks[0].clips[4].media', 'is no address'],
    ['tracks[0].clips[5].media', 'is no asset id'],
  ],
  [
    'TML-13 control characters and half characters',
    withClips({ kind: 'image', duration: 3, media: 'a\u0000b.png' }, { kind: 'text', duration: 3, text: '\ud800' }),
    ['tracks[0].clips[0].media', 'control character'],
    ['tracks[0].clips[1].text', 'half a character'],
  ],
  [
    'TML-13 names of prototypes',
    JSON.parse(
      '{"tracks":[{"clips":[{"kind":"constructor"},{"kind":"solid","colour":"toString","duration":3,"__proto__":{"a":1}}]}],"metadata":{"__proto__":1}}',
    ),
    ['tracks[0].clips[0].kind', 'is not known'],
    ['tracks[0].clips[1].__proto__', 'is not known here'],
    ['tracks[0].clips[1].colour', 'is no colour'],
    ['metadata.__proto__', 'reserved'],
  ],
];

describe('TML-4 TML-11 TML-12 TML-13 each problem at its place', () => {
  for (const [what, document, ...expected] of cases) test(what, () => expectProblems(document, expected));
});
