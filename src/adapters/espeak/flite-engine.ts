/** Clauses spoken by the flite program, which prints when every phoneme ends. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { SpokenPhoneme } from '../../domain/performance/performance.types.ts';
import { audibleRange } from '../../domain/speech/trim.ts';
import { decodeWav } from '../../domain/speech/wav.ts';
import type { Clause } from './clauses.ts';
import type { Manner, SpokenClause } from './espeak-engine.ts';
import { runProgram } from './run-program.ts';

const symbols: Readonly<Record<string, string>> = Object.fromEntries(
  'aa ɑ ae æ ah ʌ ao ɔ aw W ax ə ay I b b ch ʧ d d dh ð eh ɛ er ɜ ey A f f g ɡ hh h ih ɪ iy i jh ʤ k k l l m m n n ng ŋ ow O oy Y p p r ɹ s s sh ʃ t t th θ uh ʊ uw u v v w w y j z z zh ʒ'
    .split(' ')
    .reduce<[string, string][]>(
      (pairs, word, i, all) => (i % 2 === 0 ? [...pairs, [word, all[i + 1] as string]] : pairs),
      [],
    ),
);

/** `pau:0.164 hh:0.255 …` are end times in seconds. */
const readDurations = (text: string): SpokenPhoneme[] => {
  let at = 0;
  return [...text.matchAll(/([a-z]+):(\d+\.\d+)/g)].map(([, name = '', seconds = '0']) => {
    const phoneme = {
      symbol: name === 'pau' ? '' : (symbols[name] ?? 'ə'),
      startMs: at,
      endMs: Number(seconds) * 1000,
    };
    at = phoneme.endMs;
    return phoneme;
  });
};

/** Flite tells phonemes but not words: they are dealt out by how many letters each word has. */
const dealt = (phonemes: readonly SpokenPhoneme[], clause: Clause): SpokenPhoneme[][] => {
  const letters = clause.words.map(({ text }) => text.length);
  const total = letters.reduce((sum, count) => sum + count, 0);
  let passed = 0;
  return letters.map((count) => {
    const from = Math.round((phonemes.length * passed) / total);
    passed += count;
    return phonemes.slice(
      from,
      Math.max(from + (phonemes.length > from ? 1 : 0), Math.round((phonemes.length * passed) / total)),
    );
  });
};

/** Flite reads and writes files only: `scratch` holds a fresh path for the text and one for the sound. */
export const speakClauseWithFlite = async (
  clause: Clause,
  manner: Manner,
  scratch: { readonly text: string; readonly wav: string },
  signal: AbortSignal,
): Promise<SpokenClause> => {
  const isMan = /^.m_/.test(manner.voice.voice) || manner.voice.voice === 'rms';
  const baseHz = isMan ? 105 : 170;
  const args = [
    ...['-voice', isMan ? 'rms' : 'slt'],
    ...['--setf', `duration_stretch=${(1 / manner.speed).toFixed(3)}`],
    ...['--setf', `int_f0_target_mean=${(baseHz * 2 ** (manner.semitones / 12)).toFixed(1)}`],
    ...['-psdur', '-o', scratch.wav, '-f', scratch.text],
  ];
  try {
    await writeFile(scratch.text, clause.text);
    const { code, stdout, stderr } = await runProgram('flite', args, '', signal);
    if (code !== 0) throw new Error(`flite ended with code ${code}: ${stderr.trim()}`);
    const { samples, rateHz } = decodeWav(await readFile(scratch.wav));
    const { start, end } = audibleRange(samples, rateHz);
    const offsetMs = (start / rateHz) * 1000;
    const audibleMs = ((end - start) / rateHz) * 1000;
    const phonemes = readDurations(stdout.toString('utf8'))
      .filter(({ symbol }) => symbol !== '')
      .map(({ symbol, startMs, endMs }) => ({
        symbol,
        startMs: Math.min(audibleMs, Math.max(0, startMs - offsetMs)),
        endMs: Math.min(audibleMs, Math.max(0, endMs - offsetMs)),
      }));
    return { samples: samples.slice(start, end), rateHz, words: dealt(phonemes, clause) };
  } finally {
    for (const path of [scratch.text, scratch.wav]) await rm(path, { force: true });
  }
};
