/** `workprint doctor`: what this machine has and what to type for what it lacks. */
import type { Command } from '../command-line.ts';
import { runDoctor } from '../doctor.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  words: [],
  summary: 'Checks this machine and says what to do. Node, FFmpeg, fonts, voices, disk, memory.',
  options: { json: { type: 'boolean', help: 'print JSON' } },
  run: (_words, options) => runDoctor({ json: options.json === true }),
};
