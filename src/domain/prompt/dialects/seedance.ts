/**
 * Seedance 2.0 and 2.5. Braces hold what is spoken, angle brackets effects, round brackets music, 【】 titles; every file is `@Image1`,
 * `@Video1`, `@Audio1` with its job in words. English lines say so, because the braces alone mean Chinese. Words about editing or extending
 * would turn a request with files into another task and are not written. Sources: ByteDance's Seedance 2.x prompt guide (symbol table, roles,
 * forbidden words) as kept in public agent skills, fal's reference-to-video page (@Image1), read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

const marks = { image: '@Image', video: '@Video', audio: '@Audio' } as const;

/** Braces alone are read as Chinese; the language is told by the script of the words. */
const languageOf = (words: string): string => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)) return ' in Japanese';
  if (/\p{Script=Hangul}/u.test(words)) return ' in Korean';
  if (/\p{Script=Han}/u.test(words)) return '';
  if (/\p{Script=Arabic}/u.test(words)) return ' in Arabic';
  if (/\p{Script=Cyrillic}/u.test(words)) return ' in Russian';
  return /[^\p{ASCII}\p{P}\p{S}\s]/u.test(words) ? '' : ' in English';
};

export const seedance: DialectWriting = {
  makes: 'video',
  mostCharacters: 2500,
  order: [
    'references',
    'opener',
    'identity',
    'action',
    'staging',
    'place',
    'weather',
    'light',
    'mood',
    'camera',
    'lens',
    'style',
    'extra',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'card',
    'continuity',
    'end',
    'guards',
  ],
  speak: ({ who, manner, words }) => `${who} says${languageOf(words)}${manner === '' ? '' : `, ${manner}`}: {${words}}`,
  effects: (sounds) => sounds.map((sound) => `<${sound}>`).join(' '),
  ambience: (sounds) => sounds.map((sound) => `<${sound}>`).join(' '),
  noMusic: '(no background music)',
  card: (text) => `【${text}】`,
  mark: ({ kind, number }) => `${marks[kind]}${number}`,
  guards: 'Keep the picture free of subtitles, captions and watermarks.',
};
