/** Levels: decibels, gains and the curves between them. */

export const gainFromDb = (db: number): number => 10 ** (db / 20);

/** Decibels of an amplitude; silence is -Infinity. */
export const dbFromGain = (gain: number): number => 20 * Math.log10(Math.abs(gain));

/** 0..1 to 0..1 with flat ends; values outside are clamped. */
export const smoothStep = (x: number): number => {
  const t = x <= 0 ? 0 : x >= 1 ? 1 : x;
  return t * t * (3 - 2 * t);
};

export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);

/** Level the stems are mixed at: 7 dB under the programme, so that peaks fit 16 bits before the limiter sees them. */
export const stemHeadroomDb = 7;

/** Programme loudness of the finished film (sound direction). */
export const programmeLufs = -16;

/**
 * Ceiling of the limiter. A film may reach -1 dBTP; AAC at 192 kbit/s adds up to about half a decibel of overshoot,
 * so the master stays 0.7 dB lower.
 */
export const limiterCeilingDbtp = -1.7;
