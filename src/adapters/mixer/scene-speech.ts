/** The lines of a scene, at the stems' level, in the middle. */

import type { SpeechEvent } from '../../domain/sound/sound.ts';
import { clamp, gainFromDb, monoLufs, speechStemLufs } from '../../domain/sound/sound.ts';
import { speechLufs } from '../../domain/speech/leveling.ts';
import { AudioFile } from './audio-file.ts';

/** Delivery may move a line this far from the common loudness; more is a fault of a voice and is pulled back. */
const farthestDb = 5;

export type LeveledSpeech = {
  readonly startSample: number;
  readonly frames: number;
  /** Loudness in the stem; null when silent. */
  readonly lufs: number | null;
  readonly gain: number;
  readonly path: string;
  /** Held only while the line sounds. */
  samples: Float32Array | null;
};

const fadeSamples = 240;

/** The file as one channel. */
const loadMono = (path: string): Float32Array => {
  const file = new AudioFile(path);
  const [left, right] = file.whole();
  file.close();
  return left.map((x, i) => (x + (right[i] as number)) / 2);
};

/** Voices come leveled to `speechLufs` with their delivery on top; both survive, moved to the stems' level. */
export const measureSpeech = (event: SpeechEvent, path: string): LeveledSpeech => {
  const voice = loadMono(path);
  const measured = monoLufs(voice);
  const kept = measured === null ? 0 : clamp(measured - speechLufs, -farthestDb, farthestDb);
  const lufs = measured === null ? null : speechStemLufs + kept;
  const gain = measured === null || lufs === null ? 0 : gainFromDb(lufs - measured) * Math.SQRT1_2;
  return { startSample: event.startSample, frames: voice.length, lufs, gain, path, samples: null };
};

/** Adds what of a line falls into [at, at + length), faded over 5 ms at its ends, in the middle of the picture. */
export const addSpeech = (
  speech: LeveledSpeech,
  left: Float32Array,
  right: Float32Array,
  at: number,
  length: number,
): void => {
  const { frames, gain } = speech;
  const first = Math.max(0, speech.startSample - at);
  const end = Math.min(length, speech.startSample + frames - at);
  if (end <= first) {
    speech.samples = null;
    return;
  }
  speech.samples ??= loadMono(speech.path);
  for (let i = first; i < end; i++) {
    const source = at + i - speech.startSample;
    const fade = Math.min(1, source / fadeSamples, (frames - 1 - source) / fadeSamples);
    const x = (speech.samples[source] as number) * gain * fade;
    left[i] = (left[i] as number) + x;
    right[i] = (right[i] as number) + x;
  }
};
