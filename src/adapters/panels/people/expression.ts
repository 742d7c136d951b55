/** An emotion as six numbers, so that a face can stand anywhere between calm and any feeling. */
import type { Emotion } from '../../../domain/screenplay/breakdown.types.ts';

export type Expression = {
  /** Height of the brows' inner and outer ends, art units, up is negative. */
  readonly browInner: number;
  readonly browOuter: number;
  /** 1 = the eyes as drawn. */
  readonly openness: number;
  /** Lower lids pushed up, -0.3..1. */
  readonly squint: number;
  /** Corners of the mouth, -1..1. */
  readonly smile: number;
  /** How much the lips are pressed or the jaw set, 0..1. */
  readonly tension: number;
};

const expressions: Readonly<Record<Emotion, Expression>> = {
  neutral: { browInner: 0, browOuter: 0, openness: 0.89, squint: 0, smile: 0.1, tension: 0 },
  joy: { browInner: -9, browOuter: -10, openness: 0.84, squint: 0.75, smile: 1, tension: 0 },
  sadness: { browInner: -26, browOuter: 12, openness: 0.7, squint: 0.1, smile: -0.7, tension: 0.1 },
  anger: { browInner: 30, browOuter: -14, openness: 0.74, squint: 0.55, smile: -0.6, tension: 0.8 },
  fear: { browInner: -30, browOuter: -6, openness: 1.22, squint: -0.25, smile: -0.5, tension: 0.5 },
  wonder: { browInner: -20, browOuter: -24, openness: 1.16, squint: 0, smile: 0.3, tension: 0 },
  tenderness: { browInner: -14, browOuter: -2, openness: 0.76, squint: 0.35, smile: 0.55, tension: 0 },
  determination: { browInner: 18, browOuter: -6, openness: 0.82, squint: 0.35, smile: -0.2, tension: 0.6 },
  unease: { browInner: -14, browOuter: 2, openness: 1, squint: 0.2, smile: -0.4, tension: 0.4 },
};

/** `strength` 0..1 between calm and the whole emotion. */
export const expressionOf = (emotion: Emotion, strength: number): Expression => {
  const calm = expressions.neutral;
  const felt = expressions[emotion];
  const t = Math.max(0, Math.min(1, strength));
  const between = (key: keyof Expression): number => calm[key] + (felt[key] - calm[key]) * t;
  return {
    browInner: between('browInner'),
    browOuter: between('browOuter'),
    openness: between('openness'),
    squint: between('squint'),
    smile: between('smile'),
    tension: between('tension'),
  };
};
