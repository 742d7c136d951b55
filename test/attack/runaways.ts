/** PC4: children that do not end by themselves, do not listen, or leave others behind. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Confinement, chooseJail, tryNamespaces } from '../../src/adapters/sandbox/choose-jail.ts';
import { type JailedOptions, startConfined } from '../../src/adapters/sandbox/jailed.ts';
import { findProgram } from '../../src/adapters/sandbox/visible-files.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

/** A wall limit, and how much later all must be dead. */
const wallMs = 500;
const graceMs = 3000;
const memoryBytes = 64 * 1024 ** 3;

/** A playlist that names itself: FFmpeg before 8.1.3 reads it for ever (CVE-2026-107695). */
const selfReferencing = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nloop.m3u8\n#EXTINF:1,\nloop.m3u8\n';

/** Running processes, zombies excepted, whose command line holds the mark. */
const aliveWith = (mark: string): readonly string[] =>
  existsSync('/proc/self/cmdline')
    ? readdirSync('/proc').filter((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
        } catch {
          return false; // it ended while we looked
        }
      })
    : [];

const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
const family = (mark: string, detached: boolean): string => `
  import { spawn } from 'node:child_process';
  ${deaf}
  for (let i = 0; i < 3; i++) spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}, ${JSON.stringify(mark)}], { detached: ${detached}, stdio: 'ignore' });
  console.log('started');`;

type Runaway = {
  readonly program: string;
  readonly args: readonly string[];
  readonly reads?: Readonly<Record<string, string>>;
  readonly limits?: JailedOptions['limits'];
  /** Stopped by the caller after this many ms instead of by the wall clock. */
  readonly abortAfterMs?: number;
};

const ffmpeg = (...args: string[]): Runaway => ({
  program: 'ffmpeg',
  args: ['-v', 'error', '-nostdin', ...args, '-metadata', 'title=MARK', '-f', 'null', '-'],
});
const node = (script: string, limits: JailedOptions['limits'] = {}): Runaway => ({
  program: process.execPath,
  args: ['script.mjs', 'MARK'],
  reads: { 'script.mjs': script },
  limits: { memoryBytes, ...limits },
});

/** Runs it and says how long it took to die, and with which code. Throws when anything outlives it. */
const runToItsDeath = async (
  confinement: Confinement,
  runaway: Runaway,
  folder: string,
  mark: string,
): Promise<{ readonly tookMs: number; readonly code: ErrorCode | 'it ended well' }> => {
  const reads = await Promise.all(
    Object.entries(runaway.reads ?? {}).map(async ([name, content]) => {
      const path = join(folder, `${mark}-${name}`);
      await writeFile(path, content);
      return { path, name };
    }),
  );
  const stop = new AbortController();
  const started = performance.now();
  const child = startConfined(confinement, runaway.program, runaway.args, {
    reads,
    signal: stop.signal,
    purpose: 'run for ever',
    limits: { wallMs, ...runaway.limits },
  });
  if (runaway.abortAfterMs !== undefined) setTimeout(() => stop.abort(), runaway.abortAfterMs);
  const code = await child.done.then(
    () => 'it ended well' as const,
    (error: { readonly code: ErrorCode }) => error.code,
  );
  const tookMs = performance.now() - started;
  // The kernel takes a moment to end the members of a dead process namespace.
  for (let tries = 0; aliveWith(mark).length > 0 && tries < 40; tries++) await wait(50);
  const left = aliveWith(mark);
  if (left.length > 0) throw new Error(`processes outlive it: ${left.join(', ')}`);
  return { tookMs, code };
};

type Expected = { readonly code: ErrorCode; readonly withinMs: number };

const runawaysIn = (confinement: Confinement): Readonly<Record<string, readonly [Runaway, Expected]>> => {
  const timeout: Expected = { code: 'media-timeout', withinMs: wallMs + graceMs };
  // Without a process namespace a grandchild that leaves the group cannot be found again.
  const mayLeave = confinement.jail.kind !== 'none';
  return {
    'an endless filter': [ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=64x64,loop=-1:1'), timeout],
    'a source without end': [ffmpeg('-f', 'lavfi', '-i', 'anullsrc'), timeout],
    'a playlist that names itself': [
      {
        ...ffmpeg('-f', 'hls', '-allowed_extensions', 'ALL', '-i', 'file:loop.m3u8'),
        reads: { 'loop.m3u8': selfReferencing },
      },
      timeout,
    ],
    'a loop that burns its processor time': [
      node('for (;;);', { cpuSeconds: 1, wallMs: 30_000 }),
      { code: 'media-timeout', withinMs: 30_000 },
    ],
    'a child deaf to SIGTERM': [node(deaf), timeout],
    'grandchildren deaf to SIGTERM': [node(family('MARK', false), { processes: 64 }), timeout],
    ...(mayLeave
      ? { 'grandchildren in groups of their own': [node(family('MARK', true), { processes: 64 }), timeout] }
      : {}),
    'a deaf child, cancelled': [
      { ...node(deaf), abortAfterMs: 500 },
      { code: 'cancelled', withinMs: 500 + 2000 + 500 },
    ],
  };
};

export const runaways: ProofRow = {
  id: 'PC4',
  promise: 'A child that does not end is dead within its limit and three seconds, and everything it started with it.',
  counts: 'runaways',
  facts: { alive_after: 'sum', slowest_ms: 'max' },
  open: async (size, folder) => {
    const chosen = chooseJail();
    const byUnshare = tryNamespaces(findProgram('true') ?? 'true');
    const weaker = [...(byUnshare ? [byUnshare] : []), { kind: 'none' } as const];
    const others = weaker.filter(({ kind }) => kind !== chosen.jail.kind).map((jail) => ({ ...chosen, jail }));
    const confinements = size === 'quick' ? [chosen] : [chosen, ...others];
    const cases = confinements.flatMap((confinement) =>
      Object.entries(runawaysIn(confinement)).flatMap(([name, [runaway, expected]], at): readonly ProofCase[] => {
        if (runaway.limits?.cpuSeconds !== undefined && confinement.prlimit === undefined) return [];
        const mark = `runaway-${process.pid}-${confinement.jail.kind}-${at}`;
        return [
          {
            name: `${name}, ${confinement.jail.kind}`,
            run: async () => {
              const marked = JSON.parse(JSON.stringify(runaway).replaceAll('MARK', mark)) as Runaway;
              const { tookMs, code } = await runToItsDeath(confinement, marked, folder, mark);
              if (code !== expected.code) throw new Error(`it ended as ${code} and not as ${expected.code}`);
              if (tookMs > expected.withinMs) throw new Error(`it took ${Math.round(tookMs)} ms to die`);
              return { alive_after: 0, slowest_ms: Math.round(tookMs) };
            },
          },
        ];
      }),
    );
    return { cases };
  },
};
