/** The samples of a clip on a speed ramp, in order: its media played as a tape would, silent where it stops or runs backwards. */
import type { HeardClip, SpeedCurve } from '../../compile/sound/sound-plan.types.ts';
import { type Stretch, stretchesOf, stretchGainAt, travelAlong } from '../../compile/sound/speed-curve.ts';
import { playAt, reachSamples } from '../../compile/sound/varispeed.ts';
import type { Rate } from '../../domain/time.ts';
import type { OpenSoundDecoder } from './clip-stream.ts';
import { MediaTape } from './media-tape.ts';

export type RampedClip = HeardClip & { readonly ramp: SpeedCurve };

type Playing = { readonly stretch: Stretch; readonly tape: MediaTape };

export class RampStream {
  readonly #clip: RampedClip;
  readonly #rate: Rate;
  readonly #open: OpenSoundDecoder;
  readonly #signal: AbortSignal;
  readonly #waiting: Stretch[];
  #playing: Playing | undefined;
  #at: number;

  /** `skip`: samples of the clip that lie before the beginning of what is mixed. */
  constructor(clip: RampedClip, rate: Rate, open: OpenSoundDecoder, signal: AbortSignal, skip = 0) {
    this.#clip = clip;
    this.#rate = rate;
    this.#open = open;
    this.#signal = signal;
    this.#at = skip;
    this.#waiting = stretchesOf(clip.ramp, rate, clip.endSample - clip.startSample).filter(({ to }) => to > skip);
  }

  /** The next `count` samples, left and right in turn. */
  async next(count: number): Promise<Float32Array> {
    const out = new Float32Array(count * 2);
    const [begin, end] = [this.#at, this.#at + count];
    for (;;) {
      const stretch = this.#playing?.stretch ?? this.#waiting[0];
      if (!stretch || stretch.from >= end) break;
      const from = Math.max(begin, stretch.from);
      const to = Math.min(end, stretch.to);
      this.#playing ??= { stretch, tape: this.#tapeOf(this.#waiting.shift() as Stretch, from) };
      await this.#play(out.subarray((from - begin) * 2, (to - begin) * 2), this.#playing, from);
      if (stretch.to > end) break;
      await this.close();
    }
    this.#at = end;
    return out;
  }

  async close(): Promise<void> {
    const playing = this.#playing;
    this.#playing = undefined;
    await playing?.tape.close();
  }

  #tapeOf({ to, topSpeed }: Stretch, from: number): MediaTape {
    const { ramp } = this.#clip;
    const reach = reachSamples(topSpeed);
    const placeOf = (sample: number): number => travelAlong(ramp, this.#rate, sample, 1).positions[0] as number;
    const media = { from: Math.floor(placeOf(from)) - reach, to: Math.ceil(placeOf(to - 1)) + reach + 1 };
    return new MediaTape(this.#clip, media, ramp.loopSamples, this.#open, this.#signal);
  }

  async #play(out: Float32Array, { stretch, tape }: Playing, from: number): Promise<void> {
    const count = out.length / 2;
    const { positions, speeds } = travelAlong(this.#clip.ramp, this.#rate, from, count);
    const reach = reachSamples(stretch.topSpeed);
    const held = await tape.hold(
      Math.floor(positions[0] as number) - reach,
      Math.ceil(positions[count - 1] as number) + reach + 1,
    );
    for (let i = 0; i < count; i++)
      playAt(out, i, held, positions[i] as number, speeds[i] as number, stretchGainAt(stretch, from + i));
  }
}
