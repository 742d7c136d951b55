/** How the local colours of a set become the colours of a scene: haze by depth, shade by the way a face is turned. */
import type { Vec3 } from './camera.ts';
import { type Colour, mixColour, multiplyColour } from './colour.ts';

export type Tone = {
  readonly haze: Colour;
  readonly hazePerMetre: number;
  readonly ink: Colour;
  /** What faces turned from the sun are multiplied with. */
  readonly shade: Colour;
  /** Toward the light, unit length. */
  readonly toLight: Vec3;
};

const mostHaze = 0.86;

const hazeAt = (tone: Tone, depth: number): number => Math.min(mostHaze, 1 - Math.exp(-depth * tone.hazePerMetre));

/** Toward the haze by 1 - exp(-k depth); what shines of itself is veiled less. */
export const hazed = (tone: Tone, colour: Colour, depth: number, lit = false): Colour =>
  mixColour(colour, tone.haze, hazeAt(tone, depth) * (lit ? 0.45 : 1));

export const inkAt = (tone: Tone, depth: number, colour: Colour = tone.ink): Colour =>
  mixColour(colour, tone.haze, Math.min(0.8, hazeAt(tone, depth)));

/** Stage units; thinner with distance, never a hair, never a marker. */
export const inkWidthAt = (depth: number): number => Math.max(1.2, Math.min(4.6, 12 / depth + 0.9));

/** Faces toward the light keep their colour, faces turned away go to the shade. */
export const shaded = (tone: Tone, colour: Colour, normal: Vec3): Colour => {
  const facing = normal[0] * tone.toLight[0] + normal[1] * tone.toLight[1] + normal[2] * tone.toLight[2];
  return mixColour(colour, multiplyColour(colour, tone.shade), Math.max(0, 0.5 - 0.66 * facing));
};
