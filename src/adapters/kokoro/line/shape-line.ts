/** From runs of symbols and a way of speaking to what the model is told: numbers, speed, pitch and energy per token. */
import type { VoiceChoice } from '../../../domain/performance/performance.types.ts';
import type { Delivery } from '../../../domain/speech/delivery.ts';
import type { SpeakChunk } from '../model/speaker-messages.ts';
import { padId, tokenIds } from '../model/token-ids.ts';
import type { LineRun, LineToken } from './split-line.ts';

/** An emphasised word is slower, higher and a little stronger (Sluijter and van Heuven 1996 name duration first). */
const emphasis = { speed: 0.84, semitones: 1.6, energy: 0.5 } as const;

/** `Nooooo` and `Aaaah` are drawn out: written longer, said longer. */
const drawnOutSpeed = 0.55;
const isDrawnOut = ({ word }: LineToken): boolean => /(\p{L})\1\1/iu.test(word?.text ?? '');

/** Frames of 25 ms a mark pauses at least (with the space after it one more): 125 ms at a comma. */
const leastPause: Readonly<Record<string, number>> = {
  ',': 4,
  ';': 6,
  ':': 6,
  '—': 6,
  '.': 8,
  '!': 7,
  '?': 7,
  '…': 14,
};

/** Marks keep their own time: a hurried line still breathes. */
const isMark = (symbol: string): boolean => ',.;:!?…—'.includes(symbol);

const ratio = (semitones: number): number => 2 ** (semitones / 12);
const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** Of a shout the model also gets more energy, of a soft voice less: timbre follows effort. */
const effort = (delivery: Delivery): number => within(-0.6, delivery.levelDb / 6, 0.7);

/**
 * How much faster the model's sound is played for a given tract, in hundredths: a shorter throat and mouth move every
 * resonance up by the same factor.
 */
export const playbackFor = ({ tract = 1 }: VoiceChoice): number => Math.round(100 / within(0.8, tract, 1.25)) / 100;

export type Shape = { readonly voice: VoiceChoice; readonly delivery: Delivery };

/** What a single token does to the line's speed. */
const paceOf = (token: LineToken, speed: number): number => {
  if (isMark(token.symbol)) return Math.min(1, 1 / speed);
  return (token.word?.isEmphasised ? emphasis.speed : 1) * (isDrawnOut(token) ? drawnOutSpeed : 1);
};

export const shapedRun = (run: LineRun, { voice, delivery }: Shape, style: Float32Array): SpeakChunk => {
  const playback = playbackFor(voice);
  const speed = (within(0.5, voice.speed, 2) * delivery.speed) / playback;
  const pitch = delivery.isWhispered
    ? 0
    : ratio(within(-12, voice.pitchSemitones, 12) + delivery.pitchSemitones) / playback;
  const perToken = (of: (token: LineToken) => number, pad: number): number[] => [pad, ...run.tokens.map(of), pad];
  const loud = (token: LineToken): boolean => token.word?.isEmphasised ?? false;
  return {
    ids: perToken(({ symbol }) => tokenIds.get(symbol) ?? padId, padId),
    speed: perToken((token) => speed * paceOf(token, speed), 1),

    pitch: perToken((token) => pitch * (loud(token) ? ratio(emphasis.semitones) : 1), pitch),
    energy: perToken((token) => effort(delivery) + (loud(token) ? emphasis.energy : 0), effort(delivery)),
    range: delivery.range,
    leastFrames: perToken(({ symbol }) => leastPause[symbol] ?? 0, 0),
    style,
    pauseAfterMs: run.pauseAfterMs / Math.sqrt(speed * playback),
  };
};
