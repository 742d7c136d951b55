/** What two clips show while one gives way to the other: one function for each way. */
import type { Transition } from '../domain/timeline/timeline.types.ts';
import { ease } from './animate.ts';
import type { Draw, MixHow, PlainDraw } from './display-list.types.ts';
import { groupDraw } from './group-draw.ts';
import { coversFrame } from './layer-edges.ts';
import { clippedDraws, enlargedDraws, shiftedDraws } from './moved-draws.ts';
import type { Scene } from './scene.types.ts';

/** A transition at frame `k` of `n`, and what either clip shows then. */
export type Changing = {
  readonly transition: Transition;
  readonly k: number;
  readonly n: number;
  readonly from: readonly PlainDraw[];
  readonly to: readonly PlainDraw[];
};

const black = '#000000';

/** Share of the way after the share `t` of the time; easings that overshoot are held within it. */
const eased = ({ easing = 'linear' }: Transition, t: number): number =>
  easing === 'linear' ? t : Math.min(Math.max(ease(easing, Math.min(Math.max(t, 0), 1)), 0), 1);

/** Taken in the middle of the frame, so that a change is the same in both directions. */
const middle = ({ transition, k, n }: Changing): number => eased(transition, (k + 0.5) / n);

const mixed = ({ from, to }: Changing, how: MixHow): readonly Draw[] =>
  from.length === 0 && to.length === 0 ? [] : [{ kind: 'mix', from, to, how }];

/** A colour over what shows: over the whole frame on the lowest track, elsewhere over the clip only. */
const coloured = (scene: Scene, draws: readonly PlainDraw[], colour: string, weight: number): readonly Draw[] => {
  if (scene.isLowest) return [...draws, { kind: 'fill', colour, weight }];
  if (draws.length === 0 || weight === 0) return draws;
  return [groupDraw(scene, [...draws, { kind: 'fill', colour, weight, inside: true }])];
};

/** Down to a colour until the middle, then up from it. */
const dip = (scene: Scene, changing: Changing): readonly Draw[] => {
  const { transition, from, to } = changing;
  const t = middle(changing);
  const weight = Math.round(256 * (1 - Math.abs(2 * t - 1)));
  return coloured(scene, t < 0.5 ? from : to, transition.colour ?? black, weight);
};

const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

/** Beyond this a movement of whole chroma samples looks as smooth as an exact one, and is only copied. */
const fastPxPerFrame = 8;

/**
 * What still shows of the old picture beside a new one whose frame lies `way` pixels in. The whole frame covers it, also where the
 * new clip shows nothing in it; up to a whole pixel, so that the rim of the new one lies on the old one and not on what is below.
 */
const uncovered = (scene: Scene, { transition, from, to }: Changing, way: number): readonly PlainDraw[] => {
  if (to.some((draw) => draw.kind === 'layer' && coversFrame(draw, scene))) return from;
  const { width, height } = scene;
  const rest = { left: 0, top: 0, right: width, bottom: height };
  const rests = {
    left: { right: Math.ceil(width - way) },
    right: { left: Math.floor(way) },
    up: { bottom: Math.ceil(height - way) },
    down: { top: Math.floor(way) },
  };
  return clippedDraws(scene, from, { ...rest, ...rests[transition.direction ?? 'left'] });
};

/** The frame of the new clip moves in over the old picture, which stays (`slide`) or is pushed out (`push`). */
const slid = (scene: Scene, changing: Changing, isPushed: boolean): readonly Draw[] => {
  const { transition, k, n, from, to } = changing;
  const [wx, wy] = ways[transition.direction ?? 'left'];
  const length = wx === 0 ? scene.height : scene.width;
  const t = middle(changing);
  const speed = Math.abs(eased(transition, (k + 1.5) / n) - t) * length;
  const way = speed >= fastPxPerFrame ? Math.round((t * length) / 2) * 2 : t * length;
  const old = isPushed ? shiftedDraws(scene, from, wx * way, wy * way) : uncovered(scene, changing, way);
  return [...old, ...shiftedDraws(scene, to, wx * (way - length), wy * (way - length))];
};

/** The old picture comes twice as near while it gives way to the new one. */
const zoomed = (scene: Scene, changing: Changing): readonly Draw[] => {
  const t = middle(changing);
  const from = enlargedDraws(scene, changing.from, 1 + t);
  return mixed({ ...changing, from }, { kind: 'dissolve', weight: Math.round(256 * t) });
};

/**
 * Frame k of n. A dissolve weighs at the middle of the frame, so that it is symmetrical; a fade from black begins with a
 * black frame, a fade to black ends with one.
 */
export const transitionDraws = (scene: Scene, changing: Changing): readonly Draw[] => {
  const { transition, k, n, from, to } = changing;
  const { softness = 0, direction = 'left' } = transition;
  switch (transition.type) {
    case 'dissolve':
      return mixed(changing, { kind: 'dissolve', weight: Math.round(256 * middle(changing)) });
    case 'fade-from-black':
      return coloured(scene, to, black, 256 - Math.round(256 * eased(transition, k / n)));
    case 'fade-to-black':
      return coloured(scene, from, black, Math.round(256 * eased(transition, (k + 1) / n)));
    case 'dip':
      return dip(scene, changing);
    case 'wipe':
      return mixed(changing, { kind: 'wipe', direction, progress: middle(changing), softness });
    case 'iris':
    case 'clock':
      return mixed(changing, { kind: transition.type, progress: middle(changing), softness });
    case 'slide':
      return slid(scene, changing, false);
    case 'push':
      return slid(scene, changing, true);
    case 'zoom':
      return zoomed(scene, changing);
  }
};
