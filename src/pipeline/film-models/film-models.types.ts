/** Which models make what of a film. What is not named is made on this machine, free. */
import type { RouteOptions, RoutePolicy } from '../../domain/generation/route.types.ts';

export type ModelChoice = { readonly policy: RoutePolicy; readonly options: RouteOptions };

export type StillsChoice = ModelChoice & {
  /** Pictures of each set-up to choose from, 1 to 8; each is paid for. */
  readonly variants: number;
  readonly resolution?: string;
  readonly quality?: string;
  /** Words that go with every picture: `35 mm film, muted colours`. */
  readonly style?: string;
};

export type ClipsChoice = ModelChoice & { readonly resolution?: string };

export type VoicesChoice = ModelChoice & {
  /** The vendor's voices, by the name of a character in lower case. */
  readonly voices: Readonly<Record<string, string>>;
  /** For everybody else, handed out in turn. At least one of the two must name somebody. */
  readonly others: readonly string[];
};

/** What stays the same about a person in every picture, beside their description. */
export type IdentityChoice = {
  /** Trains a likeness of each person who has at least this many pictures. */
  readonly train?: ModelChoice & { readonly steps: number };
  /** By the name of a character in lower case: names of picture files, or ids of assets. */
  readonly pictures: Readonly<Record<string, readonly string[]>>;
  /** 0..1: a still less alike than this is noted in the report, and another variant is preferred. */
  readonly leastLikeness: number;
};

export type FilmModels = {
  /** Reads the script beside the rules: summaries, moods, what people look like. */
  readonly analysis?: ModelChoice;
  /** Goes over the shot plan: sizes, angles, movements. */
  readonly shots?: ModelChoice;
  readonly stills?: StillsChoice;
  readonly clips?: ClipsChoice;
  readonly voices?: VoicesChoice;
  readonly lipsync?: ModelChoice;
  readonly identity?: IdentityChoice;
};

/** Nothing asks a model: the film of this machine alone. */
export const noModels: FilmModels = {};
