/**
 * The door of the room: the sound of a timeline, mixed, levelled and limited into a WAV. Without a loudness to reach the mix goes straight
 * into the file; with one it goes to a scratch file of floats first, since it is known only at the end how loud it is.
 */
import { type FileHandle, open as openFile, rm } from 'node:fs/promises';
import type { SoundPlan } from '../../compile/sound/sound-plan.types.ts';
import { clamp, LoudnessMeter } from '../../domain/sound/sound.ts';
import type { LoudnessTarget } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { TimelineMixer } from '../../ports/timeline-mixer.ts';
import type { Block } from './bus-stream.ts';
import type { OpenSoundDecoder } from './clip-stream.ts';
import { blockSamples, mixBlocks } from './mix-blocks.ts';
import { type Measures, WavMaster } from './wav-master.ts';

export type { OpenSound, OpenSoundDecoder, SoundRequest } from './clip-stream.ts';

export type TimelineMixerParts = { readonly blobs: BlobStore; readonly open: OpenSoundDecoder };

const defaultPeakDbtp = -1;
const toleranceLu = 0.2;
/** A recording of nothing is not lifted into a recording of noise. */
const mostLiftDb = 24;

type MixOptions = Parameters<TimelineMixer['mix']>[1];

/** A mixer whose sounds are decoded by `open`. */
export const createTimelineMixer = ({ blobs, open }: TimelineMixerParts): TimelineMixer => {
  const withScratch = async <T>(extension: string, work: (path: string) => Promise<T>): Promise<T> => {
    const path = blobs.scratchPath(extension);
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  };
  return {
    id: 'workprint-timeline-mixer/1',
    mix: (plan, options) =>
      withScratch('.wav', async (wavPath) => {
        const { loudness } = plan;
        const measures = loudness
          ? await withScratch('.f32', (mixPath) => levelledMix(wavPath, mixPath, plan, loudness, open, options))
          : await plainMix(wavPath, plan, open, options);
        return { audio: await blobs.adoptFile(wavPath, 'audio/wav'), ...measures };
      }),
  };
};

const withFile = async <T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> => {
  const file = await openFile(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
};

/** As mixed, with peaks held. */
const plainMix = (
  wavPath: string,
  plan: SoundPlan,
  open: OpenSoundDecoder,
  { signal, onSamples }: MixOptions,
): Promise<Measures> =>
  withFile(wavPath, 'w', async (file) => {
    const { durationSamples } = plan;
    const master = new WavMaster(file, { durationSamples, gainDb: 0, truePeakDbtp: defaultPeakDbtp });
    await master.begin();
    await mixBlocks(plan, open, signal, async (block, from) => {
      await master.write(block);
      onSamples?.(from + block.left.length);
    });
    return master.finish();
  });

/** Brought to a loudness; once more if limiting has moved it. */
const levelledMix = (
  wavPath: string,
  mixPath: string,
  plan: SoundPlan,
  { integratedLufs: wanted, truePeakDbtp }: LoudnessTarget,
  open: OpenSoundDecoder,
  options: MixOptions,
): Promise<Measures> =>
  withFile(mixPath, 'wx+', async (mix) => {
    const lufs = await keepMix(mix, plan, open, options);
    const { durationSamples } = plan;
    const writeAt = (gainDb: number): Promise<Measures> =>
      withFile(wavPath, 'w', async (file) => {
        const master = new WavMaster(file, { durationSamples, gainDb, truePeakDbtp });
        await master.begin();
        await readMix(mix, plan, options.signal, (block) => master.write(block));
        return master.finish();
      });
    const gainDb = lufs === null ? 0 : clamp(wanted - lufs, -60, mostLiftDb);
    const measures = await writeAt(gainDb);
    const off = measures.integratedLufs === null ? 0 : wanted - measures.integratedLufs;
    return Math.abs(off) > toleranceLu && gainDb + off <= mostLiftDb ? writeAt(gainDb + off) : measures;
  });

const bytesPerBlock = blockSamples * 8;
const bytesOf = (samples: Float32Array): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

/** Writes the mix as floats (left then right of each block) and returns its integrated loudness; null for silence. */
const keepMix = async (
  file: FileHandle,
  plan: SoundPlan,
  open: OpenSoundDecoder,
  { signal, onSamples }: MixOptions,
): Promise<number | null> => {
  const meter = new LoudnessMeter();
  await mixBlocks(plan, open, signal, async ({ left, right }, from) => {
    meter.add(left, right);
    const at = (from / blockSamples) * bytesPerBlock;
    await file.write(bytesOf(left), 0, left.byteLength, at);
    await file.write(bytesOf(right), 0, right.byteLength, at + left.byteLength);
    onSamples?.(from + left.length);
  });
  return meter.integrated();
};

const readMix = async (
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
    const side = (offset: number): Float32Array => new Float32Array(bytes.buffer, offset, length);
    await visit({ left: side(0), right: side(length * 4) });
  }
};
