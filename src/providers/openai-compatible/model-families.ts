/** Lists of these servers hold names and nothing else; what a model makes is guessed from the names people give to kinds of models. */
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';

const families: readonly (readonly [RegExp, AskType | undefined])[] = [
  [/embed|rerank|\bbge\b|nomic|minilm|moderation/i, undefined],
  [/whisper|transcri|parakeet|canary|\bstt\b|\basr\b/i, 'transcript'],
  [/\btts\b|kokoro|piper|\bbark\b|speech|voice|chatterbox/i, 'speech'],
  [/stable-?diffusion|\bsdxl?\b|\bsd\d|flux|image|pixart|dreamshaper/i, 'image'],
];

/** The model of this name; of a kind nobody could ask for: none. Whatever is called like nothing known writes texts. */
export const modelOf = (id: string): readonly DiscoveredModel[] => {
  const family = families.find(([names]) => names.test(id));
  const makes = family ? family[1] : 'text';
  return makes ? [{ id, makes }] : [];
};
