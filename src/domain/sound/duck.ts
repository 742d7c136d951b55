/**
 * Ducking: how far music steps back for each line, and when. It looks ahead, so it is down before the first word; it
 * stays down through pauses of up to a second and comes back slowly, so that nobody hears it move.
 */
import { smoothStep } from './decibels.ts';
import { type SampleRange, soundRateHz } from './sound.types.ts';

/** A spoken stretch and how many decibels music gives way for it. */
export type DuckedSpeech = SampleRange & { readonly depthDb: number };

const samples = (ms: number): number => Math.round((ms * soundRateHz) / 1000);

const attack = samples(260);
/** Down this long before the first word. */
const ahead = samples(50);
const hold = samples(60);
const release = samples(780);
/** Gaps shorter than this are talked over. */
const heldGap = samples(1000);

/** Gain change in decibels (<= 0) of music at a sample. `speeches` ascend by start. */
export const duckDbAt = (speeches: readonly DuckedSpeech[], at: number): number => {
  let deepest = 0;
  for (let i = 0; i < speeches.length; i++) {
    const speech = speeches[i] as DuckedSpeech;
    const next = speeches[i + 1];
    const bridged = next !== undefined && next.startSample - speech.endSample < heldGap;
    const end = bridged ? Math.max(speech.endSample, next.startSample - ahead) : speech.endSample;
    const falling = smoothStep((at - (speech.startSample - ahead - attack)) / attack);
    const rising = 1 - smoothStep((at - end - hold) / release);
    const depth = speech.depthDb * Math.min(falling, rising);
    if (depth > deepest) deepest = depth;
  }
  return deepest === 0 ? 0 : -deepest;
};
