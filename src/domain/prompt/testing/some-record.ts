/** Model records for tests that need a limit nobody has. */
import type { Dialect, ModelLimits, ModelRecord } from '../../catalog/model.types.ts';

const limits: ModelLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ['16:9', '9:16'],
  resolutions: ['720p', '1080p'],
  references: { images: 3, videos: 0, audios: 0 },
  promptChars: null,
  negativePromptChars: null,
  takesSeed: true,
  takesNegativePrompt: false,
  takesFirstFrame: true,
  takesLastFrame: true,
  audio: true,
  outputsPerRequest: 4,
  contextTokens: null,
  outputTokens: null,
  fps: null,
};

export const someRecord = (
  dialect: Dialect,
  makes: ModelRecord['makes'],
  changes: Partial<ModelLimits> = {},
  id = dialect as string,
): ModelRecord => ({
  provider: 'test',
  id,
  title: `Test ${id}`,
  alsoIds: [],
  takes: ['text', 'image', 'video', 'audio'],
  makes,
  status: 'active',
  limits: { ...limits, ...changes },
  prices: [],
  failuresCharged: null,
  lifeCycle: { released: null, deprecated: null, shutdown: null, replacement: null },
  dialect,
  sources: [],
  unknown: [],
  notes: [],
});
