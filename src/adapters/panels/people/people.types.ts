/** What the composition asks of the people painter and what it gets. All lengths are whole pixels of the panel. */
import type { CharacterLook, Viseme } from '../../../domain/performance/performance.types.ts';
import type { Emotion, Pose } from '../../../domain/screenplay/breakdown.types.ts';
import type { EyeState } from '../../../domain/shot/panel.types.ts';
import type { LightOptions, Surface } from '../ink/ink.ts';

export type PersonView = 'three-quarter' | 'front' | 'back' | 'profile';

/** The scene's light; lengths that are not given follow from the size of the head. */
export type PersonLight = Omit<LightOptions, 'shadeDepth' | 'shadeSoftness'> & {
  readonly shadeDepth?: number;
  readonly shadeSoftness?: number;
};

export type PixelRange = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type PersonRequest = {
  readonly look: CharacterLook;
  /** Three-quarter and profile look to the right of the screen; `mirrored` turns them to the left. */
  readonly view: PersonView;
  readonly mirrored: boolean;
  readonly crop: 'bust' | 'figure';
  /** For figures; a bust ignores it. */
  readonly pose: Pose;
  readonly emotion: Emotion;
  /** 0..1 */
  readonly strength: number;
  /** On the screen: -1 left .. 1 right, -1 up .. 1 down. */
  readonly gaze: { readonly x: number; readonly y: number };
  /** Busts: chin to crown. Figures: the standing height of this person at this distance, whatever the pose. */
  readonly heightPx: number;
  /** 0 = a figure far away, 1 = a close-up. */
  readonly detail: number;
  readonly light: PersonLight;
  /** A thing in a raised hand: phone, torch, mug, letter, ...; a thing nobody can draw leaves the hand down. */
  readonly holds?: string;
  /** Mouths and eyes are wanted: the person comes in three parts (body, head, collar) with patches on the head. */
  readonly withPatches: boolean;
  /** Lean of the head, degrees clockwise on the screen. */
  readonly headTiltDeg?: number;
  /** What of the person is in the picture, relative to the origin: nothing outside is painted. */
  readonly visible?: PixelRange;
};

export type ScreenPoint = { readonly x: number; readonly y: number };

/** A surface with the place of its upper left corner relative to the person's origin. */
export type PlacedSurface = { readonly surface: Surface; readonly x: number; readonly y: number };

/** Rectangles that replace a part of the head; `x`, `y` count from the head surface's upper left corner. */
export type SurfacePatches<Name extends string> = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly images: Readonly<Record<Name, Surface>>;
};

/** Lit and cropped. The origin of a bust is the middle between the eyes; of a figure the ground under its feet. */
export type PersonArt = {
  /** Everything, when there is no `head`; else what lies behind the head. */
  readonly body: PlacedSurface;
  readonly head?: PlacedSurface;
  /** Lies over the head's neck. */
  readonly collar?: PlacedSurface;
  /** The point the head turns about, relative to the origin. */
  readonly pivot?: ScreenPoint;
  readonly mouth?: SurfacePatches<Viseme>;
  readonly eyes?: SurfacePatches<EyeState>;
  /** Landmarks relative to the origin. */
  readonly landmarks: { readonly crown: ScreenPoint; readonly chin: ScreenPoint; readonly eyes: ScreenPoint };
};
