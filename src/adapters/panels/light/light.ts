/** The door of the light room: place, time, weather and mood in, the colours of the scene out. */
import type { Mood, Weather } from '../../../domain/screenplay/breakdown.types.ts';
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import { type Colour, type GradientStops, mixColour } from '../ink/ink.ts';
import { exteriorRows } from './exterior-rows.ts';
import { interiorRows } from './interior-rows.ts';
import type { LightRow, SceneLight } from './scene-light.types.ts';

export type { Grade, SceneLight } from './scene-light.types.ts';

/** The same for every panel of a scene: it asks only for what a scene has one of. */
export const sceneLight = (place: Pick<StagedPlace, 'interior' | 'timeOfDay' | 'weather' | 'mood'>): SceneLight => {
  const row = (place.interior ? interiorRows : exteriorRows)[place.timeOfDay];
  return underMood(underWeather(row, place.weather, place.interior), place.mood, place.interior);
};

/** How each weather veils the sky: overcast share, how grey, and what lies in the air and on the ground. */
const veils: Readonly<
  Record<Weather, { cloud: number; grey: number; dim: number; haze: number; wet: number; snow: number; fog: number }>
> = {
  clear: { cloud: 0, grey: 0, dim: 0, haze: 1, wet: 0, snow: 0, fog: 0 },
  wind: { cloud: 0.25, grey: 0.1, dim: 0.03, haze: 1, wet: 0, snow: 0, fog: 0 },
  rain: { cloud: 0.7, grey: 0.62, dim: 0.2, haze: 1.7, wet: 0.9, snow: 0, fog: 0.15 },
  storm: { cloud: 1, grey: 0.75, dim: 0.42, haze: 1.9, wet: 1, snow: 0, fog: 0.2 },
  snow: { cloud: 0.8, grey: 0.5, dim: 0, haze: 2.1, wet: 0, snow: 1, fog: 0.2 },
  fog: { cloud: 0.6, grey: 0.55, dim: 0.04, haze: 2.8, wet: 0.2, snow: 0, fog: 1 },
};

const underWeather = (row: LightRow, weather: Weather, interior: boolean): SceneLight => {
  const veil = veils[weather];
  const light = row.dark ? '#3c4e68' : '#8b97a4';
  const pale = row.dark ? '#54687e' : weather === 'snow' || weather === 'fog' ? '#cfd6da' : '#97a1aa';
  const veiled = (colour: Colour): Colour =>
    mixColour(mixColour(colour, light, veil.grey * (row.dark ? 0.7 : 1)), '#10141f', veil.dim * (row.dark ? 0.45 : 1));
  const sunStrength = row.sun.strength * (1 - Math.min(0.92, veil.cloud * 0.95));
  const stops: GradientStops = row.sky.stops.map(([at, colour]) => [
    at,
    at > 0.8 ? mixColour(veiled(colour), pale, veil.grey * 0.5) : veiled(colour),
  ]);
  const skyLoss = interior ? 0.5 : 1;
  return {
    ...row,
    sky: {
      ...row.sky,
      stops,
      brush: row.sky.brush.map(veiled),
      cloud: Math.min(1, row.sky.cloud + veil.cloud),
      stars: row.sky.stars * (1 - veil.cloud),
      disc: veil.cloud > 0.5 ? { ...row.sky.disc, kind: 'none', glow: row.sky.disc.glow * 0.35 } : row.sky.disc,
    },
    sun: { ...row.sun, strength: sunStrength, colour: mixColour(row.sun.colour, light, veil.grey * 0.5) },
    set: {
      ...row.set,
      ambient: mixColour(row.set.ambient, row.dark ? '#6e7c9c' : '#aab2c0', veil.grey * 0.75 * skyLoss),
      haze: interior ? row.set.haze : mixColour(row.set.haze, pale, veil.grey),
      hazePerMetre: row.set.hazePerMetre * (interior ? 1 : veil.haze),
      windowColour: mixColour(row.set.windowColour, interior ? pale : row.set.windowColour, veil.grey * 0.7),
      windowStrength: row.set.windowStrength * (interior ? 1 - veil.dim * 0.5 : 1),
      lampStrength: Math.max(row.set.lampStrength, veil.dim > 0.15 ? 0.7 : 0),
      windowsLit: Math.max(row.set.windowsLit, veil.dim > 0.15 ? 0.4 : 0),
    },
    cast: {
      ...row.cast,
      ambient: mixColour(row.cast.ambient, row.dark ? '#bcc2d4' : '#dfe4ea', veil.grey * 0.6 * skyLoss),
      keyAmount: row.cast.keyAmount * (1 - veil.grey * 0.5 * skyLoss),
      rimAmount: row.cast.rimAmount * (1 - veil.grey * 0.2 * skyLoss),
      rim: mixColour(row.cast.rim, '#dfe8f4', row.set.lampStrength > 0.5 ? 0 : veil.grey * 0.6 * skyLoss),
    },
    grade: {
      ...row.grade,
      tint: mixColour(row.grade.tint, '#d4e0ea', veil.grey * 0.7 * skyLoss),
      saturation: row.grade.saturation * (1 - 0.16 * veil.grey * skyLoss),
    },
    wet: veil.wet,
    snow: veil.snow,
    fog: veil.fog,
  };
};

type MoodShift = {
  readonly tint: Colour;
  readonly tintBy: number;
  readonly saturation: number;
  readonly vignetteBy: number;
  readonly shade?: Colour;
  readonly rim?: Colour;
  /** What artificial light is pulled toward. */
  readonly lamp?: Colour;
};

const moodShifts: Readonly<Record<Mood, MoodShift>> = {
  neutral: { tint: '#ffffff', tintBy: 0, saturation: 1, vignetteBy: 0 },
  tender: { tint: '#ffdcd2', tintBy: 0.35, saturation: 1.02, vignetteBy: 0.02 },
  joyful: { tint: '#fff0c0', tintBy: 0.35, saturation: 1.1, vignetteBy: -0.1 },
  wonder: { tint: '#e0ecff', tintBy: 0.3, saturation: 1.08, vignetteBy: 0.04, rim: '#f0fbff' },
  unease: {
    tint: '#cde6cc',
    tintBy: 0.5,
    saturation: 0.86,
    vignetteBy: 0.08,
    shade: '#123036',
    rim: '#dcf4d8',
    lamp: '#dcf0c8',
  },
  dread: {
    tint: '#bcd4cc',
    tintBy: 0.6,
    saturation: 0.72,
    vignetteBy: 0.14,
    shade: '#0c2028',
    rim: '#c8e8dc',
    lamp: '#d0e6c8',
  },
  grief: { tint: '#c8d2e6', tintBy: 0.55, saturation: 0.72, vignetteBy: 0.08, shade: '#2a3050' },
  anger: { tint: '#ffd0b8', tintBy: 0.45, saturation: 1.04, vignetteBy: 0.1, shade: '#40182c', rim: '#ffb088' },
  resolve: { tint: '#fff0dc', tintBy: 0.2, saturation: 1.02, vignetteBy: 0.04 },
  comic: { tint: '#fff6dc', tintBy: 0.2, saturation: 1.12, vignetteBy: -0.12 },
};

const underMood = (light: SceneLight, mood: Mood, interior: boolean): SceneLight => {
  const shift = moodShifts[mood];
  const pull = (from: Colour, to: Colour | undefined, by: number): Colour =>
    to === undefined ? from : mixColour(from, to, by);
  const lamps = interior ? 0.55 : 0.2;
  return {
    ...light,
    set: {
      ...light.set,
      lampColour: pull(light.set.lampColour, shift.lamp, lamps),
      shade: pull(light.set.shade, shift.shade, 0.25),
      haze: pull(light.set.haze, shift.lamp, 0.12),
    },
    cast: {
      ...light.cast,
      shade: pull(light.cast.shade, shift.shade, 0.55),
      rim: pull(light.cast.rim, shift.rim, 0.5),
      key: pull(light.cast.key, shift.lamp, 0.35),
    },
    grade: {
      ...light.grade,
      tint: mixColour(light.grade.tint, shift.tint, shift.tintBy),
      tintAmount: light.grade.tintAmount + shift.tintBy * 0.12,
      saturation: light.grade.saturation * shift.saturation,
      vignetteAmount: Math.max(0.25, Math.min(0.85, light.grade.vignetteAmount + shift.vignetteBy)),
    },
  };
};

/** Sky colour at a share of the way from zenith to horizon. */
export const skyColourAt = (light: SceneLight, at: number): Colour => {
  const { stops } = light.sky;
  for (let i = 1; i < stops.length; i++) {
    const [from, low] = stops[i - 1] as GradientStops[number];
    const [to, high] = stops[i] as GradientStops[number];
    if (at <= to) return mixColour(low, high, (at - from) / Math.max(0.001, to - from));
  }
  return (stops[stops.length - 1] as GradientStops[number])[1];
};
