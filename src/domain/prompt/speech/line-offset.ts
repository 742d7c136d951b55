/** From what a vendor timed back to the script: where in the line a character of the sent text stands. */
import type { CompiledSpeech } from './speech-line.types.ts';

/**
 * Offset in the line for an offset in the sent text. Undefined inside marks, which are no part of the line. In a respelled word the place is in
 * proportion.
 */
export const lineOffsetOf = ({ spans }: Pick<CompiledSpeech, 'spans'>, sentOffset: number): number | undefined => {
  const span = spans.find(({ sentStart, sentEnd }) => sentOffset >= sentStart && sentOffset < sentEnd);
  if (span === undefined) return undefined;
  const sentLength = span.sentEnd - span.sentStart;
  const lineLength = span.lineEnd - span.lineStart;
  return (
    span.lineStart + Math.min(lineLength - 1, Math.floor(((sentOffset - span.sentStart) * lineLength) / sentLength))
  );
};
