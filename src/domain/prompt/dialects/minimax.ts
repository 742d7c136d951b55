/**
 * MiniMax H3. Three fields: what is seen and said, the soundscape, the score. Speakers carry `(S1)` and their words stand in `<d>[English] …</d>`;
 * the camera is a sentence with amplitude and speed. Source: MiniMax's VIDEO_PROMPT_WRITING_GUIDE for H3 (huggingface.co/MiniMaxAI/MiniMax-H3)
 * as summarised in public notes, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';
import type { BriefMove } from '../shot-brief.types.ts';

const size = ({ amount }: BriefMove): string =>
  amount <= 0.3
    ? ' with small amplitude at slow speed'
    : amount > 0.75
      ? ' with large amplitude at fast speed'
      : ' at slow speed';

/** H3's own words for motion; a move that has none of them is left to the common sentence. */
const camera = (move: BriefMove): string | undefined => {
  const way = move.direction;
  switch (move.kind) {
    case 'static':
      return 'The camera holds a static shot.';
    case 'push-in':
      return `The camera pushes in${size(move)}.`;
    case 'pull-out':
      return `The camera pulls out${size(move)}.`;
    case 'pan':
      return `The camera pans ${way ?? 'right'}${size(move)}.`;
    case 'truck':
      return `The camera trucks ${way ?? 'right'}${size(move)}.`;
    case 'tilt':
      return `The camera tilts ${way ?? 'up'}${size(move)}.`;
    case 'crane':
      return `The camera pedestals ${way ?? 'up'}${size(move)}.`;
    case 'handheld':
      return `The camera shakes ${move.amount > 0.7 ? 'strongly' : 'slightly'}.`;
    case 'orbit':
      return `The camera moves in an arc shot to the ${way ?? 'right'}${size(move)}.`;
    case 'zoom-in':
      return `The camera zooms in${size(move)}.`;
    case 'zoom-out':
      return `The camera zooms out${size(move)}.`;
    default:
      return undefined;
  }
};

const languageOf = (words: string): string => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)) return 'Japanese';
  if (/\p{Script=Hangul}/u.test(words)) return 'Korean';
  if (/\p{Script=Han}/u.test(words)) return 'Chinese';
  if (/\p{Script=Arabic}/u.test(words)) return 'Arabic';
  return /\p{Script=Cyrillic}/u.test(words) ? 'Russian' : 'English';
};

export const minimax: DialectWriting = {
  makes: 'video',
  mostCharacters: 3000,
  order: [
    'references',
    'opener',
    'identity',
    'style',
    'place',
    'weather',
    'light',
    'mood',
    'action',
    'staging',
    'lens',
    'camera',
    'extra',
    'card',
    'dialogue',
    'continuity',
    'end',
    'guards',
    'effects',
    'ambience',
    'music',
  ],
  labels: {
    references: 'integrated_multimodal_description: ',
    effects: 'overall_soundscape: ',
    music: 'non_diegetic_music: ',
  },
  speak: ({ who, manner, words, speaker }) =>
    `${who} (S${speaker}) says${manner === '' ? '' : ` ${manner}`}: <d>[${languageOf(words)}] ${words}</d>`,
  effects: (sounds) => `Heard clearly: ${sounds.join(', ')}.`,
  ambience: (sounds) => `Throughout, ${sounds.join(', ')}.`,
  noMusic: 'N/A',
  camera,
  mark: ({ kind, number }) =>
    kind === 'image' ? `<Picture ${number}>` : kind === 'video' ? `<Video ${number}>` : `<Audio ${number}>`,
  guards: 'The picture carries no subtitles and no watermark.',
};
