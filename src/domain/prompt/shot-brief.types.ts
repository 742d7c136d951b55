/** A shot as words: everything concrete that the script and the cast know about it, before any model's way of writing. Pure data, plain JSON. */
import type { ReferenceRole } from '../generation/ask.types.ts';
import type { BlobRef } from '../media.ts';
import type {
  Emotion,
  Mood,
  Pose,
  SpeechPart,
  TimeOfDay,
  VoiceChannel,
  Weather,
} from '../screenplay/breakdown.types.ts';
import type { Angle, Framing, MovementKind, ShotSize } from '../shot/shot.types.ts';

/** Moves of a plan, and those that only people ask for. */
export type BriefMoveKind = MovementKind | 'whip-pan' | 'orbit' | 'track' | 'zoom-in' | 'zoom-out' | 'rack-focus';

export type BriefMove = {
  readonly kind: BriefMoveKind;
  readonly direction?: 'left' | 'right' | 'up' | 'down';
  /** 0 hardly .. 1 as much as the shot bears. */
  readonly amount: number;
};

/** One person's looks in words, the same in every shot (identity.ts). */
export type Identity = {
  /** `a 34-year-old woman with fair skin, long wavy red hair and green eyes, wearing a yellow raincoat over a cream top`. */
  readonly full: string;
  /** `a 34-year-old woman with long wavy red hair, in a yellow raincoat`. */
  readonly medium: string;
  /** `red-haired woman in a yellow raincoat`. */
  readonly short: string;
  /** `woman`, `girl`, `man`, `boy`: what somebody who sees the picture would say. */
  readonly noun: string;
};

export type BriefPerson = {
  readonly characterId: string;
  /** As a reader writes it: `Mara`. */
  readonly name: string;
  readonly gender: 'female' | 'male' | 'unknown';
  readonly identity: Identity;
  /** `behind`: seen from the back, in the foreground; `hands`: only hands are in the picture. */
  readonly seen: 'face' | 'behind' | 'hands';
  /** -1 left edge .. 1 right edge. */
  readonly screenX: number;
  /** 0 nearest the camera. */
  readonly depth: number;
  readonly facing: 'left' | 'right' | 'camera' | 'away';
  readonly pose: Pose;
  readonly emotion: Emotion;
  /** 0..1. */
  readonly emotionStrength: number;
  readonly holds?: string;
  readonly hasShutEyes: boolean;
  /** Word that calls up trained weights of this face, and the weights. */
  readonly lora?: BriefLora;
};

export type BriefLora = { readonly url: string; readonly scale: number; readonly triggerWord: string };

/** Words spoken during the shot. */
export type BriefLine = {
  readonly characterId: string;
  readonly speaker: string;
  readonly gender: 'female' | 'male' | 'unknown';
  readonly text: string;
  readonly emotion: Emotion;
  readonly emotionStrength: number;
  readonly delivery: SpeechPart['delivery'];
  readonly channel: VoiceChannel;
  /** Whether the speaker's mouth is seen. */
  readonly onScreen: boolean;
  /** The script's own direction: `quietly`. */
  readonly direction?: string;
};

/** A file that goes along, and what it is for. */
export type BriefReference = {
  readonly role: ReferenceRole;
  readonly kind: 'image' | 'video' | 'audio';
  readonly media: BlobRef;
  readonly seconds?: number;
  /** Of whom or what: a character's id, or words such as `the wheelhouse`. */
  readonly of: string;
};

export type ShotBrief = {
  readonly shotId: string;
  /** `2C`. */
  readonly number: string;
  readonly people: readonly BriefPerson[];
  /** What happens, sentence by sentence, present tense, names as readers write them. May be empty: then people simply are there. */
  readonly action: readonly string[];
  readonly place: {
    /** `ferry wheelhouse`, with an article where it takes one. */
    readonly name: string;
    readonly interior: boolean;
    readonly dressing: readonly string[];
  };
  readonly timeOfDay: TimeOfDay;
  readonly weather: Weather;
  readonly mood: Mood;
  readonly camera: {
    readonly size: ShotSize;
    readonly framing: Framing;
    readonly angle: Angle;
    readonly lensMm: number;
    readonly move: BriefMove;
    /** Whose eyes a point of view is. */
    readonly seenBy?: string;
  };
  /** Hero first. */
  readonly props: readonly string[];
  readonly lines: readonly BriefLine[];
  /** Things that sound in the action: `radio static`. */
  readonly effects: readonly string[];
  /** What the place sounds like: `rain on the windows`. */
  readonly ambience: readonly string[];
  readonly durationSeconds: number;
  /** `16:9`. */
  readonly aspect: string;
  /** How the whole film looks, the same for every shot. */
  readonly style: string;
  /** Words that call up a trained look of the whole film, and its weights. */
  readonly styleLora?: BriefLora;
  readonly references: readonly BriefReference[];
  /** One sentence each, of the neighbours in the same scene; for continuity. */
  readonly before?: string;
  readonly after?: string;
  /** What is seen last: `Mara, eyes wide, filling the frame`. */
  readonly endFrame: string;
  /** Text on screen; the timeline lays it over the picture. */
  readonly card?: string;
};
