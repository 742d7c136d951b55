/**
 * Sound effects on fal, as ElevenLabs' model takes them.
 * Source: https://fal.ai/models/fal-ai/elevenlabs/sound-effects/v2/llms.txt and npm @fal-ai/client 1.10.1, read 2026-11-20.
 */
import { z } from 'zod';
import type { Maker } from '../../ports/provider.ts';
import { readWith, usageOf, type VendorLine } from '../wire/wire.ts';
import { billedMicros } from './bill.ts';
import { queueMaker } from './queue.ts';
import { fileSchema, keptNotes, madeFile } from './results.ts';

const lookAfterMs = 2000;
const file = z.object({ audio: fileSchema });
/** Some models call it `audio_file`. */
const resultSchema = z.union([
  file,
  z.object({ audio_file: fileSchema }).transform(({ audio_file }) => ({ audio: audio_file })),
]);
const keptSchema = z.object({ seconds: z.number().min(0).max(86_400).optional().catch(undefined) }).catch({});

/** Effects from fal. */
export const soundMaker = (line: VendorLine): Maker<'sound'> =>
  queueMaker<'sound'>(
    line,
    lookAfterMs,
    async (wish, { model }) => ({
      model,
      input: {
        text: wish.prompt,
        ...(wish.durationSeconds !== undefined && { duration_seconds: wish.durationSeconds }),
        ...(wish.loop !== undefined && { loop: wish.loop }),
        ...(wish.promptInfluence !== undefined && { prompt_influence: wish.promptInfluence }),
      },
      kept: {
        ...(wish.durationSeconds !== undefined && { seconds: wish.durationSeconds }),
        notes: /elevenlabs\/sound-effects/.test(model)
          ? []
          : ['The names of this model’s settings are not known here; the usual ones were sent.'],
      },
    }),
    async (result, signal) => {
      const { audio } = readWith(line, 'look', result.raw, resultSchema);
      const { notes } = keptNotes.parse(result.kept);
      return {
        files: [madeFile(line, audio, 'audio')],
        ...(notes.length > 0 && { notes }),
        usage: usageOf({
          seconds: audio.duration ?? keptSchema.parse(result.kept).seconds,
          billedMicros: await billedMicros(line, result, signal),
        }),
      };
    },
  );
