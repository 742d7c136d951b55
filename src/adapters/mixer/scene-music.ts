/** The music of a scene: cues at their level, ducked under every line by as much as that line needs. */

import type { MusicEvent, MusicSilence } from '../../domain/sound/sound.ts';
import {
  type DuckedSpeech,
  duckDbAt,
  gainFromDb,
  LoudnessMeter,
  lufsFromPower,
  smoothStep,
  stemHeadroomDb,
} from '../../domain/sound/sound.ts';
import { AudioFile } from './audio-file.ts';
import type { LeveledSpeech } from './scene-speech.ts';

/** Music under a line lies this far below it; the promise is 12 dB, the aim 14 to 18. */
const underSpeechDb = 16;
const deepestDuckDb = 24;
const hop = 4800;
const envelopeStep = 480;

type CueTrack = {
  readonly path: string;
  readonly at: number;
  readonly frames: number;
  readonly gain: number;
  /** K-weighted power of every 100 ms of the cue as it was rendered. */
  readonly hopPowers: readonly number[];
  /** Held only while the cue sounds: a film without scenes is one scene, however long. */
  samples: [Float32Array, Float32Array] | null;
};

export class SceneMusic {
  readonly #cues: readonly CueTrack[];
  readonly #ducked: readonly DuckedSpeech[];
  readonly #silences: readonly MusicSilence[];
  #gain: number | null = null;

  constructor(
    events: readonly MusicEvent[],
    silences: readonly MusicSilence[],
    speeches: readonly LeveledSpeech[],
    pathOf: (event: MusicEvent) => string,
  ) {
    this.#cues = events.map((event) => measureCue(event, pathOf(event)));
    this.#silences = silences;
    this.#ducked = speeches
      .map((speech) => ({
        startSample: speech.startSample,
        endSample: speech.startSample + speech.frames,
        depthDb: depthFor(speech, this.#cues),
      }))
      .toSorted((a, b) => a.startSample - b.startSample);
  }

  /** Adds the music of [at, at + length). Blocks must follow each other, so that gains ramp over their borders. */
  render(left: Float32Array, right: Float32Array, at: number, length: number): void {
    const sounding = this.#soundingIn(at, length);
    for (let offset = 0; offset < length; offset += envelopeStep) {
      const count = Math.min(envelopeStep, length - offset);
      const from = this.#gain ?? this.#gainAt(at + offset);
      const to = this.#gainAt(at + offset + count);
      this.#gain = to;
      for (const { cue, samples } of sounding) {
        const first = Math.max(0, cue.at - at - offset);
        const end = Math.min(count, cue.at + cue.frames - at - offset);
        for (let i = first; i < end; i++) {
          const source = at + offset + i - cue.at;
          const gain = (from + ((to - from) * i) / count) * cue.gain;
          left[offset + i] = (left[offset + i] as number) + (samples[0][source] as number) * gain;
          right[offset + i] = (right[offset + i] as number) + (samples[1][source] as number) * gain;
        }
      }
    }
  }

  /** Loads cues as they begin and lets them go when they are over. */
  #soundingIn(at: number, length: number): { cue: CueTrack; samples: [Float32Array, Float32Array] }[] {
    return this.#cues.flatMap((cue) => {
      if (cue.at + cue.frames <= at) cue.samples = null;
      if (cue.at >= at + length || cue.at + cue.frames <= at) return [];
      cue.samples ??= loadWhole(cue.path);
      return [{ cue, samples: cue.samples }];
    });
  }

  #gainAt(sample: number): number {
    let open = 1;
    for (const { startSample, endSample, fadeSamples } of this.#silences) {
      const before = smoothStep((startSample - sample) / fadeSamples);
      const after = smoothStep((sample - endSample) / fadeSamples);
      open = Math.min(open, Math.max(before, after));
    }
    return open * gainFromDb(duckDbAt(this.#ducked, sample));
  }
}

const loadWhole = (path: string): [Float32Array, Float32Array] => {
  const file = new AudioFile(path);
  const samples = file.whole();
  file.close();
  return samples;
};

const measureCue = (event: MusicEvent, path: string): CueTrack => {
  const [left, right] = loadWhole(path);
  const meter = new LoudnessMeter();
  meter.add(left, right);
  const measured = meter.integrated();
  const gain = measured === null ? 0 : gainFromDb(event.lufs - stemHeadroomDb - measured);
  return { path, at: event.startSample, frames: left.length, gain, hopPowers: meter.hopPowers, samples: null };
};

/** Decibels the music must give way so that it lies `underSpeechDb` below this line. */
const depthFor = (speech: LeveledSpeech, cues: readonly CueTrack[]): number => {
  if (speech.lufs === null) return 0;
  let power = 0;
  let hops = 0;
  for (let at = speech.startSample; at < speech.startSample + speech.frames; at += hop) {
    hops++;
    for (const cue of cues) {
      const index = Math.floor((at - cue.at) / hop);
      power += (cue.hopPowers[index] ?? 0) * cue.gain * cue.gain;
    }
  }
  if (power === 0) return 0;
  const music = lufsFromPower(power / hops);
  return Math.min(deepestDuckDb, Math.max(0, music - (speech.lufs - underSpeechDb)));
};
