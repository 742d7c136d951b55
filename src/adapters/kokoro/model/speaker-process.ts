/**
 * The process that holds the model. It is a process and not a thread because only a process gives its memory back and
 * dies alone. It speaks one job at a time and ends when its parent does.
 */
import { createRequire } from 'node:module';
import { finishVoice } from './finish-voice.ts';
import { durationsOutput } from './prosody-patch.ts';
import type { FromSpeaker, SpeakChunk, SpeakJob, SpokenJob, ToSpeaker } from './speaker-messages.ts';

type Runtime = typeof import('onnxruntime-node');

const send = (message: FromSpeaker): void => {
  process.send?.(message);
};

// The runtime is CommonJS with native code; requiring it by name keeps it out of every other process.
const runtime = createRequire(import.meta.url)('onnxruntime-node') as Runtime;

/**
 * `basic` optimisation keeps the weights once (593 MB against 850 MB) and is as quick; memory patterns would keep a
 * plan per length; spinning threads would take the other core from the renderer.
 */
const openModel = (modelPath: string, threads: number) =>
  runtime.InferenceSession.create(modelPath, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'basic',
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });

type Session = Awaited<ReturnType<typeof openModel>>;

/** Half-precision numbers, as the runtime hands them over in older Node versions: raw bits. */
const halfToNumber = (bits: number): number => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
};

const runChunk = async (session: Session, chunk: SpeakChunk): Promise<{ wave: Float32Array; frames: number[] }> => {
  const length = chunk.ids.length;
  const row = (values: readonly number[]) => new runtime.Tensor('float32', Float32Array.from(values), [1, length]);
  const answer = await session.run({
    input_ids: new runtime.Tensor('int64', BigInt64Array.from(chunk.ids, BigInt), [1, length]),
    style: new runtime.Tensor('float32', Float32Array.from(chunk.style), [1, chunk.style.length]),
    speed: new runtime.Tensor('float32', Float32Array.from(chunk.speed), [length]),
    pitch: row(chunk.pitch),
    energy: row(chunk.energy),
    least_frames: row(chunk.leastFrames),
    range: new runtime.Tensor('float32', Float32Array.of(chunk.range), [1]),
  });
  const wave = answer['waveform']?.data as Float32Array;
  const raw = answer[durationsOutput]?.data as ArrayLike<number>;
  const frames = Array.from(raw, raw instanceof Uint16Array ? halfToNumber : Number);
  if (wave.some((sample) => !Number.isFinite(sample)))
    throw new Error('the model produced samples that are no numbers');
  return { wave, frames };
};

const speak = async (session: Session, job: SpeakJob): Promise<SpokenJob> => {
  const runs = [];
  for (const chunk of job.chunks) runs.push({ ...(await runChunk(session, chunk)), pauseAfterMs: chunk.pauseAfterMs });
  return finishVoice(runs, job);
};

const main = async (modelPath: string, threads: number): Promise<void> => {
  const session = await openModel(modelPath, threads);
  process.on('message', (message: ToSpeaker) => {
    speak(session, message.job).then(
      (spoken) => send({ kind: 'spoken', spoken }),
      (error: unknown) => send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  });
  send({ kind: 'ready' });
};

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the parent decides when this process ends.
process.on('SIGINT', () => {});
const [modelPath = '', threads = '1'] = process.argv.slice(2);
main(modelPath, Number(threads)).catch((error: unknown) => {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect?.();
});
