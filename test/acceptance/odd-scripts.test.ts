import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkprint } from '../kit/run-workprint.ts';

/** Scripts that are not what a screenwriter would hand in, but what people do. Plain voices, tiny pictures. */
describe('odd scripts', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const run = (script: string | Buffer, ...more: string[]) => {
    writeFileSync(at('script.fountain'), script);
    const args = ['film', at('script.fountain'), '-o', at('film.mp4'), '--height', '144', '--json', ...more];
    return runWorkprint(args, { WORKPRINT_HOME: at('home'), WORKPRINT_KOKORO: at('no-weights') });
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-odd-'));
    mkdirSync(at('no-weights'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('FLM-16 prose without a heading is one scene, and a scene without dialogue is a film', async () => {
    const ended = await run('An old man walks along the beach. He picks up a shell and listens.\n');
    expect(ended.stderr).not.toContain('workprint:');
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ voices: [] });
    expect(readFileSync(at('film.srt'), 'utf8').trim()).toBe('');
  });

  it('FLM-16 UTF-16, Arabic and Chinese names and words become a film with captions', async () => {
    const text = 'INT. TEA HOUSE - DAY\n\n@李明\nWelcome. Sit down, please.\n\n@ليلى\n(quietly)\nشكراً. Thank you.\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const ended = await run(utf16);
    expect(ended.stderr).not.toContain('workprint:');
    expect(ended.code).toBe(0);
    expect(readFileSync(at('film.srt'), 'utf8')).toContain('شكراً');
    expect(readFileSync(at('film.report.html'), 'utf8')).toContain('李明');
  });

  it('FLM-16 a character with 300 lines and a line of 10,000 characters are planned like any other', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `ANA\nThis is line number ${index + 1}.\n`);
    const long = `BEN\n${'and then we walked on '.repeat(455).slice(0, 9_999)}.\n`;
    const ended = await run(`INT. HALL - DAY\n\n${lines.join('\n')}\n${long}`, '--plan');
    expect(ended.code).toBe(0);
    const plan = JSON.parse(ended.stdout) as { steps: { step: string; wouldRun: number }[] };
    expect(plan.steps.find((row) => row.step === 'speak')?.wouldRun).toBe(301);
    expect(plan.steps.find((row) => row.step === 'draw')?.wouldRun).toBeLessThan(40);
    expect(existsSync(at('home/cache/blobs'))).toBe(true);
  });
});
