/**
 * A throw-away checkout with the real launcher and set-up, on a machine that has only the programs the test gives it:
 * PATH holds plain file tools and the stand-ins for node, npm, ffmpeg and apt-get, which write down how they were called.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const fileTools =
  'sh cat chmod cksum dirname env find id ln ls mkdir mktemp mv ps readlink rm rmdir sed sleep tail touch uname'.split(
    ' ',
  );

export type Ending = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** An FFmpeg that names this version, and prints its libavcodec and encoders as FFmpeg does. */
export const ffmpegThatIs = (
  version: string,
  libavcodec = 59,
  encoders = ' V..... libx264 H.264\n A..... aac AAC',
): string => `case "$*" in
*-encoders*) echo '${encoders}' ;;
*-version*) echo 'ffmpeg version ${version} Copyright (c) the FFmpeg developers'; echo 'libavcodec     ${libavcodec}. 37.100 / ${libavcodec}. 37.100' ;;
esac`;

/** An npm that is new enough and does `body` when it is asked to install. */
export const npmThat = (body: string): string => `[ "$1" != --version ] || { echo 10.8.2; exit; }\n${body}`;

/** What a finished npm leaves: the packages and its own lockfile among them. */
export const installing = 'mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json';

export class SealedHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'workprint sealed '));
  readonly root = join(this.folder, 'my house');
  readonly bin = join(this.folder, 'bin');

  constructor() {
    mkdirSync(join(this.root, 'src/main'), { recursive: true });
    mkdirSync(this.bin);
    cpSync(join(repository, 'workprint'), join(this.root, 'workprint'));
    cpSync(join(repository, 'scripts'), join(this.root, 'scripts'), { recursive: true });
    this.lockfile('1.0.0');
    writeFileSync(
      join(this.root, 'src/main/cli.ts'),
      "const words: readonly string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(words));\nif (words[0] === 'fail') process.exitCode = 7;\n",
    );
    for (const tool of [...fileTools, 'cp']) {
      // `ps` is not everywhere; the set-up asks /proc first.
      const folder = (process.env['PATH'] ?? '').split(':').find((each) => existsSync(join(each, tool)));
      if (folder !== undefined) symlinkSync(join(folder, tool), join(this.bin, tool));
    }
    // Every sealed machine is a PC with Linux, so that the tests say the same everywhere.
    const uname = join(this.bin, 'uname');
    const asked = `case "$1" in -sm) echo 'Linux x86_64' ;; -s) echo Linux ;; *) exec '${realpathSync(uname)}' "$@" ;; esac`;
    rmSync(uname);
    writeFileSync(uname, `#!/bin/sh\n${asked}\n`, { mode: 0o755 });
    this.program('node', `exec '${process.execPath}' "$@"`);
    this.program('npm', npmThat(installing));
    this.program('ffmpeg', ffmpegThatIs('5.1.6-0+deb12u1'));
  }

  /** Replaces package-lock.json by one that pins the given version of a package. */
  lockfile(version: string): void {
    const packages = { '': { dependencies: { one: version } }, 'node_modules/one': { version } };
    writeFileSync(join(this.root, 'package.json'), '{}');
    writeFileSync(join(this.root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  }

  /** Puts a program on this machine: a shell script that first writes down its name and arguments. */
  program(name: string, body: string): void {
    const path = join(this.bin, name);
    rmSync(path, { force: true });
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>'${join(this.folder, 'calls')}'\n${body}\n`);
    chmodSync(path, 0o755);
  }

  without(name: string): void {
    rmSync(join(this.bin, name), { force: true });
  }

  /** How the stand-ins were called since the last time this was asked. */
  takeCalls(): readonly string[] {
    const path = join(this.folder, 'calls');
    const calls = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    rmSync(path, { force: true });
    return calls;
  }

  start(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(command, [...args], {
      cwd: this.folder,
      detached: true,
      env: { PATH: this.bin, HOME: this.folder, TMPDIR: this.folder, WORKPRINT_SYSTEM_PACKAGES: 'no', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs the launcher to its end. */
  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
    return endOf(this.start(join(this.root, 'workprint'), args, environment));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a program and collects what it printed. */
export const endOf = (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (bytes) => (stdout += String(bytes)));
    child.stderr?.on('data', (bytes) => (stderr += String(bytes)));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
