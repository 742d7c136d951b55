/** Levels: decibels, gains and the curves between them. */

export const gainFromDb = (db: number): number => 10 ** (db / 20);

/** Decibels of an amplitude; silence is -Infinity. */
export const dbFromGain = (gain: number): number => 20 * Math.log10(Math.abs(gain));

/** 0..1 to 0..1 with flat ends; values outside are clamped. */
export const smoothStep = (x: number): number => {
  const t = x <= 0 ? 0 : x >= 1 ? 1 : x;
  return t * t * (3 - 2 * t);
};

/** The nearest value within [low, high]. */
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);

/** Loudness of a plainly spoken line in a stem: low enough that its peaks fit 16 bits before the limiter sees them. */
export const speechStemLufs = -23;

/**
 * What the master usually adds to the stems. Lines alone measure -23; with the pauses between them a film of the same lines
 * measures about 2 LU less, so that bringing it to the programme loudness takes 9 dB. Beds and music are planned by it.
 */
export const stemHeadroomDb = 9;

/** Programme loudness of the finished film (sound direction). */
export const programmeLufs = -16;

/**
 * Ceiling of the limiter. A film may reach -1 dBTP; AAC at 192 kbit/s adds up to about half a decibel of overshoot,
 * so the master stays 0.7 dB lower.
 */
export const limiterCeilingDbtp = -1.7;
