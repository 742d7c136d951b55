/** `workprint doctor`: what this machine has and what to type for what it lacks. */
import type { Command } from '../command-line.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  words: [],
  summary: 'Checks this machine and says what to do. Node, FFmpeg, fonts, voices, disk, memory.',
  options: { json: { type: 'boolean', help: 'print JSON' } },
  run: async (_words, options) => (await import('../doctor.ts')).runDoctor({ json: options.json === true }),
};
