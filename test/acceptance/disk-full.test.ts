import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../kit/run-workprint.ts';

/** A disk of a few kilobytes, mounted in a mount namespace of its own: nothing outside the command sees it. */
describe('a full disk', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  /** Runs the film command with `disk` being a real, tiny file system; prints what is left on it afterwards. */
  const filmOn = (disk: string, sizeKilobytes: number, home: string, out: string) => {
    const script =
      'mount -t tmpfs -o size="$1"k tmpfs "$2" || exit 77; shift 2; "$@"; code=$?; echo "LEFT: $(ls -A "$DISK" | tr "\\n" " ")"; exit $code';
    const film = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      `${repository}src/main/cli.ts`,
      'film',
      at('film.fountain'),
    ];
    const more = ['-o', join(out, 'film.mp4'), '--height', '180'];
    return spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', String(sizeKilobytes), disk, ...film, ...more], {
      env: { ...process.env, WORKPRINT_HOME: home, WORKPRINT_KOKORO: at('no-weights'), DISK: disk },
      encoding: 'utf8',
    });
  };
  const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-full-'));
    for (const name of ['disk', 'out', 'no-weights']) mkdirSync(at(name));
    writeFileSync(at('film.fountain'), 'INT. KITCHEN - DAY\n\nA kettle.\n\nANA\nIt boils.\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('FLM-6 the studio’s own disk: a sentence, its own exit code, nothing at the output', ({ skip }) => {
    skip(!canMount, 'this machine lets nobody mount a file system of their own');
    const ended = filmOn(at('disk'), 300, at('disk'), at('out'));
    expect(ended.stderr).toMatch(/disk .* is full/);
    expect(ended.status).toBe(7);
    expect(spawnSync('ls', ['-A', at('out')], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('FLM-6 the output’s disk: the same, and no half-written film stays on it', ({ skip }) => {
    skip(!canMount, 'this machine lets nobody mount a file system of their own');
    const ended = filmOn(at('disk'), 40, at('home'), at('disk'));
    expect(ended.stderr).toMatch(/disk .* is full/);
    expect(ended.status).toBe(7);
    expect(ended.stdout).not.toContain('film.mp4');
    expect(ended.stdout).not.toContain('.part');
  });
});
