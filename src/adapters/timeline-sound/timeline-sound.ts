/**
 * The door of the room: the sound of a timeline, mixed, levelled and limited into a WAV. The mix goes to a scratch file of floats
 * first, since its loudness is known only at its end; the second walk reads that, not the sources.
 */
import { type FileHandle, open as openFile, rm } from 'node:fs/promises';
import type { SoundPlan } from '../../compile/sound/sound-plan.types.ts';
import {
  clamp,
  dbFromGain,
  encodeStereo,
  gainFromDb,
  Limiter,
  LoudnessMeter,
  type MasteredSound,
  TruePeakMeter,
  wavHeader,
} from '../../domain/sound/sound.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { TimelineMixer } from '../../ports/timeline-mixer.ts';
import type { Block } from './bus-stream.ts';
import type { OpenSoundDecoder } from './clip-stream.ts';
import { blockSamples, mixBlocks } from './mix-blocks.ts';

export type { OpenSound, OpenSoundDecoder, SoundRequest } from './clip-stream.ts';

export type TimelineMixerParts = { readonly blobs: BlobStore; readonly open: OpenSoundDecoder };

/** What AAC adds to a peak at 192 kbit/s and more; the limiter stays this far under what was asked. */
const coderOvershootDb = 0.7;
const defaultPeakDbtp = -1;
const toleranceLu = 0.2;
/** A recording of nothing is not lifted into a recording of noise. */
const mostLiftDb = 24;

type Measures = Omit<MasteredSound, 'audio'>;

/** A mixer whose sounds are decoded by `open`. */
export const createTimelineMixer = ({ blobs, open }: TimelineMixerParts): TimelineMixer => ({
  id: 'workprint-timeline-mixer/1',
  mix: async (plan, { signal, onSamples }) => {
    const [mixPath, wavPath] = [blobs.scratchPath('.f32'), blobs.scratchPath('.wav')];
    try {
      const mix = await openFile(mixPath, 'wx+');
      try {
        const lufs = await mixInto(mix, plan, open, signal, onSamples);
        const measures = await masterInto(wavPath, mix, plan, lufs, signal);
        return { audio: await blobs.adoptFile(wavPath, 'audio/wav'), ...measures };
      } finally {
        await mix.close();
      }
    } finally {
      await Promise.all([mixPath, wavPath].map((path) => rm(path, { force: true })));
    }
  },
});

const bytesPerBlock = blockSamples * 8;

/** Writes the mix (left then right of each block) and returns its integrated loudness, if anything needs to know it. */
const mixInto = async (
  file: FileHandle,
  plan: SoundPlan,
  open: OpenSoundDecoder,
  signal: AbortSignal,
  onSamples: ((done: number) => void) | undefined,
): Promise<number | null> => {
  const meter = plan.loudness && new LoudnessMeter();
  let writing: Promise<unknown> = Promise.resolve();
  let failed: unknown;
  await mixBlocks(plan, open, signal, ({ left, right }, from) => {
    meter?.add(left, right);
    const bytes = Buffer.alloc(left.length * 8);
    bytes.set(bytesOf(left));
    bytes.set(bytesOf(right), left.length * 4);
    writing = writing
      .then(() => file.write(bytes, 0, bytes.length, (from / blockSamples) * bytesPerBlock))
      .catch((error: unknown) => {
        failed ??= error;
      });
    onSamples?.(from + left.length);
  });
  await writing;
  if (failed) throw failed;
  return meter?.integrated() ?? null;
};

const bytesOf = (samples: Float32Array): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

const readBlocks = async (
  file: FileHandle,
  { durationSamples }: SoundPlan,
  signal: AbortSignal,
  visit: (block: Block) => Promise<void>,
): Promise<void> => {
  for (let from = 0; from < durationSamples; from += blockSamples) {
    signal.throwIfAborted();
    const length = Math.min(blockSamples, durationSamples - from);
    const bytes = new Uint8Array(length * 8);
    await file.read(bytes, 0, bytes.length, (from / blockSamples) * bytesPerBlock);
    await visit({
      left: new Float32Array(bytes.buffer, 0, length),
      right: new Float32Array(bytes.buffer, length * 4, length),
    });
  }
};

/** Writes the WAV at the wanted loudness; once more if limiting has moved it. */
const masterInto = async (
  path: string,
  mix: FileHandle,
  plan: SoundPlan,
  lufs: number | null,
  signal: AbortSignal,
): Promise<Measures> => {
  const target = plan.loudness;
  const gainFor = (wanted: number, measured: number): number => clamp(wanted - measured, -60, mostLiftDb);
  let gainDb = target && lufs !== null ? gainFor(target.integratedLufs, lufs) : 0;
  let measures = await writeWav(path, mix, plan, gainDb, signal);
  const off = target && measures.integratedLufs !== null ? target.integratedLufs - measures.integratedLufs : 0;
  if (Math.abs(off) > toleranceLu && gainDb + off <= mostLiftDb) {
    gainDb += off;
    measures = await writeWav(path, mix, plan, gainDb, signal);
  }
  return measures;
};

const writeWav = async (
  path: string,
  mix: FileHandle,
  plan: SoundPlan,
  gainDb: number,
  signal: AbortSignal,
): Promise<Measures> => {
  const ceilingDb = (plan.loudness?.truePeakDbtp ?? defaultPeakDbtp) - coderOvershootDb;
  const limiter = new Limiter(ceilingDb);
  const meter = new LoudnessMeter();
  const peaks = [new TruePeakMeter(), new TruePeakMeter()] as const;
  const gain = gainFromDb(gainDb);
  const file = await openFile(path, 'w');
  try {
    await file.writeFile(wavHeader(2, plan.durationSamples));
    const put = async ([left, right]: [Float32Array, Float32Array]): Promise<void> => {
      meter.add(left, right);
      peaks[0].add(left);
      peaks[1].add(right);
      await file.writeFile(encodeStereo(left, right));
    };
    await readBlocks(mix, plan, signal, async ({ left, right }) => {
      if (gain !== 1)
        for (const channel of [left, right])
          for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * gain;
      await put(limiter.run(left, right));
    });
    await put(limiter.finish());
  } finally {
    await file.close();
  }
  const truePeakDbtp = Math.max(-120, dbFromGain(Math.max(peaks[0].peak(), peaks[1].peak())));
  return { integratedLufs: meter.integrated(), truePeakDbtp, gainDb };
};
