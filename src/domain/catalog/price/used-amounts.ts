/** What a call came to, by what the vendor counted. */
import type { Usage } from '../../generation/answer.types.ts';
import type { Ask } from '../../generation/ask.types.ts';
import type { ModelRecord } from '../model.types.ts';
import {
  type Amount,
  type Amounts,
  type Choice,
  counted,
  filesOf,
  type Modality,
  mainModality,
  missing,
} from './amount.ts';
import { askedAmounts } from './asked-amounts.ts';

/** Numbers that no vendor can mean are taken as not said. */
const said = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= 0 && value <= 1e12 ? value : undefined;

const usedInputTokens = (usage: Usage, ask: Ask, modality: Modality): Amount => {
  const all = said(usage.inputTokens);
  const parts = { image: said(usage.imageInputTokens), audio: said(usage.audioInputTokens), video: undefined };
  if (modality !== 'text') {
    const part = parts[modality];
    if (part !== undefined) return counted(part);
    return filesOf(ask, modality).length === 0 ? counted(0) : missing(`how much of the input was ${modality}`);
  }
  if (all === undefined) return missing('how many tokens went in');
  const isMixed = (['image', 'audio', 'video'] as const).some(
    (kind) => parts[kind] === undefined && filesOf(ask, kind).length > 0,
  );
  return isMixed
    ? missing('how much of the input was text')
    : counted(Math.max(0, all - (parts.image ?? 0) - (parts.audio ?? 0)));
};

const usedOutputTokens = (usage: Usage, ask: Ask, modality: Modality): Amount => {
  const all = said(usage.outputTokens);
  const main = mainModality[ask.type];
  const parts = {
    image: said(usage.imageOutputTokens),
    audio: said(usage.audioOutputTokens),
    video: said(usage.videoOutputTokens),
    text: undefined,
  };
  const part = parts[modality];
  if (part !== undefined) return counted(part);
  if (all === undefined) return missing('how many tokens came out');
  // Nothing said of the parts: all of it is what was asked for, which is the dearest.
  const others = (['image', 'audio', 'video'] as const).reduce(
    (sum, kind) => sum + (kind === modality ? 0 : (parts[kind] ?? 0)),
    0,
  );
  if (modality === main) return counted(Math.max(0, all - others));
  return counted(parts[main] === undefined && main !== 'text' ? 0 : Math.max(0, all - others));
};

const prefer = (value: number | undefined, otherwise: Amount): Amount =>
  said(value) === undefined ? otherwise : counted(said(value) ?? 0);

/**
 * What a call came to. What the vendor did not count is what was asked, where that decides the bill (seconds, pictures, characters, formulas); a
 * bound never stands for a count.
 */
export const usedAmounts = (record: ModelRecord, ask: Ask, choice: Choice, usage: Usage): Amounts => {
  // What went in is only ever counted: the bound is not needed.
  const asked = askedAmounts(record, ask, 0, choice);
  const isFormula =
    record.videoTokens !== undefined || record.tokensPerSecond !== undefined || record.pictureTokens !== undefined;
  return {
    ...asked,
    allInputTokens:
      said(usage.inputTokens) === undefined
        ? missing('how many tokens went in')
        : counted(said(usage.inputTokens) ?? 0),
    inputTokens: (modality) => usedInputTokens(usage, ask, modality),
    cachedTokens: Math.min(said(usage.cachedInputTokens) ?? 0, said(usage.inputTokens) ?? 0),
    outputTokens: (modality, counts) => {
      const used = usedOutputTokens(usage, ask, modality);
      return 'missing' in used && isFormula && modality === mainModality[ask.type]
        ? asked.outputTokens(modality, counts)
        : used;
    },
    seconds: (counts) => (counts === 'output' ? prefer(usage.seconds, asked.seconds(counts)) : asked.seconds(counts)),
    images: ask.type === 'image' ? prefer(usage.images, asked.images) : asked.images,
    pixels: asked.pixels,
    characters: prefer(usage.characters, asked.characters),
    steps: prefer(usage.steps, asked.steps),
  };
};
