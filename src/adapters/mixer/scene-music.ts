/** The music of a scene: cues at their level, ducked under every line by as much as that line needs. */
import { gainFromDb, smoothStep, stemHeadroomDb } from '../../domain/sound/decibels.ts';
import { type DuckedSpeech, duckDbAt } from '../../domain/sound/duck.ts';
import { LoudnessMeter, lufsFromPower } from '../../domain/sound/loudness.ts';
import type { MusicEvent, MusicSilence } from '../../domain/sound/sound.types.ts';
import { AudioFile } from './audio-file.ts';
import type { LeveledSpeech } from './scene-speech.ts';

/** Music under a line lies this far below it; the promise is 12 dB, the aim 14 to 18. */
const underSpeechDb = 16;
const deepestDuckDb = 24;
const hop = 4800;
const envelopeStep = 480;

export class SceneMusic {
  readonly #cues: readonly {
    readonly left: Float32Array;
    readonly right: Float32Array;
    readonly at: number;
    readonly gain: number;
  }[];
  readonly #ducked: readonly DuckedSpeech[];
  readonly #silences: readonly MusicSilence[];
  #gain: number | null = null;

  constructor(
    events: readonly MusicEvent[],
    silences: readonly MusicSilence[],
    speeches: readonly LeveledSpeech[],
    pathOf: (event: MusicEvent) => string,
  ) {
    const measured = events.map((event) => loadCue(event, pathOf(event)));
    this.#cues = measured;
    this.#silences = silences;
    this.#ducked = speeches
      .map((speech) => ({
        startSample: speech.startSample,
        endSample: speech.startSample + speech.frames,
        depthDb: depthFor(speech, measured),
      }))
      .toSorted((a, b) => a.startSample - b.startSample);
  }

  /** Adds the music of [at, at + length). Blocks must follow each other, so that gains ramp over their borders. */
  render(left: Float32Array, right: Float32Array, at: number, length: number): void {
    const sounding = this.#cues.filter((cue) => cue.at < at + length && cue.at + cue.left.length > at);
    for (let offset = 0; offset < length; offset += envelopeStep) {
      const count = Math.min(envelopeStep, length - offset);
      const from = this.#gain ?? this.#gainAt(at + offset);
      const to = this.#gainAt(at + offset + count);
      this.#gain = to;
      for (const cue of sounding) {
        for (let i = Math.max(0, cue.at - at - offset); i < count; i++) {
          const source = at + offset + i - cue.at;
          if (source >= cue.left.length) break;
          const gain = (from + ((to - from) * i) / count) * cue.gain;
          left[offset + i] = (left[offset + i] as number) + (cue.left[source] as number) * gain;
          right[offset + i] = (right[offset + i] as number) + (cue.right[source] as number) * gain;
        }
      }
    }
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

type LoadedCue = {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly at: number;
  readonly gain: number;
  readonly hopPowers: readonly number[];
};

const loadCue = (event: MusicEvent, path: string): LoadedCue => {
  const file = new AudioFile(path);
  const [left, right] = file.whole();
  file.close();
  const meter = new LoudnessMeter();
  meter.add(left, right);
  const measured = meter.integrated();
  const gain = measured === null ? 0 : gainFromDb(event.lufs - stemHeadroomDb - measured);
  return { left, right, at: event.startSample, gain, hopPowers: meter.hopPowers };
};

/** Decibels the music must give way so that it lies `underSpeechDb` below this line. */
const depthFor = (speech: LeveledSpeech, cues: readonly LoadedCue[]): number => {
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
