/** `workprint work`: its options; the worker is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const workCommand: Command = {
  name: 'work',
  words: [],
  summary:
    'Runs jobs for the servers that share its DATABASE_URL and object store. As many as there are machines; a killed one loses nothing.',
  options: {
    concurrency: {
      type: 'string',
      value: 'N',
      help: 'films and renders at the same time (default: as the machine’s memory allows)',
    },
    lanes: {
      type: 'string',
      value: 'LANES',
      help: 'what it takes, of jobs,segments,calls,chores (default: all of them)',
    },
    port: { type: 'string', value: 'N', help: 'answers /health and /metrics there (default: no port)' },
    json: { type: 'boolean', help: 'says when it is ready as JSON, one object a line' },
  },
  run: async (_words, given) => (await import('../work.ts')).work(given),
};
