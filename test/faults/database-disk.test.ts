import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../kit/postgres-run.ts';

/** Namespaces of its own for mounts and processes: nothing outside the command sees the disk, and nothing of it outlives the command. */
const apart = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
const script =
  'mount -t tmpfs -o size=120m,mode=711 tmpfs "$1" || exit 77; exec "$2" --disable-warning=ExperimentalWarning "$3" "$1"';
const canMount = spawnSync('unshare', [...apart, 'true']).status === 0 && process.getuid?.() === 0;

test('DBS-39 PB6 a disk that fills up below the database is told, and all goes on when there is space', ({ skip }) => {
  skip(!canMount, 'this machine lets nobody mount a file system of their own');
  const disk = mkdtempSync(join(scratchFolder(), 'workprint-disk-'));
  try {
    const program = fileURLToPath(new URL('./database-disk.ts', import.meta.url));
    const printed = execFileSync('unshare', [...apart, 'sh', '-c', script, 'sh', disk, process.execPath, program], {
      encoding: 'utf8',
      timeout: 40_000,
    });
    const { said, codes } = JSON.parse(printed) as { said: readonly string[]; codes: readonly string[] };
    expect(said.filter((message) => message.includes('is full'))).toHaveLength(1);
    expect(said.at(-1)).toBe('The database runs again.');
    for (const code of codes) expect(['unavailable', 'disk-full']).toContain(code);
  } finally {
    rmSync(disk, { recursive: true, force: true });
  }
});
