/** What shows on a face. Strength is kept in three steps, so that the same set-up asks for the same picture again. */
import type { Emotion, Mood, SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';

export type Feeling = { readonly emotion: Emotion; readonly strength: number };

const calm: Feeling = { emotion: 'neutral', strength: 0 };

/** Three steps: unmoved, moved, carried away. */
export const quantise = (emotion: Emotion, strength: number): Feeling => {
  if (emotion === 'neutral' || strength < 0.3) return calm;
  return { emotion, strength: strength < 0.75 ? 0.5 : 1 };
};

const moodFeelings: Readonly<Record<Mood, Feeling>> = {
  neutral: calm,
  tender: { emotion: 'tenderness', strength: 0.5 },
  joyful: { emotion: 'joy', strength: 0.5 },
  wonder: { emotion: 'wonder', strength: 0.5 },
  unease: { emotion: 'unease', strength: 0.5 },
  dread: { emotion: 'fear', strength: 0.5 },
  grief: { emotion: 'sadness', strength: 0.5 },
  anger: { emotion: 'unease', strength: 0.5 },
  resolve: { emotion: 'determination', strength: 0.5 },
  comic: calm,
};

/** How somebody looks who only listens. */
export const listening = (mood: Mood): Feeling => moodFeelings[mood];

const answers: Readonly<Record<Emotion, Emotion>> = {
  neutral: 'neutral',
  joy: 'joy',
  sadness: 'sadness',
  anger: 'unease',
  fear: 'fear',
  wonder: 'wonder',
  tenderness: 'tenderness',
  determination: 'unease',
  unease: 'unease',
};

/** How somebody looks who speaks: what the line carries, else what is in the air; so a calm line reuses a listening face. */
export const speaking = (part: SpeechPart, mood: Mood): Feeling => {
  const own = quantise(part.emotion, part.emotionStrength);
  return own.strength === 0 ? listening(mood) : own;
};

/** How the listener takes a line that has just been heard. */
export const reactionTo = (part: SpeechPart, mood: Mood): Feeling => {
  const heard = quantise(part.emotion, part.emotionStrength);
  return heard.strength === 0 ? listening(mood) : { emotion: answers[heard.emotion], strength: 0.5 };
};

/** The strongest part of a line: sizes, angles and moves answer to it. */
export const strongestPart = (beat: SpeechBeat): SpeechPart =>
  beat.parts.reduce(
    (best, part) => (part.emotionStrength > best.emotionStrength ? part : best),
    beat.parts[0] as SpeechPart,
  );

const words: readonly (readonly [RegExp, Emotion])[] = [
  [/\b(smiles?|smiling|laugh(?:s|ing)?|grins?|beams?|giggles?|dances?|cheers?|chuckles?)\b/iu, 'joy'],
  [
    /\b(tears?|cry|cries|crying|weeps?|weeping|sobs?|sobbing|sighs?|(?:shuts?|closes?) (?:her|his|their) eyes)\b/iu,
    'sadness',
  ],
  [/\b(glares?|scowls?|slams?|fists?|hurls?|snaps?|shoves?)\b/iu, 'anger'],
  [
    /\b(trembl(?:es?|ing)|(?:shakes|shaking)(?! (?:(?:his|her|their) (?:\w+ )?(?:head|heads|hand|hands|fist)|hands))|gasps?|screams?|recoils?|flinch(?:es)?|pale|terrified)\b/iu,
    'fear',
  ],
  [/\b(stares?|gapes?|amazed|wonders?|wide eyes|eyes widen|marvels?)\b/iu, 'wonder'],
  [/\b(frowns?|freezes?|hesitates?|stops|swallows?|looks (?:away|down|back))\b/iu, 'unease'],
  [/\b(kisses|hugs?|embraces?|gently|strokes?|holds (?:her|his|their) hand)\b/iu, 'tenderness'],
  [/\b(nods|straightens|marches|strides|squares)\b/iu, 'determination'],
];

/** Loud feelings: laughing is more than a smile, sobbing more than a sigh. */
const loud = /\b(laugh(?:s|ing)?|cheers?|cry|cries|crying|weeps?|weeping|sobs?|sobbing|screams?)\b/iu;

/** What plain action words say about the face. */
export const feelingSaid = (text: string): Feeling | undefined => {
  const found = words.find(([pattern]) => pattern.test(text));
  return found === undefined ? undefined : { emotion: found[1], strength: loud.test(text) ? 1 : 0.5 };
};

/** What plain action words say about the face, else how the scene is felt. */
export const feelingInAction = (text: string, mood: Mood): Feeling => feelingSaid(text) ?? listening(mood);

/** Whoever runs has a reason: the fear of the last words or of the scene, else the will to get there; play stays play. */
export const feelingOnTheWay = (pose: 'walk' | 'run', mood: Mood, heard: SpeechPart | undefined): Feeling => {
  if (mood === 'joyful' || mood === 'comic') return listening(mood);
  const isAfraid = heard?.emotion === 'fear' || mood === 'dread' || mood === 'unease';
  if (pose === 'run') return { emotion: isAfraid ? 'fear' : 'determination', strength: 0.5 };
  return listening(mood);
};

const eyesShut =
  /\b(?:(?:shuts?|clos(?:es?|ing)|squeezes?) (?:her|his|their|both) eyes|(?:her|his|their) eyes (?:are )?(?:shut|closed?)|eyes (?:shut|closed)|asleep|sleeps|sleeping|unconscious)\b/iu;
export const closesEyes = (text: string): boolean => eyesShut.test(text) && !/\bopens\b/iu.test(text);
