/** `workprint render TIMELINE`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const renderCommand: Command = {
  name: 'render',
  words: ['TIMELINE'],
  summary:
    'Renders a timeline. Reads Workprint’s own JSON, OpenTimelineIO, EDL, Final Cut XML, Shotstack, editly and captions; only what changed is rendered again.',
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'where it goes; the ending says what: mp4 mov webm gif webp wav m4a mp3, jpg or png for one picture, a folder/ for numbered pictures (default: the timeline’s name with .mp4, in the folder you are in). A file that is there is replaced: a render is made again at any time',
    },
    merge: {
      type: 'string',
      value: 'NAME=VALUE',
      multiple: true,
      help: 'fills {{NAME}}; may be given again and again',
    },
    from: {
      type: 'string',
      value: 'TIME',
      help: 'first moment: 12 (seconds; in a document a bare number is frames), 0:05, 1:02:03.5, 150f (default: the beginning)',
    },
    to: { type: 'string', value: 'TIME', help: 'where to stop, written as --from (default: the end)' },
    codec: { type: 'string', value: 'NAME', help: 'h264 h265 av1 (mp4), vp9 av1 (webm), prores h264 h265 (mov)' },
    crf: { type: 'string', value: 'NUMBER', help: 'quality of the coder, lower is better (default 20 for h264)' },
    preset: { type: 'string', value: 'NAME', help: 'effort of the coder, ultrafast … slow (default veryfast)' },
    height: { type: 'string', value: 'PIXELS', help: 'renders the same timeline at this height' },
    alpha: { type: 'boolean', help: 'keeps transparency (webm, mov, gif, webp, pictures)' },
    mute: { type: 'boolean', help: 'no sound' },
    media: {
      type: 'string',
      value: 'FOLDER',
      help: 'where files lie of which the timeline knows the https:// address or the name only',
    },
    fps: { type: 'string', value: 'RATE', help: 'frames a second for sources that do not say (captions, EDL)' },
    strict: { type: 'boolean', help: 'refuses a dialect that cannot be kept whole' },
    'no-cache': { type: 'boolean', help: 'renders everything again' },
    plan: { type: 'boolean', help: 'renders nothing; says what would be and how long it would take' },
    json: { type: 'boolean', help: 'progress and result as JSON, one object a line' },
  },
  run: async ([timeline = ''], given) => (await import('../make-render.ts')).makeRender(timeline, given),
};
