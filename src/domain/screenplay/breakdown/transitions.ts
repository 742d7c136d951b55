/** How scenes are joined, from the transitions between them. */
import type { TransitionKind } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import type { RawScene } from './paragraphs.ts';

const kinds: readonly (readonly [TransitionKind, RegExp])[] = [
  ['smash-cut', /SMASH|HARD CUT|JUMP CUT|SHOCK CUT/i],
  ['match-cut', /MATCH/i],
  ['dissolve', /DISSOLVE|CROSS-?\s?FADE|FADE TO(?!:? ?(?:BLACK|WHITE)\b)\b|WIPE|IRIS|BLEND|RIPPLE|MELT/i],
  ['fade-out', /FADES? (?:OUT|TO BLACK|TO WHITE|AWAY)|CUT TO (?:BLACK|WHITE)|TO BLACK/i],
  ['fade-in', /FADES? (?:IN|UP)|FADE FROM/i],
];

/** Any transition's kind; one that nobody knows is a plain cut. */
export const transitionKind = (text: string): TransitionKind =>
  kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'cut';

/** What stands before and after a scene's content. */
type Joint = { readonly into: TransitionKind | undefined; readonly out: TransitionKind | undefined };

const jointOf = (scene: RawScene): Joint => {
  const isContent = (kind: string): boolean => kind !== 'transition' && kind !== 'card';
  const kindAt = (from: number, past: number): TransitionKind | undefined => {
    const found = scene.items.slice(from, past).findLast((item) => item.kind === 'transition');
    return found?.kind === 'transition' ? transitionKind(plainText(found.element.text)) : undefined;
  };
  const first = scene.items.findIndex(({ kind }) => isContent(kind));
  if (first < 0) return { into: kindAt(0, scene.items.length), out: undefined };
  const last = scene.items.findLastIndex(({ kind }) => isContent(kind));
  return { into: kindAt(0, first), out: kindAt(last + 1, scene.items.length) };
};

export type SceneTransitions = { readonly into: TransitionKind; readonly out: TransitionKind | undefined };

/** How each scene is entered and left. After a fade-out the film fades in again. */
export const sceneTransitions = (scenes: readonly RawScene[]): SceneTransitions[] => {
  const joints = scenes.map(jointOf);
  return joints.map(({ into, out }, at) => {
    const before = joints[at - 1]?.out;
    const entered = into ?? (before === 'fade-out' ? 'fade-in' : before) ?? 'cut';
    const isLast = at === joints.length - 1;
    return {
      into: at === 0 && entered === 'fade-out' ? 'cut' : entered,
      out: out === 'fade-out' || isLast ? out : undefined,
    };
  });
};
