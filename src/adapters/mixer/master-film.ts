/**
 * The master: stems added up, leveled, limited, written. It walks through the film instead of holding it; the first walk
 * measures, the next writes and measures what it wrote, and once more if limiting has moved the loudness.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import {
  clamp,
  dbFromGain,
  encodeStereo,
  gainFromDb,
  Limiter,
  LoudnessMeter,
  limiterCeilingDbtp,
  type MasterMix,
  programmeLufs,
  soundRateHz,
  stemHeadroomDb,
  TruePeakMeter,
  wavHeader,
} from '../../domain/sound/sound.ts';
import { AudioFile } from './audio-file.ts';

const block = soundRateHz;
/** The programme may be lifted this far over its planned level, and no further: beyond that it is not a programme. */
const mostLiftDb = 5;
/** Close enough: a fifth of what is promised. */
const toleranceLu = 0.2;
const mostWalks = 4;

export type MasterJob = {
  readonly plan: MasterMix;
  readonly paths: Readonly<Record<string, string>>;
  readonly outputPath: string;
};

export type MasterMeasures = {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number;
  readonly gainDb: number;
};

type Placed = {
  readonly path: string;
  readonly startSample: number;
  readonly endSample: number;
  file: AudioFile | null;
};

const placeStems = ({ plan, paths }: MasterJob): Placed[] =>
  plan.stems.map((stem) => {
    const path = paths[stem.audio.sha256] as string;
    const file = new AudioFile(path);
    const frames = file.frames;
    file.close();
    return { path, startSample: stem.startSample, endSample: stem.startSample + frames, file: null };
  });

/** Walks the film in blocks of a second; only the stems that sound are open. */
const walk = (stems: Placed[], plan: MasterMix, visit: (left: Float32Array, right: Float32Array) => void): void => {
  for (let at = 0; at < plan.durationSamples; at += block) {
    const length = Math.min(block, plan.durationSamples - at);
    const left = new Float32Array(length);
    const right = new Float32Array(length);
    for (const stem of stems) {
      if (stem.endSample <= at) {
        stem.file?.close();
        stem.file = null;
      } else if (stem.startSample < at + length) {
        stem.file ??= new AudioFile(stem.path);
        stem.file.addTo(left, right, 0, at - stem.startSample, length);
      }
    }
    fadeEnds(left, right, at, plan);
    visit(left, right);
  }
  for (const stem of stems) {
    stem.file?.close();
    stem.file = null;
  }
};

const fadeEnds = (left: Float32Array, right: Float32Array, at: number, plan: MasterMix): void => {
  const fadingIn = at < plan.fadeInSamples;
  const fadingOut = at + left.length > plan.durationSamples - plan.fadeOutSamples;
  if (!fadingIn && !fadingOut) return;
  for (let i = 0; i < left.length; i++) {
    const into = plan.fadeInSamples > 0 ? (at + i) / plan.fadeInSamples : 1;
    const out = plan.fadeOutSamples > 0 ? (plan.durationSamples - at - i) / plan.fadeOutSamples : 1;
    const gain = Math.sin((Math.min(1, into, out) * Math.PI) / 2);
    left[i] = (left[i] as number) * gain;
    right[i] = (right[i] as number) * gain;
  }
};

/** Writes the film at a gain and returns what was written, measured. */
const writeAt = (file: number, stems: Placed[], plan: MasterMix, gainDb: number): MasterMeasures => {
  const gain = gainFromDb(gainDb);
  const limiter = new Limiter(limiterCeilingDbtp);
  const meter = new LoudnessMeter();
  const peaks = [new TruePeakMeter(), new TruePeakMeter()] as const;
  ftruncateSync(file, 0);
  let position = writeSync(file, wavHeader(2, plan.durationSamples), 0, undefined, 0);
  const put = ([left, right]: [Float32Array, Float32Array]): void => {
    meter.add(left, right);
    peaks[0].add(left);
    peaks[1].add(right);
    position += writeSync(file, encodeStereo(left, right), 0, undefined, position);
  };
  walk(stems, plan, (left, right) => {
    for (let i = 0; i < left.length; i++) {
      left[i] = (left[i] as number) * gain;
      right[i] = (right[i] as number) * gain;
    }
    put(limiter.run(left, right));
  });
  put(limiter.finish());
  const peak = Math.max(peaks[0].peak(), peaks[1].peak());
  return { integratedLufs: meter.integrated(), truePeakDbtp: Math.max(-120, dbFromGain(peak)), gainDb };
};

/**
 * Loudness the film will have at the usual gain. Samples over the ceiling are held to it, which costs about as much
 * loudness as limiting will, so that the first gain is nearly always the right one.
 */
const loudnessAtUsualGain = (stems: Placed[], plan: MasterMix): number | null => {
  const meter = new LoudnessMeter();
  const gain = gainFromDb(stemHeadroomDb);
  const ceiling = gainFromDb(limiterCeilingDbtp);
  const held = (samples: Float32Array): void => {
    for (let i = 0; i < samples.length; i++) samples[i] = clamp((samples[i] as number) * gain, -ceiling, ceiling);
  };
  walk(stems, plan, (left, right) => {
    held(left);
    held(right);
    meter.add(left, right);
  });
  return meter.integrated();
};

/**
 * A film with speech or music is brought to the programme loudness. One with neither keeps its stems' planned level, so
 * that a quiet room stays quiet; the same holds for what the lift's limit leaves below.
 */
export const masterToFile = (job: MasterJob): MasterMeasures => {
  const { plan } = job;
  const stems = placeStems(job);
  const file = openSync(job.outputPath, 'wx+');
  try {
    const wanted = plan.anchor === 'programme' ? loudnessAtUsualGain(stems, plan) : null;
    if (wanted === null) return writeAt(file, stems, plan, stemHeadroomDb);
    const most = stemHeadroomDb + mostLiftDb;
    let gainDb = clamp(stemHeadroomDb + programmeLufs - wanted, -24, most);
    let measures = writeAt(file, stems, plan, gainDb);
    for (let walks = 1; walks < mostWalks && measures.integratedLufs !== null; walks++) {
      const off = programmeLufs - measures.integratedLufs;
      const better = clamp(gainDb + off, -24, most);
      if (Math.abs(off) <= toleranceLu || better === gainDb) break;
      gainDb = better;
      measures = writeAt(file, stems, plan, gainDb);
    }
    return measures;
  } finally {
    closeSync(file);
  }
};
