/**
 * Speech on fal: ElevenLabs' models with the times of characters, other models with what they have in common.
 * Sources: https://fal.ai/models/elevenlabs/tts/eleven-v4/llms.txt, https://fal.ai/models/fal-ai/elevenlabs/tts/eleven-v3/llms.txt and npm
 * @fal-ai/client 1.10.1, read 2026-11-20. Times come in blocks, each `{characters, character_start_times_seconds, …}`.
 */
import { z } from 'zod';
import type { SpeechAsk } from '../../domain/generation/ask.types.ts';
import type { Maker } from '../../ports/provider.ts';
import { type Alignment, alignmentSchema, readWith, timesOf, usageOf, type VendorLine } from '../wire/wire.ts';
import { billedMicros } from './bill.ts';
import { queueMaker } from './queue.ts';
import { fileSchema, keptNotes, madeFile } from './results.ts';

const lookAfterMs = 2000;

const isEleven = (model: string): boolean => /(?:^|\/)elevenlabs\/tts\//.test(model);
/** From v3 on the speed is accepted and does nothing, and stability is 0, 0.5 or 1. */
const isActing = (model: string): boolean => /eleven-v[3-9]/.test(model);

const stabilityFor = (model: string, asked: number): number => (isActing(model) ? Math.round(asked * 2) / 2 : asked);

const inputOf = (model: string, wish: SpeechAsk): Record<string, unknown> => {
  if (!isEleven(model))
    return { text: wish.text, voice: wish.voice, ...(wish.speed !== undefined && { speed: wish.speed }) };
  return {
    ...{ text: wish.text, voice: wish.voice, timestamps: true },
    ...(wish.stability !== undefined && { stability: stabilityFor(model, wish.stability) }),
    ...(wish.speed !== undefined && !isActing(model) && { speed: Math.min(1.2, Math.max(0.7, wish.speed)) }),
    ...(wish.language !== undefined && { language_code: wish.language.split('-')[0]?.toLowerCase() }),
  };
};

const notesOf = (model: string, wish: SpeechAsk): readonly string[] => [
  ...(wish.instructions === undefined ? [] : ['It takes no instructions beside the text; they were left out.']),
  ...(wish.seed === undefined ? [] : ['It takes no seed; that was left out.']),
  ...(wish.speed !== undefined && wish.speed !== 1 && isEleven(model) && isActing(model)
    ? ['Its speed cannot be set; that was left out.']
    : []),
  ...(wish.speed !== undefined && isEleven(model) && !isActing(model) && (wish.speed < 0.7 || wish.speed > 1.2)
    ? ['It speaks at 0.7 to 1.2 times the voice’s speed; the nearest was asked.']
    : []),
  ...(wish.stability !== undefined && isEleven(model) && stabilityFor(model, wish.stability) !== wish.stability
    ? [`It knows a stability of 0, 0.5 and 1; ${wish.stability} became ${stabilityFor(model, wish.stability)}.`]
    : []),
  ...(wish.stability !== undefined && !isEleven(model) ? ['It has no setting for stability; that was left out.'] : []),
  ...(wish.language !== undefined && !isEleven(model) ? ['It finds the language by itself.'] : []),
  ...(isEleven(model) ? [] : ['The names of this model’s settings are not known here; the usual ones were sent.']),
];

const resultSchema = z.object({
  audio: z.union([fileSchema, z.object({ audio: fileSchema }).transform(({ audio }) => audio)]),
  timestamps: z
    .union([z.array(alignmentSchema).max(10_000), alignmentSchema.transform((one) => [one])])
    .nullish()
    .catch(undefined),
});
const keptSchema = z.object({ text: z.string().max(100_000), notes: z.array(z.string()) });

/** Blocks one after the other; times of a block that begins anew stand behind those before it. */
const joined = (blocks: readonly Alignment[]): Alignment | undefined => {
  let before = 0;
  const all: Alignment = { characters: [], character_start_times_seconds: [], character_end_times_seconds: [] };
  for (const { characters, character_start_times_seconds: starts, character_end_times_seconds: ends } of blocks) {
    const offset = (starts[0] ?? 0) < before - 0.05 ? before : 0;
    all.characters.push(...characters);
    all.character_start_times_seconds.push(...starts.map((at) => at + offset));
    all.character_end_times_seconds.push(...ends.map((at) => at + offset));
    before = all.character_end_times_seconds.at(-1) ?? before;
  }
  return all.characters.length > 0 ? all : undefined;
};

/** Speech from fal. */
export const speechMaker = (line: VendorLine): Maker<'speech'> =>
  queueMaker<'speech'>(
    line,
    lookAfterMs,
    async (wish, { model }) => ({
      model,
      input: inputOf(model, wish),
      kept: { text: wish.text, notes: notesOf(model, wish) },
    }),
    async (result, signal) => {
      const { audio, timestamps } = readWith(line, 'look', result.raw, resultSchema);
      const kept = keptSchema.safeParse(result.kept).data;
      const characters = kept && timestamps ? timesOf(kept.text, [joined(timestamps)]) : undefined;
      const { notes } = keptNotes.parse(result.kept);
      return {
        files: [madeFile(line, audio, 'audio')],
        ...(characters && { characters }),
        ...(notes.length > 0 && { notes }),
        usage: usageOf({
          characters: kept && [...kept.text].length,
          billedMicros: await billedMicros(line, result, signal),
        }),
      };
    },
  );
