/** How a feeling and a way of speaking change a voice. Ranges: docs/spec/voices.md, VOI-9. */
import type { Emotion, SpeechPart } from '../screenplay/breakdown.types.ts';

export type Delivery = {
  /** Speaking rate, 0.88..1.14. */
  readonly speed: number;
  /** -1.5..1.5, formants kept. */
  readonly pitchSemitones: number;
  /** Width of the melody around its middle, 1 = as the voice speaks by itself; 0.6..1.5. */
  readonly range: number;
  /** -4..4 dB against the common loudness. */
  readonly levelDb: number;
  /** Share of breath noise laid into the voice, 0..1. */
  readonly breath: number;
  /** No voiced sound at all: only breath is shaped by the mouth. */
  readonly isWhispered: boolean;
  /** Brightness above 2 kHz in dB. */
  readonly brightDb: number;
  /** 0 = untouched, 1 = a strained, even level. */
  readonly compression: number;
};

type Shape = Partial<Omit<Delivery, 'isWhispered'>>;

/** At full strength. After Scherer 2003 (Vocal communication of emotion), scaled down to what an untuned voice bears. */
const emotions: Readonly<Record<Emotion, Shape>> = {
  neutral: {},
  joy: { speed: 1.06, pitchSemitones: 1.2, range: 1.35, levelDb: 1, brightDb: 1 },
  sadness: { speed: 0.9, pitchSemitones: -0.9, range: 0.7, levelDb: -2, brightDb: -1.5, breath: 0.08 },
  anger: { speed: 1.07, pitchSemitones: 0.6, range: 1.3, levelDb: 3, brightDb: 2, compression: 0.4 },
  fear: { speed: 1.1, pitchSemitones: 1.4, range: 1.1, levelDb: -0.5, breath: 0.12 },
  wonder: { speed: 0.94, pitchSemitones: 0.7, range: 1.3, levelDb: -0.5, breath: 0.08 },
  tenderness: { speed: 0.93, pitchSemitones: -0.3, range: 0.9, levelDb: -2, breath: 0.12, brightDb: -1 },
  determination: { speed: 0.97, pitchSemitones: -0.6, range: 0.95, levelDb: 1, compression: 0.25 },
  unease: { speed: 0.95, pitchSemitones: 0.3, range: 0.8, levelDb: -1, breath: 0.06 },
};

const deliveries: Readonly<Record<SpeechPart['delivery'], Shape>> = {
  normal: {},
  soft: { speed: 0.96, pitchSemitones: -0.2, range: 0.88, levelDb: -2.5, breath: 0.14, brightDb: -1.5 },
  whisper: { speed: 0.94, levelDb: -4 },
  shout: { speed: 1.04, pitchSemitones: 1.5, range: 1.25, levelDb: 4, brightDb: 4, compression: 0.8 },
};

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** `strength` 0..1 fades the emotion; the delivery always counts in full. */
export const deliveryOf = (emotion: Emotion, strength: number, delivery: SpeechPart['delivery']): Delivery => {
  const feeling = emotions[emotion];
  const manner = deliveries[delivery];
  const share = within(0, strength, 1);
  const sum = (key: 'pitchSemitones' | 'levelDb' | 'breath' | 'brightDb' | 'compression'): number =>
    (feeling[key] ?? 0) * share + (manner[key] ?? 0);
  const product = (key: 'speed' | 'range'): number => (1 + ((feeling[key] ?? 1) - 1) * share) * (manner[key] ?? 1);
  const isWhispered = delivery === 'whisper';
  return {
    speed: within(0.88, product('speed'), 1.14),
    pitchSemitones: isWhispered ? 0 : within(-1.5, sum('pitchSemitones'), 1.5),
    range: within(0.6, product('range'), 1.5),
    levelDb: isWhispered ? -4 : within(-4, sum('levelDb'), 4),
    breath: isWhispered ? 0 : within(0, sum('breath'), 0.3),
    isWhispered,
    brightDb: within(-4, sum('brightDb'), 5),
    compression: within(0, sum('compression'), 1),
  };
};
