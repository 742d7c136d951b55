/** Feelings and deliveries as each kind of voice model takes them: a tag, a sentence of direction, a style in a few words. */
import type { Emotion } from '../../screenplay/breakdown.types.ts';
import type { SpeechLine } from './speech-line.types.ts';

type Felt = Exclude<Emotion, 'neutral'>;
type Directions = {
  /** Tag of Eleven v3 and later, mild and strong. */
  readonly tags: readonly [string, string];
  /** For models that take a sentence beside the text. */
  readonly sentences: readonly [string, string];
  /** For models that take a style in a few words. */
  readonly styles: readonly [string, string];
};

/** Tags are those of ElevenLabs' own lists or adjectives as its guide builds them (elevenlabs.io/docs, best practices for v3, read 2026-11-20). */
const directions: Readonly<Record<Felt, Directions>> = {
  joy: {
    tags: ['happy', 'excited'],
    sentences: [
      'Warm and pleased, with a smile in the voice.',
      'Overjoyed: bright, quick, the smile heard in every word.',
    ],
    styles: ['warm, smiling', 'overjoyed, bright'],
  },
  sadness: {
    tags: ['sad', 'sorrowful'],
    sentences: ['Subdued and heavy, a little slower.', 'Close to tears: the voice unsteady, breath catching, slow.'],
    styles: ['subdued, heavy', 'close to tears, unsteady'],
  },
  anger: {
    tags: ['annoyed', 'angry'],
    sentences: ['Curt and tense, held back.', 'Angry: hard consonants, clipped, pressure behind every word.'],
    styles: ['curt, tense', 'angry, clipped'],
  },
  fear: {
    tags: ['nervous', 'frightened'],
    sentences: ['Nervous, breath a little high.', 'Frightened: breath short, voice unsteady, quick.'],
    styles: ['nervous, breath high', 'frightened, out of breath'],
  },
  wonder: {
    tags: ['curious', 'awe'],
    sentences: ['Quiet amazement, open vowels.', 'Awestruck: hushed, slow, hardly believing it.'],
    styles: ['quietly amazed', 'awestruck, hushed'],
  },
  tenderness: {
    tags: ['gently', 'tenderly'],
    sentences: ['Gentle and close, unhurried.', 'Very tender: soft, close to the ear, unhurried.'],
    styles: ['gentle, close', 'very tender, soft'],
  },
  determination: {
    tags: ['firmly', 'determined'],
    sentences: ['Firm and even.', 'Determined: steady, weight on every word, no hurry.'],
    styles: ['firm, even', 'determined, weighty'],
  },
  unease: {
    tags: ['uneasy', 'tense'],
    sentences: ['Uneasy, guarded, slightly low.', 'Tense: low, guarded, listening while speaking.'],
    styles: ['uneasy, guarded', 'tense, low'],
  },
};

/** Weaker than this a feeling colours a face, not a voice. */
const leastStrength = 0.3;
const strongFrom = 0.65;

const levelOf = ({ emotion, emotionStrength }: SpeechLine): 0 | 1 | undefined =>
  emotion === 'neutral' || emotionStrength < leastStrength ? undefined : emotionStrength >= strongFrom ? 1 : 0;

const feltOf = (line: SpeechLine): { readonly felt: Directions; readonly level: 0 | 1 } | undefined => {
  const level = levelOf(line);
  return level === undefined || line.emotion === 'neutral' ? undefined : { felt: directions[line.emotion], level };
};

const deliveryTags: Readonly<Record<SpeechLine['delivery'], string | undefined>> = {
  normal: undefined,
  whisper: 'whispers',
  shout: 'shouts',
  soft: 'softly',
};

/** Tags in the order in which they are set: how loud, then what is felt. Two at most; more make a mush. */
export const tagsOf = (line: SpeechLine): string[] => {
  const found = feltOf(line);
  return [deliveryTags[line.delivery], found?.felt.tags[found.level]].filter((tag) => tag !== undefined);
};

const deliverySentences: Readonly<Record<SpeechLine['delivery'], string | undefined>> = {
  normal: undefined,
  whisper: 'Whisper: all breath, no voice, close to the microphone.',
  shout: 'Shout across a distance, at full voice.',
  soft: 'Speak softly, as if only one person may hear.',
};

export const sentencesOf = (line: SpeechLine): string[] => {
  const found = feltOf(line);
  return [deliverySentences[line.delivery], found?.felt.sentences[found.level]].filter((words) => words !== undefined);
};

const deliveryStyles: Readonly<Record<SpeechLine['delivery'], string | undefined>> = {
  normal: undefined,
  whisper: 'whispered',
  shout: 'shouting',
  soft: 'soft, quiet',
};

export const stylesOf = (line: SpeechLine): string[] => {
  const found = feltOf(line);
  return [deliveryStyles[line.delivery], found?.felt.styles[found.level]].filter((words) => words !== undefined);
};

/**
 * 0 lively .. 1 even. v3 and v4 know three positions (0, 0.5, 1), so only these are given to them; older models take any.
 */
export const stabilityOf = (line: SpeechLine, hasPositions: boolean): number => {
  const strong = levelOf(line) === 1 || line.delivery === 'shout';
  if (hasPositions) return strong ? 0 : 0.5;
  return strong ? 0.3 : levelOf(line) === 0 ? 0.45 : 0.55;
};
