/** What evaluating a clip needs to know of the timeline around it. */
import type { Rate } from '../domain/time.ts';
import type { TextStyle } from '../domain/timeline/timeline.types.ts';
import type { TextPart } from './display-list.types.ts';
import type { PlacedClip } from './track-layout.ts';

/** How many letters, words or lines a text has; lines depend on how it wraps, so the rasteriser counts best. */
export type UnitCounter = (text: string, style: TextStyle, unit: TextPart['unit']) => number;

export type Size = { readonly width: number; readonly height: number };

/** The stack a clip stands in. */
export type Scene = Size & {
  readonly rate: Rate;
  readonly countUnits: UnitCounter;
  /** Mixes are not allowed where this is drawn: see `MixDraw`. */
  readonly isMixed: boolean;
  /** Nothing lies below in this stack: what fades to a colour here fades the whole frame. */
  readonly isLowest: boolean;
};

/** A clip of one kind at one frame. */
export type Moment<Clip extends PlacedClip['clip'] = PlacedClip['clip']> = {
  readonly clip: Clip;
  /** The clip's own time: `sourceRange.startFrame` plus the frames since its start; beyond its range inside a transition. */
  readonly local: number;
  /** Names the clip in its timeline, from its place in it. */
  readonly path: string;
};
