/** The lines of a scene, at the stems' level, in the middle. */
import { clamp, gainFromDb, speechStemLufs } from '../../domain/sound/decibels.ts';
import { monoLufs } from '../../domain/sound/loudness.ts';
import { speechLufs } from '../../domain/speech/leveling.ts';
import type { SpeechEvent } from '../../domain/sound/sound.types.ts';
import { AudioFile } from './audio-file.ts';

/** Delivery may move a line this far from the common loudness; more is a fault of a voice and is pulled back. */
const farthestDb = 5;

export type LeveledSpeech = {
  readonly startSample: number;
  readonly frames: number;
  readonly samples: Float32Array;
  /** Loudness in the stem; null when silent. */
  readonly lufs: number | null;
};

const fadeSamples = 240;

/** Voices come leveled to `speechLufs` with their delivery on top; both survive, moved to the stems' level. */
export const loadSpeech = (event: SpeechEvent, path: string): LeveledSpeech => {
  const file = new AudioFile(path);
  const [left, right] = file.whole();
  file.close();
  const voice = left.map((x, i) => (x + (right[i] as number)) / 2);
  const measured = monoLufs(voice);
  const kept = measured === null ? 0 : clamp(measured - speechLufs, -farthestDb, farthestDb);
  const lufs = measured === null ? null : speechStemLufs + kept;
  const gain = measured === null || lufs === null ? 0 : gainFromDb(lufs - measured) * Math.SQRT1_2;
  const frames = voice.length;
  const samples = voice.map((x, i) => x * gain * Math.min(1, i / fadeSamples, (frames - 1 - i) / fadeSamples));
  return { startSample: event.startSample, frames, samples, lufs };
};

export const addSpeech = (
  speech: LeveledSpeech,
  left: Float32Array,
  right: Float32Array,
  at: number,
  length: number,
): void => {
  const first = Math.max(0, speech.startSample - at);
  const end = Math.min(length, speech.startSample + speech.frames - at);
  for (let i = first; i < end; i++) {
    const x = speech.samples[at + i - speech.startSample] as number;
    left[i] = (left[i] as number) + x;
    right[i] = (right[i] as number) + x;
  }
};
