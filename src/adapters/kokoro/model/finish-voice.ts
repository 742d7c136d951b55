/** From the model's runs to the finished line: trimmed, joined with our pauses, shaped, placed, encoded. Pure. */
import { throughChannel } from '../../../domain/speech/channel.ts';
import { leveled, speechLufs } from '../../../domain/speech/leveling.ts';
import { resample } from '../../../domain/speech/resample.ts';
import { audibleRange, softEdges } from '../../../domain/speech/trim.ts';
import { coloured } from '../../../domain/speech/voice-colour.ts';
import { encodeWav } from '../../../domain/speech/wav.ts';
import { modelFrameMs, type SpeakJob, type SpokenChunk, type SpokenJob } from './speaker-messages.ts';

const modelHz = 24_000;
const filmHz = 48_000;

type Shaping = Pick<SpeakJob, 'playback' | 'delivery' | 'placement'>;

export type Run = { readonly wave: Float32Array; readonly frames: readonly number[]; readonly pauseAfterMs: number };

/** Every run cut to its audible part, `pauseAfterMs` of silence between them. */
const joined = (runs: readonly Run[], playback: number): { wave: Float32Array; chunks: SpokenChunk[] } => {
  const pieces: { wave: Float32Array; pauseSamples: number }[] = [];
  const chunks: SpokenChunk[] = [];
  let at = 0;
  runs.forEach((run, i) => {
    const { start, end } = audibleRange(run.wave, modelHz);
    const pauseSamples = i < runs.length - 1 ? Math.round((run.pauseAfterMs / 1000) * modelHz * playback) : 0;
    chunks.push({ frames: run.frames, offsetMs: ((at - start) / modelHz / playback) * 1000 });
    pieces.push({ wave: softEdges(run.wave.subarray(start, end), modelHz), pauseSamples });
    at += end - start + pauseSamples;
  });
  const wave = new Float32Array(at);
  let to = 0;
  for (const piece of pieces) {
    wave.set(piece.wave, to);
    to += piece.wave.length + piece.pauseSamples;
  }
  return { wave, chunks };
};

/** `playback` as in `SpeakJob`, in hundredths so that the rates keep a common divisor. */
export const finishVoice = (runs: readonly Run[], { playback, delivery, placement }: Shaping): SpokenJob => {
  const { wave, chunks } = joined(runs, playback);
  const dry = coloured(resample(wave, Math.round(modelHz * playback), filmHz), delivery, placement.seed);
  const placed = throughChannel(softEdges(leveled(dry, speechLufs), filmHz), placement);
  return {
    wav: encodeWav(placed, filmHz),
    durationMs: (placed.length / filmHz) * 1000,
    frameMs: modelFrameMs / playback,
    chunks,
  };
};
