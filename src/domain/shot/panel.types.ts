/** What the painter is asked for and what it delivers. The request holds no shot id: two shots of the same set-up share a panel. */
import type { BlobRef } from '../media.ts';
import type { CharacterLook, Viseme } from '../performance/performance.types.ts';
import type { Angle, Framing, ShotSize, StagedFigure, StagedPlace } from './shot.types.ts';

export type PanelFigure = Omit<StagedFigure, 'characterId' | 'eyes'> & {
  readonly look: CharacterLook;
  /** Mouth and eye patches are wanted: the person speaks or lives in this panel. */
  readonly speaks: boolean;
};

export type PanelRequest = {
  /** Frame of the film in pixels; both even. The painter paints wider (`overscan`) so that the camera can move. */
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly seed: string;
  readonly place: StagedPlace;
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly angle: Angle;
  readonly lensMm: number;
  readonly cameraYawDeg: number;
  readonly figures: readonly PanelFigure[];
  readonly props: readonly string[];
};

/** Painted size relative to the frame, both ways. 1.12 held with moves of +-6 % and 12 % zoom (art direction, 2026-11-20). */
export const overscan = 1.12;

/** Images that replace a rectangle of their layer, e.g. a mouth. Coordinates are in the layer's own pixels. */
export type PatchSet<Name extends string> = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly images: Readonly<Record<Name, BlobRef>>;
};

export type EyeState = 'open' | 'half' | 'shut';

export type PanelLayer = {
  readonly id: string;
  readonly role: 'sky' | 'far' | 'set' | 'cast' | 'foreground' | 'light' | 'weather' | 'texture';
  /** 0 far .. 1 cast .. 1.6 foreground: how much a camera move shifts it. `texture` is locked to the screen. */
  readonly depth: number;
  /** Where the image lies on the painted canvas, whole pixels, even numbers. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A planar premultiplied layer (compile/layer-image). */
  readonly image: BlobRef;
  /** True when every pixel is opaque: the compositor may write instead of blend. */
  readonly opaque: boolean;
  readonly characterId?: string;
  /** Set on a head that may sway: it turns about this point of the canvas. */
  readonly pivot?: { readonly x: number; readonly y: number };
  readonly mouth?: PatchSet<Viseme>;
  readonly eyes?: PatchSet<EyeState>;
  /** Weather that moves: pixels of the canvas per second; the image tiles in the direction it moves. */
  readonly drift?: { readonly xPerSecond: number; readonly yPerSecond: number };
};

export type PanelArt = {
  /** Painted canvas in pixels; the frame lies in its middle. */
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  /** Back to front. The first is opaque and fills the canvas. */
  readonly layers: readonly PanelLayer[];
};
