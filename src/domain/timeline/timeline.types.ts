/**
 * The timeline document. OpenTimelineIO's words; time in whole frames at the timeline's rate.
 * Tracks are bottom first. Items of a track follow each other without holes: a hole is a gap.
 */

import type { BlobRef } from '../media.ts';
import type { Viseme } from '../performance/performance.types.ts';
import type { EyeState } from '../shot/panel.types.ts';
import type { FrameRange, Rate } from '../time.ts';

export const timelineSchema = 'workprint.timeline/1';

export type Easing = 'linear' | 'ease-in' | 'ease-out' | 'ease-in-out' | 'hold';

/** A number over time. `frame` counts from the start of the clip; before the first and after the last the value holds. */
export type Keyframe = { readonly frame: number; readonly value: number; readonly easing: Easing };
export type Animated = number | readonly Keyframe[];

/** Bytes by content, or a path relative to the timeline (command line only). */
export type MediaReference =
  | { readonly kind: 'blob'; readonly blob: BlobRef }
  | { readonly kind: 'file'; readonly path: string };

/** Position is in frame pixels, of the anchor; scale 1 = the image's own pixels; rotation in degrees clockwise about the anchor. */
export type Transform = {
  readonly x: Animated;
  readonly y: Animated;
  readonly scale: Animated;
  readonly rotation: Animated;
  /** Point of the image, in its own pixels, that position, scale and rotation refer to. */
  readonly anchorX: number;
  readonly anchorY: number;
};

/** Which picture a switch shows, from `frame` (counted from the start of the clip) until the next cue. */
export type SwitchCue<Name extends string> = { readonly frame: number; readonly show: Name };

/** A patch laid over its layer and moved with it; which image shows is decided per frame by the cues. */
export type SwitchedPatch<Name extends string> = {
  readonly x: number;
  readonly y: number;
  readonly images: Readonly<Record<Name, MediaReference>>;
  readonly cues: readonly SwitchCue<Name>[];
};

export type CompositionLayer = {
  readonly id: string;
  readonly image: MediaReference;
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  readonly transform: Transform;
  readonly opacity: Animated;
  readonly mouth?: SwitchedPatch<Viseme>;
  readonly eyes?: SwitchedPatch<EyeState>;
  /** Repeats the image without seams in both directions; for drifting weather. */
  readonly tile?: boolean;
};

export type TextStyle = {
  readonly fontFamily: string;
  readonly fontWeight: 400 | 500 | 600 | 700;
  readonly italic?: boolean;
  /** Pixels of the frame. */
  readonly sizePx: number;
  readonly lineHeight: number;
  readonly letterSpacingPx: number;
  readonly colour: string;
  readonly align: 'left' | 'centre' | 'right';
  /** Box the text is wrapped into and aligned in, frame pixels. */
  readonly boxX: number;
  readonly boxY: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly verticalAlign: 'top' | 'middle' | 'bottom';
  readonly outline?: { readonly colour: string; readonly widthPx: number };
  readonly shadow?: { readonly colour: string; readonly blurPx: number; readonly offsetY: number };
  readonly background?: { readonly colour: string; readonly paddingPx: number; readonly radiusPx: number };
};

type ClipBase = {
  readonly id: string;
  readonly name: string;
  /** `startFrame` inside the clip's own material (0 unless trimmed). */
  readonly sourceRange: FrameRange;
  /** Free notes that survive a round trip: scene and shot ids, what made this clip. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
};

export type CompositionClip = ClipBase & { readonly kind: 'composition'; readonly layers: readonly CompositionLayer[] };
export type SolidClip = ClipBase & { readonly kind: 'solid'; readonly colour: string };
export type TextClip = ClipBase & {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly opacity: Animated;
};
/** Frames of a cue count from the start of the clip; `to` is exclusive. */
export type CaptionCue = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly speaker?: string;
};
export type CaptionsClip = ClipBase & {
  readonly kind: 'captions';
  readonly cues: readonly CaptionCue[];
  readonly style: TextStyle;
  /** Written beside the film but not drawn when false. */
  readonly burn: boolean;
};
export type AudioClip = ClipBase & {
  readonly kind: 'audio';
  readonly media: MediaReference;
  readonly gainDb: Animated;
  readonly fadeInFrames: number;
  readonly fadeOutFrames: number;
};
export type Gap = { readonly kind: 'gap'; readonly sourceRange: FrameRange };
/** Between two clips of a track: they overlap by inFrames + outFrames, as in OpenTimelineIO (`in_offset`, `out_offset`). */
export type Transition = {
  readonly kind: 'transition';
  readonly type: 'dissolve' | 'fade-from-black' | 'fade-to-black';
  /** Frames before the cut, taken from the handle of the incoming clip. */
  readonly inFrames: number;
  /** Frames after the cut, taken from the handle of the outgoing clip. */
  readonly outFrames: number;
};

export type VideoItem = CompositionClip | SolidClip | TextClip | CaptionsClip | Gap | Transition;
export type AudioItem = AudioClip | Gap;
export type VideoTrack = {
  readonly kind: 'video';
  readonly id: string;
  readonly name: string;
  readonly items: readonly VideoItem[];
};
export type AudioTrack = {
  readonly kind: 'audio';
  readonly id: string;
  readonly name: string;
  /** Kept for editing, not heard. */
  readonly muted?: boolean;
  readonly items: readonly AudioItem[];
};
export type Marker = { readonly frame: number; readonly name: string; readonly colour: string };

export type Timeline = {
  readonly schema: typeof timelineSchema;
  readonly name: string;
  readonly rate: Rate;
  /** Even numbers of pixels. */
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly durationFrames: number;
  readonly tracks: readonly (VideoTrack | AudioTrack)[];
  readonly markers: readonly Marker[];
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
};
