/** Lays lines on the tape of the film: each starts where the line before it, the cut and its own pause allow. */
import { WorkprintError } from '../../domain/errors.ts';
import type { SpokenWord } from '../../domain/performance/performance.types.ts';
import type { Breakdown, SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type { PlacedSpeech, ShotCover } from '../../domain/shot/shot.types.ts';
import { dualDelayMs, isBrokenOff, leadAfterAction, overlapMs, pauseBefore } from './pauses.ts';

export type SpeechTime = { readonly durationMs: number; readonly words: readonly SpokenWord[] };

export type Spoken = { readonly part: SpeechPart; readonly beat: SpeechBeat; readonly sceneId: string };
type SpeechCover = Extract<ShotCover, { kind: 'speech' }>;

export const spokenParts = (breakdown: Breakdown): Map<string, Spoken> => {
  const parts = new Map<string, Spoken>();
  for (const scene of breakdown.scenes) {
    for (const beat of scene.beats) {
      if (beat.kind === 'speech') for (const part of beat.parts) parts.set(part.id, { part, beat, sceneId: scene.id });
    }
  }
  return parts;
};

/** Milliseconds from the start of the part's audio to the cut after `sentence` sentences: the middle of the silence there. */
export const sentenceEndMs = (part: SpeechPart, time: SpeechTime, sentence: number): number => {
  if (sentence >= part.sentences.length) return time.durationMs;
  const offset = part.sentences[sentence - 1]?.end ?? 0;
  const next = time.words.findIndex((word) => word.start >= offset);
  const [before, after] = [time.words[next - 1], time.words[next]];
  if (before !== undefined && after !== undefined) return (before.endMs + after.startMs) / 2;
  return (time.durationMs * offset) / Math.max(1, part.text.length);
};

/** What has been laid so far. Times are milliseconds from the start of the film. */
export type Tape = {
  readonly parts: ReadonlyMap<string, Spoken>;
  readonly times: ReadonlyMap<string, SpeechTime>;
  readonly placed: Map<string, PlacedSpeech>;
  /** The part heard last, while nothing but speech has followed it. */
  last: Spoken | undefined;
  /** When the next thing may happen. */
  nowMs: number;
  /** No line may start before this in the shot being laid. */
  speechFromMs: number;
};

const timeOf = (tape: Tape, partId: string): SpeechTime => {
  const time = tape.times.get(partId);
  if (time === undefined)
    throw new WorkprintError(
      'internal',
      `The line "${partId}" has no recorded speech; every part must be spoken before shots are timed.`,
    );
  return time;
};

const endOf = (speech: PlacedSpeech): number => speech.startMs + speech.durationMs;

const startOf = (tape: Tape, spoken: Spoken): number => {
  const { part, beat } = spoken;
  const last = tape.last;
  const lastPlaced = last === undefined ? undefined : tape.placed.get(last.part.id);
  if (last === undefined || lastPlaced === undefined)
    return Math.max(tape.nowMs + leadAfterAction(part), tape.speechFromMs);
  if (beat.dual === 'right' && last.beat.dual === 'left') {
    const opening = tape.placed.get(last.beat.parts[0]?.id ?? '') ?? lastPlaced;
    return opening.startMs + dualDelayMs;
  }
  const followsSelf = last.beat.characterId === beat.characterId;
  if (!followsSelf && isBrokenOff(last.part.text)) return Math.max(endOf(lastPlaced) - overlapMs, 0);
  return Math.max(endOf(lastPlaced) + pauseBefore(part, followsSelf), tape.speechFromMs);
};

export const laySpeech = (tape: Tape, cover: SpeechCover): void => {
  const spoken = tape.parts.get(cover.partId);
  if (spoken === undefined)
    throw new WorkprintError('internal', `A shot covers the line "${cover.partId}", which is not in the script.`);
  const time = timeOf(tape, cover.partId);
  let placed = tape.placed.get(cover.partId);
  if (placed === undefined) {
    const startMs = startOf(tape, spoken);
    placed = {
      partId: cover.partId,
      beatId: spoken.beat.id,
      sceneId: spoken.sceneId,
      characterId: spoken.beat.characterId,
      startMs,
      durationMs: time.durationMs,
    };
    tape.placed.set(cover.partId, placed);
  }
  const endMs = placed.startMs + sentenceEndMs(spoken.part, time, cover.toSentence);
  tape.nowMs = spoken.beat.dual === 'right' ? Math.max(tape.nowMs, endMs) : endMs;
  tape.last = spoken;
};
