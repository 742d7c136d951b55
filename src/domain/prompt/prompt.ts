/** The door of prompts: a shot in words, and its request in each model's way of writing. */
export { type BriefOptions, briefOf, defaultStyle } from './brief-of.ts';
export { type CompiledSequence, compileSequence } from './compile-sequence.ts';
export { compileShot } from './compile-shot.ts';
export type { CompiledShot, ShotWishes } from './compiled-shot.types.ts';
export { identityText } from './identity.ts';
export type { LintIssue, LintRule } from './lint/lint.types.ts';
export { lintPrompt, usualLimit } from './lint/lint-prompt.ts';
export type { Purpose } from './passage.types.ts';
export { visibleText } from './plain-words.ts';
export { recompile } from './recompile.ts';
export type {
  BriefLine,
  BriefLora,
  BriefMove,
  BriefPerson,
  BriefReference,
  Identity,
  ShotBrief,
} from './shot-brief.types.ts';
export { compileSpeech } from './speech/compile-speech.ts';
export { lineOffsetOf } from './speech/line-offset.ts';
export type { CompiledSpeech, SpeechLine, SpokenSpan } from './speech/speech-line.types.ts';
export { type SpeechPiece, splitSpeech } from './speech/split-speech.ts';
