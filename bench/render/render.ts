/**
 * `workprint bench render`: T1 to T4 against the limit, a filter graph by hand and melt, in one run with the same encoder settings.
 * Medians of `--runs` (3), in turn, so that a machine that slows down slows all of them. Prints ratios to the limit.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asMaterial, clip, logo, music, photo, voice } from './material.ts';
import { type Measure, measure, medianOf } from './measure.ts';
import { graphT1, graphT2, graphT3, limit, limitOfClips, meltT1, meltT2, meltT3, type Way } from './peers.ts';
import { t1, t2, t3, t4 } from './timelines.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'T1,T2,T3,T4' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string', default: join(tmpdir(), 'workprint-bench-render') },
    json: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const { folder } = values;
const runs = Number(values.runs);
mkdirSync(folder, { recursive: true });
const cli = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url));
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Our own way: a fresh home each time unless one is kept, so that nothing comes from the cache. */
const ours = (name: string, timeline: object, home: string): Way & { environment: NodeJS.ProcessEnv } => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(timeline));
  return {
    program: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', cli, 'render', file, '-o', join(folder, `${name}.mp4`)],
    environment: { WORKPRINT_HOME: home },
  };
};

type Row = { readonly test: string; readonly way: string; readonly measure: Measure };
const rows: Row[] = [];

/** Measures all ways in turn; the last run of each watches memory and is left out of the medians. */
const compare = async (
  test: string,
  timeline: object,
  peers: (out: (way: string) => string) => Record<string, Way>,
  ownLimit?: (out: string) => Way,
) => {
  const home = join(folder, 'home');
  const own = ours(test, timeline, home);
  const runOwn = (watchesMemory: boolean): Promise<Measure> => {
    rmSync(home, { recursive: true, force: true });
    return measure(own.program, own.args, { environment: own.environment, watchesMemory });
  };
  const out = (way: string): string => join(folder, `${test}-${way}.mp4`);
  const base = ownLimit?.(out('limit')) ?? (await limitOfPictures(test, runOwn, out('limit')));
  const ways: Record<string, (watchesMemory: boolean) => Promise<Measure>> = { workprint: runOwn };
  for (const [name, way] of Object.entries({
    limit: base,
    ...(values.peers ? peers(out) : {}),
  }))
    ways[name] = (watchesMemory) => measure(way.program, way.args, { watchesMemory });
  const measured = new Map<string, Measure[]>(Object.keys(ways).map((name) => [name, []]));
  for (let run = 0; run < runs; run++)
    for (const [name, work] of Object.entries(ways)) {
      say(`${test}: ${name}, run ${run + 1} of ${runs}`);
      measured.get(name)?.push(await work(false));
    }
  for (const [name, work] of Object.entries(ways)) {
    say(`${test}: ${name}, memory`);
    const { peakBytes } = await work(true);
    rows.push({ test, way: name, measure: { ...medianOf(measured.get(name) ?? []), peakBytes } });
  }
};

/** Where there are no clips to decode: the finished pictures, kept so well that their grain costs the coder what it cost us. */
const limitOfPictures = async (
  test: string,
  runOwn: (watchesMemory: boolean) => Promise<Measure>,
  out: string,
): Promise<Way> => {
  say(`${test}: making the limit's material`);
  await runOwn(false);
  return limit(asMaterial(folder, join(folder, `${test}.mp4`), `${test}-material`), out);
};

const only = new Set(values.only.split(','));
if (only.has('T1')) {
  const clips = ([0, 1, 2] as const).map((look) => clip(folder, look, 13));
  const [badge, tune] = [logo(folder), music(folder, 30)];
  await compare(
    'T1',
    t1(clips, badge, tune),
    (out) => ({
      graph: graphT1(clips, badge, tune, out('graph')),
      melt: meltT1(clips, badge, tune, out('melt')),
    }),
    (out) => limitOfClips(clips, 10, out),
  );
}
if (only.has('T2')) {
  const photos = Array.from({ length: 12 }, (_, i) => photo(folder, i));
  const tune = music(folder, 60);
  await compare('T2', t2(photos, tune), (out) => ({
    graph: graphT2(photos, tune, out('graph')),
    melt: meltT2(photos, tune, out('melt')),
  }));
}
if (only.has('T3')) {
  const [still, speaker] = [photo(folder, 20, true), voice(folder, 10)];
  await compare('T3', t3(still, speaker), (out) => ({
    graph: graphT3(still, speaker, out('graph')),
    melt: meltT3(still, speaker, out('melt')),
  }));
}
if (only.has('T4')) {
  const clips = ([0, 1, 2] as const).map((look) => clip(folder, look, 13));
  const home = join(folder, 'home-t4');
  rmSync(home, { recursive: true, force: true });
  for (const [way, changed] of [
    ['first render', false],
    ['one caption changed', true],
    ['nothing changed', true],
  ] as const) {
    say(`T4: ${way}`);
    const own = ours('T4', t4(clips, changed), home);
    rows.push({ test: 'T4', way, measure: await measure(own.program, own.args, { environment: own.environment }) });
  }
}

const base = (row: Row): Measure | undefined =>
  rows.find(({ test, way }) => test === row.test && way === (row.test === 'T4' ? 'first render' : 'limit'))?.measure;
const ratio = (own: number, of: number | undefined): string => (of ? (own / of).toFixed(of === own ? 0 : 3) : '–');
if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
else {
  process.stdout.write(
    '| test | way | wall s | CPU s | peak MB | wall ratio | CPU ratio |\n|---|---|---|---|---|---|---|\n',
  );
  for (const row of rows) {
    const { wallSeconds, cpuSeconds, peakBytes } = row.measure;
    const of = base(row);
    const memory = peakBytes === undefined ? '–' : (peakBytes / 1e6).toFixed(0);
    const cells = [row.test, row.way, wallSeconds.toFixed(2), cpuSeconds.toFixed(2), memory];
    cells.push(ratio(wallSeconds, of?.wallSeconds), ratio(cpuSeconds, of?.cpuSeconds));
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
