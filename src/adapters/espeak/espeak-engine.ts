/** Clauses spoken by the espeak-ng program, with phonemes from its own reading of each word. */
import type { SpokenPhoneme, VoiceChoice } from '../../domain/performance/performance.types.ts';
import { spreadTimes } from '../../domain/speech/spread-times.ts';
import { audibleRange } from '../../domain/speech/trim.ts';
import { decodeWav } from '../../domain/speech/wav.ts';
import type { Clause } from './clauses.ts';
import { runProgram } from './run-program.ts';

/** A clause as sound, cut to what is audible; times count from its first sample. */
export type SpokenClause = {
  readonly samples: Float32Array;
  readonly rateHz: number;
  /** For each word of the clause its phonemes. */
  readonly words: readonly (readonly SpokenPhoneme[])[];
};

export type Manner = { readonly voice: VoiceChoice; readonly speed: number; readonly semitones: number };

/** Words a minute at speed 1; espeak's own default of 175 sounds rushed. */
const wordsPerMinute = 158;

const variants = { f: ['f2', 'f3', 'f4', 'f5'], m: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'] } as const;

/** A choice made for Kokoro becomes a variant of the same sex and accent, the same one every time. */
export const espeakVoiceFor = (voice: string): string => {
  const kokoro = /^([ab])([fm])_([a-z]+)/.exec(voice);
  if (kokoro === null) return /^[a-z]{2,3}(?:-[a-z0-9-]{1,10})?(?:\+[A-Za-z0-9]{1,12})?$/.test(voice) ? voice : 'en-us';
  const list = variants[kokoro[2] as 'f' | 'm'];
  const sum = [...(kokoro[3] as string)].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return `${kokoro[1] === 'b' ? 'en-gb' : 'en-us'}+${list[sum % list.length]}`;
};

/** Scripts that espeak-ng reads with another language than English. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'cmn'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Hebrew}/u, 'he'],
];

const voiceForText = (text: string, voice: string): string => {
  const language = languages.find(([script]) => script.test(text))?.[1];
  return language === undefined ? voice : `${language}${/\+.*$/.exec(voice)?.[0] ?? ''}`;
};

/** IPA with diphthongs as the studio writes them; stress and length are dropped, they have no time of their own. */
const phonemesOf = (ipa: string): string[] => [
  ...ipa
    .replace(/\([a-z-]+\)/g, '')
    .replace(/aɪ/g, 'I')
    .replace(/aʊ/g, 'W')
    .replace(/eɪ/g, 'A')
    .replace(/oʊ|əʊ/g, 'O')
    .replace(/ɔɪ/g, 'Y')
    .replace(/tʃ/g, 'ʧ')
    .replace(/dʒ/g, 'ʤ')
    .replace(/ɚ/g, 'əɹ')
    .replace(/ɝ/g, 'ɜɹ')
    .replace(/g/g, 'ɡ')
    .replace(/[^\p{L}]/gu, ''),
];

/** Every word's phonemes in one call: a sentence end after each makes espeak answer one line a word. */
export const espeakPhonemes = async (
  words: readonly string[],
  voice: string,
  signal: AbortSignal,
): Promise<string[][]> => {
  const input = `${words.map((word) => word.replace(/\s+/g, ' ')).join('.\n')}.\n`;
  const { stdout } = await runProgram('espeak-ng', ['-q', '--ipa', '-v', voice, '--stdin'], input, signal);
  const lines = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  // Initials and numbers may take several lines; then lengths are guessed from the letters.
  return words.map((word, i) =>
    lines.length === words.length
      ? phonemesOf(lines[i] as string)
      : [...word.toLowerCase()].filter((letter) => /\p{L}/u.test(letter)),
  );
};

export const speakClauseWithEspeak = async (
  clause: Clause,
  manner: Manner,
  signal: AbortSignal,
): Promise<SpokenClause> => {
  const voice = voiceForText(clause.text, espeakVoiceFor(manner.voice.voice));
  const speed = Math.round(Math.min(450, Math.max(80, wordsPerMinute * manner.speed)));
  // Espeak's pitch runs 0..99 around 50; about 3.2 steps are a semitone for its English voices.
  const pitch = Math.round(Math.min(99, Math.max(0, 50 + manner.semitones * 3.2)));
  const args = ['--stdin', '--stdout', '-v', voice, '-s', String(speed), '-p', String(pitch)];
  const { code, stdout, stderr } = await runProgram('espeak-ng', args, clause.text, signal);
  if (code !== 0 || stdout.length < 46) throw new Error(`espeak-ng ended with code ${code}: ${stderr.trim()}`);
  const { samples, rateHz } = decodeWav(stdout);
  const { start, end } = audibleRange(samples, rateHz);
  const audible = samples.slice(start, end);
  const phonemes = await espeakPhonemes(
    clause.words.map(({ text }) => text),
    voice,
    signal,
  );
  return {
    samples: audible,
    rateHz,
    words: spreadTimes(phonemes, audible, rateHz, 10, (audible.length / rateHz) * 1000 - 10),
  };
};
