/** `workprint convert IN OUT`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const convertCommand: Command = {
  name: 'convert',
  words: ['IN', 'OUT'],
  summary:
    'Converts scripts (.fountain .fdx .txt), timelines (reads Workprint’s JSON, OpenTimelineIO, EDL, Final Cut XML, Shotstack, editly; writes .json .otio .edl .fcpxml) and captions (.srt .vtt .ass), and says what did not survive. IN is recognised by what it holds, the ending of OUT decides what is written.',
  options: {
    to: {
      type: 'string',
      value: 'FORMAT',
      help: 'writes this, whatever OUT is called: fountain txt fdx workprint otio edl fcpxml srt vtt ass',
    },
    fps: { type: 'string', value: 'RATE', help: 'frames a second for sources that do not say (captions, EDL)' },
    strict: { type: 'boolean', help: 'writes nothing when anything would be lost' },
    json: { type: 'boolean', help: 'the result and every loss as JSON' },
    force: { type: 'boolean', help: 'replace OUT if it exists' },
  },
  run: async ([from = '', to = ''], given) => (await import('../make-conversion.ts')).makeConversion(from, to, given),
};
