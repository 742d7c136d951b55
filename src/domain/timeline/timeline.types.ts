/**
 * The timeline document. OpenTimelineIO's words; time in whole frames at the timeline's rate.
 * Tracks are bottom first. Items of a track follow each other without holes: a hole is a gap.
 * Every optional field has the default its comment names; a document that says nothing special says little.
 */

import type { Viseme } from '../performance/performance.types.ts';
import type { EyeState } from '../shot/panel.types.ts';
import type { FrameRange, Rate } from '../time.ts';
import type { Animated, Easing } from './animated.types.ts';
import type { BlendMode, Filter, Look, Placement, Transform } from './look.types.ts';
import type { MediaReference, Metadata } from './media-reference.types.ts';
import type { OutputSettings } from './output.types.ts';
import type { TextMotion, TextStyle, WordHighlight } from './text.types.ts';

export type * from './animated.types.ts';
export * from './look.types.ts';
export type * from './media-reference.types.ts';
export * from './output.types.ts';
export * from './text.types.ts';

export const timelineSchema = 'workprint.timeline/2';

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

type ClipBase = {
  readonly id: string;
  readonly name: string;
  /**
   * `startFrame` inside the clip's own material (0 unless trimmed), in frames of the timeline; `durationFrames` is how long
   * it lasts on the timeline, whatever its speed.
   */
  readonly sourceRange: FrameRange;
  /** Free notes that survive a round trip: scene and shot ids, what made this clip, unknown fields of an import. */
  readonly metadata?: Metadata;
  readonly compiled?: Compiled;
};

/** What `compile` worked out on the whole timeline and writes into the clips of its segments. No document has it. */
export type Compiled = {
  /** Size in which the pictures of a video, an image or a shape are made, even pixels; see `compile/delivery.ts`. */
  readonly delivered?: { readonly width: number; readonly height: number };
  /** Of a video: the position in its material at `sourceRange.startFrame`, in frames of the timeline, to 2^-32. */
  readonly materialStart?: number;
  /** Of a text: the range, in the clip's own time, at whose ends it enters and leaves, when it is not `sourceRange`. */
  readonly motionRange?: FrameRange;
  /** Of a text: how many times larger than its style it is drawn, so that its placement does not enlarge pixels. */
  readonly drawnScale?: number;
};

/**
 * How fast material runs: 1 as recorded, 2 twice as fast, 0 frozen, negative backwards; keyframes make a ramp.
 * Forward, a clip begins at `sourceRange.startFrame`. Backward it shows the same stretch of material (`durationFrames` times the
 * speed, from `startFrame`), last frame first.
 */
export type Speed = Animated;

/** The sound of a clip. */
export type Sound = {
  /** Decibels; default 0. */
  readonly gainDb?: Animated;
  /** Left -1 .. 1 right; default 0. */
  readonly pan?: Animated;
  /** Equal-power fades; default 0. */
  readonly fadeInFrames?: number;
  readonly fadeOutFrames?: number;
  /** Which of the file's sound tracks, from 0; default 0. */
  readonly audioTrack?: number;
};

/** A drawn shot (`layers`), or a timeline inside the timeline (`tracks`); exactly one of the two. */
export type CompositionClip = ClipBase &
  Look & {
    readonly kind: 'composition';
    readonly layers: readonly CompositionLayer[];
    /** A nested stack, bottom first, in frame pixels; `layers` is empty then. It runs from its own frame 0. */
    readonly tracks?: readonly (VideoTrack | AudioTrack)[];
  };
export type VideoClip = ClipBase &
  Look & {
    readonly kind: 'video';
    readonly media: MediaReference;
    readonly speed?: Speed;
    /** `muted`: the file's sound is not heard; default: heard as it is, if it has any. */
    readonly sound?: Sound | 'muted';
    /** Begins again when the material ends; default false: the last frame holds. */
    readonly loop?: boolean;
  };
export type ImageClip = ClipBase & Look & { readonly kind: 'image'; readonly media: MediaReference };
export type SolidClip = ClipBase & Look & { readonly kind: 'solid'; readonly colour: string };

export type Shape =
  | { readonly kind: 'rectangle'; readonly width: number; readonly height: number; readonly radiusPx?: number }
  | { readonly kind: 'ellipse'; readonly width: number; readonly height: number }
  /** Points in pixels, at least three; closed. */
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [x: number, y: number])[] }
  | { readonly kind: 'line'; readonly points: readonly (readonly [x: number, y: number])[] };
export type ShapeClip = ClipBase &
  Look & {
    readonly kind: 'shape';
    readonly shape: Shape;
    /** At least one of the two. */
    readonly fill?: string;
    readonly stroke?: { readonly colour: string; readonly widthPx: number };
  };

export type TextClip = ClipBase & {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly opacity: Animated;
  /** Moves the finished text, in frame pixels, about the middle of its box; `fit`, `box` and `crop` do not apply. */
  readonly placement?: Placement;
  readonly blend?: BlendMode;
  /** Of the finished text as it lies in the frame. */
  readonly filters?: readonly Filter[];
  readonly enter?: TextMotion;
  readonly leave?: TextMotion;
};
/** Frames of a cue count from the start of the clip; `to` is exclusive. */
export type CaptionCue = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly speaker?: string;
  /** When each word is spoken, in the order of the text; frames as above. */
  readonly words?: readonly { readonly from: number; readonly to: number; readonly text: string }[];
};
export type CaptionsClip = ClipBase & {
  readonly kind: 'captions';
  readonly cues: readonly CaptionCue[];
  readonly style: TextStyle;
  readonly highlight?: WordHighlight;
  /** Written beside the film but not drawn when false. */
  readonly burn: boolean;
};
export type AudioClip = ClipBase & {
  readonly kind: 'audio';
  readonly media: MediaReference;
  readonly gainDb: Animated;
  readonly fadeInFrames: number;
  readonly fadeOutFrames: number;
  readonly pan?: Animated;
  readonly audioTrack?: number;
  /** Positive; the pitch stays. Default 1. */
  readonly speed?: number;
  readonly loop?: boolean;
};
export type Gap = { readonly kind: 'gap'; readonly sourceRange: FrameRange; readonly metadata?: Metadata };

export const transitionTypes = [
  'dissolve',
  'fade-from-black',
  'fade-to-black',
  'dip',
  'wipe',
  'iris',
  'clock',
  'slide',
  'push',
  'zoom',
] as const;
/** Between two clips of a track: they overlap by inFrames + outFrames, as in OpenTimelineIO (`in_offset`, `out_offset`). */
export type Transition = {
  readonly kind: 'transition';
  readonly type: (typeof transitionTypes)[number];
  /** Frames before the cut, taken from the handle of the incoming clip. */
  readonly inFrames: number;
  /** Frames after the cut, taken from the handle of the outgoing clip. */
  readonly outFrames: number;
  /** Which way the edge (wipe) or the pictures (slide, push) move; default `left`. */
  readonly direction?: 'left' | 'right' | 'up' | 'down';
  /** Of the colour that a `dip` goes through; default black. */
  readonly colour?: string;
  /** 0..1: how wide the edge of a wipe, iris or clock is; default 0. */
  readonly softness?: number;
  /** Default `linear`. */
  readonly easing?: Easing;
  readonly metadata?: Metadata;
};
/** Between two sounds: the same overlap, with equal power. */
export type AudioTransition = Omit<Transition, 'type' | 'direction' | 'colour' | 'softness'> & {
  readonly type: 'crossfade';
};

export type PictureClip = CompositionClip | VideoClip | ImageClip | SolidClip | ShapeClip | TextClip | CaptionsClip;
export type VideoItem = PictureClip | Gap | Transition;
export type AudioItem = AudioClip | Gap | AudioTransition;
export type VideoTrack = {
  readonly kind: 'video';
  readonly id: string;
  readonly name: string;
  /** Kept for editing, not shown and not heard. */
  readonly hidden?: boolean;
  /** No edit changes it. */
  readonly locked?: boolean;
  readonly items: readonly VideoItem[];
  readonly metadata?: Metadata;
};
export type AudioTrack = {
  readonly kind: 'audio';
  readonly id: string;
  readonly name: string;
  /** Kept for editing, not heard. */
  readonly muted?: boolean;
  /** No edit changes it. */
  readonly locked?: boolean;
  readonly gainDb?: Animated;
  /** Goes down while any other track is heard (all others by default, or those named). */
  readonly duck?: Duck;
  readonly items: readonly AudioItem[];
  readonly metadata?: Metadata;
};
/** Decibels down (positive; 12), and how long the way takes in milliseconds (attack 150, release 500). */
export type Duck = {
  readonly under?: readonly string[];
  readonly byDb?: number;
  readonly attackMs?: number;
  readonly releaseMs?: number;
};
export type Marker = {
  readonly frame: number;
  readonly name: string;
  readonly colour: string;
  /** Default 0: a point. */
  readonly durationFrames?: number;
  readonly comment?: string;
  readonly metadata?: Metadata;
};

/** A font of the person's own, used by its `family` name in text styles. */
export type FontFile = {
  readonly family: string;
  readonly media: MediaReference;
  readonly weight?: TextStyle['fontWeight'];
  readonly italic?: boolean;
};

/** What the finished sound is levelled to; integrated loudness by ITU-R BS.1770. */
export type LoudnessTarget = { readonly integratedLufs: number; readonly truePeakDbtp: number };

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
  readonly fonts?: readonly FontFile[];
  /** Default: as mixed, with peaks limited to -1 dBTP. */
  readonly loudness?: LoudnessTarget;
  /** What `render` makes of it when nobody says otherwise. */
  readonly output?: OutputSettings;
  readonly metadata?: Metadata;
};
