/** The last stage of a mix: gain, limiter, 16-bit WAV, measured as it is written. */
import type { FileHandle } from 'node:fs/promises';
import { WorkprintError } from '../../domain/errors.ts';
import {
  dbFromGain,
  encodeStereo,
  gainFromDb,
  Limiter,
  LoudnessMeter,
  type MasteredSound,
  TruePeakMeter,
  wavHeader,
} from '../../domain/sound/sound.ts';
import type { Block } from './bus-stream.ts';

/** What AAC adds to a peak at 192 kbit/s and more; the limiter stays this far under what was asked. */
const coderOvershootDb = 0.7;
/** A WAV counts its bytes in 32 bits. */
const mostSamples = Math.floor((2 ** 32 - 4096) / 4);

export type Measures = Omit<MasteredSound, 'audio'>;

export type MasterSettings = {
  readonly durationSamples: number;
  readonly gainDb: number;
  readonly truePeakDbtp: number;
};

/** Blocks go in in order; `finish` writes what the limiter still holds and gives the measures. */
export class WavMaster {
  readonly #file: FileHandle;
  readonly #settings: MasterSettings;
  readonly #gain: number;
  readonly #limiter: Limiter;
  readonly #meter = new LoudnessMeter();
  readonly #peaks = [new TruePeakMeter(), new TruePeakMeter()] as const;

  /** Throws `timeline-invalid` for what no WAV can hold (six hours). */
  constructor(file: FileHandle, settings: MasterSettings) {
    if (settings.durationSamples > mostSamples)
      throw new WorkprintError(
        'timeline-invalid',
        'The sound is longer than six hours; render it in parts with --from and --to.',
      );
    this.#file = file;
    this.#settings = settings;
    this.#gain = gainFromDb(settings.gainDb);
    this.#limiter = new Limiter(settings.truePeakDbtp - coderOvershootDb);
  }

  async begin(): Promise<void> {
    await this.#file.writeFile(wavHeader(2, this.#settings.durationSamples));
  }

  async write({ left, right }: Block): Promise<void> {
    if (this.#gain !== 1)
      for (const channel of [left, right])
        for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * this.#gain;
    await this.#put(this.#limiter.run(left, right));
  }

  async finish(): Promise<Measures> {
    await this.#put(this.#limiter.finish());
    const peak = Math.max(this.#peaks[0].peak(), this.#peaks[1].peak());
    return {
      integratedLufs: this.#meter.integrated(),
      truePeakDbtp: Math.max(-120, dbFromGain(peak)),
      gainDb: this.#settings.gainDb,
    };
  }

  async #put([left, right]: [Float32Array, Float32Array]): Promise<void> {
    this.#meter.add(left, right);
    this.#peaks[0].add(left);
    this.#peaks[1].add(right);
    await this.#file.writeFile(encodeStereo(left, right));
  }
}
