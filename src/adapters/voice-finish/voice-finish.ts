/**
 * Door of the finishing of vendors' voices: whatever file they send becomes a line like every other of the film, leveled, in its channel, with the times of
 * its words and phonemes, so that captions, mouths and cuts need not know who spoke.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { SpokenPhoneme, SpokenWord, Utterance } from '../../domain/performance/performance.types.ts';
import { throughChannel } from '../../domain/speech/channel.ts';
import { leveled, speechLufs } from '../../domain/speech/leveling.ts';
import { spreadTimes } from '../../domain/speech/spread-times.ts';
import { audibleRange, softEdges } from '../../domain/speech/trim.ts';
import { encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';
import type { FinishRequest, VoiceFinisher } from '../../ports/voice-finisher.ts';
import { type PronouncedWord, type Stretch, stretchesFromCharacters, stretchesFromWords } from './given-times.ts';
import { stretchesByEar } from './times-by-ear.ts';

export type { PronouncedWord } from './given-times.ts';

export type VoiceFinishParts = {
  readonly blobs: BlobStore;
  readonly library: MediaLibrary;
  /** All of a sound as 48 kHz mono in -1..1. */
  readonly hear: (media: TakenMedia, signal: AbortSignal) => Promise<Float32Array>;
  /** The words of a line in order, with their phonemes in Kokoro's symbols. */
  readonly pronounce: (
    text: string,
    pronunciations: Readonly<Record<string, string>>,
  ) => Promise<readonly PronouncedWord[]>;
};

const filmHz = 48_000;
const version = 1;
/** Kept around what is heard, so that breaths and soft ends stay. */
const marginSeconds = 0.06;
/** A line is never longer; a file that is was not a line. */
const longestSeconds = 600;

const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Where each word sounds: as the vendor says, else as it is heard. Counted from the first sample that is kept. */
const stretchesOf = (
  { characters, words }: FinishRequest,
  spoken: readonly PronouncedWord[],
  samples: Float32Array,
  cutMs: number,
): readonly Stretch[] => {
  const endMs = (samples.length / filmHz) * 1000;
  const given =
    (characters && stretchesFromCharacters(spoken, characters)) ?? (words && stretchesFromWords(spoken, words));
  if (!given) return stretchesByEar(spoken, samples, filmHz);
  let last = 0;
  return given.map(({ startMs, endMs: end }) => {
    const from = Math.min(endMs, Math.max(last, startMs - cutMs));
    last = Math.min(endMs, Math.max(from, end - cutMs));
    return { startMs: from, endMs: last };
  });
};

const timesOf = (
  spoken: readonly PronouncedWord[],
  stretches: readonly Stretch[],
  samples: Float32Array,
): { readonly words: readonly SpokenWord[]; readonly phonemes: readonly SpokenPhoneme[] } => {
  const words: SpokenWord[] = [];
  const phonemes: SpokenPhoneme[] = [];
  spoken.forEach(({ text, start, end, symbols }, index) => {
    const { startMs, endMs } = stretches[index] as Stretch;
    words.push({ text, start, end, startMs: round(startMs), endMs: round(endMs) });
    const [own = []] = spreadTimes([symbols], samples, filmHz, startMs, endMs);
    phonemes.push(...own.map((one) => ({ ...one, startMs: round(one.startMs), endMs: round(one.endMs) })));
  });
  return { words, phonemes };
};

/** Finishes on this machine. */
export const createVoiceFinisher = ({ blobs, library, hear, pronounce }: VoiceFinishParts): VoiceFinisher => ({
  id: `finish-${version}`,
  finish: async (request, signal): Promise<Utterance> => {
    const { speak, model } = request;
    const media = await library.takeIn(await library.locate(request.audio), signal);
    if (media.facts.sounds.length === 0 || media.facts.durationMs > longestSeconds * 1000)
      throw new WorkprintError(
        'voice-failed',
        `What ${model} sent for a line is ${media.facts.sounds.length === 0 ? 'no sound' : 'longer than ten minutes'}. Ask again, or choose another voice.`,
      );
    const heard = await hear(media, signal);
    const { start, end } = audibleRange(heard, filmHz, marginSeconds);
    if (end <= start)
      throw new WorkprintError(
        'voice-failed',
        `What ${model} sent for a line is silent. Ask again, or choose another voice.`,
      );
    const line = leveled(heard.slice(start, end), speechLufs);
    const spoken = await pronounce(speak.text, speak.pronunciations);
    const stretches = stretchesOf(request, spoken, line, (start / filmHz) * 1000);
    const { channel, interior } = speak;
    const seed = `${speak.voice.voice} ${speak.text}`;
    const placed = throughChannel(softEdges(line, filmHz), { channel, interior, levelDb: 0, seed });
    const audio = await blobs.put(encodeWav(placed, filmHz), 'audio/wav');
    const durationMs = (placed.length / filmHz) * 1000;
    return { audio, durationMs, ...timesOf(spoken, stretches, line), engine: model };
  },
});
