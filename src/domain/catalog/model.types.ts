/**
 * What is known of a model: a dated record with its sources. No number stands here without one; what nobody could be found to say is `null`,
 * and whatever hangs on it is refused rather than guessed.
 */
import type { AskType } from '../generation/ask.types.ts';

/** ISO date, `2026-11-20`. */
export type Day = string;

export type Source = {
  readonly url: string;
  /** In our own words. */
  readonly says: string;
  readonly checkedAt: Day;
  /** What the page itself is dated, a day or a month: `2026-10-07`, `2026-06`. */
  readonly pageDate?: string;
};

/** Legal numbers: a list, or a range in steps (`step: null`: any). */
export type LegalNumbers =
  | readonly number[]
  | { readonly min: number; readonly max: number; readonly step: number | null };
/** Legal ratios: a list of `w:h`, or from narrowest to widest. */
export type LegalRatios = readonly string[] | { readonly min: string; readonly max: string };

/** Any size in pixels within these bounds, for models that take more than a list. */
export type SizeRule = {
  /** Both sides are multiples of this. */
  readonly multipleOf: number;
  readonly longestSide: number;
  readonly leastPixels: number;
  readonly mostPixels: number;
};

/** Fewer durations are legal when all of this holds. */
export type DurationRule = {
  readonly when: {
    readonly resolutions?: readonly string[];
    readonly fps?: readonly number[];
    /** Pictures are shown for their content, not as first or last frame. */
    readonly hasImageReference?: true;
    readonly hasLastFrame?: true;
  };
  readonly durationsSeconds: LegalNumbers;
};

/** Lengths of one file, and of all of a kind together, in seconds. */
export type LengthRule = { readonly min?: number; readonly max: number; readonly inAll?: number };

/**
 * A file without which a model can do nothing. `first-frame`: a picture in that role; `picture`: any; `source-video`: a video to change or go on
 * with; `reference`: any file that is shown.
 */
export type NeededFile = 'first-frame' | 'picture' | 'source-video' | 'reference';

export type ModelLimits = {
  readonly durationsSeconds: LegalNumbers | null;
  readonly aspectRatios: LegalRatios | null;
  /** The model's own words for sizes, or `1024x1024`. */
  readonly resolutions: readonly string[] | null;
  readonly references: {
    readonly images: number | null;
    readonly videos: number | null;
    readonly audios: number | null;
  };
  /** Characters (UTF-16 units) a prompt may have. */
  readonly promptChars: number | null;
  readonly negativePromptChars: number | null;
  readonly takesSeed: boolean | null;
  readonly takesNegativePrompt: boolean | null;
  readonly takesFirstFrame: boolean | null;
  readonly takesLastFrame: boolean | null;
  /** Whether a clip may come with sound; `always`: it does, asked or not. */
  readonly audio: boolean | 'always' | null;
  readonly outputsPerRequest: number | null;
  readonly contextTokens: number | null;
  readonly outputTokens: number | null;
  readonly fps: readonly number[] | null;
  readonly inputTokens?: number;
  /** Besides `resolutions`: any size under this rule. */
  readonly sizes?: SizeRule;
  /** The model's own words for quality. */
  readonly qualities?: readonly string[];
  readonly durationRules?: readonly DurationRule[];
  /** Files in all, whatever their kind. */
  readonly filesInAll?: number;
  readonly referenceBytes?: { readonly images?: number; readonly videos?: number; readonly audios?: number };
  readonly referenceSeconds?: { readonly videos?: LengthRule; readonly audios?: LengthRule };
  /** Several shots in one request. */
  readonly shots?: { readonly most: number; readonly promptChars: number };
  /** Whether trained weights (LoRA) go with a request; left out: only where the model's name says so. */
  readonly takesLoras?: boolean;
  /** Most trained weights in a request; 0: it takes none. Left out: nobody says. */
  readonly loras?: number;
  /** A clip has the length that the model chooses: none can be asked. */
  readonly makesOwnLength?: true;
  /** What must go with every request besides words; left out: nothing that anybody says. */
  readonly needs?: NeededFile;
  /** Fewest examples to learn from. */
  readonly leastExamples?: number;
};

/** What a price counts. Tokens are priced by the million, characters by the thousand, the rest by one. */
export type PriceUnit =
  | 'million-input-tokens'
  | 'million-output-tokens'
  | 'thousand-characters'
  | 'second'
  | 'minute'
  | 'image'
  | 'megapixel'
  | 'request'
  | 'step';

/** When a price holds; what is left out does not matter. All of it must hold. */
export type PriceCondition = {
  readonly resolutions?: readonly string[];
  readonly qualities?: readonly string[];
  readonly audio?: boolean;
  readonly modality?: 'text' | 'image' | 'audio' | 'video';
  readonly isCached?: true;
  readonly inputTokensUpTo?: number;
  readonly inputTokensAbove?: number;
  readonly from?: Day;
  readonly through?: Day;
  readonly durationSeconds?: number;
  readonly hasVideoReference?: boolean;
  /** Counts from this piece on (the second megapixel, the sixth image), or only the first so many. */
  readonly afterFirst?: number;
  readonly first?: number;
};

/** What the quantity is, where it is not the plain output. */
export type PriceQuantity =
  | 'output'
  | 'input-and-output'
  | 'input-and-output-at-least-twice-output'
  | 'reference-images';

export type Sku = {
  readonly unit: PriceUnit;
  /** For one unit, exactly as the source says: dollars as a decimal text. */
  readonly dollars: string;
  readonly when?: PriceCondition;
  readonly counts?: PriceQuantity;
  /** The vendor says so, or somebody else does, or the person who pays. */
  readonly said: 'vendor' | 'third-party' | 'person';
  /**
   * Not a price of this model: what somebody takes for reselling it, what a sister costs. Counts only where nothing better is known, and no
   * quote of it is exact.
   */
  readonly standsFor?: 'reseller' | 'sibling';
  /** The source itself says `about` or `from`. */
  readonly isApproximate?: true;
  /** Billed on top of everything else, not instead. */
  readonly adds?: true;
  /**
   * How parts of a second, a minute or a megapixel are billed: `none`, by the part; `second`, a started second is a whole one; `unit`, a
   * started unit is. Left out where nobody says: the dearest, a whole unit, is taken then.
   */
  readonly rounding?: 'none' | 'second' | 'unit';
  /** Pixels of a megapixel, where the vendor's own example shows that it is not a million. */
  readonly megapixelPixels?: number;
  /** Least quantity that is billed, in units. */
  readonly atLeast?: number;
  /** The price of a second holds at this frame rate; others cost in proportion. */
  readonly atFps?: number;
};

/** Tokens that one picture of a request is billed for: at most so many, or so many hundredths for each square of so many pixels a side. */
export type ImageInputTokens =
  | { readonly most: number }
  | { readonly squareSide: number; readonly hundredthsEach: number };

/** What the vendor does where a request leaves it out. */
export type UsualChoices = {
  readonly resolution?: string;
  /** Most pixels of a picture whose size was not asked. */
  readonly pixels?: number;
};

export type LifeCycle = {
  readonly released: Day | null;
  readonly deprecated: Day | null;
  readonly shutdown: Day | null;
  /** Name of the successor at the same provider, or `provider/model`. */
  readonly replacement: string | null;
};

/** Ways of writing for models that make clips; `video`: none of its own is known. `minimax` is H3, `hailuo` its elder sister. */
export const clipDialects = [
  'veo',
  'gemini-omni',
  'kling',
  'seedance',
  'wan',
  'minimax',
  'hailuo',
  'flux-video',
  'ltx',
  'runway',
  'sora',
  'video',
] as const;
/** Ways of writing for models that make stills; `image`: none of its own is known. */
export const stillDialects = ['gpt-image', 'gemini-image', 'flux', 'image'] as const;
/**
 * Ways of marking what is to be spoken. `eleven-tags`: audio tags in brackets (v3 and later); `eleven`: none (v2, flash); `openai-speech`:
 * instructions beside the text; `gemini-speech`: a style beside a verbatim transcript; `speech`: punctuation only.
 */
export const speechDialects = ['eleven-tags', 'eleven', 'openai-speech', 'gemini-speech', 'speech'] as const;
/** See clipDialects. */
export type ClipDialect = (typeof clipDialects)[number];
/** See stillDialects. */
export type StillDialect = (typeof stillDialects)[number];
/** See speechDialects. */
export type SpeechDialect = (typeof speechDialects)[number];
/** How a model's prompts are written; `plain`: as it is (text, sound effects, and work without a prompt). */
export type Dialect = ClipDialect | StillDialect | SpeechDialect | 'plain';

export type ModelRecord = {
  readonly provider: string;
  /** What the vendor's API calls it. */
  readonly id: string;
  readonly title: string;
  readonly alsoIds: readonly string[];
  readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
  /** The kind of work; a model that does two has two records. */
  readonly makes: AskType;
  /** It does one special thing of this kind of work: routes that name no models leave it out. */
  readonly isOnlyNamed?: true;
  readonly status: 'active' | 'deprecated' | 'retired';
  readonly limits: ModelLimits;
  /** `null`: nobody was found to say. Empty: free. */
  readonly prices: readonly Sku[] | null;
  /** Formula of tokens for models that bill video by it: tokens = width x height x seconds x 24 / 1024 (fal's Seedance). */
  readonly videoTokens?: 'pixels-24-1024';
  /** Most pixels of a frame, by resolution: what the formula is fed with. */
  readonly framePixels?: Readonly<Record<string, number>>;
  /** Tokens of a second of video, by resolution, for models that bill so. */
  readonly tokensPerSecond?: Readonly<Record<string, number>>;
  readonly imageInputTokens?: ImageInputTokens;
  /**
   * Tokens of a picture that OpenAI's models make: with q the factor of its quality and r = q x short side / long side, rounded,
   * tokens = q x r x (2,000,000 + width x height) / 4,000,000, rounded up.
   */
  readonly pictureTokens?: Readonly<Record<string, number>>;
  readonly usual?: UsualChoices;
  /** Whether a request that failed is billed; `null`: the vendor does not say. */
  readonly failuresCharged: boolean | null;
  readonly lifeCycle: LifeCycle;
  /** The way its prompts are written; domain/prompt knows them. */
  readonly dialect: Dialect;
  readonly sources: readonly Source[];
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
};
