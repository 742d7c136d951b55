/** OpenAI lists names and no abilities: what a model makes is told by the families it names them after. */
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';

const families: readonly (readonly [RegExp, AskType | undefined])[] = [
  [
    /realtime|live|embedding|moderation|search|codex|computer-use|deep-research|sora|babbage|davinci|audio-preview|instruct/,
    undefined,
  ],
  [/^(?:gpt-image|chatgpt-image)/, 'image'],
  [/^(?:tts-|gpt-.*-tts)/, 'speech'],
  [/^(?:whisper|gpt-.*transcribe)/, 'transcript'],
  [/^(?:gpt-|o\d|chatgpt-)/, 'text'],
];

/** The model of this name, or none: of a family that no request of ours would fit nothing is said. */
export const modelOf = (id: string): readonly DiscoveredModel[] => {
  const makes = families.find(([family]) => family.test(id))?.[1];
  return makes ? [{ id, makes }] : [];
};
