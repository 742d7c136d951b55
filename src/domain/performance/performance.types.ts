/** Who plays whom, how a line is said, and what the mouth does meanwhile. */
import type { BlobRef } from '../media.ts';

export type Gender = 'female' | 'male' | 'unknown';
export type AgeBand = 'child' | 'teen' | 'young' | 'adult' | 'middle' | 'old';

/** Everything that must be the same about a person in every panel. Colours are `#rrggbb`. */
export type CharacterLook = {
  readonly characterId: string;
  readonly gender: Gender;
  readonly ageBand: AgeBand;
  readonly head: string;
  readonly nose: string;
  /** Hair drawing id, or `bald`. */
  readonly hair: string;
  readonly beard: 'none' | 'stubble' | 'short' | 'full' | 'moustache';
  readonly glasses: 'none' | 'round' | 'square';
  readonly headwear: 'none' | 'cap' | 'beanie' | 'hat' | 'cowboy' | 'hood' | 'headscarf';
  readonly skin: string;
  readonly hairColour: string;
  readonly iris: string;
  readonly lip: string;
  readonly eyeSize: number;
  readonly browWeight: number;
  readonly freckles: boolean;
  /** Lipstick and lined eyes; lashes are drawn for every woman. */
  readonly makeup?: boolean;
  readonly garment:
    | 'raincoat'
    | 'peacoat'
    | 'jacket'
    | 'suit'
    | 'sweater'
    | 'shirt'
    | 'dress'
    | 'hoodie'
    | 'apron'
    | 'dungarees'
    | 'uniform';
  /** A tie with a shirt; men in suits wear one anyway. */
  readonly tie?: boolean;
  readonly coat: string;
  readonly inner: string;
  readonly legs: string;
  readonly boots: string;
  readonly accent: string;
  readonly scarf: boolean;
  /** Shoulder width relative to the average adult, 0.75..1.2. */
  readonly build: number;
  /** Standing height in metres, 0.9..2.05. */
  readonly heightM: number;
};

export type VoiceChoice = {
  /** `model`: a vendor's, asked of the desk. */
  readonly engine: 'kokoro' | 'espeak-ng' | 'flite' | 'model';
  /** Voice id of the engine, e.g. `af_heart`; may be a blend `af_heart:0.6+bf_emma:0.4`. Of a model: the vendor's id. */
  readonly voice: string;
  /** Speaking rate, 1 = the voice's own. */
  readonly speed: number;
  /** Shift with formants kept, in semitones. */
  readonly pitchSemitones: number;
  /** Length of throat and mouth against the voice's own, 0.8..1.2; a child's is shorter. Left out: 1. Kokoro only. */
  readonly tract?: number;
};

/** A voice that is only heard has no look. */
export type CastMember = {
  readonly characterId: string;
  readonly look?: CharacterLook;
  readonly voice: VoiceChoice;
};

export type Cast = {
  readonly members: readonly CastMember[];
  /** Word (lower case) to pronunciation in Kokoro's symbols or respelled English, from the cast file. */
  readonly pronunciations: Readonly<Record<string, string>>;
};

export type SpokenPhoneme = { readonly symbol: string; readonly startMs: number; readonly endMs: number };
/** `start`/`end` are offsets in the part's text. */
export type SpokenWord = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly startMs: number;
  readonly endMs: number;
};

/** A spoken part: dry, leveled voice with its exact times. Times count from the first sample of `audio`. */
export type Utterance = {
  /** 48 kHz mono 16-bit WAV, channel effects already applied. */
  readonly audio: BlobRef;
  readonly durationMs: number;
  readonly words: readonly SpokenWord[];
  readonly phonemes: readonly SpokenPhoneme[];
  /** Who really spoke: an engine of this machine, or `provider/model`. Differs from the choice when the model is missing. */
  readonly engine: string;
  /** Words this engine could not say, as written; left out when it said all. */
  readonly unspoken?: readonly string[];
};

/** Rhubarb's nine mouth shapes. */
export type Viseme = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'X';
export const visemes: readonly Viseme[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'X'];
export type MouthCue = { readonly viseme: Viseme; readonly startMs: number; readonly endMs: number };
