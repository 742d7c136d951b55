/** The shot plan: what the camera sees, in which order, and what is said and done meanwhile. */
import type { Emotion, Mood, Pose, TimeOfDay, TransitionKind, Weather } from '../screenplay/breakdown.types.ts';

export type ShotSize = 'EWS' | 'WS' | 'FS' | 'MWS' | 'MS' | 'MCU' | 'CU' | 'ECU' | 'INSERT';
export type Framing = 'establishing' | 'single' | 'two_shot' | 'group' | 'ots' | 'pov' | 'insert' | 'reaction' | 'card';
export type Angle = 'eye' | 'low' | 'high' | 'overhead' | 'dutch';
export type MovementKind = 'static' | 'push-in' | 'pull-out' | 'pan' | 'tilt' | 'truck' | 'crane' | 'handheld';

/** Shape of the film's frame, width to height. */
export type Aspect = '16:9' | '9:16' | '1:1';

export type Movement = {
  readonly kind: MovementKind;
  /** Direction the camera travels or turns; none for push-in, pull-out, static and handheld. */
  readonly direction?: 'left' | 'right' | 'up' | 'down';
  /** 0..1 of the largest move a panel's overscan allows. */
  readonly amount: number;
};

/** One person in the frame. */
export type StagedFigure = {
  readonly characterId: string;
  /** Centre of the head across the frame, -1 left edge .. 1 right edge. The 180-degree line is kept by these numbers. */
  readonly screenX: number;
  /** 0 = nearest the camera; larger stands further back. */
  readonly depth: number;
  readonly facing: 'left' | 'right' | 'camera' | 'away';
  readonly pose: Pose;
  readonly emotion: Emotion;
  readonly emotionStrength: number;
  /** Where the eyes look, -1..1; x right, y down. */
  readonly gaze: { readonly x: number; readonly y: number };
  readonly holds?: string;
  /** `shut` for the whole shot; else they are open and blink. */
  readonly eyes?: 'open' | 'shut';
};

/** The place as the painter needs it. Everything that must agree between shots of one place hangs on `locationId`. */
export type StagedPlace = {
  readonly locationId: string;
  readonly name: string;
  readonly interior: boolean;
  readonly timeOfDay: TimeOfDay;
  readonly weather: Weather;
  readonly mood: Mood;
  readonly dressing: readonly string[];
};

/** What a shot carries of the script. A shot's length is the time its covers need. */
export type ShotCover =
  | {
      readonly kind: 'speech';
      readonly beatId: string;
      readonly partId: string;
      /** Sentences of the part heard in this shot, [from, to). Cuts inside a part fall on sentence ends. */
      readonly fromSentence: number;
      readonly toSentence: number;
      /** Whether the speaker's mouth is in the frame. */
      readonly onScreen: boolean;
    }
  | {
      readonly kind: 'action';
      readonly beatId: string;
      readonly readingMs: number;
      /** What of the action is seen here, in the script's words; left out: all of it. */
      readonly text?: string;
    }
  | {
      readonly kind: 'hold';
      readonly holdMs: number;
      readonly why: 'establish' | 'reaction' | 'beat' | 'tail' | 'card';
      /** The beat that made the camera stay, when one did: a held reaction belongs to the line it reacts to. */
      readonly beatId?: string;
    };

export type Shot = {
  /** Stable: from the scene and what it covers. */
  readonly id: string;
  readonly sceneId: string;
  /** e.g. `2C`: scene number and a letter. */
  readonly number: string;
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly angle: Angle;
  readonly movement: Movement;
  readonly lensMm: number;
  readonly place: StagedPlace;
  /** Which way the camera looks in the set, degrees clockwise from the set's own front; the painter projects from it. */
  readonly cameraYawDeg: number;
  readonly figures: readonly StagedFigure[];
  /** Hero prop first. For an insert the first fills the frame. */
  readonly props: readonly string[];
  readonly covers: readonly ShotCover[];
  /** How this shot is entered. */
  readonly transitionIn: TransitionKind;
  readonly transitionOut?: TransitionKind;
  /** Text on screen, for cards and superimpositions. */
  readonly card?: string;
  /** Why the shot is there, in a few plain words, for the shot list. */
  readonly role: string;
};

export type ShotPlan = { readonly seed: string; readonly shots: readonly Shot[] };

/** A shot placed in the film. Frames count from the start of the film; ranges of neighbours overlap by a dissolve's length. */
export type TimedShot = {
  readonly shotId: string;
  readonly startFrame: number;
  readonly durationFrames: number;
  /** Frames shared with the previous shot (a dissolve) or faded up from black; 0 for cuts. */
  readonly transitionInFrames: number;
  readonly transitionOutFrames: number;
};

/** A part of speech placed in the film, to the millisecond, counted from the start of the film. */
export type PlacedSpeech = {
  readonly partId: string;
  readonly beatId: string;
  readonly sceneId: string;
  readonly characterId: string;
  readonly startMs: number;
  readonly durationMs: number;
};

export type TimedScene = { readonly sceneId: string; readonly startFrame: number; readonly durationFrames: number };

export type FilmTiming = {
  readonly shots: readonly TimedShot[];
  readonly speeches: readonly PlacedSpeech[];
  readonly scenes: readonly TimedScene[];
  readonly durationFrames: number;
};
