/**
 * Our opinion of which models are best at what, for routes that ask for the best. An opinion, dated: formed on 2026-11-20 from what vendors say
 * their models do (sound of their own, references, resolution, words held), not from measurements. Whoever disagrees names models in the route.
 */
import type { AskType } from '../generation/ask.types.ts';
import { nameOf } from './catalog-names.ts';
import type { ModelRecord } from './model.types.ts';

/** Best first. Models that are not named come after all that are, in the order of the catalog. */
export const preferences: Readonly<Record<AskType, readonly string[]>> = {
  text: [
    'openai/gpt-6-astra',
    'anthropic/claude-opus-5-5',
    'anthropic/claude-fable-5-2',
    'gemini/gemini-4-argon',
    'gemini/gemini-4-carbon',
    'openai/gpt-6.1-sol',
    'anthropic/claude-sonnet-5-5',
    'gemini/gemini-3.8-flash',
    'openai/gpt-6.1-terra',
    'gemini/gemini-3.5-flash-lite',
    'openai/gpt-6-luna',
    'anthropic/claude-haiku-5-5',
  ],
  image: [
    'openai/gpt-image-2.6-sunburst',
    'gemini/gemini-3-pro-image',
    'gemini/gemini-nano-banana-2.1',
    'openai/gpt-image-2',
    'fal/fal-ai/flux-2-max',
    'fal/fal-ai/flux-2-pro',
    'fal/fal-ai/flux-2-flex',
    'gemini/gemini-3.1-flash-lite-image',
    'fal/fal-ai/flux/dev',
    'openai/gpt-image-1-mini',
    'fal/fal-ai/flux/schnell',
    'local/panels',
  ],
  video: [
    'fal/bytedance/seedance-2.5/reference-to-video',
    'fal/bytedance/seedance-2.5/text-to-video',
    'fal/bytedance/seedance-2.5/image-to-video',
    'fal/kling/v4/reference-to-video',
    'fal/kling/v4/image-to-video',
    'fal/kling/v4/text-to-video',
    'fal/fal-ai/veo3.1',
    'fal/fal-ai/veo3.1/image-to-video',
    'gemini/gemini-omni-1.2-flash',
    'gemini/gemini-omni-1.1-flash',
    'fal/blackforestlabs/flux-3/text-to-video',
    'fal/minimax/h3/text-to-video',
    'fal/fal-ai/wan/v2.7/image-to-video',
    'fal/alibaba/wan-3.0/text-to-video',
    'fal/lightricks/ltx-2.5/text-to-video/pro',
    'fal/lightricks/ltx-2.5/text-to-video/fast',
    'fal/fal-ai/ltx-2.3/text-to-video/fast',
  ],
  speech: [
    'elevenlabs/eleven_v4',
    'elevenlabs/eleven_v3',
    'fal/elevenlabs/tts/eleven-v4',
    'elevenlabs/eleven_v4_turbo',
    'gemini/gemini-3.8-flash-tts',
    'elevenlabs/eleven_multilingual_v2',
    'openai/gpt-4o-mini-tts',
    'openai/tts-1-hd',
    'local/kokoro',
    'elevenlabs/eleven_flash_v2_5',
    'openai/tts-1',
  ],
  sound: ['elevenlabs/eleven_text_to_sound_v2', 'fal/fal-ai/elevenlabs/sound-effects/v2'],
  transcript: [
    'elevenlabs/scribe_v2',
    'openai/gpt-transcribe',
    'openai/gpt-4o-transcribe',
    'openai/whisper-1',
    'local/whisper',
  ],
  lipsync: [
    'sync/sync-3',
    'fal/fal-ai/sync-lipsync/v3',
    'sync/lipsync-2-pro',
    'sync/lipsync-2',
    'fal/fal-ai/sync-lipsync/v2',
    'fal/veed/lipsync',
  ],
  lora: ['fal/fal-ai/flux-2-trainer', 'fal/fal-ai/flux-lora-fast-training'],
};

/** The models, best first; what the opinion does not name keeps its order behind them. */
export const bestFirst = (records: readonly ModelRecord[]): readonly ModelRecord[] => {
  const placeOf = (record: ModelRecord): number => {
    const place = preferences[record.makes].indexOf(nameOf(record));
    return place === -1 ? Number.MAX_SAFE_INTEGER : place;
  };
  return [...records].sort((one, other) => placeOf(one) - placeOf(other));
};
