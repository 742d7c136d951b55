/** Door of sound: composing, synthesising, measuring and leveling, all of it pure. */
export { makeBed } from './ambience/bed.ts';
export { controlBlock, type SoundSource } from './ambience/sources.ts';
export { Biquad, highPass, lowPass } from './biquad.ts';
export {
  clamp,
  dbFromGain,
  gainFromDb,
  limiterCeilingDbtp,
  programmeLufs,
  smoothStep,
  speechStemLufs,
  stemHeadroomDb,
} from './decibels.ts';
export { type DuckedSpeech, duckDbAt } from './duck.ts';
export { renderEffect } from './effects/effects.ts';
export { Limiter } from './limiter.ts';
export { LoudnessMeter, lufsFromPower, monoLufs, stereoLufs } from './loudness.ts';
export { composeCue } from './music/compose.ts';
export type { CueBrief, CueRole } from './music/cue-brief.ts';
export * from './sound.types.ts';
export { TruePeakMeter } from './true-peak.ts';
export { decodeInto, encodeStereo, readWavShape, type WavShape, wavHeader } from './wav.ts';
