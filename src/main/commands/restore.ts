/** `workprint restore FILE`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const restoreCommand: Command = {
  name: 'restore',
  words: ['FILE'],
  summary:
    'Brings a backup back into an empty studio: a new WORKPRINT_HOME, or an empty database (DATABASE_URL). All of it is checked before anything is kept.',
  options: {
    'with-keys': {
      type: 'boolean',
      help: 'takes the master key out of the backup, with its passphrase (WORKPRINT_BACKUP_PASSPHRASE, or asked for)',
    },
    json: { type: 'boolean', help: 'progress and result as JSON, one object a line' },
  },
  run: async ([file = ''], given) => (await import('../backup/run-restore.ts')).runRestore(file, given),
};
