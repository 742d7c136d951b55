/** Pieces of one line, each spoken by itself, as the line they are: one sound, times and places of the whole. */
import type { Build, Step } from '../../build/build.ts';
import type { Utterance } from '../../domain/performance/performance.types.ts';
import { decodeWav, encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { sketchedUtterance } from './sketched-utterance.ts';

type JoinRequest = {
  /** The whole line. */
  readonly text: string;
  readonly parts: readonly { readonly start: number; readonly utterance: Utterance }[];
};

const rateHz = 48_000;
/** A breath between two pieces; they were cut at the ends of sentences where there were any. */
const breathMs = 150;

const round = (ms: number): number => Math.round(ms * 10) / 10;

const joinStep = (blobs: BlobStore): Step<JoinRequest, Utterance> => ({
  name: 'join-line',
  version: 1,
  model: 'pcm',
  needs: { cores: 0, memoryMb: 60 },
  label: ({ parts }) => `a line of ${parts.length} pieces`,
  sketch: ({ text }) => sketchedUtterance(text),
  run: async ({ parts }) => {
    const heard = await Promise.all(
      parts.map(async ({ utterance }) => decodeWav(await blobs.get(utterance.audio)).samples),
    );
    const breath = (breathMs * rateHz) / 1000;
    const all = new Float32Array(heard.reduce((sum, { length }) => sum + length, breath * (heard.length - 1)));
    const words: Utterance['words'][number][] = [];
    const phonemes: Utterance['phonemes'][number][] = [];
    let at = 0;
    parts.forEach(({ start, utterance }, index) => {
      const samples = heard[index] as Float32Array;
      all.set(samples, at);
      const later = <T extends { readonly startMs: number; readonly endMs: number }>(one: T): T => ({
        ...one,
        startMs: round(one.startMs + (at * 1000) / rateHz),
        endMs: round(one.endMs + (at * 1000) / rateHz),
      });
      words.push(
        ...utterance.words.map((word) => later({ ...word, start: word.start + start, end: word.end + start })),
      );
      phonemes.push(...utterance.phonemes.map(later));
      at += samples.length + breath;
    });
    const unspoken = parts.flatMap(({ utterance }) => utterance.unspoken ?? []);
    return {
      audio: await blobs.put(encodeWav(all, rateHz), 'audio/wav'),
      durationMs: (all.length / rateHz) * 1000,
      ...{ words, phonemes, engine: (parts[0] as JoinRequest['parts'][number]).utterance.engine },
      ...(unspoken.length > 0 && { unspoken: [...new Set(unspoken)] }),
    };
  },
});

/** The line of these pieces, in their order; at least one. */
export const joinLine = (build: Build, blobs: BlobStore, request: JoinRequest): Promise<Utterance> =>
  build.produce(joinStep(blobs), request);
