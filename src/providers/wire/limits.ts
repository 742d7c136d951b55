/** Limits of a model of which nothing was said: what a vendor's list adds is written over it. */
import type { ModelLimits } from '../../domain/catalog/model.types.ts';

/** `null` throughout: nobody said, nothing is overruled by it. */
export const unsaidLimits: ModelLimits = {
  ...{ durationsSeconds: null, aspectRatios: null, resolutions: null, fps: null },
  references: { images: null, videos: null, audios: null },
  ...{ promptChars: null, negativePromptChars: null, takesSeed: null, takesNegativePrompt: null },
  ...{ takesFirstFrame: null, takesLastFrame: null, audio: null, outputsPerRequest: null },
  ...{ contextTokens: null, outputTokens: null },
};
