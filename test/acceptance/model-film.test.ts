/** Films whose pictures and voices are bought from a vendor on loopback that keeps a bill (issue 5, “Done means”). */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../kit/media-facts.ts';
import type { ModelFilmResult, ModelFilmTask } from '../kit/model-film-process.ts';
import { openPaidVendor, type PaidVendor } from '../kit/paid-vendor.ts';

const filmProcess = fileURLToPath(new URL('../kit/model-film-process.ts', import.meta.url));

const script = (second: string): string => `Title: The Tide

INT. LIGHTHOUSE - NIGHT

MARA (40) climbs the iron stairs with a lantern.

MARA
Is anybody up there?

BEN (20) leans over the rail.

BEN
${second}
`;
const first = 'Only me.';

const models = {
  analysis: 'paid/prose',
  stills: { model: 'paid/still', variants: 2 },
  // The vendor's clips last a second, whatever was asked.
  clips: { model: 'paid/clip', acceptDegraded: true },
  voices: { model: 'paid/voice', others: ['Ann', 'Bob'] },
  lipsync: { model: 'paid/mouth', acceptDegraded: true },
};

describe('a film of bought pictures and voices', () => {
  let folder = '';
  let vendor: PaidVendor;
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-models-'));
    vendor = await openPaidVendor({ workMs: 30 });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await vendor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Films made one after the other in a process of their own; `results` grows with them, `ended` says whether it was killed. */
  const start = (home: string, films: ModelFilmTask['films'], more: Partial<ModelFilmTask> = {}) => {
    const { name, url } = vendor;
    const task: ModelFilmTask = {
      vendor: { name, url, submitsOnce: true, isFindable: false, usually: { atOnce: 64, perMinute: 60_000 } },
      ...{ home: join(folder, home), models, films, ...more },
    };
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', filmProcess, JSON.stringify(task)],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.add(child);
    let [out, trouble] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (trouble += part.toString()));
    const results = (): readonly ModelFilmResult[] =>
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as ModelFilmResult);
    const ended = new Promise<'killed' | 'done'>((resolve, reject) => {
      child.on('exit', (code, signal) => {
        children.delete(child);
        if (signal === 'SIGKILL') resolve('killed');
        else if (code === 0) resolve('done');
        else reject(new Error(trouble || `it ended with ${code}`));
      });
    });
    return { child, results, ended };
  };
  const make = (second = first) => ({ script: script(second), isPlan: false });
  const micros = ({ steps }: ModelFilmResult, ...names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (steps[name]?.micros ?? 0), 0);
  it('FLM-39 FLM-40 C5 C9 E9 is planned to the micro-dollar, killed midway, finished and changed: nothing is paid for twice', async () => {
    const killed = start('one', [{ ...make(), isPlan: true }, make()]);
    await expect.poll(() => killed.results().length, { timeout: 30_000 }).toBe(1);
    const [plan] = killed.results() as [ModelFilmResult];
    await expect.poll(() => vendor.bill.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(6);
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toBe('killed');

    const { ended, results } = start('one', [make(), make(), make('Only us.')]);
    await expect.poll(() => results().length, { timeout: 60_000 }).toBeGreaterThan(0);
    const byUnit = ['model-still', 'model-clip', 'model-voice', 'model-lipsync'];
    await ended;
    const [film, again, changed] = results() as [ModelFilmResult, ModelFilmResult, ModelFilmResult];
    expect(film.error, film.notes?.join()).toBeUndefined();
    expect(film.models).toEqual(['paid/still', 'paid/clip', 'paid/mouth']);
    const { streams } = await probe(film.video ?? '');
    expect(new Set(streams.map(({ codec_type }) => codec_type))).toEqual(new Set(['audio', 'video']));
    // Exact where prices are by unit; by token it is the most there can be. What was made before the kill is no step of the second process, but spent all the same.
    const prose = vendor.bill.filter(({ model }) => model === 'prose').reduce((sum, line) => sum + line.micros, 0);
    const proseOfFilm = prose - micros(changed, 'read-look', 'read-story');
    expect(film.spentMicros - proseOfFilm).toBe(micros(plan, ...byUnit));
    expect(micros(film, 'read-look', 'read-story')).toBeLessThanOrEqual(micros(plan, 'read-look', 'read-story'));
    expect(vendor.mostPerKey()).toBe(1);
    expect(film.reservedMicros).toBe(0);

    expect(again.steps).toEqual({});
    expect(again.spentMicros).toBe(film.spentMicros);
    const bought = Object.keys(changed.steps).filter((step) => micros(changed, step) > 0);
    expect(new Set(bought)).toEqual(new Set(['model-clip', 'model-lipsync', 'model-voice', 'read-story']));
    expect(changed.steps['model-voice']?.count).toBe(1);
    expect(changed.spentMicros).toBe(vendor.billedMicros());
  });

  it('FLM-41 C5 a budget stops the film before it spends more', async () => {
    const before = vendor.billedMicros();
    const budgetMicros = 300_000;
    const { ended, results } = start('two', [make()], { budgetMicros });
    await ended;
    const [stopped] = results() as [ModelFilmResult];
    expect(stopped.error).toBe('budget-reached');
    expect(stopped.spentMicros + stopped.reservedMicros).toBeLessThanOrEqual(budgetMicros);
    expect(stopped.spentMicros).toBe(vendor.billedMicros() - before);
  });
});
