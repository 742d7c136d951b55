/** A line that is longer than any of the chosen models takes, as pieces that each can be bought. */

import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { RoutePolicy } from '../../domain/generation/route.types.ts';
import { compileSpeech, splitSpeech } from '../../domain/prompt/prompt.ts';
import type { SpeakRequest } from '../../ports/voice-model.ts';
import type { ModelBook } from '../paid/model-book.ts';
import { hasWords } from '../speak/speak.ts';

export type LinePiece = {
  /** Where it begins in the line. */
  readonly start: number;
  readonly speak: SpeakRequest;
};

/** Records of the models a policy names, as far as they are known; none where any model of the catalog may answer. */
const namedRecords = (policy: RoutePolicy, book: ModelBook): readonly ModelRecord[] => {
  const names = policy.kind === 'model' ? [policy.model] : (policy.models ?? []);
  return names.flatMap((name) => {
    try {
      return [book.record(name, 'speech')];
    } catch (error) {
      if (error instanceof WorkprintError) return []; // the desk says what is wrong with it
      throw error;
    }
  });
};

/** Marks and respellings count, too: what is sent is looked at, not what is written. */
const fits = (speak: SpeakRequest, record: ModelRecord): boolean =>
  !compileSpeech({ ...speak, voice: speak.voice.voice }, record).problems.some(({ path }) => path === 'text');

const pieceOf = (speak: SpeakRequest, from: number, to: number): LinePiece => {
  const written = speak.text.slice(from, to);
  const text = written.trim();
  const start = from + written.indexOf(text);
  const emphasis = speak.emphasis.flatMap((one) => {
    const [first, last] = [Math.max(one.start, start) - start, Math.min(one.end, start + text.length) - start];
    return last > first ? [{ start: first, end: last }] : [];
  });
  return { start, speak: { ...speak, text, emphasis } };
};

/** Shorter pieces are not speech. A model that does not even take these is left to the desk to refuse. */
const shortest = 20;

/** The line whole where one of the models takes it or none is named, else in pieces for the one that takes most; signs alone are left out. */
export const linePieces = (speak: SpeakRequest, policy: RoutePolicy, book: ModelBook): readonly LinePiece[] => {
  const whole: LinePiece = { start: 0, speak };
  const records = namedRecords(policy, book);
  if (records.length === 0 || records.some((record) => fits(speak, record))) return [whole];
  const [widest] = records.toSorted((a, b) => (b.limits.promptChars ?? 0) - (a.limits.promptChars ?? 0));
  if (!widest) return [whole];
  for (let most = widest.limits.promptChars ?? 0; most >= shortest; most = Math.floor(most * 0.8)) {
    const pieces = splitSpeech(speak.text, most)
      .map(({ start, end }) => pieceOf(speak, start, end))
      .filter((piece) => hasWords(piece.speak.text));
    if (pieces.every((piece) => fits(piece.speak, widest))) return pieces;
  }
  return [whole];
};
