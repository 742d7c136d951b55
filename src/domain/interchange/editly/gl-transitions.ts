/** editly's transitions (gl-transitions.com by name) as ours: some exactly, most by what comes nearest. */
import type { Transition } from '../../timeline/timeline.types.ts';

export type Nearest = Pick<Transition, 'type' | 'direction' | 'colour' | 'softness'> & { readonly exact: boolean };

const to = (type: Transition['type'], direction?: Transition['direction'], exact = false): Nearest => ({
  type,
  ...(direction === undefined ? {} : { direction }),
  exact,
});

const known: Readonly<Record<string, Nearest>> = {
  fade: to('dissolve', undefined, true),
  wipeleft: to('wipe', 'left', true),
  wiperight: to('wipe', 'right', true),
  wipeup: to('wipe', 'up', true),
  wipedown: to('wipe', 'down', true),
  'directional-left': to('push', 'left', true),
  'directional-right': to('push', 'right', true),
  'directional-up': to('push', 'up', true),
  'directional-down': to('push', 'down', true),
  directional: to('push', 'up'),
  directionalwarp: to('push', 'left'),
  directionalwipe: { ...to('wipe', 'left'), softness: 0.3 },
  linearblur: to('dissolve'),
  fadecolor: { type: 'dip', colour: '#000000', exact: true },
  fadegrayscale: to('dissolve'),
  circle: to('iris'),
  circleopen: { ...to('iris'), softness: 0.3 },
  circlecrop: to('iris'),
  heart: to('iris'),
  starwipe: to('iris'),
  rectanglecrop: to('iris'),
  boundedtruewipe: to('iris'),
  radial: to('clock', undefined, true),
  angular: to('clock'),
  windowslice: to('wipe', 'right'),
  windowblinds: to('wipe', 'right'),
  squareswire: to('wipe', 'left'),
  bowtiehorizontal: to('wipe', 'right'),
  bowtievertical: to('wipe', 'down'),
  simplezoom: to('zoom'),
  crosszoom: to('zoom'),
  dreamyzoom: to('zoom'),
  zoomincircles: to('zoom'),
  rotate_scale_fade: to('zoom'),
  cube: to('push', 'left'),
  swap: to('push', 'left'),
  doorway: to('zoom'),
  bounce: to('slide', 'down'),
  invertedpagecurl: to('slide', 'up'),
  slides: to('slide', 'left'),
};

/** The nearest transition of a name, capitals not minded. */
export const nearestTransition = (name: string): Nearest => {
  const key = name.toLowerCase();
  return Object.hasOwn(known, key) ? (known[key] as Nearest) : to('dissolve');
};
