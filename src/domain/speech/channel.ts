/** What the way from the mouth to the audience does to a voice. All at 48 kHz; seeded noise, so that a line never changes. */
import { seededRandom } from '../random.ts';
import type { VoiceChannel } from '../screenplay/breakdown.types.ts';
import { type BiquadShape, highPass, lowPass } from '../sound/biquad.ts';
import { soundRateHz as rateHz } from '../sound/sound.types.ts';
import { bell, filtered, shelf } from './equaliser.ts';
import { amplified, leveled, limited, speechLufs } from './leveling.ts';
import { inRoom } from './room.ts';

export type Placement = {
  readonly channel: VoiceChannel;
  readonly interior: boolean;
  /** Against the common loudness, from the delivery. */
  readonly levelDb: number;
  /** Names the noise of this line. */
  readonly seed: string;
};

/** `samples` are leveled to `speechLufs`; the result may be longer (a room or a set rings on) but never starts later. */
export const throughChannel = (samples: Float32Array, placement: Placement): Float32Array => {
  const placed = place(samples, placement);
  return limited(amplified(placed, placement.levelDb));
};

const place = (samples: Float32Array, { channel, interior, seed }: Placement): Float32Array => {
  switch (channel) {
    case 'radio':
      return overWire(samples, {
        drive: 3.2,
        noiseDb: -46,
        resonance: bell(1_900, 5, 0.9),
        crackle: true,
        seed,
      });
    case 'phone':
      return overWire(samples, {
        drive: 1.8,
        noiseDb: -54,
        resonance: bell(1_200, 3, 0.8),
        crackle: false,
        seed,
      });
    case 'voice-over':
      return leveled(filtered(samples, shelf('low', 180, 2.5), shelf('high', 5_000, 1.5)), speechLufs);
    case 'off-screen': {
      const dull = filtered(samples, shelf('high', 2_200, -10), lowPass(7_000), highPass(120));
      return amplified(leveled(interior ? inRoom(dull, 0.8) : dull, speechLufs), -4);
    }
    case 'direct':
      return interior ? inRoom(samples, 0.33) : samples;
  }
};

type Wire = { drive: number; noiseDb: number; resonance: BiquadShape; crackle: boolean; seed: string };

/** Telephone band: 300-3,400 Hz by two fourth-order slopes (Butterworth: Q 0.541 and 1.307). */
const telephoneBand: readonly BiquadShape[] = [
  highPass(300, 0.541),
  highPass(300, 1.307),
  lowPass(3_400, 0.541),
  lowPass(3_400, 1.307),
];

/** How long the carrier is heard after the voice has gone. */
const carrierTailMs = 110;

const overWire = (samples: Float32Array, wire: Wire): Float32Array => {
  const length = samples.length + Math.round((carrierTailMs / 1000) * rateHz);
  const voice = new Float32Array(length);
  voice.set(filtered(samples, ...telephoneBand, wire.resonance));
  // tanh bends the peaks; its own gain is taken out again so that drive changes colour, not level.
  const bent = voice.map((sample) => Math.tanh(sample * wire.drive * 2) / wire.drive / 2);
  const band = leveled(filtered(bent, ...telephoneBand), speechLufs);
  const noise = filtered(static_(length, wire), ...telephoneBand);
  const fadeIn = Math.round(0.012 * rateHz);
  const fadeOut = Math.round(0.05 * rateHz);
  return band.map((sample, i) => {
    const edge = Math.min(1, i / fadeIn, (length - 1 - i) / fadeOut);
    return sample + (noise[i] as number) * edge;
  });
};

/** Hiss, and on radio a few sparse crackles a second. */
const static_ = (length: number, wire: Wire): Float32Array => {
  const random = seededRandom('wire', wire.seed);
  const gain = 10 ** (wire.noiseDb / 20) * 3;
  const noise = new Float32Array(length);
  let crackle = 0;
  for (let i = 0; i < length; i++) {
    const hiss = random() + random() - 1;
    if (wire.crackle && random() < 9 / rateHz) crackle = 4 * (0.3 + random());
    crackle *= 0.996;
    noise[i] = gain * (hiss + crackle * (random() * 2 - 1));
  }
  return noise;
};
