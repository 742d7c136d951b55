/**
 * `workprint bench film`: the promises of the film command, measured on this machine from an empty cache.
 * The command is run as a person would run it, in its own process; nothing is mocked, nothing is averaged away.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkprintError } from '../../domain/errors.ts';
import {
  breakDown,
  makeLongScript,
  parseFountain,
  printFountain,
  readScript,
} from '../../domain/screenplay/screenplay.ts';
import { watchMemory } from './process-memory.ts';

type Run = {
  readonly seconds: number;
  readonly peakBytes: number | undefined;
  readonly filmSeconds: number;
  readonly made: number;
  readonly cached: number;
};
type Row = { readonly what: string; readonly value: string; readonly limit: string; readonly holds: boolean };

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** Memory is watched only when asked: reading it slows what is measured. */
const runFilm = (script: string, out: string, home: string, watchesMemory = false): Promise<Run> =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, 'film', script, '-o', out, '--json'],
      {
        env: { ...process.env, WORKPRINT_HOME: home },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const stopWatching = watchesMemory ? watchMemory(child.pid ?? 0) : () => undefined;
    let answer = '';
    let lastErrors = '';
    child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (lastErrors = (lastErrors + chunk.toString()).slice(-2000)));
    child.on('close', (code) => {
      const peakBytes = stopWatching();
      const seconds = (performance.now() - startedMs) / 1000;
      if (code !== 0)
        return reject(new WorkprintError('internal', `\`workprint film\` ended with code ${code}: ${lastErrors}`));
      const result = JSON.parse(answer) as { durationMs: number; made: number; cached: number };
      resolve({ seconds, peakBytes, filmSeconds: result.durationMs / 1000, made: result.made, cached: result.cached });
    });
  });

/** The same script with one more word in a spoken line near its middle. */
const withOneLineChanged = (bytes: Uint8Array, name: string): string => {
  const { screenplay } = readScript(bytes, name);
  const parts = breakDown(screenplay, { fileName: name }).scenes.flatMap((scene) =>
    scene.beats.flatMap((beat) => (beat.kind === 'speech' ? beat.parts : [])),
  );
  const part = parts[Math.floor(parts.length / 2)];
  if (!part) throw new WorkprintError('usage', 'The bench needs a script with dialogue.');
  const lines = printFountain(screenplay).split('\n');
  const index = part.lines.last - 1;
  lines[index] = (lines[index] ?? '').replace(/([.!?…]*\s*)$/, ' indeed$1');
  return lines.join('\n');
};

/** Best of five, because the promise is about the parser and not about what else the machine is doing. */
const bestMs = (work: () => unknown): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const startedMs = performance.now();
    work();
    best = Math.min(best, performance.now() - startedMs);
  }
  return best;
};

const parserRows = (): Row[] => {
  const text = makeLongScript(120, 1);
  const parseMs = bestMs(() => parseFountain(text));
  const screenplay = parseFountain(text);
  const breakdownMs = bestMs(() => breakDown(screenplay));
  const isSame = printFountain(screenplay) === text;
  return [
    { what: '120 pages parsed', value: `${parseMs.toFixed(1)} ms`, limit: '< 30 ms', holds: parseMs < 30 },
    { what: '120 pages printed back byte for byte', value: isSame ? 'yes' : 'no', limit: 'yes', holds: isSame },
    {
      what: '120 pages broken down',
      value: `${breakdownMs.toFixed(0)} ms`,
      limit: '< 150 ms',
      holds: breakdownMs < 150,
    },
  ];
};

const filmRows = (first: Run, again: Run, changed: Run): Row[] => {
  const ratio = first.seconds / first.filmSeconds;
  const share = changed.seconds / first.seconds;
  const gigabytes = (first.peakBytes ?? 0) / 1e9;
  return [
    {
      what: `film of ${first.filmSeconds.toFixed(1)} s, first build`,
      value: `${first.seconds.toFixed(1)} s = ${ratio.toFixed(2)} × its length`,
      limit: '≤ 1.00 ×',
      holds: ratio <= 1,
    },
    {
      what: 'unchanged, again',
      value: `${again.seconds.toFixed(2)} s (${again.made} made)`,
      limit: '≤ 3 s',
      holds: again.seconds <= 3 && again.made === 0,
    },
    {
      what: 'one line changed',
      value: `${changed.seconds.toFixed(1)} s = ${(share * 100).toFixed(1)} % (${changed.made} of ${changed.made + changed.cached} made)`,
      limit: '≤ 12 %',
      holds: share <= 0.12,
    },
    {
      what: 'peak memory, all processes',
      value: first.peakBytes === undefined ? 'not measured here' : `${gigabytes.toFixed(2)} GB`,
      limit: '≤ 2.5 GB',
      holds: gigabytes <= 2.5,
    },
  ];
};

const print = (rows: readonly Row[]): void => {
  const width = Math.max(...rows.map((row) => row.what.length)) + 2;
  for (const row of rows) {
    process.stdout.write(`${row.holds ? ' ok  ' : 'MISS '} ${row.what.padEnd(width)}${row.value}   (${row.limit})\n`);
  }
};

/** Exit code 0 when every limit holds, 1 when one is missed. */
export const benchFilm = async (script: string, asJson: boolean): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'workprint-bench-'));
  try {
    const bytes = await readFile(script);
    const copy = join(folder, 'film.fountain');
    const out = join(folder, 'film.mp4');
    const home = join(folder, 'home');
    const rows = parserRows();
    await writeFile(copy, bytes);
    process.stderr.write(
      `Measuring on ${cpus().length} cores from an empty cache; this takes about three times the film’s length.\n`,
    );
    const first = await runFilm(copy, out, home, true);
    const again = await runFilm(copy, out, home);
    await writeFile(copy, withOneLineChanged(bytes, script));
    const changed = await runFilm(copy, out, home);
    rows.push(...filmRows(first, again, changed));
    if (asJson) process.stdout.write(`${JSON.stringify({ rows, first, again, changed })}\n`);
    else print(rows);
    return rows.every((row) => row.holds) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
