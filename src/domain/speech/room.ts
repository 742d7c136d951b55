/** A small bright room: a handful of early reflections and a very short diffuse tail. Fixed, so that a place never moves. */
import { highPass, lowPass } from '../sound/biquad.ts';
import { soundRateHz } from '../sound/sound.types.ts';
import { filtered } from './equaliser.ts';

/** Delay in ms and gain of each reflection: walls, floor and table of a room of about 4 x 3 m. Primes avoid combing. */
const reflections: readonly (readonly [number, number])[] = [
  [5.3, 0.42],
  [8.9, -0.31],
  [13.1, 0.29],
  [17.9, -0.22],
  [23.3, 0.2],
  [31.7, -0.14],
  [38.3, 0.11],
];

/** Delays in ms of the feedback network behind the tail, and its time to fall by 60 dB. */
const tailDelaysMs = [29.7, 37.1, 41.1, 43.7] as const;
const tailRt60Ms = 220;
/** How far the room rings on after the voice has ended. */
export const roomTailMs = 120;

/** The voice in the room; `wet` is the gain of the room against the direct voice. The result is `roomTailMs` longer. */
export const inRoom = (samples: Float32Array, wet: number): Float32Array => {
  const length = samples.length + Math.round((roomTailMs / 1000) * soundRateHz);
  const source = new Float32Array(length);
  source.set(filtered(samples, highPass(180), lowPass(7_500)));
  const room = new Float32Array(length);
  for (const [delayMs, gain] of reflections) addDelayed(room, source, Math.round((delayMs / 1000) * soundRateHz), gain);
  addTail(room, source);
  const out = new Float32Array(length);
  const fade = Math.round(0.06 * soundRateHz);
  for (let i = 0; i < length; i++) {
    const ending = Math.min(1, (length - 1 - i) / fade);
    out[i] = (i < samples.length ? (samples[i] as number) : 0) + (room[i] as number) * wet * ending;
  }
  return out;
};

const addDelayed = (target: Float32Array, source: Float32Array, delay: number, gain: number): void => {
  for (let i = delay; i < target.length; i++) target[i] = (target[i] as number) + (source[i - delay] as number) * gain;
};

/** Four delay lines fed back through a Hadamard matrix (Jot 1991), each damped to the room's decay. */
const addTail = (room: Float32Array, source: Float32Array): void => {
  const lines = tailDelaysMs.map((ms) => new Float32Array(Math.round((ms / 1000) * soundRateHz)));
  const gains = tailDelaysMs.map((ms) => 10 ** ((-3 * ms) / tailRt60Ms));
  const at = [0, 0, 0, 0];
  for (let i = 0; i < room.length; i++) {
    const heard = lines.map((line, n) => (line[at[n] as number] as number) * (gains[n] as number));
    const [a, b, c, d] = heard as [number, number, number, number];
    room[i] = (room[i] as number) + 0.25 * (a - b + c - d);
    const mixed = [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d];
    for (let n = 0; n < 4; n++) {
      const line = lines[n] as Float32Array;
      line[at[n] as number] = (source[i] as number) * 0.5 + (mixed[n] as number) * 0.5;
      at[n] = ((at[n] as number) + 1) % line.length;
    }
  }
};
