/** The light of a scene: a handful of colours everything in its panels is mixed from, the same in all of them. */
import type { Colour, GradientStops } from '../ink/ink.ts';

export type SkyLight = {
  /** Zenith at 0, horizon at 1. */
  readonly stops: GradientStops;
  /** Colours the clouds are brushed with. */
  readonly brush: readonly Colour[];
  /** 0 clear .. 1 overcast. */
  readonly cloud: number;
  readonly stars: number;
  /** The disc in the sky, when it is in the picture. */
  readonly disc: { readonly kind: 'sun' | 'moon' | 'none'; readonly colour: Colour; readonly glow: number };
};

export type SunLight = {
  /** Degrees to the right of the set's own front, and above the horizon. */
  readonly azimuthDeg: number;
  readonly elevationDeg: number;
  readonly colour: Colour;
  /** 0..1: strength of the patches, shafts and cast shadows it makes. */
  readonly strength: number;
};

export type SetLight = {
  /** What the set is multiplied with where no lamp or window reaches. */
  readonly ambient: Colour;
  readonly haze: Colour;
  readonly hazePerMetre: number;
  readonly ink: Colour;
  readonly shade: Colour;
  /** What a window lets in, and how much, 0..1. */
  readonly windowColour: Colour;
  readonly windowStrength: number;
  readonly lampColour: Colour;
  /** 0 = lamps are off. */
  readonly lampStrength: number;
  /** Share of a building's windows that are lit. */
  readonly windowsLit: number;
};

export type CastLightColours = {
  readonly ambient: Colour;
  readonly shade: Colour;
  readonly shadeAmount: number;
  readonly key: Colour;
  readonly keyAmount: number;
  readonly keyBlend: 'screen' | 'overlay' | 'soft-light';
  readonly rim: Colour;
  readonly rimAmount: number;
};

export type Grade = {
  readonly tint: Colour;
  readonly tintAmount: number;
  readonly lift: Colour;
  readonly liftAmount: number;
  /** 1 = as painted. */
  readonly saturation: number;
  readonly vignette: Colour;
  readonly vignetteAmount: number;
};

export type SceneLight = {
  readonly sky: SkyLight;
  readonly sun: SunLight;
  readonly set: SetLight;
  readonly cast: CastLightColours;
  readonly grade: Grade;
  /** 0 dry .. 1 puddles. */
  readonly wet: number;
  /** 0 none .. 1 everything lies under it. */
  readonly snow: number;
  /** 0 none .. 1 one sees ten metres. */
  readonly fog: number;
  readonly dark: boolean;
};

/** A row of the light tables: the light before weather and mood. Warm key means cool shadow; nights are navy, never black. */
export type LightRow = Omit<SceneLight, 'wet' | 'snow' | 'fog'>;
