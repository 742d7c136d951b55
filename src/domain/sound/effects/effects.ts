/** Single sounds by name: mono samples with their room around them, peaking at a level natural for each. */
import { type Random, seededRandom } from '../../random.ts';
import type { EffectEvent, EffectKind } from '../sound.types.ts';
import {
  click,
  doorClose,
  doorOpen,
  doorSlam,
  footsteps,
  glassBreak,
  glassClink,
  gunshot,
  knock,
  paper,
  running,
  splash,
  thud,
  thunder,
  typing,
} from './impacts.ts';
import { peakedAt, placed } from './pieces.ts';
import { beep, bell, carHorn, engineStart, phoneBuzz, phoneRing, shipHorn, staticBurst } from './signals.ts';

type Maker = { readonly make: (random: Random, seconds: number) => Float32Array; readonly peak: number };

/** `peak` is at the stems' level, where speech peaks near 0.35. */
const makers: Readonly<Record<EffectKind, Maker>> = {
  'door-open': { make: doorOpen, peak: 0.12 },
  'door-close': { make: doorClose, peak: 0.2 },
  'door-slam': { make: doorSlam, peak: 0.38 },
  knock: { make: knock, peak: 0.22 },
  footsteps: { make: footsteps, peak: 0.075 },
  running: { make: running, peak: 0.12 },
  thunder: { make: thunder, peak: 0.3 },
  'phone-ring': { make: phoneRing, peak: 0.12 },
  'phone-buzz': { make: phoneBuzz, peak: 0.1 },
  click: { make: click, peak: 0.08 },
  'glass-clink': { make: glassClink, peak: 0.09 },
  'glass-break': { make: glassBreak, peak: 0.3 },
  bell: { make: bell, peak: 0.14 },
  'ship-horn': { make: shipHorn, peak: 0.16 },
  'car-horn': { make: carHorn, peak: 0.15 },
  gunshot: { make: gunshot, peak: 0.45 },
  splash: { make: splash, peak: 0.2 },
  'engine-start': { make: engineStart, peak: 0.16 },
  'static-burst': { make: staticBurst, peak: 0.1 },
  thud: { make: thud, peak: 0.25 },
  paper: { make: paper, peak: 0.06 },
  typing: { make: typing, peak: 0.07 },
  beep: { make: beep, peak: 0.08 },
};

/** Longest a lasting sound may be, whatever is asked. */
const longestSeconds = 12;

/** Mono samples of an event at the stems' level, its room included; `startSample`, `gainDb` and `pan` are left to the mix. */
export const renderEffect = (event: EffectEvent): Float32Array => {
  const random = seededRandom('effect', event.kind, event.seed);
  const { make, peak } = makers[event.kind];
  const seconds = Math.min(longestSeconds, Math.max(0.3, event.lengthMs / 1000));
  return peakedAt(placed(make(random, seconds), event.interior, random), peak);
};
