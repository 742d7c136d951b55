/**
 * Feeling by counted words: moods of scenes, emotions and delivery of lines. A direction in brackets is nearly an order,
 * a word is a hint, punctuation says how strongly; a negation turns a hint around. No model, no score that cannot be read off.
 */
import type { Emotion, Mood, SpeechPart, TimeOfDay, Weather } from '../breakdown.types.ts';
import { deliveryWords, emotionDirections, emotionWords, moodWords, negations } from '../words/feelings.ts';
import { type Token, tokensOf } from './tokens.ts';

type Table<K> = ReadonlyMap<string, readonly (readonly [K, number])[]>;
type Scores<K> = Map<K, number>;

/** Looks a word up as it stands, then without the common endings. */
const lookUp = <V>(table: ReadonlyMap<string, V>, lower: string): V | undefined => {
  const found = table.get(lower);
  if (found !== undefined || lower.length < 4) return found;
  const last = lower.charCodeAt(lower.length - 1);
  if (last === 115)
    return table.get(lower.slice(0, -1)) ?? (lower.endsWith('es') ? table.get(lower.slice(0, -2)) : undefined);
  if (lower.endsWith('ed')) return table.get(lower.slice(0, -2)) ?? table.get(lower.slice(0, -1));
  if (lower.endsWith('ing')) return table.get(lower.slice(0, -3)) ?? table.get(`${lower.slice(0, -3)}e`);
  return lower.endsWith('ly') ? table.get(lower.slice(0, -2)) : undefined;
};

const add = <K>(scores: Scores<K>, key: K, amount: number): void => {
  scores.set(key, (scores.get(key) ?? 0) + amount);
};

const isNegated = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    if (/[.!?;]/.test((tokens[back + 1] as Token).gap)) return false;
    if (negations.has((tokens[back] as Token).lower)) return true;
  }
  return false;
};

/** `screams with joy`, `stops dead`: said of something else. */
const isFigure = (tokens: readonly Token[], at: number): boolean => {
  const { lower } = tokens[at] as Token;
  if (lower === 'dead') return /^stop/.test(tokens[at - 1]?.lower ?? '');
  return (
    tokens[at + 1]?.lower === 'with' &&
    /^(?:joy|laughter|delight|pleasure|happiness|excitement)$/.test(tokens[at + 2]?.lower ?? '')
  );
};

/** The same word again tells less each time: a nursery game of `Dead! Dead! Dead!` is no tragedy. */
const fading = [1, 0.5, 0.2, 0.1] as const;

const count = <K>(
  tokens: readonly Token[],
  table: Table<K>,
  scores: Scores<K>,
  weight: number,
  seen: Map<string, number> = new Map(),
): void => {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const entries = lookUp(table, token.lower);
    if (entries === undefined || isFigure(tokens, at)) continue;
    const times = seen.get(token.lower) ?? 0;
    seen.set(token.lower, times + 1);
    const fade = fading[Math.min(times, fading.length - 1)] as number;
    const factor = isNegated(tokens, at) ? 0.25 : token.isUpper ? 1.4 : 1;
    for (const [key, amount] of entries) add(scores, key, amount * weight * factor * fade);
  }
};

const strongest = <K>(scores: Scores<K>): { key: K; score: number; rest: number } | undefined => {
  let best: { key: K; score: number; rest: number } | undefined;
  let total = 0;
  for (const [key, score] of scores) {
    total += score;
    if (best === undefined || score > best.score) best = { key, score, rest: 0 };
  }
  return best && { ...best, rest: total - best.score };
};

export type SceneMood = { readonly mood: Mood /** 0..1 */; readonly strength: number };

const weatherMoods: Partial<Record<Weather, Mood>> = { storm: 'dread', fog: 'unease', snow: 'wonder', rain: 'unease' };

/** A single word does not make a scene one of these. */
const graveMoods: ReadonlySet<Mood> = new Set(['dread', 'grief', 'anger']);

const distinctWords = (texts: readonly (readonly Token[])[], mood: Mood): number => {
  const words = new Set<string>();
  for (const tokens of texts)
    for (const { lower } of tokens) if (lookUp(moodWords, lower)?.some(([key]) => key === mood)) words.add(lower);
  return words.size;
};

/** Words of the scene: action weighs more than talk, directions most. A long scene needs more words to have a mood. */
export const sceneMood = (
  action: readonly (readonly Token[])[],
  speech: readonly (readonly Token[])[],
  directions: readonly string[],
  timeOfDay: TimeOfDay,
  weather: Weather,
): SceneMood => {
  const scores: Scores<Mood> = new Map();
  const seen = new Map<string, number>();
  let words = 0;
  for (const tokens of action) {
    count(tokens, moodWords, scores, 1.2, seen);
    words += tokens.length;
  }
  for (const tokens of speech) {
    count(tokens, moodWords, scores, 0.6, seen);
    words += tokens.length * 0.6;
  }
  for (const direction of directions) {
    for (const token of tokensOf(direction))
      for (const [emotion, amount] of lookUp(emotionDirections, token.lower) ?? []) {
        const mood = moodOfEmotion[emotion];
        if (mood !== undefined) add(scores, mood, amount * 1.2);
      }
  }
  const usual = weatherMoods[weather];
  if (usual !== undefined) add(scores, usual, 0.8);
  if (timeOfDay === 'night') add(scores, 'unease', 0.6);
  let best = strongest(scores);
  if (best !== undefined && graveMoods.has(best.key) && distinctWords([...action, ...speech], best.key) < 2) {
    scores.set(best.key, best.score * 0.5);
    best = strongest(scores);
  }
  const needed = 1.4 + Math.sqrt(words) * 0.09;
  if (best === undefined || best.score < needed) return { mood: 'neutral', strength: 0 };
  return { mood: best.key, strength: Math.min(1, (best.score - needed * 0.5) / (best.score + best.rest * 0.6 + 1)) };
};

const moodOfEmotion: Partial<Record<Emotion, Mood>> = {
  joy: 'joyful',
  sadness: 'grief',
  anger: 'anger',
  fear: 'dread',
  wonder: 'wonder',
  tenderness: 'tender',
  determination: 'resolve',
  unease: 'unease',
};
const emotionOfMood: Partial<Record<Mood, Emotion>> = {
  tender: 'tenderness',
  joyful: 'joy',
  wonder: 'wonder',
  unease: 'unease',
  dread: 'fear',
  grief: 'sadness',
  anger: 'anger',
  resolve: 'determination',
  comic: 'joy',
};

const baseTension: Record<Mood, number> = {
  neutral: 0.25,
  tender: 0.2,
  joyful: 0.2,
  wonder: 0.35,
  unease: 0.5,
  dread: 0.8,
  grief: 0.4,
  anger: 0.7,
  resolve: 0.5,
  comic: 0.25,
};

/** Mood, exclamations per line, and where the scene stands (tension mostly rises to four fifths of a story, then falls). */
export const sceneTension = (
  { mood, strength }: SceneMood,
  exclamations: number,
  sentences: number,
  position: number,
): number => {
  const heat = Math.min(0.25, (exclamations / Math.max(1, sentences)) * 0.6);
  const arc = position < 0.8 ? position / 0.8 : (1 - position) / 0.2;
  const tension = baseTension[mood] * (0.75 + 0.25 * strength) + heat + 0.12 * arc;
  return Math.round(Math.max(0, Math.min(1, tension)) * 100) / 100;
};

export type PartFeeling = Pick<SpeechPart, 'emotion' | 'emotionStrength' | 'delivery'>;

const isShouted = (text: string): boolean => {
  if (/[a-z]/.test(text)) return false;
  const letters = text.replace(/[^\p{L}]/gu, '');
  return (
    letters.length >= 4 &&
    letters === letters.toUpperCase() &&
    letters !== letters.toLowerCase() &&
    (/\s/.test(text.trim()) || text.includes('!'))
  );
};

const deliveryOf = (text: string, direction: string): SpeechPart['delivery'] => {
  if (/under (?:his|her|their) breath|through (?:his|her) teeth|barely|sotto/i.test(direction)) return 'whisper';
  if (/at the top of|full voice/i.test(direction)) return 'shout';
  for (const { lower } of tokensOf(direction)) {
    const found = deliveryWords.get(lower);
    if (found !== undefined) return found;
  }
  return isShouted(text) || /!{2,}/.test(text) ? 'shout' : 'normal';
};

/** What an exclamation most likely carries when the words do not say: alarm in a tense scene, joy in a bright one. */
const exclaimed: Partial<Record<Mood, Emotion>> = {
  dread: 'fear',
  unease: 'fear',
  anger: 'anger',
  joyful: 'joy',
  comic: 'joy',
  tender: 'joy',
  wonder: 'wonder',
  resolve: 'determination',
  grief: 'sadness',
  neutral: 'determination',
};

/** Emotion of one part: brackets first, then words, punctuation, and the scene's mood as a weak last voice. */
export const partFeeling = (
  text: string,
  tokens: readonly Token[],
  direction: string | undefined,
  scene: SceneMood,
  isVoiceOver: boolean,
): PartFeeling => {
  const scores: Scores<Emotion> = new Map();
  const bracket = direction ?? '';
  for (const token of tokensOf(bracket))
    for (const [emotion, amount] of lookUp(emotionDirections, token.lower) ?? []) add(scores, emotion, amount * 4);
  count(tokens, emotionWords, scores, 1);
  const exclamations = (text.match(/!|！/g) ?? []).length;
  const delivery = deliveryOf(text, bracket);
  if (exclamations > 0) add(scores, exclaimed[scene.mood] ?? 'determination', 0.9);
  if (/\?!|!\?/.test(text)) add(scores, 'anger', delivery === 'shout' ? 2 : 0.8);
  if (/(?:\.\.\.|…)/.test(text)) add(scores, 'unease', 0.5);
  if (delivery === 'soft' || delivery === 'whisper') {
    add(scores, 'tenderness', 0.5);
    add(scores, 'anger', -1);
  }
  const usual = emotionOfMood[scene.mood];
  if (usual !== undefined) add(scores, usual, 0.45 + 0.5 * scene.strength);
  const best = strongest(scores);
  if (best === undefined || best.score < 0.8) return { emotion: 'neutral', emotionStrength: 0, delivery };
  const loudness = Math.min(0.25, exclamations * 0.1) + (delivery === 'shout' ? 0.2 : 0) - (isVoiceOver ? 0.1 : 0);
  const clarity = best.score / (best.score + Math.max(0, best.rest) * 0.5 + 1.6);
  return {
    emotion: best.key,
    emotionStrength: Math.round(Math.max(0.1, Math.min(1, clarity * 0.9 + loudness)) * 100) / 100,
    delivery,
  };
};
