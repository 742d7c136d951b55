/** What is said in a shot as one sound of a fixed length, for models that move lips to it: each line where it falls, silence around. */
import type { Build, Step } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import { decodeWav, encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { isSketched, sketchedFile } from '../paid/paid-step.ts';

type ShotVoiceRequest = {
  readonly seconds: number;
  /** In the order they begin; `startMs` counts from the start of the shot and may lie before it. */
  readonly lines: readonly { readonly audio: BlobRef; readonly startMs: number }[];
};

const rateHz = 48_000;

const shotVoiceStep = (blobs: BlobStore): Step<ShotVoiceRequest, BlobRef> => ({
  name: 'shot-voice',
  version: 1,
  model: 'pcm',
  needs: { cores: 0, memoryMb: 60 },
  label: ({ lines }) => `voice track of a shot, ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`,
  sketch: () => sketchedFile('audio/wav'),
  run: async ({ seconds, lines }) => {
    const track = new Float32Array(Math.round(seconds * rateHz));
    for (const { audio, startMs } of lines) {
      const { samples } = decodeWav(await blobs.get(audio));
      const offset = Math.round((startMs * rateHz) / 1000);
      const from = Math.max(0, -offset);
      const to = Math.min(samples.length, track.length - offset);
      for (let at = from; at < to; at++) track[offset + at] = (track[offset + at] as number) + (samples[at] as number);
    }
    return blobs.put(encodeWav(track, rateHz), 'audio/wav');
  },
});

/** The sound, 48 kHz mono. Lines that are only planned give a planned sound. */
export const shotVoice = (build: Build, blobs: BlobStore, request: ShotVoiceRequest): Promise<BlobRef> =>
  request.lines.some(({ audio }) => isSketched(audio))
    ? Promise.resolve(sketchedFile('audio/wav'))
    : build.produce(shotVoiceStep(blobs), request);
