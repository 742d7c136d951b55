/**
 * Training on fal: pictures become the weights of a face or a style. They go as a ZIP into fal's storage; what comes back is the address of
 * the weights, for requests of fal's own models.
 * Sources: https://fal.ai/models/fal-ai/flux-2-trainer/llms.txt, https://fal.ai/models/fal-ai/flux-lora-fast-training/llms.txt and npm
 * @fal-ai/client 1.10.1, read 2026-11-20.
 */
import { z } from 'zod';
import type { LoraAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker } from '../../ports/provider.ts';
import { endingOf, ownFailure, readWith, usageOf, type VendorLine } from '../wire/wire.ts';
import { zipOf } from './archive.ts';
import { billedMicros } from './bill.ts';
import { type QueueRequest, queueMaker } from './queue.ts';
import { fileSchema, keptNotes } from './results.ts';
import { upload } from './storage.ts';

/** Training takes minutes. */
const lookAfterMs = 20_000;
const mebibyte = 1024 * 1024;
/** Beyond this the examples are no longer held in memory. */
const mostExampleBytes = 256 * mebibyte;

type Trainer = {
  readonly matches: RegExp;
  readonly input: (wish: LoraAsk, archive: string) => Record<string, unknown>;
  readonly knowsStyle: boolean;
};

const trainers: readonly Trainer[] = [
  {
    // Captions stand for the trigger word: it learns what every picture is called.
    matches: /^fal-ai\/flux-2.*trainer/,
    input: (wish, archive) => ({ image_data_url: archive, default_caption: wish.triggerWord, steps: wish.steps }),
    knowsStyle: false,
  },
  {
    matches: /^fal-ai\/flux-lora-(?:fast|portrait)/,
    input: (wish, archive) => ({
      ...{ images_data_url: archive, trigger_word: wish.triggerWord, steps: wish.steps },
      ...(wish.isStyle !== undefined && { is_style: wish.isStyle }),
    }),
    knowsStyle: true,
  },
  {
    matches: /^fal-ai\/wan-22-image-trainer/,
    input: (wish, archive) => ({
      ...{ training_data_url: archive, trigger_phrase: wish.triggerWord, steps: wish.steps },
      ...(wish.isStyle !== undefined && { is_style: wish.isStyle }),
    }),
    knowsStyle: true,
  },
];

const requestOf = async (line: VendorLine, wish: LoraAsk, call: CallContext): Promise<QueueRequest> => {
  const rejected = (sentence: string): Error => ownFailure('provider-rejected', line, sentence, { taken: 'no' });
  const trainer = trainers.find(({ matches }) => matches.test(call.model));
  if (!trainer) throw rejected(`How ${call.model} is trained is not known here.`);
  if (wish.examples.length === 0) throw rejected('It learns from examples, and there are none.');
  if (wish.examples.some(({ kind }) => kind !== 'image')) throw rejected('It learns from pictures, nothing else.');
  if (wish.examples.reduce((sum, { media }) => sum + media.sizeBytes, 0) > mostExampleBytes)
    throw rejected(`Examples have at most ${mostExampleBytes / mebibyte} MiB in all.`);
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const [at, { media }] of wish.examples.entries())
    files.push({
      name: `${String(at + 1).padStart(3, '0')}.${endingOf(media.mediaType)}`,
      bytes: await call.read(media),
    });
  const zip = { bytes: await zipOf(files), mediaType: 'application/zip' };
  const archive = await upload(line, zip, call.signal);
  return {
    model: call.model,
    input: trainer.input(wish, archive),
    staysThere: true,
    kept: {
      steps: wish.steps,
      notes: wish.isStyle && !trainer.knowsStyle ? ['It does not tell styles from faces.'] : [],
    },
  };
};

const resultSchema = z.object({ diffusers_lora_file: fileSchema });
const keptSchema = z.object({ steps: z.number().int().min(1).max(1_000_000).optional().catch(undefined) }).catch({});

/** Weights trained on fal. */
export const loraMaker = (line: VendorLine): Maker<'lora'> =>
  queueMaker<'lora'>(
    line,
    lookAfterMs,
    (wish, call) => requestOf(line, wish, call),
    async (result, signal) => {
      const { diffusers_lora_file: weights } = readWith(line, 'look', result.raw, resultSchema);
      const { notes } = keptNotes.parse(result.kept);
      if (URL.parse(weights.url)?.protocol !== 'https:')
        throw ownFailure('provider-unreadable', line, 'It does not say where the weights are.', {
          taken: 'yes',
          isOver: true,
        });
      return {
        files: [],
        loraUrl: weights.url,
        ...(notes.length > 0 && { notes }),
        usage: usageOf({
          steps: keptSchema.parse(result.kept).steps,
          billedMicros: await billedMicros(line, result, signal),
        }),
      };
    },
  );
