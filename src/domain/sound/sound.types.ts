/**
 * The sound of a film as data: composed cues, recipes for places, events, and how a scene's stem is mixed.
 * All of it is JSON whose content alone decides the bytes that are rendered, so it is also what answers are kept under.
 */
import type { BlobRef } from '../media.ts';

/** All sound inside the studio runs at this rate. */
export const soundRateHz = 48_000;

export type Instrument =
  | 'felt-piano'
  | 'strings'
  | 'celli'
  | 'cello'
  | 'celesta'
  | 'harp'
  | 'pizzicato'
  | 'low-synth'
  | 'basses';

/** One played note. Times are milliseconds from the start of the cue; `velocity` 1..127. */
export type ScoreNote = {
  readonly instrument: Instrument;
  readonly midi: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly velocity: number;
};

/** How loud an instrument bows or breathes over time: linear between points, `level` 0..1. */
export type Swell = {
  readonly instrument: Instrument;
  readonly points: readonly { readonly atMs: number; readonly level: number }[];
};

/** All that the synthesiser needs for one cue, and all it may depend on. */
export type CueScore = {
  /** Until the last note is let go, in milliseconds. */
  readonly durationMs: number;
  /** Room kept after that for notes and hall to die away. */
  readonly tailMs: number;
  /** 0 dry .. 1 wet. */
  readonly hall: number;
  readonly notes: readonly ScoreNote[];
  readonly swells: readonly Swell[];
};

export type AmbienceKind =
  | 'rain'
  | 'rain-on-glass'
  | 'sea'
  | 'harbour'
  | 'stream'
  | 'wind'
  | 'snow-wind'
  | 'city'
  | 'traffic'
  | 'leaves'
  | 'birds'
  | 'crickets'
  | 'room'
  | 'hall'
  | 'machine'
  | 'mains-hum'
  | 'ship-engine'
  | 'spaceship'
  | 'ventilation'
  | 'fire'
  | 'radio-static'
  | 'crowd'
  | 'train'
  | 'car-cabin'
  | 'clock';

export type AmbienceLayer = {
  readonly kind: AmbienceKind;
  /** Level within the bed, relative to its loudest layer. */
  readonly levelDb: number;
  /** Heard through walls: duller and narrower. */
  readonly muffled: boolean;
};

/** A place, as it sounds. Two scenes with the same recipe sound like the same place. */
export type AmbienceRecipe = {
  /** Stable name of the place; shapes resonances, pitches and rates. */
  readonly place: string;
  readonly layers: readonly AmbienceLayer[];
  /** Loudness of the bed in the finished film. */
  readonly lufs: number;
};

export type EffectKind =
  | 'door-open'
  | 'door-close'
  | 'door-slam'
  | 'knock'
  | 'footsteps'
  | 'running'
  | 'thunder'
  | 'phone-ring'
  | 'phone-buzz'
  | 'click'
  | 'glass-clink'
  | 'glass-break'
  | 'bell'
  | 'ship-horn'
  | 'car-horn'
  | 'gunshot'
  | 'splash'
  | 'engine-start'
  | 'static-burst'
  | 'thud'
  | 'paper'
  | 'typing'
  | 'beep';

/** An event in a scene. `startSample` counts from the scene's first sample. */
export type EffectEvent = {
  readonly kind: EffectKind;
  /** Names the take: the same seed is the same sound. */
  readonly seed: string;
  readonly startSample: number;
  /** How long a sound that can last should last (footsteps, ringing); ignored by the others. */
  readonly lengthMs: number;
  readonly gainDb: number;
  /** -1 left .. 1 right. */
  readonly pan: number;
  readonly interior: boolean;
};

/** A stretch of the stem with a bed; fades are equal-power so that two beds cross without a dip. */
export type AmbienceStretch = {
  readonly recipe: AmbienceRecipe;
  /** Names the performance (the scene): same place, other drops. */
  readonly take: string;
  readonly startSample: number;
  readonly endSample: number;
  readonly fadeInSamples: number;
  readonly fadeOutSamples: number;
  /** Moves the whole stretch, e.g. down under an opening title. */
  readonly gainDb: number;
};

export type SpeechEvent = {
  readonly audio: BlobRef;
  readonly startSample: number;
  readonly durationSamples: number;
};

export type MusicEvent = {
  readonly audio: BlobRef;
  readonly startSample: number;
  /** Loudness of the cue where nobody speaks, in the finished film. */
  readonly lufs: number;
};

/** Music is gone from `startSample` to `endSample`; it fades for `fadeSamples` before and after. */
export type MusicSilence = SampleRange & { readonly fadeSamples: number };

export type SampleRange = { readonly startSample: number; readonly endSample: number };

/**
 * How one scene's stem is mixed. Every position counts from the scene's first sample and may be negative or run past the
 * scene's end: the stem covers `fromSample` (<= 0) to `toSample`, and stems of neighbours are added where they overlap.
 */
export type SceneMix = {
  readonly fromSample: number;
  readonly toSample: number;
  readonly ambience: readonly AmbienceStretch[];
  readonly speeches: readonly SpeechEvent[];
  readonly music: readonly MusicEvent[];
  readonly effects: readonly EffectEvent[];
  /** Music is silent here: before the line that matters most, and after a smash cut. */
  readonly musicSilences: readonly MusicSilence[];
};

/** A rendered stem in the film; `startSample` may be negative when the stem reaches before the first frame. */
export type PlacedStem = { readonly audio: BlobRef; readonly startSample: number };

/** What the master is leveled by: a programme (speech or music), or only a bed, which keeps its designed level. */
export type LoudnessAnchor = 'programme' | 'bed';

export type MasterMix = {
  readonly stems: readonly PlacedStem[];
  readonly durationSamples: number;
  readonly anchor: LoudnessAnchor;
  readonly fadeInSamples: number;
  readonly fadeOutSamples: number;
};

export type MasteredSound = {
  /** 48 kHz stereo 16-bit WAV of exactly `durationSamples`. */
  readonly audio: BlobRef;
  /** Integrated loudness by BS.1770-4; null when all of it lies under the absolute gate. */
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number;
  /** Gain that leveled the programme, over the stems' own level. */
  readonly gainDb: number;
};
