/** The one slow noise all lines and washes wobble with. It is a fixed function of position, so drawing order never matters. */
import { createNoise2D } from 'simplex-noise';
import { seededRandom } from '../../../domain/random.ts';

/** -1..1, smooth in both arguments. */
export const noise2: (x: number, y: number) => number = createNoise2D(seededRandom('ink-noise'));
