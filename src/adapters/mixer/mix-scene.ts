/** Mixes one scene's stem to a file, 100 ms at a time. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { AmbienceStretch, EffectEvent, SceneMix } from '../../domain/sound/sound.ts';
import {
  Biquad,
  controlBlock,
  encodeStereo,
  gainFromDb,
  highPass,
  makeBed,
  renderEffect,
  type SoundSource,
  stemHeadroomDb,
  wavHeader,
} from '../../domain/sound/sound.ts';
import { SceneMusic } from './scene-music.ts';
import { addSpeech, measureSpeech } from './scene-speech.ts';

const block = 4800;

export type MixSceneJob = {
  readonly plan: SceneMix;
  /** Where the plan's blobs lie, by SHA-256. */
  readonly paths: Readonly<Record<string, string>>;
  readonly outputPath: string;
};

type Part = (left: Float32Array, right: Float32Array, at: number, length: number) => void;

/** A bed with its fades. The bed itself starts with the stretch, whatever came before in the film. */
const ambiencePart = (stretch: AmbienceStretch): Part => {
  let bed: SoundSource | null = null;
  const a = new Float32Array(controlBlock);
  const b = new Float32Array(controlBlock);
  // Beds are planned by their loudness in the film; the master lifts them there.
  const level = gainFromDb(stretch.gainDb - stemHeadroomDb);
  const rumble = [new Biquad(highPass(55)), new Biquad(highPass(55))] as const;
  const fadeAt = (sample: number): number => {
    const into = (sample - stretch.startSample) / Math.max(1, stretch.fadeInSamples);
    const out = (stretch.endSample - sample) / Math.max(1, stretch.fadeOutSamples);
    const x = Math.max(0, Math.min(1, into, out));
    return level * Math.sin((x * Math.PI) / 2);
  };
  return (left, right, at, length) => {
    if (at + length <= stretch.startSample || at >= stretch.endSample) return;
    bed ??= makeBed(stretch.recipe, stretch.take);
    for (let offset = 0; offset < length; offset += controlBlock) {
      const count = Math.min(controlBlock, length - offset);
      a.fill(0);
      b.fill(0);
      bed.render(a, b, count);
      rumble[0].run(a, count);
      rumble[1].run(b, count);
      for (let i = 0; i < count; i++) {
        const fade = fadeAt(at + offset + i);
        left[offset + i] = (left[offset + i] as number) + (a[i] as number) * fade;
        right[offset + i] = (right[offset + i] as number) + (b[i] as number) * fade;
      }
    }
  };
};

/** An effect is made when it is first needed and dropped when it is over. */
const effectPart = (event: EffectEvent): Part => {
  let samples: Float32Array | null = null;
  let done = false;
  const angle = ((event.pan + 1) * Math.PI) / 4;
  const gain = gainFromDb(event.gainDb);
  const l = Math.cos(angle) * gain;
  const r = Math.sin(angle) * gain;
  return (left, right, at, length) => {
    if (done || at + length <= event.startSample) return;
    samples ??= renderEffect(event);
    const first = Math.max(0, event.startSample - at);
    const end = Math.min(length, event.startSample + samples.length - at);
    for (let i = first; i < end; i++) {
      const x = samples[at + i - event.startSample] as number;
      left[i] = (left[i] as number) + x * l;
      right[i] = (right[i] as number) + x * r;
    }
    if (end <= 0) {
      done = true;
      samples = null;
    }
  };
};

export const mixSceneToFile = ({ plan, paths, outputPath }: MixSceneJob): void => {
  const pathOf = ({ audio }: { readonly audio: { readonly sha256: string } }): string => paths[audio.sha256] as string;
  const speeches = plan.speeches.map((event) => measureSpeech(event, pathOf(event)));
  const music = new SceneMusic(plan.music, plan.musicSilences, speeches, pathOf);
  const parts: readonly Part[] = [
    ...plan.ambience.map(ambiencePart),
    ...plan.effects.map(effectPart),
    ...speeches.map(
      (speech): Part =>
        (left, right, at, length) =>
          addSpeech(speech, left, right, at, length),
    ),
    (left, right, at, length) => music.render(left, right, at, length),
  ];
  const frames = plan.toSample - plan.fromSample;
  const file = openSync(outputPath, 'wx');
  try {
    writeSync(file, wavHeader(2, frames));
    const left = new Float32Array(block);
    const right = new Float32Array(block);
    for (let at = plan.fromSample; at < plan.toSample; at += block) {
      const length = Math.min(block, plan.toSample - at);
      left.fill(0);
      right.fill(0);
      for (const part of parts) part(left, right, at, length);
      writeSync(file, encodeStereo(left, right, length));
    }
  } finally {
    closeSync(file);
  }
};
