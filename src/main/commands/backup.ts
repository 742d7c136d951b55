/** `workprint backup FILE`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const backupCommand: Command = {
  name: 'backup',
  words: ['FILE'],
  summary:
    'Writes the whole studio into one file: rows, assets, results, kept answers. The server may go on working. A folder gets a file named after the moment.',
  options: {
    'with-keys': {
      type: 'boolean',
      help: 'puts the master key in, under a passphrase (WORKPRINT_BACKUP_PASSPHRASE, or asked for); without it keep the key yourself',
    },
    json: { type: 'boolean', help: 'progress and result as JSON, one object a line' },
  },
  run: async ([file = ''], given) => (await import('../backup/run-backup.ts')).runBackup(file, given),
};
