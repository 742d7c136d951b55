/** How easily two people are told apart, near and far: silhouette first, then the one strong colour, then the face. */
import { hairFamily } from './look-choices.ts';
import type { CharacterLook } from './performance.types.ts';

/** 0..1, weighted RGB distance ("redmean", a low-cost approximation of perceived difference). */
export const colourDistance = (a: string, b: string): number => {
  const [r1, g1, b1] = channels(a);
  const [r2, g2, b2] = channels(b);
  const mean = (r1 + r2) / 2;
  const squared = (2 + mean / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - mean) / 256) * (b1 - b2) ** 2;
  return Math.sqrt(squared) / 765;
};

const channels = (colour: string): [number, number, number] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0) as [number, number, number];

const head = (look: CharacterLook): string =>
  look.headwear === 'none' ? (hairFamily[look.hair] ?? look.hair) : look.headwear;

/** 0 for twins; about 1.5 is clearly another person, 3 and more could not be confused. */
export const lookDistance = (a: CharacterLook, b: CharacterLook): number => {
  const differs = (one: unknown, other: unknown, weight: number): number => (one === other ? 0 : weight);
  return (
    differs(head(a), head(b), 0.9) +
    differs(a.garment, b.garment, 0.6) +
    Math.min(0.5, colourDistance(a.coat, b.coat)) * 2.6 +
    Math.min(0.5, colourDistance(a.hairColour, b.hairColour)) * 1.2 +
    Math.min(0.4, colourDistance(a.skin, b.skin)) * 0.8 +
    differs(a.beard === 'none', b.beard === 'none', 0.35) +
    differs(a.glasses === 'none', b.glasses === 'none', 0.2) +
    differs(a.gender, b.gender, 0.4) +
    differs(a.ageBand, b.ageBand, 0.3) +
    Math.min(0.3, Math.abs(a.build - b.build)) +
    Math.min(0.4, Math.abs(a.heightM - b.heightM)) * 0.6
  );
};
