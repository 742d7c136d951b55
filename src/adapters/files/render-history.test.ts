import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openRenderHistory } from './render-history.ts';

const home = mkdtempSync(join(tmpdir(), 'workprint-history-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('RTL-7 remembers renders across runs, skips damaged lines and does not grow without end', async () => {
  const record = (composed: number) => ({ encoding: 'h264 veryfast', untouched: 0, composed, tookMs: 5 });
  await openRenderHistory(home).add(record(1));
  appendFileSync(join(home, 'render-history.jsonl'), '{"encoding":"h264\n{"tookMs":-1}\n');
  expect(await openRenderHistory(home).all()).toEqual([record(1)]);
  appendFileSync(join(home, 'render-history.jsonl'), `${JSON.stringify(record(2))}\n`.repeat(900));
  await openRenderHistory(home).add(record(3));
  expect(readFileSync(join(home, 'render-history.jsonl'), 'utf8').split('\n').length).toBeLessThan(500);
  expect((await openRenderHistory(home).all()).at(-1)).toEqual(record(3));
});
