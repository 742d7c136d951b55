/** What a film needs beside the desk itself to ask models: the library that looks at what they made, the ear for their voices, the eye for likeness. */
import { createLikenessMeter } from '../../adapters/faces/faces.ts';
import { pronounce } from '../../adapters/kokoro/kokoro.ts';
import { createVoiceFinisher, type PronouncedWord } from '../../adapters/voice-finish/voice-finish.ts';
import { type Timeline, timelineSchema } from '../../domain/timeline/timeline.types.ts';
import type { HearSound } from '../../features/library/library.ts';
import type { FilmTools } from '../../pipeline/produce-film.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { LikenessMeter } from '../../ports/likeness.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';
import type { MediaTool } from '../../ports/media-tool.ts';
import type { VoiceFinisher } from '../../ports/voice-finisher.ts';

export type FilmModelTools = NonNullable<FilmTools['models']>;

export type FilmEyesAndEars = {
  readonly library: MediaLibrary;
  readonly finisher: VoiceFinisher;
  /** Absent where the face models are not installed. */
  readonly likeness: LikenessMeter | undefined;
  close(): Promise<void>;
};

type Parts = {
  readonly blobs: BlobStore;
  readonly library: MediaLibrary;
  readonly media: MediaTool;
  readonly hear: HearSound;
};

const filmHz = 48_000;
const bytesPerFrame = 8;

/** All of a sound as 48 kHz mono: both channels of the decoder, halved. */
export const heard = async (media: TakenMedia, hear: HearSound, signal: AbortSignal): Promise<Float32Array> => {
  const sampleCount = Math.ceil((media.facts.durationMs / 1000) * filmHz);
  const sound = await hear({ media, audioTrack: 0, firstSample: 0, sampleCount, speed: 1, reversed: false }, signal);
  const mono = new Float32Array(sampleCount);
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  try {
    for await (const part of sound.samples) {
      const bytes =
        rest.length > 0 ? Buffer.concat([rest, part]) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);
      const whole = bytes.length - (bytes.length % bytesPerFrame);
      for (let from = 0; from < whole && at < sampleCount; from += bytesPerFrame)
        mono[at++] = (bytes.readFloatLE(from) + bytes.readFloatLE(from + 4)) / 2;
      rest = bytes.subarray(whole);
    }
    await sound.done;
  } finally {
    await sound.stop();
  }
  return mono.subarray(0, at);
};

/** Letters that sound: stress and length marks are not. */
const sounding = (symbols: string): readonly string[] =>
  [...symbols].filter((symbol) => /[\p{L}ᵊᵻ]/u.test(symbol) && symbol !== 'ː');

const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Of a word in a script that is spelled by syllables or signs every sign is one; of other letters two or three. */
const syllablesIn = (word: string): number => {
  const signs = word.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  return Math.max(1, signs + Math.ceil((letters - signs) / 2.5));
};

/** Words that no dictionary here knows, in other scripts above all: a mouth that opens and closes with each syllable. */
const unknownWords = (text: string, known: readonly PronouncedWord[]): readonly PronouncedWord[] =>
  [...words.segment(text)].flatMap(({ segment, index, isWordLike }) => {
    const end = index + segment.length;
    if (!isWordLike || known.some((word) => word.end > index && word.start < end)) return [];
    const symbols = Array.from({ length: syllablesIn(segment) }, () => ['t', 'ɑ']).flat();
    return [{ text: segment, start: index, end, symbols }];
  });

/** The words of a line in order, each with what a mouth does for it. */
export const pronouncedWords = async (
  text: string,
  pronunciations: Readonly<Record<string, string>>,
): Promise<readonly PronouncedWord[]> => {
  const { units } = await pronounce(text, { pronunciations });
  const known = units.flatMap((unit) =>
    unit.kind === 'word'
      ? [{ text: unit.text, start: unit.start, end: unit.end, symbols: sounding(unit.symbols) }]
      : [],
  );
  return [...known, ...unknownWords(text, known)].sort((a, b) => a.start - b.start);
};

const even = (pixels: number): number => Math.max(16, Math.round(pixels / 2) * 2);

/** A timeline of one frame that shows this picture and nothing else. */
const pictureAlone = (media: TakenMedia, size: { readonly width: number; readonly height: number }): Timeline => {
  const range = { startFrame: 0, durationFrames: 1 };
  return {
    ...{ schema: timelineSchema, name: 'picture', rate: { num: 25, den: 1 }, ...size },
    ...{ background: '#000000', durationFrames: 1, markers: [] },
    tracks: [
      {
        ...{ kind: 'video', id: 'picture', name: 'picture' },
        items: [
          { kind: 'image', id: 'picture', name: 'picture', media, sourceRange: range, placement: { fit: 'stretch' } },
        ],
      },
    ],
  };
};

/** Opens nothing before it is asked. */
export const openEyesAndEars = ({ blobs, library, media, hear }: Parts): FilmEyesAndEars => {
  const likeness = createLikenessMeter({
    // Through the renderer: pictures are decoded in the jail and nowhere else.
    decode: async (blob, longestSide, signal) => {
      const taken = await library.takeIn(await library.locate(blob), signal);
      const { width = 16, height = 16 } = taken.facts.picture ?? {};
      const scale = Math.min(1, longestSide / Math.max(width, height));
      const size = { width: even(width * scale), height: even(height * scale) };
      return media.frameAt(pictureAlone(taken, size), 0, { signal });
    },
  });
  return {
    ...{ library, likeness },
    finisher: createVoiceFinisher({
      ...{ blobs, library, pronounce: pronouncedWords },
      hear: (taken, signal) => heard(taken, hear, signal),
    }),
    close: async () => {
      await likeness?.close();
    },
  };
};
