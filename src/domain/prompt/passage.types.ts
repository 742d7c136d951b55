/** A prompt in the making: passages in reading order, each in several lengths, with the moment at which the shorter one is taken. */
import type { ReferenceRole } from '../generation/ask.types.ts';
import type { BriefLine, BriefMove } from './shot-brief.types.ts';

/** `still`: one picture; `clip`: a moving shot from words; `animate`: a moving shot from a picture that is handed over. */
export type Purpose = 'still' | 'clip' | 'animate';

export type PassageKind =
  | 'references'
  | 'opener'
  | 'identity'
  | 'action'
  | 'staging'
  | 'place'
  | 'weather'
  | 'camera'
  | 'lens'
  | 'light'
  | 'mood'
  | 'style'
  | 'extra'
  | 'dialogue'
  | 'effects'
  | 'ambience'
  | 'music'
  | 'continuity'
  | 'card'
  | 'end'
  | 'guards';

/** `rank`: of the steps that shorten a prompt the lowest is taken first; the first form has none. Empty text: left out. */
export type PassageForm = { readonly text: string; readonly rank: number };

export type Passage = {
  /** Stable for one brief: `identity/mara`, `action`. */
  readonly id: string;
  readonly kind: PassageKind;
  /** Longest first. */
  readonly forms: readonly PassageForm[];
};

/** How a spoken line is to be marked; `who` is the speaker as this prompt calls them. */
export type LineToSpeak = {
  readonly line: BriefLine;
  readonly who: string;
  /** `quietly`, `in a whisper`; empty for plainly. */
  readonly manner: string;
  /** Words without any sign of a dialect in them. */
  readonly words: string;
  /** Which voice file of the request is this speaker's, from 1; undefined for none. */
  readonly voice: number | undefined;
  /** Number of the speaker among those who speak, from 1. */
  readonly speaker: number;
};

/** A file of the request as a prompt names it. */
export type NamedReference = {
  readonly role: ReferenceRole;
  readonly kind: 'image' | 'video' | 'audio';
  /** Among files of its kind, from 1. */
  readonly number: number;
  /** `Mara`, `the wheelhouse`. */
  readonly of: string;
};

/** One way of writing: data and a few functions, no state. */
export type DialectWriting = {
  readonly makes: 'video' | 'image';
  /** Longest prompt written in it, where the model's own limit is longer or unknown. UTF-16 units. */
  readonly mostCharacters: number;
  /** Kinds of passages in reading order; what is not named is not written. */
  readonly order: readonly PassageKind[];
  /** Labels of lines: passages of the kinds after one label are one line under it. Without: all is one paragraph. */
  readonly labels?: Readonly<Partial<Record<PassageKind, string>>>;
  readonly speak?: (line: LineToSpeak) => string;
  readonly effects?: (sounds: readonly string[]) => string;
  readonly ambience?: (sounds: readonly string[]) => string;
  /** That nothing plays music: the film has its own. */
  readonly noMusic?: string;
  readonly card?: (text: string) => string;
  /** Replaces the sentence about the camera; undefined: the common one. */
  readonly camera?: (move: BriefMove) => string | undefined;
  /** How a file is called: `@Image1`. */
  readonly mark: (reference: NamedReference) => string;
  /** What must not be in the picture, said in the prompt; left out where saying it does harm. */
  readonly guards?: string;
  /** What the model is told to avoid, where it takes a negative prompt. */
  readonly avoids?: string;
  /** The model's own word for a camera move beside the prompt. */
  readonly cameraMotion?: (move: BriefMove) => string | undefined;
};
