/** `workprint rotate-key`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  words: [],
  summary:
    'Makes a new master key and seals every secret of the studio anew under it. Servers may go on working; killed at any moment it loses nothing and goes on when it is run again.',
  options: {
    forget: {
      type: 'boolean',
      help: 'makes no new key; removes the one before from master.key once nothing lies under it',
    },
    json: { type: 'boolean', help: 'progress and result as JSON, one object a line' },
  },
  run: async (_words, given) => (await import('../rotation/rotate-key.ts')).rotateKey(given),
};
