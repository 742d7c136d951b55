/** How scenes are joined, from the transitions between them. */
import type { TransitionKind } from '../breakdown.types.ts';

const kinds: readonly (readonly [TransitionKind, RegExp])[] = [
  ['smash-cut', /SMASH|HARD CUT|JUMP CUT|SHOCK CUT/i],
  ['match-cut', /MATCH/i],
  ['dissolve', /DISSOLVE|CROSS-?\s?FADE|FADE TO(?!:? ?(?:BLACK|WHITE)\b)\b|WIPE|IRIS|BLEND|RIPPLE|MELT/i],
  ['fade-out', /FADE(?:S)? (?:OUT|TO BLACK|TO WHITE|AWAY)|CUT TO BLACK|TO BLACK/i],
  ['fade-in', /FADE(?:S)? (?:IN|UP)|FADE FROM/i],
];

/** Any transition's kind; one that nobody knows is a plain cut. */
export const transitionKind = (text: string): TransitionKind =>
  kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'cut';
