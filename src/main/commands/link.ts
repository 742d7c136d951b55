/** `workprint link`: its options; the database is opened only when it is asked for. */
import type { Command } from '../command-line.ts';

export const linkCommand: Command = {
  name: 'link',
  words: ['EMAIL'],
  summary:
    'Makes a link that signs one person of the studio in, once and within 15 minutes: for whoever lost their password. Works while the studio runs.',
  options: {
    port: {
      type: 'string',
      value: 'N',
      help: 'where the studio listens, when WORKPRINT_PUBLIC_URL is unset (default 4400)',
    },
    json: { type: 'boolean', help: 'prints the link as JSON' },
  },
  run: async ([email = ''], given) => (await import('../link.ts')).link(email, given),
};
