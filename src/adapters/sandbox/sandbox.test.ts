/** The jail in each of its strengths, and what is said when there is none. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectOutput } from './child.ts';
import { type Confinement, chooseJail, tryNamespaces } from './choose-jail.ts';
import { jailInUse, jailWarning, requireJail } from './jail-report.ts';
import { jailedOutput, startConfined } from './jailed.ts';
import { systemCallFilter } from './system-call-filter.ts';
import { findProgram } from './visible-files.ts';

const { signal } = new AbortController();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workprint-sandbox-test-'));
  writeFileSync(join(folder, 'a person’s %d file.txt'), 'the input');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const prlimit = findProgram('prlimit');
const chosen = chooseJail();
const byUnshare = tryNamespaces(findProgram('true') ?? 'true');
const confinements: readonly (readonly [string, Confinement])[] = [
  [chosen.jail.kind, chosen],
  ...(byUnshare ? [['namespaces', { jail: byUnshare, prlimit }] as const] : []),
  ['none', { jail: { kind: 'none' }, prlimit }],
  ['none, without limits', { jail: { kind: 'none' }, prlimit: undefined }],
];

describe.each(confinements)('a child in the jail “%s”', (_kind, confinement) => {
  test('HOS-5 reads its inputs by our names and writes into out', async () => {
    const args = ['-v', 'error', '-y', '-f', 'data', '-i', 'file:input.txt', '-map', '0', '-c', 'copy', '-f', 'data'];
    process.env.TMPDIR = folder;
    await startConfined(confinement, 'ffmpeg', [...args, 'file:out/copy.txt'], {
      reads: [{ path: join(folder, 'a person’s %d file.txt'), name: 'input.txt' }],
      writes: folder,
      signal,
      purpose: 'copy',
    }).done;
    expect(readFileSync(join(folder, 'copy.txt'), 'utf8')).toBe('the input');
    expect(readdirSync(folder).filter((name) => name.startsWith('workprint-'))).toEqual([]);
    delete process.env.TMPDIR;
  });

  test('HOS-1 gets no environment of ours, and gives its output by a pipe', async () => {
    process.env.WORKPRINT_TEST_SECRET = 'canary';
    const child = startConfined(confinement, 'env', [], { reads: [], signal, purpose: 'look', stdout: 'pipe' });
    delete process.env.WORKPRINT_TEST_SECRET;
    const names = (await collectOutput(child, 'look', 1e5))
      .toString('utf8')
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names).toContain('LC_ALL');
    expect(names).not.toContain('WORKPRINT_TEST_SECRET');
    expect(names).not.toContain('HOME');
  });
});

test.runIf(prlimit !== undefined)('HOS-2 too large an output and too much time are told apart', async () => {
  const endless = ['-v', 'error', '-f', 'lavfi', '-i', 'nullsrc=s=64x64'];
  const write = [...endless, '-f', 'rawvideo', 'file:out/large.bin'];
  const common = { reads: [], signal, purpose: 'fill the disk' };
  await expect(
    jailedOutput('ffmpeg', write, { ...common, writes: folder, limits: { outputBytes: 100_000 } }),
  ).rejects.toMatchObject({ code: 'media-too-large' });
  const burn = [...endless, '-f', 'null', '-'];
  await expect(jailedOutput('ffmpeg', burn, { ...common, limits: { cpuSeconds: 1 } })).rejects.toMatchObject({
    code: 'media-timeout',
  });
  await expect(jailedOutput('ffmpeg', burn, { ...common, limits: { wallMs: 300 } })).rejects.toMatchObject({
    code: 'media-timeout',
  });
});

test('HOS-2 a program that is not there, and an input that is gone, are named', async () => {
  expect(() => jailedOutput('no-such-ffmpeg', [], { reads: [], signal, purpose: 'x' })).toThrow(/no-such-ffmpeg/);
  const reads = [{ path: join(folder, 'gone'), name: 'gone' }];
  await expect(jailedOutput('cat', ['gone'], { reads, signal, purpose: 'x' })).rejects.toMatchObject({
    code: chosen.jail.kind === 'bubblewrap' ? 'media-changed' : 'ffmpeg-failed',
  });
});

test.each(['-i', '../a', 'a/b', '.hidden', 'seq%d.png', 'concat:a', '', 'out', 'a b'])(
  'HOS-5 “%s” cannot be the name of a file in a job',
  (name) => {
    const reads = [{ path: '/dev/null', name }];
    expect(() => jailedOutput('true', [], { reads, signal, purpose: 'x' })).toThrow(TypeError);
  },
);

describe('HOS-4 how strong the jail is', () => {
  const namespaces: Confinement = { jail: { kind: 'namespaces', unshare: 'unshare', args: [] }, prlimit: 'prlimit' };
  const none: Confinement = { jail: { kind: 'none' }, prlimit: undefined };
  const whole: Confinement = {
    jail: { kind: 'bubblewrap', bubblewrap: 'bwrap', mode: 'user', filters: true },
    prlimit: 'prlimit',
  };

  test('servers go on in a whole jail, or when told to', () => {
    requireJail(false, jailInUse(whole));
    requireJail(true, jailInUse(none));
    for (const weak of [namespaces, none, { ...whole, prlimit: undefined }])
      expect(() => requireJail(false, jailInUse(weak))).toThrow(expect.objectContaining({ code: 'sandbox-missing' }));
  });

  test('the command line warns once, and only where something is missing', () => {
    expect(jailWarning(jailInUse(whole))).toBeUndefined();
    expect(jailWarning(jailInUse(none))).toContain('bubblewrap');
    expect(jailWarning(jailInUse(none))).toBeUndefined();
  });
});

/** Runs a filter as the kernel does: the answer to one call. */
const answerOf = (filter: Uint8Array, architecture: number, call: number, firstArgument = 0): number => {
  const view = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const words: Readonly<Record<number, number>> = { 0: call, 4: architecture, 16: firstArgument };
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const [code, operand] = [view.getUint16(at * 8, true), view.getUint32(at * 8 + 4, true)];
    const jump = (isTrue: boolean): void => {
      at += view.getUint8(at * 8 + (isTrue ? 2 : 3));
    };
    if (code === 0x20) accumulator = words[operand] ?? 0;
    else if (code === 0x15) jump(accumulator === operand);
    else if (code === 0x35) jump(accumulator >= operand);
    else if (code === 0x45) jump((accumulator & operand) !== 0);
    else return operand;
  }
};

describe.each([
  ['x64', 0xc000003e, { read: 0, execve: 59, clone: 56, clone3: 435, socket: 41, ptrace: 101, mount: 165, futex: 202 }],
  [
    'arm64',
    0xc00000b7,
    { read: 63, execve: 221, clone: 220, clone3: 435, socket: 198, ptrace: 117, mount: 40, futex: 98 },
  ],
] as const)('HOS-6 the filter for %s', (processor, architecture, calls) => {
  const [allowed, refused, unknown, killed] = [0x7fff0000, 0x00050001, 0x00050026, 0x80000000];
  const strict = systemCallFilter(processor, false) ?? new Uint8Array();
  const loose = systemCallFilter(processor, true) ?? new Uint8Array();

  test('computing goes on, reaching out does not', () => {
    for (const filter of [strict, loose]) {
      for (const call of [calls.read, calls.execve, calls.futex])
        expect(answerOf(filter, architecture, call)).toBe(allowed);
      for (const call of [calls.socket, calls.ptrace, calls.mount])
        expect(answerOf(filter, architecture, call)).toBe(refused);
      expect(answerOf(filter, 0x40000003, calls.read)).toBe(killed);
    }
  });

  test('threads start, processes only where allowed', () => {
    const [thread, fork] = [0x003d0f00, 0x01200011];
    expect(answerOf(strict, architecture, calls.clone, thread)).toBe(allowed);
    expect(answerOf(strict, architecture, calls.clone, fork)).toBe(refused);
    expect(answerOf(strict, architecture, calls.clone3)).toBe(unknown);
    expect(answerOf(loose, architecture, calls.clone, fork)).toBe(allowed);
  });
});

test('HOS-6 a processor without a table has no filter', () => {
  expect(systemCallFilter('s390x', false)).toBeUndefined();
});
