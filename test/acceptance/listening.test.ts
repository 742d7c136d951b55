import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWhisper } from '../../src/adapters/whisper/whisper.ts';
import { breakDown, readScript } from '../../src/domain/screenplay/screenplay.ts';
import { decodeSound, loudnessOf } from '../kit/media-facts.ts';
import { exampleScript, runWorkprint } from '../kit/run-workprint.ts';
import { wordsHeard } from '../kit/words-heard.ts';

/** The first sample, whole: three speakers, a radio, a narrator, music and rain. The picture is small; the sound is the film's own. */
describe('the finished film, heard', () => {
  let folder = '';
  let film = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'workprint-listening-'));
    film = join(folder, 'film.mp4');
    const args = ['film', exampleScript('the-salt-line.fountain'), '-o', film, '--height', '180', '--captions', 'none'];
    const ended = await runWorkprint(args, { WORKPRINT_HOME: join(folder, 'home') });
    expect(ended.stderr).not.toContain('workprint:');
    expect(ended.code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('FLM-11 at least 90 % of the script’s words are heard by a listener who has not read it', async () => {
    const path = exampleScript('the-salt-line.fountain');
    const { screenplay } = readScript(readFileSync(path), path);
    const spoken = breakDown(screenplay)
      .scenes.flatMap((scene) =>
        scene.beats.flatMap((beat) => (beat.kind === 'speech' ? beat.parts.map((part) => part.text) : [])),
      )
      .join(' ');
    const listener = createWhisper({ threads: 2 });
    const { text } = await listener.transcribe(await decodeSound(film, 16_000), AbortSignal.timeout(200_000));
    await listener.close();
    const heard = wordsHeard(spoken, text);
    expect(heard.total).toBeGreaterThan(100);
    expect(heard.ratio, `heard: ${text}`).toBeGreaterThanOrEqual(0.9);
  });

  it('FLM-12 measures -16 LUFS within 0.5 and at most -1 dBTP, after encoding', async () => {
    const { integratedLufs, truePeakDbtp } = await loudnessOf(film);
    expect(Math.abs(integratedLufs + 16)).toBeLessThanOrEqual(0.5);
    expect(truePeakDbtp).toBeLessThanOrEqual(-1);
  });
});
