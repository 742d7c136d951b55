/**
 * What a screenplay means, read without any model: scenes, people, places, things and feeling.
 * Every item cites the source lines it came from, so that a reader can be shown why.
 */

/** 1-based, inclusive line numbers in the script file. */
export type SourceLines = { readonly first: number; readonly last: number };

export type InteriorExterior = 'int' | 'ext' | 'int-ext';

/** `CONTINUOUS`, `LATER`, `SAME` are resolved to the time of the scene they follow; the words are kept in `timeWords`. */
export type TimeOfDay = 'dawn' | 'morning' | 'day' | 'afternoon' | 'dusk' | 'evening' | 'night';

export type Weather = 'clear' | 'rain' | 'storm' | 'snow' | 'fog' | 'wind';

export type Mood =
  | 'neutral'
  | 'tender'
  | 'joyful'
  | 'wonder'
  | 'unease'
  | 'dread'
  | 'grief'
  | 'anger'
  | 'resolve'
  | 'comic';

export type Emotion =
  | 'neutral'
  | 'joy'
  | 'sadness'
  | 'anger'
  | 'fear'
  | 'wonder'
  | 'tenderness'
  | 'determination'
  | 'unease';

/** How a voice reaches the audience, from the character extension and the action around it. */
export type VoiceChannel = 'direct' | 'voice-over' | 'off-screen' | 'radio' | 'phone';

/** One stretch of speech between parentheticals: it is spoken in one breath and is the unit that is cached. */
export type SpeechPart = {
  /** Stable id: from the character, the text and its occurrence; inserting another line does not change it. */
  readonly id: string;
  /** Emphasis marks and notes removed; what is spoken. */
  readonly text: string;
  /** Text split at sentence ends: [start, end) offsets in `text`. At least one. */
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  /** Offsets in `text` that were emphasised in the script. */
  readonly emphasis: readonly { readonly start: number; readonly end: number }[];
  /** Parenthetical that shapes this part, without the brackets, e.g. `quietly`. */
  readonly parenthetical?: string;
  /** True when a `(beat)` or `(pause)` comes before this part. */
  readonly beatBefore: boolean;
  readonly emotion: Emotion;
  /** 0..1 */
  readonly emotionStrength: number;
  readonly delivery: 'normal' | 'whisper' | 'shout' | 'soft';
  readonly lines: SourceLines;
};

export type ActionBeat = {
  readonly kind: 'action';
  readonly id: string;
  readonly text: string;
  /** Character ids named (or meant by a pronoun) in the action, in order. */
  readonly characters: readonly string[];
  /** Prop nouns in the action, lower case singular, e.g. `compass`, in order. */
  readonly props: readonly string[];
  /** What each named person plainly does, when the words say so. */
  readonly doing: readonly { readonly characterId: string; readonly verb: string; readonly pose: Pose }[];
  readonly lines: SourceLines;
};

export type SpeechBeat = {
  readonly kind: 'speech';
  readonly id: string;
  readonly characterId: string;
  readonly channel: VoiceChannel;
  readonly parts: readonly SpeechPart[];
  /** Set on both sides of a dual dialogue. */
  readonly dual?: 'left' | 'right';
  readonly lines: SourceLines;
};

/** A camera direction written as a line of its own: `INSERT - THE RADIO DIAL`, `CLOSE ON MARA`, `POV - THE DOOR`. */
export type CameraBeat = {
  readonly kind: 'camera';
  readonly id: string;
  readonly direction: 'insert' | 'close' | 'wide' | 'pov' | 'angle';
  readonly text: string;
  readonly characters: readonly string[];
  readonly props: readonly string[];
  readonly lines: SourceLines;
};

/** Centred text (`> THE END <`) and superimpositions (`SUPER: ...`): shown on screen. */
export type CardBeat = {
  readonly kind: 'card';
  readonly id: string;
  readonly text: string;
  readonly lines: SourceLines;
};

export type Beat = ActionBeat | SpeechBeat | CameraBeat | CardBeat;

export type Pose = 'stand' | 'walk' | 'run' | 'sit' | 'reach' | 'lean' | 'kneel' | 'point' | 'lie' | 'pockets';

export type TransitionKind = 'cut' | 'smash-cut' | 'dissolve' | 'fade-in' | 'fade-out' | 'match-cut';

export type Scene = {
  /** Stable: from the heading and how often it occurred before. */
  readonly id: string;
  /** From the script (`#12A#`) or counted from 1. */
  readonly number: string;
  readonly heading: string;
  readonly intExt: InteriorExterior;
  /** Id of the location; scenes in the same place share it. */
  readonly locationId: string;
  readonly timeOfDay: TimeOfDay;
  /** The words after the dash, as written, e.g. `MOMENTS LATER`. */
  readonly timeWords: string;
  readonly weather: Weather;
  readonly pageEighths: number;
  /** One plain sentence. */
  readonly summary: string;
  readonly mood: Mood;
  /** 0..1, from mood, punctuation, position in the story. */
  readonly tension: number;
  readonly beats: readonly Beat[];
  /** Ids of everyone present (speaking in the room or seen in action); voices from elsewhere are not present. */
  readonly present: readonly string[];
  /** How the film enters this scene. The first scene enters by `fade-in` when the script says so, else `cut`. */
  readonly transitionIn: TransitionKind;
  /** Set on the last scene, or where the script fades out before the next. */
  readonly transitionOut?: TransitionKind;
  readonly lines: SourceLines;
};

export type Character = {
  /** Stable: the normalised name, lower case, dashes, e.g. `mara`. */
  readonly id: string;
  /** Name as the cue writes it, extensions removed, e.g. `MARA`. */
  readonly name: string;
  /** Longer name where the action gives one, e.g. `Mara Voss`. */
  readonly fullName?: string;
  readonly aliases: readonly string[];
  readonly gender: 'female' | 'male' | 'unknown';
  /** Years, when the script says so. */
  readonly age?: number;
  /** Descriptive phrases from the introduction, e.g. `red hair`, `yellow raincoat`. */
  readonly description: readonly string[];
  readonly lineCount: number;
  readonly wordCount: number;
  readonly sceneIds: readonly string[];
  /** True when the voice is only ever heard (radio, phone, narrator) and nobody is seen. */
  readonly isVoiceOnly: boolean;
  /** True when the speaker is a thing or a crowd (`RADIO`, `ALL`). */
  readonly isThing: boolean;
  readonly lines: readonly SourceLines[];
};

export type Location = {
  readonly id: string;
  /** e.g. `FERRY WHEELHOUSE`; sub-places after ` - ` are kept in the name. */
  readonly name: string;
  readonly intExt: InteriorExterior;
  readonly sceneIds: readonly string[];
  /** Descriptive nouns from the headings and action of its scenes, for dressing the set: `window`, `console`, `lamp`. */
  readonly dressing: readonly string[];
  readonly lines: readonly SourceLines[];
};

export type Prop = {
  readonly name: string;
  readonly sceneIds: readonly string[];
  readonly lines: readonly SourceLines[];
};
export type Wardrobe = {
  readonly characterId: string;
  readonly item: string;
  readonly lines: readonly SourceLines[];
};

export type Breakdown = {
  readonly title: string;
  readonly credit?: string;
  readonly author?: string;
  readonly copyright?: string;
  /** One sentence, or empty. */
  readonly logline: string;
  /** Seeds everything that must not change when one line changes: the title. */
  readonly seed: string;
  readonly scenes: readonly Scene[];
  readonly characters: readonly Character[];
  readonly locations: readonly Location[];
  readonly props: readonly Prop[];
  readonly wardrobe: readonly Wardrobe[];
  readonly pageEighths: number;
};
