/** `workprint serve`: its options; the server is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const serveCommand: Command = {
  name: 'serve',
  words: [],
  summary:
    'Starts the studio: API, library, jobs and live documents, on a database of its own unless DATABASE_URL names one. docs/configuration.md lists the settings.',
  options: {
    port: { type: 'string', value: 'N', help: 'where it listens (default 4400; 0: any free port)' },
    host: { type: 'string', value: 'ADDRESS', help: 'for whom it listens (default 127.0.0.1: this machine only)' },
    'no-worker': { type: 'boolean', help: 'answers requests only; workers run elsewhere (`workprint work`)' },
    open: { type: 'boolean', help: 'opens the browser, signed in' },
    json: { type: 'boolean', help: 'says where it listens as JSON, one object a line' },
  },
  run: async (_words, given) => (await import('../serve.ts')).serve(given),
};
